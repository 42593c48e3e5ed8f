package xcontent

import (
	"path"
	"strings"
)

// Filter keeps of an answer what filter_path asks for: a comma list of dotted
// paths in which * stands for any part of a name and ** for any depth; a path
// with a leading - leaves out.
func Filter(n *Node, filterPath string) *Node {
	var include, exclude []pattern
	for _, p := range strings.Split(filterPath, ",") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if out, isOut := strings.CutPrefix(p, "-"); isOut {
			exclude = append(exclude, newPattern(out))
		} else {
			include = append(include, newPattern(p))
		}
	}
	if len(include) > 0 {
		n = keep(n, include)
	}
	if len(exclude) > 0 && n != nil {
		n = drop(n, exclude)
	}
	if n == nil {
		return Object()
	}
	return n
}

// pattern is the rest of a path that is still to be matched.
type pattern []string

// newPattern splits at dots; a dot after a backslash belongs to the name.
func newPattern(s string) pattern {
	const escapedDot = "\x00"
	parts := strings.Split(strings.ReplaceAll(s, `\.`, escapedDot), ".")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], escapedDot, ".")
	}
	return parts
}

// step matches one name against all patterns: done says that a path ends here,
// rest what remains for the members below.
func step(patterns []pattern, name string) (rest []pattern, done bool) {
	for _, p := range patterns {
		if p[0] == "**" {
			rest = append(rest, p)
			if len(p) == 1 {
				return nil, true
			}
			p = p[1:]
		}
		if matched := p[0] == name || wildcard(p[0], name); !matched {
			continue
		}
		if len(p) == 1 {
			return nil, true
		}
		rest = append(rest, p[1:])
	}
	return rest, false
}

func wildcard(pattern, name string) bool {
	if !strings.Contains(pattern, "*") {
		return false
	}
	// Only the star is special here, so names may hold every other character.
	quote := strings.NewReplacer(`\`, `\\`, `?`, `\?`, `[`, `\[`, `/`, "\x01")
	matched, err := path.Match(quote.Replace(pattern), strings.ReplaceAll(name, "/", "\x01"))
	return err == nil && matched
}

// keep returns what the patterns ask for, or nil where nothing is left.
func keep(n *Node, patterns []pattern) *Node {
	switch n.Kind() {
	case KindObject:
		kept := Object()
		for _, m := range n.members {
			rest, done := step(patterns, m.Name)
			value := m.Value
			if !done {
				value = keep(m.Value, rest)
			}
			if value != nil {
				kept.members = append(kept.members, M(m.Name, value))
			}
		}
		if len(kept.members) > 0 {
			return kept
		}
	case KindArray:
		kept := Array()
		for _, item := range n.items {
			if value := keep(item, patterns); value != nil {
				kept.items = append(kept.items, value)
			}
		}
		if len(kept.items) > 0 {
			return kept
		}
	}
	return nil
}

// drop returns the node without what the patterns name; what becomes empty by
// it goes too, what was empty before stays.
func drop(n *Node, patterns []pattern) *Node {
	if len(patterns) == 0 {
		return n
	}
	switch n.Kind() {
	case KindObject:
		left := Object()
		for _, m := range n.members {
			rest, done := step(patterns, m.Name)
			if done {
				continue
			}
			if value := drop(m.Value, rest); value != nil {
				left.members = append(left.members, M(m.Name, value))
			}
		}
		if len(left.members) == 0 && len(n.members) > 0 {
			return nil
		}
		return left
	case KindArray:
		left := Array()
		for _, item := range n.items {
			if value := drop(item, patterns); value != nil {
				left.items = append(left.items, value)
			}
		}
		if len(left.items) == 0 && len(n.items) > 0 {
			return nil
		}
		return left
	default:
		return n
	}
}
