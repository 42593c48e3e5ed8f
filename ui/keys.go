package ui

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
)

// keyMap is every key of the wizard as data: the footer, the help screen and the
// documentation are made from it.
type keyMap struct {
	next, prev, pageDown, pageUp, first, last key.Binding
	enter, space, left, right                 key.Binding
	reveal, clear, restore, takeDefault       key.Binding
	find, review, help, back                  key.Binding
	leave, suspend, redraw, retry, anyway     key.Binding
	actions, del                              key.Binding
}

// keys returns the key map. It is a function, since a package variable could be
// changed by anyone.
func keys() keyMap {
	b := func(help, desc string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, desc))
	}
	return keyMap{
		next:        b("Tab", "next", "tab", "down"),
		prev:        b("Shift+Tab", "previous", "shift+tab", "up"),
		pageDown:    b("PgDn", "page down", "pgdown"),
		pageUp:      b("PgUp", "page up", "pgup"),
		first:       b("Ctrl+Home", "first field", "ctrl+home"),
		last:        b("Ctrl+End", "review row", "ctrl+end"),
		enter:       b("Enter", "next", "enter"),
		space:       b("Space", "change", " "),
		left:        b("Left", "change", "left"),
		right:       b("Right", "change", "right"),
		reveal:      b("Ctrl+R", "reveal typed", "ctrl+r"),
		clear:       b("Ctrl+U", "clear", "ctrl+u"),
		restore:     b("Ctrl+O", "loaded value", "ctrl+o"),
		takeDefault: b("Ctrl+D", "default", "ctrl+d"),
		find:        b("Ctrl+F", "find", "ctrl+f"),
		review:      b("Ctrl+S", "review", "ctrl+s", "alt+enter"),
		help:        b("F1", "help", "f1", "ctrl+g"),
		back:        b("Esc", "back", "esc"),
		leave:       b("Ctrl+C", "leave", "ctrl+c"),
		suspend:     b("Ctrl+Z", "suspend", "ctrl+z"),
		redraw:      b("Ctrl+L", "redraw", "ctrl+l"),
		retry:       b("r", "try again", "r", "ctrl+r"),
		anyway:      b("!", "save anyway", "!"),
		del:         b("F8", "delete", "f8"),
		actions:     b("F2", "action connectors", "f2"),
	}
}

// as returns the binding with another word in the footer.
func as(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}

// explained is a set of bindings with the sentence of the help screen.
type explained struct {
	bindings []key.Binding
	says     string
}

// explained lists every key of the form in the order of the help screen.
func (k keyMap) explained() []explained {
	e := func(says string, b ...key.Binding) explained { return explained{b, says} }
	return []explained{
		e("next field; in an open list the next option", k.next),
		e("previous field or option", k.prev),
		e("a page up, a page down", k.pageUp, k.pageDown),
		e("first field; Review changes", k.first, k.last),
		e("next field; a new line in a text area; opens a list or chooses in it", k.enter),
		e("change a switch, or a list without opening it", k.space, k.left, k.right),
		e("reveal or hide what was typed into a secret", k.reveal),
		e("clear the field", k.clear),
		e("bring the loaded value back", k.restore),
		e("take the default", k.takeDefault),
		e("find a field by name or label", k.find),
		e("review what will be sent", k.review),
		e("help; ? too, outside text", k.help),
		e("back; asks only when something is changed", k.back),
		e("leave", k.leave),
		e("suspend", k.suspend),
		e("draw the screen anew", k.redraw),
	}
}

// names writes the keys of all bindings as they stand on a keyboard.
func (e explained) names() string {
	var out []string
	for _, b := range e.bindings {
		for _, k := range b.Keys() {
			out = append(out, keyName(k))
		}
	}
	return strings.Join(out, ", ")
}

// keyName writes one key as it stands on a keyboard.
func keyName(k string) string {
	switch k {
	case " ":
		return "Space"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	}
	parts := strings.Split(k, "+")
	for i, p := range parts {
		parts[i] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, "+")
}
