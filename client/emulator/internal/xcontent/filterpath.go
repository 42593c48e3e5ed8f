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
		n = prune(n, include, true)
	}
	if len(exclude) > 0 && n != nil {
		n = prune(n, exclude, false)
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

// prune returns what is left: with inclusive what the patterns ask for, without
// it what they don't name. It is nil where nothing is left; what was empty
// before stays when things are left out.
func prune(n *Node, patterns []pattern, inclusive bool) *Node {
	if len(patterns) == 0 && !inclusive {
		return n
	}
	switch n.Kind() {
	case KindObject:
		left := pruneMembers(n.members, patterns, inclusive)
		if len(left) == 0 && (inclusive || len(n.members) > 0) {
			return nil
		}
		return Object(left...)
	case KindArray:
		var left []*Node
		for _, item := range n.items {
			if value := prune(item, patterns, inclusive); value != nil {
				left = append(left, value)
			}
		}
		if len(left) == 0 && (inclusive || len(n.items) > 0) {
			return nil
		}
		return Array(left...)
	default:
		if inclusive {
			return nil
		}
		return n
	}
}

func pruneMembers(members []Member, patterns []pattern, inclusive bool) (left []Member) {
	for _, m := range members {
		rest, done := step(patterns, m.Name)
		if done && !inclusive {
			continue
		}
		value := m.Value
		if !done {
			value = prune(value, rest, inclusive)
		}
		if value != nil {
			left = append(left, M(m.Name, value))
		}
	}
	return left
}
