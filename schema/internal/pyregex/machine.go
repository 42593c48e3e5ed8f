package pyregex

// machine runs a pattern on one text.
type machine struct {
	code  []inst
	text  []rune
	regs  []int
	stack []frame
	steps int // left
	pc    int
	pos   int
}

// frame is one entry of the stack: a choice to come back to, or an old value of a
// register to put back on the way there.
type frame struct {
	pc  int32 // of a choice; the register of an undo
	pos int32 // of a choice; the value of an undo
	// least is the position that a repeat of single characters can't give up;
	// of a lazy one, how many more it may take.
	least int32
	kind  frameKind
}

type frameKind uint8

const (
	choice frameKind = iota
	undo
	giveBack // a greedy repeat of single characters gives back one
	takeMore // a lazy one takes one more
)

// unset is a mark or position that there isn't.
const unset = -1

// newMachine prepares a run.
func newMachine(p *Pattern, text []rune, steps int) *machine {
	m := &machine{code: p.code, text: text, regs: make([]int, p.registers), steps: steps}
	for i := range m.regs {
		m.regs[i] = unset
	}
	return m
}

// run executes instructions until the text matches, no choice is left or the
// steps are used up.
func (m *machine) run() Result {
	for m.steps > 0 {
		m.steps--
		i := &m.code[m.pc]
		if i.do == doMatch && m.pos == len(m.text) {
			return Matches
		}
		m.pc++
		if !m.execute(i) && !m.backtrack() {
			if m.steps <= 0 {
				return Unknown
			}
			return Differs
		}
	}
	return Unknown
}

// execute runs one instruction; false means that it fails.
func (m *machine) execute(i *inst) bool {
	switch i.do {
	case doChar:
		return m.char(i.set)
	case doLiteral:
		return m.literal(i.literal)
	case doAt:
		return m.at(i.at, i.ascii)
	case doSplit:
		m.push(choice, i.x, m.pos, 0)
		return true
	case doJump:
		m.pc = i.x
		return true
	case doMark:
		m.set(i.x, m.pos)
		return true
	case doBackref:
		return m.backref(i)
	case doIfGroup:
		if start, end := m.regs[i.y], m.regs[i.y+1]; start == unset || end < start {
			m.pc = i.x
		}
		return true
	case doRepeatOne:
		return m.repeatOne(i)
	default:
		return m.control(i)
	}
}

// control runs the instructions of loops, atomic groups and looks.
func (m *machine) control(i *inst) bool {
	switch i.do {
	case doLoopStart:
		m.set(i.y, 0)
		m.set(i.y+1, unset)
	case doLoop:
		return m.loop(i)
	case doRound:
		m.round(i.y)
	case doCutStart:
		m.set(i.y, len(m.stack))
	case doCut:
		m.cut(m.regs[i.y])
	case doLookStart:
		if i.x != 0 {
			m.push(choice, i.x, m.pos, 0)
		}
		height := len(m.stack)
		m.set(i.y, height)
		m.set(i.y+1, m.pos)
	case doLookEnd:
		m.pos = m.regs[i.y+1]
		m.cut(m.regs[i.y])
	case doLookFail:
		// Undo everything since the start, and its choice with it.
		m.unwind(m.regs[i.y])
		m.stack = m.stack[:len(m.stack)-1]
		return false
	case doBack:
		m.pos -= i.x
		return m.pos >= 0
	default: // doMatch, not at the end of the text
		return false
	}
	return true
}

// push adds a frame.
func (m *machine) push(kind frameKind, pc, pos, least int) {
	m.stack = append(m.stack, frame{int32(pc), int32(pos), int32(least), kind})
}

// set changes a register so that backtracking changes it back.
func (m *machine) set(register, value int) {
	m.push(undo, register, m.regs[register], 0)
	m.regs[register] = value
}

// backtrack goes back to the last choice; false when there is none.
func (m *machine) backtrack() bool {
	for len(m.stack) > 0 {
		m.steps--
		top := &m.stack[len(m.stack)-1]
		switch top.kind {
		case undo:
			m.regs[top.pc] = int(top.pos)
		case giveBack:
			top.pos--
			m.pc, m.pos = int(top.pc), int(top.pos)
			if top.pos == top.least {
				m.stack = m.stack[:len(m.stack)-1]
			}
			return true
		case takeMore:
			if m.takeMore(top) {
				return true
			}
		default:
			m.pc, m.pos = int(top.pc), int(top.pos)
			m.stack = m.stack[:len(m.stack)-1]
			return true
		}
		m.stack = m.stack[:len(m.stack)-1]
	}
	return false
}

// takeMore lets a lazy repeat take one more character.
func (m *machine) takeMore(top *frame) bool {
	if top.least == 0 || int(top.pos) >= len(m.text) || !m.code[top.pc-1].set.has(m.text[top.pos]) {
		return false
	}
	top.pos++
	top.least--
	m.pc, m.pos = int(top.pc), int(top.pos)
	return true
}

// unwind undoes everything down to a height of the stack.
func (m *machine) unwind(height int) {
	for i := len(m.stack) - 1; i >= height; i-- {
		m.steps--
		if f := m.stack[i]; f.kind == undo {
			m.regs[f.pc] = int(f.pos)
		}
	}
	m.stack = m.stack[:height]
}

// cut forgets the choices above a height of the stack, but keeps the old values:
// an earlier choice needs them.
func (m *machine) cut(height int) {
	kept := m.stack[:height]
	for _, f := range m.stack[height:] {
		m.steps--
		if f.kind == undo {
			kept = append(kept, f)
		}
	}
	m.stack = kept
}
