package ui

import (
	"cmp"
	"strings"

	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
)

// tall is the height from which the window has room for air: a blank line under
// the header and two lines of help.
const tall = 16

// tall reports whether there is room for air. On the normal screen there is not:
// what stands there already belongs to the person.
func (e *env) tall() bool { return e.size.h >= tall && !e.inline }

// View draws the window: header, body, footer. It is never taller than the
// window and never touches its last cell, since writing that scrolls some
// terminals.
func (m *Model) View() string {
	e := m.env
	if e.size.w == 0 || m.done {
		return ""
	}
	lines := make([]string, 0, e.size.h)
	lines = append(lines, drawHeader(e, m.head()))
	if e.tall() {
		lines = append(lines, "")
	}
	_, room := bodyOf(m.env)
	body := m.top().draw(e, room)
	lines = append(lines, body[:min(len(body), room.h)]...)
	for len(lines) < e.size.h-1 && !e.inline {
		lines = append(lines, "")
	}
	lines = append(lines, drawFooter(e, m.top().bindings()))
	lines = lines[:min(len(lines), e.size.h)]
	for i, line := range lines {
		if text.Width(line) >= e.size.w {
			lines[i] = e.cut(line, e.size.w-1)
		}
	}
	return strings.Join(lines, "\n")
}

// head is the header of the screen on top. What lies over a screen without a place of
// its own, such as help, is where that screen is.
func (m *Model) head() header {
	h := m.top().head(m.env)
	for i := len(m.stack) - 2; i >= 0 && h.host == ""; i-- {
		h.host = m.stack[i].head(m.env).host
	}
	return h
}

// bodyOf is the area between header and footer, and the row in which it begins.
func bodyOf(e *env) (top int, room size) {
	if top = 1; e.tall() {
		top = 2
	}
	return top, size{e.size.w, max(1, e.size.h-top-1)}
}

// readOnlyWord is what the header says where nothing can be saved.
const readOnlyWord = "read only"

// drawHeader puts title, kind and status left and the cluster right, as far as
// they fit; the title gives way last, and before it that nothing can be saved.
func drawHeader(e *env, h header) string {
	w := e.size.w - 1
	left := e.cut(e.clean(h.title), w)
	parts := []string{h.status, h.detail}
	if e.readOnly {
		parts = append([]string{readOnlyWord}, parts...)
		left = e.cut(left, max(1, w-3-len(readOnlyWord)))
	}
	used := text.Width(left)
	out := e.theme.Header.Render(left)
	for _, part := range parts {
		part = e.clean(part)
		if part == "" || used+3+text.Width(part) > w {
			continue
		}
		out += e.theme.Muted.Render(" " + e.theme.Glyphs.Dot + " ")
		out += e.theme.Text.Render(part)
		used += 3 + text.Width(part)
	}
	host := e.clean(cmp.Or(h.host, e.host))
	if gap := w - used - text.Width(host); host != "" && gap >= 2 {
		out += strings.Repeat(" ", gap) + e.theme.Muted.Render(host)
	}
	return out
}

// drawFooter shows a notice, or the keys that work here as far as they fit.
func drawFooter(e *env, bindings []key.Binding) string {
	w := e.size.w - 1
	if e.notice != "" {
		return e.theme.Warning.Render(e.cut(e.clean(e.notice), w))
	}
	var b strings.Builder
	used := 0
	for _, k := range bindings {
		h := k.Help()
		cells := text.Width(h.Key) + 1 + text.Width(h.Desc)
		gap := min(used, 2)
		if !k.Enabled() || used+gap+cells > w {
			continue
		}
		b.WriteString(strings.Repeat(" ", gap))
		b.WriteString(e.theme.Key.Render(h.Key) + " " + e.theme.Muted.Render(h.Desc))
		used += gap + cells
	}
	return b.String()
}

// cut cuts text to at most w cells, with the sign for that which this terminal has.
func (e *env) cut(s string, w int) string { return text.TruncateTail(s, w, e.theme.Glyphs.Ellipsis) }

// say wraps sentences of our own. They are not redacted: a secret that happens to
// be one of our words would show itself by the hole it leaves.
func say(w int, sentences ...string) []string {
	var lines []string
	for _, s := range sentences {
		lines = append(lines, text.Wrap(s, w)...)
	}
	return lines
}

// paragraphs wraps untrusted sentences to the width, each on lines of its own.
func paragraphs(e *env, w int, sentences ...string) []string {
	var lines []string
	for _, s := range sentences {
		if s == "" {
			lines = append(lines, "")
			continue
		}
		lines = append(lines, text.Wrap(e.clean(s), w)...)
	}
	return lines
}
