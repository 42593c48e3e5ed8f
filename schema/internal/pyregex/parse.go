package pyregex

import (
	"strconv"
	"strings"
)

// parser reads a pattern. It fails by panicking with a failure, which parse turns
// into an error: the grammar is deep and every step of it can fail.
type parser struct {
	scanner
	flags  flags
	names  map[string]int
	open   []bool // by group
	widths []span // by group, once it is closed
	// behindFrom is the first group inside the look-behind being read, or -1.
	behindFrom int
	// conditions are the group numbers that were asked for, which may come later.
	conditions []conditionNumber
}

// conditionNumber is a group number in a condition, and where it is.
type conditionNumber struct{ group, pos int }

// parse reads the whole pattern.
func parse(pattern []rune) (p *parser, root []node, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = f.err
		}
	}()
	p = &parser{
		scanner: scanner{pattern: pattern}, names: map[string]int{},
		open: make([]bool, 1), widths: make([]span, 1), behindFrom: -1,
	}
	p.advance()
	root = p.alternatives(false, 0)
	if p.next != "" {
		p.fail(0, "unbalanced parenthesis")
	}
	if p.flags&flagASCII != 0 && p.flags&flagUnicode != 0 {
		return nil, nil, &Error{Class: "ValueError", Text: "ASCII and UNICODE flags are incompatible"}
	}
	for _, c := range p.conditions {
		if c.group >= len(p.open) {
			return nil, nil, syntaxError(pattern, c.pos, "invalid group reference %d", c.group)
		}
	}
	return p, root, nil
}

// maxDepth is about where Python's own parser, which takes two calls for each
// parenthesis, meets the limit of a thousand.
const maxDepth = 960

// alternatives reads a|b|c.
func (p *parser) alternatives(verbose bool, depth int) []node {
	if depth > maxDepth {
		panic(failure{&Error{Class: "RecursionError", Text: "maximum recursion depth exceeded"}})
	}
	var branches [][]node
	for {
		branches = append(branches, p.sequence(verbose, depth+1, depth == 0 && len(branches) == 0))
		if !p.accept("|") {
			break
		}
		if depth == 0 {
			verbose = p.flags&flagVerbose != 0
		}
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return []node{node{op: opBranch, subs: branches}.measured()}
}

// sequence reads items up to a bar, a closing parenthesis or the end. Only the
// very first one may begin with flags for the whole pattern.
func (p *parser) sequence(verbose bool, depth int, first bool) []node {
	var body []node
	for p.next != "" && p.next != "|" && p.next != ")" {
		token := p.get()
		if verbose && p.skipVerbose(token) {
			continue
		}
		switch {
		case token[0] == '\\':
			body = append(body, p.escape(token))
		case token == "[":
			body = append(body, p.brackets())
		case strings.Contains("*+?{", token):
			body = p.repeat(body, token)
		case token == "(":
			body = append(body, p.group(&verbose, depth, first && len(body) == 0)...)
		case token == ".":
			body = append(body, unitNode(node{op: opAny}))
		case token == "^" || token == "$":
			body = append(body, node{op: opAt, at: rune(token[0])})
		default:
			body = append(body, literalNode([]rune(token)[0]))
		}
	}
	return body
}

// skipVerbose skips white space and comments.
func (p *parser) skipVerbose(token string) bool {
	if strings.Contains(" \t\n\r\v\f", token) {
		return true
	}
	if token != "#" {
		return false
	}
	for p.next != "" && p.next != "\n" {
		p.advance()
	}
	p.advance()
	return true
}

// repeat reads what follows a quantifier's first token and applies it to the last
// item. A brace that starts no quantifier is itself.
func (p *parser) repeat(body []node, token string) []node {
	here := p.tell()
	n := node{op: opRepeat, max: forever}
	switch token {
	case "?":
		n.max = 1
	case "+":
		n.min = 1
	case "{":
		if !p.bounds(&n, here) {
			return append(body, literalNode('{'))
		}
	}
	if len(body) == 0 || body[len(body)-1].op == opAt {
		p.fail(p.tell()-here+1, "nothing to repeat")
	}
	last := &body[len(body)-1]
	if last.op == opRepeat {
		p.fail(p.tell()-here+1, "multiple repeat")
	}
	switch {
	case p.accept("?"):
		n.mode = lazy
	case p.accept("+"):
		n.mode = possessive
	}
	n.subs = [][]node{{*last}}
	*last = n.measured()
	return body
}

// bounds reads {m,n}; false when it is none.
func (p *parser) bounds(n *node, here int) bool {
	if p.next == "}" {
		return false
	}
	lo := p.while(len(p.pattern), isDecimal)
	hi := lo
	if p.accept(",") {
		hi = p.while(len(p.pattern), isDecimal)
	}
	if !p.accept("}") {
		p.seek(here)
		return false
	}
	if lo != "" {
		n.min = bound(lo)
	}
	if hi != "" {
		n.max = bound(hi)
		if n.max < n.min {
			p.fail(p.tell()-here, "min repeat greater than max repeat")
		}
	}
	return true
}

// bound reads a repetition number.
func bound(digits string) int {
	n, err := strconv.ParseUint(digits, 10, 32)
	if err != nil || n >= forever {
		panic(failure{&Error{Class: "OverflowError", Text: "the repetition number is too large"}})
	}
	return int(n)
}
