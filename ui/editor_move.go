package ui

import (
	"unicode"

	"github.com/rivo/uniseg"
)

// before and behind are the ends of the grapheme at the cursor: one key moves
// over or deletes what looks like one character.
func (ed *editor) before() int {
	start := ed.lineStart()
	if ed.at == start {
		return max(0, ed.at-1)
	}
	last := start
	for at := start; at < ed.at; {
		last = at
		at += graphemeAt(ed.buf[at:])
	}
	return last
}

func (ed *editor) behind() int {
	if ed.at >= len(ed.buf) {
		return len(ed.buf)
	}
	return ed.at + graphemeAt(ed.buf[ed.at:])
}

// graphemeAt counts the runes of the first grapheme.
func graphemeAt(buf []rune) int {
	if len(buf) == 1 || buf[0] < 0x80 && buf[1] < 0x300 {
		return 1
	}
	first, _, _, _ := uniseg.FirstGraphemeClusterInString(string(buf[:min(len(buf), 32)]), -1)
	return max(1, len([]rune(first)))
}

// lineStart and lineEnd bound the cursor's line.
func (ed *editor) lineStart() int {
	i := ed.at
	for i > 0 && ed.buf[i-1] != '\n' {
		i--
	}
	return i
}

func (ed *editor) lineEnd() int {
	i := ed.at
	for i < len(ed.buf) && ed.buf[i] != '\n' {
		i++
	}
	return i
}

// move puts the cursor somewhere.
func (ed *editor) move(at int) { ed.at, ed.goal = at, -1 }

// wordStart is the beginning of the word before the cursor.
func (ed *editor) wordStart() int {
	i := ed.at
	for i > 0 && unicode.IsSpace(ed.buf[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(ed.buf[i-1]) {
		i--
	}
	return i
}

// wordEnd is the end of the word behind the cursor.
func (ed *editor) wordEnd() int {
	i := ed.at
	for i < len(ed.buf) && unicode.IsSpace(ed.buf[i]) {
		i++
	}
	for i < len(ed.buf) && !unicode.IsSpace(ed.buf[i]) {
		i++
	}
	return i
}

// vertical moves one line up or down, keeping the column where it can.
func (ed *editor) vertical(by int) bool {
	start, end := ed.lineStart(), ed.lineEnd()
	if by < 0 && start == 0 || by > 0 && end == len(ed.buf) {
		return false
	}
	goal := ed.goal
	if goal < 0 {
		goal = ed.at - start
	}
	if by < 0 {
		ed.at = start - 1
	} else {
		ed.at = end + 1
	}
	first := ed.lineStart()
	ed.at = min(first+goal, ed.lineEndFrom(first))
	ed.goal = goal
	return true
}

// page moves by what is shown of a text that is longer than that, as far as there are
// lines.
func (ed *editor) page(by int) (moved bool) {
	if !ed.many || ed.lines() <= maxAreaLines {
		return false
	}
	for range maxAreaLines - 1 {
		moved = ed.vertical(by) || moved
	}
	return moved
}

// lineEndFrom is the end of the line that starts at i.
func (ed *editor) lineEndFrom(i int) int {
	for i < len(ed.buf) && ed.buf[i] != '\n' {
		i++
	}
	return i
}
