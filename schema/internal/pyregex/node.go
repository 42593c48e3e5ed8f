package pyregex

import "math"

// op is the sort of a node.
type op uint8

const (
	opLiteral op = iota
	opSet
	opAny
	opAt
	opBranch
	opRepeat
	opGroup
	opAtomic
	opLook
	opBackref
	opCondition
)

// flags are the inline flags of Python.
type flags uint8

const (
	flagIgnoreCase flags = 1 << iota
	flagMultiLine
	flagDotAll
	flagVerbose
	flagASCII
	flagUnicode
	flagTemplate // allows no repeats
)

// mode is how a repeat takes its items.
type mode uint8

const (
	greedy mode = iota
	lazy
	possessive
)

// python returns Python's name of a repeat of this mode.
func (m mode) python() string {
	switch m {
	case lazy:
		return "MIN_REPEAT"
	case possessive:
		return "POSSESSIVE_REPEAT"
	default:
		return "MAX_REPEAT"
	}
}

// forever is the upper bound of a repeat without one.
const forever = math.MaxUint32

// node is one item of a parsed pattern.
type node struct {
	op       op
	char     rune     // of a literal
	set      *set     // of a set
	at       rune     // of a position: ^ $ A Z b B
	subs     [][]node // bodies: one, or the alternatives of a branch or condition
	min, max int      // of a repeat
	mode     mode     // of a repeat
	group    int      // of a group (0: none), a back-reference or a condition
	add, del flags    // of a group
	behind   bool     // of a look
	negate   bool     // of a look
	width    span     // how much it takes; nothing for a look
	inner    span     // of a look: how much its body takes
}

// unit reports whether the node always takes one character.
func (n node) unit() bool { return n.op == opLiteral || n.op == opSet || n.op == opAny }

// single returns the one node that always takes one character and that is all of
// the body, looking through groups that only bracket.
func single(body []node) (node, bool) {
	if len(body) != 1 {
		return node{}, false
	}
	if n := body[0]; n.op == opGroup && n.group == 0 && n.add == 0 && n.del == 0 {
		return single(n.subs[0])
	}
	return body[0], body[0].unit()
}

// maxWidth stands for all widths that are too great to count.
const maxWidth = math.MaxInt64 / 4

// span is the least and the greatest number of characters that something takes.
type span struct{ lo, hi int }

func (s span) plus(o span) span {
	return span{min(s.lo+o.lo, maxWidth), min(s.hi+o.hi, maxWidth)}
}

// times returns the width of lo to hi copies.
func (s span) times(lo, hi int) span {
	return span{product(s.lo, lo), product(s.hi, hi)}
}

func product(a, b int) int {
	if a == 0 || b == 0 {
		return 0
	}
	if b == forever || a > maxWidth/b {
		return maxWidth
	}
	return a * b
}

// either returns the width of one or the other.
func (s span) either(o span) span { return span{min(s.lo, o.lo), max(s.hi, o.hi)} }

// widthOf returns the width of a sequence.
func widthOf(body []node) span {
	var total span
	for _, n := range body {
		total = total.plus(n.width)
	}
	return total
}

// measured returns the node with its width, which that of its bodies makes. It is
// taken once, as soon as the node is read: deep nests would cost too much else.
func (n node) measured() node {
	if len(n.subs) == 0 {
		return n
	}
	n.width = widthOf(n.subs[0])
	for _, sub := range n.subs[1:] {
		n.width = n.width.either(widthOf(sub))
	}
	if n.op == opRepeat {
		n.width = n.width.times(n.min, n.max)
	}
	return n
}

// unitNode returns a node that takes one character.
func unitNode(n node) node {
	n.width = span{1, 1}
	return n
}

// literalNode returns a node that takes this character.
func literalNode(r rune) node { return unitNode(node{op: opLiteral, char: r}) }
