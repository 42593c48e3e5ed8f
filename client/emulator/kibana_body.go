package emulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// checkBody checks the shape of a body with these texts, config and secrets, and
// that nothing in it is blank.
func (c *kibanaCall) checkBody(texts ...string) *reply {
	for _, name := range texts {
		if n := c.content.Get(name); n.Kind() != x.KindString || n == nil {
			return wrongKind(name, "string", n)
		}
	}
	for _, name := range []string{"config", "secrets"} {
		if n := c.content.Get(name); n != nil && n.Kind() != x.KindObject {
			return wrongKind(name, "object", n)
		}
	}
	for _, m := range c.content.Members() {
		if m.Name != "config" && m.Name != "secrets" && !slices.Contains(texts, m.Name) {
			refusal := badRequest(fmt.Sprintf("[request body.%s]: definition for this key is missing", m.Name))
			return &refusal
		}
	}
	for _, m := range c.content.Members() {
		if path, text := blankIn(m.Name, m.Value); path != "" {
			refusal := badRequest(fmt.Sprintf("[request body.%s]: value '%s' is not valid", path, strings.TrimSpace(text)))
			return &refusal
		}
	}
	return nil
}

func wrongKind(name, want string, got *x.Node) *reply {
	refusal := badRequest(fmt.Sprintf("[request body.%s]: expected value of type [%s] but got [%s]", name, want, kindWord(got)))
	return &refusal
}

// blankIn returns the path of the first blank text, at any depth.
func blankIn(path string, n *x.Node) (at, text string) {
	if n.Kind() == x.KindString && strings.TrimSpace(n.Text()) == "" {
		return path, n.Text()
	}
	for i, item := range n.Items() {
		if at, text := blankIn(path+"."+strconv.Itoa(i), item); at != "" {
			return at, text
		}
	}
	for _, m := range n.Members() {
		if at, text := blankIn(path+"."+m.Name, m.Value); at != "" {
			return at, text
		}
	}
	return "", ""
}

// checkOwnID checks an id that the caller chose.
func (c *kibanaCall) checkOwnID() *reply {
	long := len([]rune(c.id)) > 36
	strict := c.kibana.atLeast(9, 4)
	foreign := strings.ContainsFunc(c.id, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-", r)
	})
	var refusal reply
	switch {
	case long && strict:
		refusal = badRequest("Connector ID must be 36 characters or less.")
	case long:
		refusal = badRequest(fmt.Sprintf("[request params.id]: value has length [%d] but it must have a maximum length of [36].", len([]rune(c.id))))
	case foreign && strict:
		refusal = badRequest("Connector ID must contain only lowercase letters, numbers, and hyphens.")
	default:
		return nil
	}
	return &refusal
}

// atLeast reports whether this is that version or a later one.
func (k *Kibana) atLeast(major, minor int) bool {
	first, rest, _ := strings.Cut(k.options.Version, ".")
	second, _, _ := strings.Cut(rest, ".")
	a, _ := strconv.Atoi(first)
	b, _ := strconv.Atoi(second)
	return a > major || a == major && b >= minor
}
