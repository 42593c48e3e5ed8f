package pyregex

import "math"

// code is what an instruction does.
type code uint8

const (
	doMatch     code = iota // the text must end here
	doChar                  // one character of a set
	doLiteral               // a text
	doAt                    // a position
	doSplit                 // go on, and at x when that fails
	doJump                  // go to x
	doMark                  // remember the position in register x
	doBackref               // the text of the group whose marks start at x
	doIfGroup               // go to x unless the group whose marks start at y matched
	doRepeatOne             // min to max characters of a set
	doLoopStart             // begin the loop whose registers start at y
	doLoop                  // decide about another round; x leaves the loop
	doRound                 // begin a round, for lazy loops that come back to it
	doCutStart              // remember the height of the stack in register y
	doCut                   // forget the choices since then
	doLookStart             // the same, and the position; when negative, x goes on
	doLookEnd               // cut, and go back to the position
	doLookFail              // the negative look matched: cut, and fail
	doBack                  // go x characters back
)

// inst is one instruction.
type inst struct {
	do         code
	mode       mode // of a repeat
	ascii      bool // of a position or back-reference
	ignoreCase bool // of a back-reference
	at         rune
	x, y       int
	min, max   int
	set        *chars
	literal    []rune
}

// compiler translates nodes into instructions.
type compiler struct {
	code      []inst
	registers int
	literals  bool // the last instruction is a literal that may be made longer
}

// compile translates a parsed pattern. The first registers are the two marks of
// each group.
func compile(p *parser, root []node) (pattern *Pattern, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, ok := r.(failure)
			if !ok {
				panic(r)
			}
			err = f.err
		}
	}()
	c := &compiler{registers: 2 * len(p.open), code: make([]inst, 0, len(p.pattern)+1)}
	c.sequence(root, p.flags)
	c.emit(inst{do: doMatch})
	return &Pattern{code: c.code, registers: c.registers}, nil
}

// emit adds an instruction and returns its place.
func (c *compiler) emit(i inst) int {
	c.literals = i.do == doLiteral
	c.code = append(c.code, i)
	return len(c.code) - 1
}

// here returns the place of the next instruction, which is about to become the
// aim of a jump.
func (c *compiler) here() int {
	c.literals = false
	return len(c.code)
}

// reserve returns the first of n new registers.
func (c *compiler) reserve(n int) int {
	c.registers += n
	return c.registers - n
}

func (c *compiler) sequence(body []node, f flags) {
	for _, n := range body {
		c.node(n, f)
	}
}

// node translates one node.
func (c *compiler) node(n node, f flags) {
	switch n.op {
	case opLiteral:
		c.literal(n, f)
	case opSet, opAny:
		c.emit(inst{do: doChar, set: charsOf(n, f)})
	case opAt:
		c.emit(inst{do: doAt, at: multiLine(n.at, f), ascii: f&flagASCII != 0})
	case opBranch:
		c.branch(n, f)
	case opRepeat:
		c.repeat(n, f)
	case opGroup:
		c.group(n, f)
	case opAtomic:
		c.atomic(func() { c.sequence(n.subs[0], f) })
	case opLook:
		c.look(n, f)
	case opBackref:
		c.emit(inst{do: doBackref, x: 2 * n.group, ignoreCase: f&flagIgnoreCase != 0, ascii: f&flagASCII != 0})
	case opCondition:
		c.condition(n, f)
	}
}

// literal adds to the text before it, if that is possible.
func (c *compiler) literal(n node, f flags) {
	if f&flagIgnoreCase != 0 {
		c.emit(inst{do: doChar, set: charsOf(n, f)})
		return
	}
	if c.literals {
		last := &c.code[len(c.code)-1]
		last.literal = append(last.literal, n.char)
		return
	}
	c.emit(inst{do: doLiteral, literal: []rune{n.char}})
}

// charsOf returns the set that a node of one character stands for.
func charsOf(n node, f flags) *chars {
	c := &chars{ignoreCase: f&flagIgnoreCase != 0, ascii: f&flagASCII != 0}
	switch {
	case n.op == opSet:
		c.set = *n.set
	case n.op == opLiteral:
		c.ranges = []charRange{{n.char, n.char}}
	case f&flagDotAll != 0:
		c.negate = true
	default:
		c.negate = true
		c.ranges = []charRange{{'\n', '\n'}}
		c.ignoreCase = false
	}
	return c
}

// multiLine marks the ends of lines: < and > stand for ^ and $ in this mode.
func multiLine(at rune, f flags) rune {
	switch {
	case f&flagMultiLine == 0:
		return at
	case at == '^':
		return '<'
	case at == '$':
		return '>'
	default:
		return at
	}
}

// branch tries one alternative after the other.
func (c *compiler) branch(n node, f flags) {
	var ends []int
	for i, sub := range n.subs {
		if i == len(n.subs)-1 {
			c.sequence(sub, f)
			break
		}
		split := c.emit(inst{do: doSplit})
		c.sequence(sub, f)
		ends = append(ends, c.emit(inst{do: doJump}))
		c.code[split].x = c.here()
	}
	for _, end := range ends {
		c.code[end].x = c.here()
	}
}

// group brackets a body with its marks, and applies its flags.
func (c *compiler) group(n node, f flags) {
	if n.add&typeFlags != 0 {
		f &^= typeFlags
	}
	f = (f | n.add) &^ n.del
	if n.group == 0 {
		c.sequence(n.subs[0], f)
		return
	}
	c.emit(inst{do: doMark, x: 2 * n.group})
	c.sequence(n.subs[0], f)
	c.emit(inst{do: doMark, x: 2*n.group + 1})
}

// atomic keeps no choice of the body once it matched.
func (c *compiler) atomic(body func()) {
	register := c.reserve(1)
	c.emit(inst{do: doCutStart, y: register})
	body()
	c.emit(inst{do: doCut, y: register})
}

// maxBehind is how far Python can look behind.
const maxBehind = math.MaxUint32

// look matches without moving.
func (c *compiler) look(n node, f flags) {
	register := c.reserve(2)
	start := c.emit(inst{do: doLookStart, y: register})
	if n.behind {
		width := n.inner
		if width.lo > maxBehind {
			panic(failure{&Error{Class: "re.error", Text: "looks too much behind"}})
		}
		if width.lo != width.hi {
			panic(failure{&Error{Class: "re.error", Text: "look-behind requires fixed-width pattern"}})
		}
		c.emit(inst{do: doBack, x: width.lo})
	}
	c.sequence(n.subs[0], f)
	if n.negate {
		c.emit(inst{do: doLookFail, y: register})
		c.code[start].x = c.here()
		return
	}
	c.emit(inst{do: doLookEnd, y: register})
}

// condition goes one of two ways.
func (c *compiler) condition(n node, f flags) {
	choose := c.emit(inst{do: doIfGroup, y: 2 * n.group})
	c.sequence(n.subs[0], f)
	end := c.emit(inst{do: doJump})
	c.code[choose].x = c.here()
	c.sequence(n.subs[1], f)
	c.code[end].x = c.here()
}

// repeat translates a repeat: in one instruction if each item is one character.
func (c *compiler) repeat(n node, f flags) {
	if f&flagTemplate != 0 {
		panic(failure{&Error{Class: "re.error", Text: "internal: unsupported template operator " + n.mode.python()}})
	}
	if unit, ok := single(n.subs[0]); ok {
		c.emit(inst{do: doRepeatOne, mode: n.mode, min: n.min, max: n.max, set: charsOf(unit, f)})
		return
	}
	if n.mode == possessive {
		// Each round is atomic as well as the whole.
		c.atomic(func() {
			c.loop(n, func() { c.atomic(func() { c.sequence(n.subs[0], f) }) })
		})
		return
	}
	c.loop(n, func() { c.sequence(n.subs[0], f) })
}

// loop translates a repeat of anything else. Its registers are the number of
// rounds and where the last one began.
func (c *compiler) loop(n node, body func()) {
	register := c.reserve(2)
	c.emit(inst{do: doLoopStart, y: register})
	head := c.here()
	c.emit(inst{do: doLoop, mode: n.mode, min: n.min, max: n.max, y: register})
	c.emit(inst{do: doRound, y: register})
	body()
	c.emit(inst{do: doJump, x: head})
	c.code[head].x = c.here()
}
