package pyregex

// char takes one character of a set.
func (m *machine) char(s *chars) bool {
	if m.pos >= len(m.text) || !s.has(m.text[m.pos]) {
		return false
	}
	m.pos++
	return true
}

// literal takes a text.
func (m *machine) literal(text []rune) bool {
	if len(m.text)-m.pos < len(text) {
		return false
	}
	for i, r := range text {
		if m.text[m.pos+i] != r {
			return false
		}
	}
	m.pos += len(text)
	m.steps -= len(text) / 4
	return true
}

// at tests the position.
func (m *machine) at(at rune, ascii bool) bool {
	end := len(m.text)
	switch at {
	case '^', 'A':
		return m.pos == 0
	case '<':
		return m.pos == 0 || m.text[m.pos-1] == '\n'
	case '$':
		return m.pos == end || m.pos == end-1 && m.text[m.pos] == '\n'
	case '>':
		return m.pos == end || m.text[m.pos] == '\n'
	case 'Z':
		return m.pos == end
	}
	// Python says that an empty text has no boundary, nor anything that is none.
	if end == 0 {
		return false
	}
	before := m.pos > 0 && isWord(m.text[m.pos-1], ascii)
	after := m.pos < end && isWord(m.text[m.pos], ascii)
	return (before != after) == (at == 'b')
}

// backref takes the text of a group again.
func (m *machine) backref(i *inst) bool {
	start, end := m.regs[i.x], m.regs[i.x+1]
	if start == unset || end < start || len(m.text)-m.pos < end-start {
		return false
	}
	for n := start; n < end; n++ {
		a, b := m.text[n], m.text[m.pos+n-start]
		if a != b && !(i.ignoreCase && lower(a, i.ascii) == lower(b, i.ascii)) {
			return false
		}
	}
	m.pos += end - start
	m.steps -= (end - start) / 4
	return true
}

// repeatOne takes min to max characters of a set and leaves a frame for the
// numbers between.
func (m *machine) repeatOne(i *inst) bool {
	most := i.max
	if i.mode == lazy {
		most = i.min
	}
	count := m.count(i.set, min(most, len(m.text)-m.pos))
	if count < i.min {
		return false
	}
	start := m.pos
	m.pos += count
	switch {
	case i.mode == lazy && i.max > i.min:
		m.push(takeMore, m.pc, m.pos, min(i.max-i.min, len(m.text)))
	case i.mode == greedy && count > i.min:
		m.push(giveBack, m.pc, m.pos, start+i.min)
	}
	return true
}

// count returns how many of the next characters are in the set, but no more than most.
func (m *machine) count(s *chars, most int) int {
	n := 0
	for n < most && s.has(m.text[m.pos+n]) {
		n++
	}
	m.steps -= n
	return n
}

// loop decides about another round: as many as must be, then as many as can be or
// as few. A round that began where this one would begin ends the loop, because it
// took nothing.
func (m *machine) loop(i *inst) bool {
	count, last := m.regs[i.y], m.regs[i.y+1]
	switch {
	case count < i.min:
		m.set(i.y, count+1)
		m.pc++ // past doRound, which is for the others
	case count >= i.max && i.max != forever || m.pos == last:
		m.pc = i.x
	case i.mode == lazy:
		m.push(choice, m.pc, m.pos, 0)
		m.pc = i.x
	default:
		m.push(choice, i.x, m.pos, 0)
	}
	return true
}

// round counts a round and remembers where it begins.
func (m *machine) round(register int) {
	m.set(register, m.regs[register]+1)
	m.set(register+1, m.pos)
}
