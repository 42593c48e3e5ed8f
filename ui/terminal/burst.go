package terminal

import "unicode/utf8"

// MaxChunk is how many bytes a chunk may have. Bubble Tea reads 256 at a time and
// takes a shorter read for the end of a key, a full one for a key that goes on: a
// key that ends with the buffer would wait for the next one.
const MaxChunk = 255

// How much text at once is a paste. Typing ahead on a slow link also arrives in
// one piece; in doubt text is a paste, since that loses nothing and submits
// nothing.
const (
	// someText is more than is typed between two deliveries, so with a line break
	// or a blank in it, it is pasted.
	someText = 8
	// muchText is pasted whatever is in it.
	muchText = 64
)

// textual reports whether a token can be a part of pasted text.
func (t token) textual() bool { return t.kind == letter || t.kind == enter || t.kind == tab }

// undecided reports whether the burst must be held, since what follows within a
// breath decides what it is.
func (f *Filter) undecided() bool {
	letters := 0
	for _, t := range f.burst {
		switch t.kind {
		case enter:
			return true
		case letter:
			letters++
		}
	}
	return letters >= someText
}

// pasted reports whether a burst contains lines that were pasted.
func pasted(burst []token) bool {
	for len(burst) > 0 {
		n := runLength(burst)
		if isLines(burst[:n]) {
			return true
		}
		burst = burst[max(n, 1):]
	}
	return false
}

// runLength returns how many tokens at the start of the burst are text.
func runLength(burst []token) int {
	for i, t := range burst {
		if !t.textual() {
			return i
		}
	}
	return len(burst)
}

// isLines reports whether a run of text is pasted lines: a line break with text
// after it, and more of either than is typed ahead.
func isLines(run []token) bool {
	letters, breaks, lines, inner := 0, 0, 0, false
	fresh := true
	for _, t := range run {
		switch t.kind {
		case enter:
			breaks++
			fresh = true
		case letter:
			letters++
			inner = inner || breaks > 0
			if fresh {
				lines++
				fresh = false
			}
		}
	}
	return inner && (letters >= someText || breaks > 1 && lines > 1)
}

// settle turns the burst into chunks.
func (f *Filter) settle() {
	burst := f.burst
	f.burst = nil
	if len(burst) == 0 {
		return
	}
	defer forget(burst) // What came out are copies, and this may be a secret.
	alone := len(burst) == 1 && len(f.raw) == 0 && f.last.After(f.company)
	f.company = f.last.Add(breath)
	for len(burst) > 0 {
		n := runLength(burst)
		switch {
		case n == 0:
			f.out = append(f.out, clone(burst[0].bytes))
			n = 1
		case isLines(burst[:n]):
			f.emitPaste(join(burst[:n]))
		default:
			f.emitTyped(burst[:n], alone)
		}
		burst = burst[n:]
	}
}

// emitTyped emits text as keys, one a chunk, since Bubble Tea would join them into
// one that nobody bound. Longer pieces are text and stay together, those with
// blanks as a paste: as keys the blanks would work a toggle.
func (f *Filter) emitTyped(run []token, alone bool) {
	for len(run) > 0 {
		n := 0
		for n < len(run) && run[n].kind == letter {
			n++
		}
		switch {
		case n == 0:
			f.emitBreak(run[0], alone)
			n = 1
		case n >= muchText || n >= someText && hasBlank(run[:n]):
			f.emitPaste(join(run[:n]))
		case n >= someText:
			f.emit(join(run[:n]))
		default:
			for _, t := range run[:n] {
				f.emit(clone(t.bytes))
			}
		}
		run = run[n:]
	}
}

func (f *Filter) emitBreak(t token, alone bool) {
	switch {
	case t.kind == tab:
		f.out = append(f.out, []byte{'\t'})
	case alone:
		f.out = append(f.out, []byte{'\r'})
	default:
		f.out = append(f.out, []byte{'\n'})
	}
}

// emitPaste emits text as bracketed pastes, cut between characters.
func (f *Filter) emitPaste(content []byte) {
	defer clear(content)
	for len(content) > 0 {
		n := boundary(content, maxPaste)
		paste := make([]byte, 0, len(pasteOpen)+n+len(pasteClose)) // Growing would leave copies behind.
		f.emit(append(append(append(paste, pasteOpen...), content[:n]...), pasteClose...))
		content = content[n:]
	}
}

// emit cuts into chunks. Inside a paste any cut will do, and outside of one text
// is never that long.
func (f *Filter) emit(b []byte) {
	for len(b) > 0 {
		n := min(len(b), MaxChunk)
		f.out = append(f.out, b[:n:n])
		b = b[n:]
	}
}

// boundary returns the last end of a character in b up to most bytes.
func boundary(b []byte, most int) int {
	if len(b) <= most {
		return len(b)
	}
	for n := most; n > most-utf8.UTFMax; n-- {
		if utf8.RuneStart(b[n]) {
			return n
		}
	}
	return most
}

func hasBlank(run []token) bool {
	for _, t := range run {
		if t.bytes[0] == ' ' {
			return true
		}
	}
	return false
}

// forget zeroes the bytes of tokens.
func forget(run []token) {
	for _, t := range run {
		clear(t.bytes)
	}
}

// join returns the bytes of tokens in a buffer of their own, made in one piece.
func join(run []token) []byte {
	size := 0
	for _, t := range run {
		size += len(t.bytes)
	}
	b := make([]byte, 0, size)
	for _, t := range run {
		b = append(b, t.bytes...)
	}
	return b
}

func clone(b []byte) []byte { return append([]byte(nil), b...) }
