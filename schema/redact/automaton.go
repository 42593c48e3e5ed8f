package redact

import "slices"

// automaton finds all patterns in one pass (Aho and Corasick). Its states are the
// beginnings of the patterns, so that the state it is in also tells the longest
// beginning of a pattern that the text read so far ends in.
type automaton struct {
	states []state
	first  [256]int32 // the root's children, which may be many
}

// state is a beginning of some pattern.
type state struct {
	letter         byte
	coded          bool  // the match is base64
	begun          bool  // the beginning is base64
	child, sibling int32 // 0: none
	fail           int32 // the longest other beginning that this one ends in
	depth          int32
	match          int32 // length of the longest pattern that ends here, 0: none
	shortest       int32 // length of the shortest pattern that begins like this
}

// match is what the automaton knows at one place of the text.
type match struct {
	length int  // of the longest pattern that ends here, 0: none
	coded  bool // it is base64
	begun  bool // the beginning is base64
	depth  int  // of the longest beginning of a pattern that ends here
	whole  int  // length of the shortest pattern that begins so
}

// sureCut is how many letters of a beginning are no accident. Fewer are, where no
// sign says that something was cut: half of a weak secret is a word like others.
const sureCut = 12

// place is what follows the letters read last.
type place int

const (
	inside    place = iota // more of the text
	atClosing              // the end of a quotation
	atEnd                  // nothing
	atCut                  // an ellipsis
)

// cut reports whether the letters read last are the beginning of a secret that was
// cut here.
func (m match) cut(at place) bool {
	switch at {
	case atCut:
		return m.depth >= Shortest
	case atEnd:
		return m.depth >= sureCut || m.depth > Shortest && 4*m.depth >= 3*m.whole
	case atClosing:
		return m.depth >= sureCut
	default:
		return m.depth >= sureCut && 2*m.depth >= m.whole
	}
}

// automaton builds the automaton of the patterns, or of their mirror images. Its
// memory is taken at once: growing would leave copies behind that nothing wipes.
func (s *Set) automaton(mirrored bool) *automaton {
	size := 1
	for _, p := range s.patterns {
		size += len(p.letters)
	}
	a := &automaton{states: make([]state, 1, size)}
	for _, p := range s.patterns {
		s.mix(p.letters)
		if mirrored {
			slices.Reverse(p.letters)
		}
		a.insert(p)
		if mirrored {
			slices.Reverse(p.letters)
		}
		s.mix(p.letters)
	}
	a.link()
	return a
}

// insert adds a pattern's beginnings.
func (a *automaton) insert(p pattern) {
	at, length := int32(0), int32(len(p.letters))
	for _, c := range p.letters {
		next := a.step(at, c)
		if next == 0 {
			next = int32(len(a.states))
			a.states = append(a.states, state{letter: c, begun: p.coded, depth: a.states[at].depth + 1, shortest: length})
			a.adopt(at, next)
		}
		at = next
		a.states[at].shortest = min(a.states[at].shortest, length)
	}
	a.states[at].match, a.states[at].coded = length, p.coded
}

// adopt makes next a child of at.
func (a *automaton) adopt(at, next int32) {
	if at == 0 {
		a.first[a.states[next].letter] = next
		return
	}
	a.states[next].sibling, a.states[at].child = a.states[at].child, next
}

// step follows one letter, 0 where no beginning goes on so.
func (a *automaton) step(at int32, c byte) int32 {
	if at == 0 {
		return a.first[c]
	}
	for next := a.states[at].child; next != 0; next = a.states[next].sibling {
		if a.states[next].letter == c {
			return next
		}
	}
	return 0
}

// link finds where each state falls back to, level by level.
func (a *automaton) link() {
	var queue []int32
	for _, next := range a.first {
		if next != 0 {
			queue = append(queue, next)
		}
	}
	for i := 0; i < len(queue); i++ {
		at := queue[i]
		for next := a.states[at].child; next != 0; next = a.states[next].sibling {
			fail := a.follow(a.states[at].fail, a.states[next].letter)
			a.states[next].fail = fail
			if s, f := &a.states[next], a.states[fail]; s.match == 0 {
				s.match, s.coded = f.match, f.coded
			}
			queue = append(queue, next)
		}
	}
}

// follow reads one letter, falling back as far as needed.
func (a *automaton) follow(at int32, c byte) int32 {
	for {
		if next := a.step(at, c); next != 0 || at == 0 {
			return next
		}
		at = a.states[at].fail
	}
}

// run reads text and tells at, the number of letters read, what is known there.
func (a *automaton) run(text []byte, tell func(at int, m match)) {
	at := int32(0)
	for i, c := range text {
		at = a.follow(at, c)
		if s := &a.states[at]; s.depth >= Shortest || s.match > 0 {
			tell(i+1, match{int(s.match), s.coded, s.begun, int(s.depth), int(s.shortest)})
		}
	}
}

// wipe zeroes the states.
func (a *automaton) wipe() {
	if a != nil {
		clear(a.states)
		clear(a.first[:])
	}
}
