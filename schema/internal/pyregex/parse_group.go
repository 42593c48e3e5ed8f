package pyregex

import (
	"strconv"
	"strings"

	"connwiz/schema/internal/python"
)

// group reads what follows an opening parenthesis. Comments and flags are no
// items.
func (p *parser) group(verbose *bool, depth int, first bool) []node {
	start := p.tell() - 1
	n := node{op: opGroup}
	name, capture := "", true
	if p.accept("?") {
		capture = false
		switch token := p.extension(); {
		case token == "P":
			if !p.accept("<") {
				return []node{p.namedReference()}
			}
			name, capture = p.until(">", "group name"), true
			p.checkName(name, 1)
		case token == ":":
		case token == "#":
			p.comment(start)
			return nil
		case strings.Contains("=!<", token):
			return []node{p.look(token, *verbose, depth, start)}
		case token == "(":
			return []node{p.condition(*verbose, depth, start)}
		case token == ">":
			n.op = opAtomic
		case token == "-" || isFlag(token):
			if !p.readFlags(&n, token) {
				if !first {
					p.fail(p.tell()-start, "global flags not at the start of the expression")
				}
				*verbose = p.flags&flagVerbose != 0
				return nil
			}
		default:
			p.fail(len([]rune(token))+1, "unknown extension ?%s", token)
		}
	}
	if capture {
		n.group = p.openGroup(name)
	}
	inner := (*verbose || n.add&flagVerbose != 0) && n.del&flagVerbose == 0
	n.subs = [][]node{p.alternatives(inner, depth+1)}
	p.close(start)
	if capture {
		p.open[n.group] = false
		p.widths[n.group] = widthOf(n.subs[0])
	}
	return []node{n.measured()}
}

// extension reads the token after "(?".
func (p *parser) extension() string {
	token := p.get()
	if token == "" {
		p.fail(0, "unexpected end of pattern")
	}
	return token
}

// close reads the closing parenthesis of a group that began at start.
func (p *parser) close(start int) {
	if !p.accept(")") {
		p.fail(p.tell()-start, "missing ), unterminated subpattern")
	}
}

// comment skips a comment.
func (p *parser) comment(start int) {
	for {
		if p.next == "" {
			p.fail(p.tell()-start, "missing ), unterminated comment")
		}
		if p.get() == ")" {
			return
		}
	}
}

// openGroup numbers a new group.
func (p *parser) openGroup(name string) int {
	group := len(p.open)
	if name != "" {
		if old, ok := p.names[name]; ok {
			p.fail(len([]rune(name))+1, "redefinition of group name %s as group %d; was group %d",
				python.Quote(name), group, old)
		}
		p.names[name] = group
	}
	p.open = append(p.open, true)
	p.widths = append(p.widths, span{})
	return group
}

// namedReference reads (?P=name).
func (p *parser) namedReference() node {
	if !p.accept("=") {
		token := p.extension()
		p.fail(len([]rune(token))+2, "unknown extension ?P%s", token)
	}
	name := p.until(")", "group name")
	p.checkName(name, 1)
	group, ok := p.names[name]
	length := len([]rune(name)) + 1
	if !ok {
		p.fail(length, "unknown group name %s", python.Quote(name))
	}
	return p.reference(group, length)
}

// reference makes a back-reference to a group that must be closed.
func (p *parser) reference(group, back int) node {
	if p.open[group] {
		p.fail(back, "cannot refer to an open group")
	}
	p.checkBehind(group)
	return node{op: opBackref, group: group, width: p.widths[group]}
}

// checkBehind refuses groups of the look-behind being read, whose widths aren't
// known yet.
func (p *parser) checkBehind(group int) {
	if p.behindFrom < 0 {
		return
	}
	if group >= len(p.open) || p.open[group] {
		p.fail(0, "cannot refer to an open group")
	}
	if group >= p.behindFrom {
		p.fail(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
}

// checkName refuses a group's name that is no identifier.
func (p *parser) checkName(name string, offset int) {
	if !python.IsIdentifier(name) {
		p.fail(len([]rune(name))+offset, "bad character in group name %s", python.Quote(name))
	}
}

// look reads the rest of (?=...), (?!...), (?<=...) and (?<!...).
func (p *parser) look(token string, verbose bool, depth, start int) node {
	n := node{op: opLook}
	outer := p.behindFrom
	if token == "<" {
		n.behind = true
		token = p.extension()
		if token != "=" && token != "!" {
			p.fail(len([]rune(token))+2, "unknown extension ?<%s", token)
		}
		if outer < 0 {
			p.behindFrom = len(p.open)
		}
	}
	n.negate = token == "!"
	n.subs = [][]node{p.alternatives(verbose, depth+1)}
	if n.behind {
		p.behindFrom = outer
	}
	p.close(start)
	n.inner = widthOf(n.subs[0])
	return n
}

// condition reads the rest of (?(group)yes|no).
func (p *parser) condition(verbose bool, depth, start int) node {
	n := node{op: opCondition, group: p.conditionGroup()}
	p.checkBehind(n.group)
	n.subs = [][]node{p.sequence(verbose, depth+1, false), nil}
	if p.accept("|") {
		n.subs[1] = p.sequence(verbose, depth+1, false)
		if p.next == "|" {
			p.fail(0, "conditional backref with more than two branches")
		}
	}
	p.close(start)
	return n.measured()
}

// conditionGroup reads the group that a condition asks for. A number may be that
// of a group that comes later.
func (p *parser) conditionGroup() int {
	name := p.until(")", "group name")
	back := len([]rune(name)) + 1
	if python.IsIdentifier(name) {
		group, ok := p.names[name]
		if !ok {
			p.fail(back, "unknown group name %s", python.Quote(name))
		}
		return group
	}
	number, exception := python.ParseInt(name)
	switch {
	case exception != nil || number.Sign() < 0:
		p.fail(back, "bad character in group name %s", python.Quote(name))
	case number.Sign() == 0:
		p.fail(back, "bad group number")
	case !number.IsInt64() || number.Int64() >= maxGroups:
		p.fail(back, "invalid group reference %s", number)
	}
	group := int(number.Int64())
	p.conditions = append(p.conditions, conditionNumber{group, p.tell() - back})
	return group
}

// maxGroups is Python's limit for the number of groups.
const maxGroups = 1 << 30

// octalOrReference reads \1 to \99 and three octal digits.
func (p *parser) octalOrReference(token string) node {
	if p.length == 1 && isDecimal(p.pattern[p.tell()]) {
		token += p.get()
		if isOctal(rune(token[1])) && isOctal(rune(token[2])) && p.length == 1 && isOctal(p.pattern[p.tell()]) {
			return literalNode(p.octal(token + p.get()))
		}
	}
	group, _ := strconv.Atoi(token[1:])
	if group >= len(p.open) {
		p.fail(len(token)-1, "invalid group reference %d", group)
	}
	return p.reference(group, len(token))
}
