package terminal

import (
	"bytes"
	"time"
)

// How long the filter waits before it decides without knowing more.
const (
	// breath separates what came together from what came alone. Nobody presses
	// two keys so fast, and no pasted text pauses so long within a line.
	breath = 15 * time.Millisecond
	// pastePause is the breath once input has the look of pasted text, whose
	// parts a network may deliver with pauses.
	pastePause = 50 * time.Millisecond
	// escapePause is how long an ESC, alone or with one character, may be the
	// start of a sequence before it is the Esc key, or Alt.
	escapePause = 100 * time.Millisecond
	// tornPause is how long the rest of a sequence that can't be a key any more,
	// or of a character, is waited for before it is given up.
	tornPause = time.Second
	// openPause is how long a bracketed paste may stay silent before it is taken
	// as ended.
	openPause = time.Second
)

// maxPaste is how many bytes one paste carries. A larger one arrives as several,
// since Bubble Tea's cost grows with the square of it.
const maxPaste = 256 << 10

// Filter turns the bytes of a terminal into whole keys and pastes. It is a state
// machine without a clock: the caller says what time it is.
//
// What comes out: keys and bracketed pastes as Bubble Tea reads them, in chunks of
// at most [MaxChunk] bytes, none of which ends inside a key. Terminal reports,
// broken UTF-8 and torn sequences don't come out at all. A burst of input with the
// look of pasted lines comes out as one bracketed paste. A lone Enter is CR, one in
// company LF (see [BurstEnter]).
//
// The zero value is ready. A Filter is for one goroutine.
type Filter struct {
	raw     []byte    // not cut into tokens yet
	burst   []token   // cut, but held until it is known what they are together
	out     [][]byte  // ready
	pasting bool      // raw is inside of a bracketed paste
	last    time.Time // when the last byte came
	company time.Time // until when an Enter is not alone
}

// Feed takes bytes that were read at a time and returns the chunks that are ready.
func (f *Filter) Feed(now time.Time, b []byte) [][]byte {
	f.expire(now)
	f.raw = append(f.raw, b...)
	f.last = now
	f.cut()
	if len(f.burst) >= maxPaste || !f.undecided() {
		f.settle()
	}
	return f.take()
}

// Flush returns the chunks that are ready because time has passed.
func (f *Filter) Flush(now time.Time) [][]byte {
	f.expire(now)
	return f.take()
}

// Finish returns what is left when the input has ended.
func (f *Filter) Finish() [][]byte {
	for {
		at, ok := f.Deadline()
		if !ok {
			return f.take()
		}
		f.expire(at)
	}
}

// Deadline returns when [Filter.Flush] should be called if nothing else comes, and
// whether anything is held at all.
func (f *Filter) Deadline() (time.Time, bool) {
	switch {
	case len(f.burst) > 0 && pasted(f.burst):
		return f.last.Add(pastePause), true
	case len(f.burst) > 0:
		return f.last.Add(breath), true
	case f.pasting:
		return f.last.Add(openPause), true
	case len(f.raw) > 2 || len(f.raw) > 0 && f.raw[0] != esc:
		return f.last.Add(tornPause), true
	case len(f.raw) > 0:
		return f.last.Add(escapePause), true
	}
	return time.Time{}, false
}

func (f *Filter) take() [][]byte {
	out := f.out
	f.out = nil
	return out
}

// expire decides everything whose time has come.
func (f *Filter) expire(now time.Time) {
	for {
		at, ok := f.Deadline()
		if !ok || now.Before(at) {
			return
		}
		switch {
		case len(f.burst) > 0:
			f.settle()
		case f.pasting:
			f.abandonPaste()
		default:
			f.giveUp()
		}
	}
}

// giveUp decides about a sequence whose rest didn't come.
func (f *Filter) giveUp() {
	raw := f.raw
	f.raw = nil
	if raw[0] != esc || len(raw) > 2 {
		return // Typed into a field, the torn half of a key would corrupt it.
	}
	if len(raw) == 2 && raw[1] == esc {
		f.burst = append(f.burst, token{key, raw[:1]})
		raw = raw[1:]
	}
	f.burst = append(f.burst, token{key, raw})
	f.settle()
}

// cut moves whole tokens from raw to the burst.
func (f *Filter) cut() {
	for len(f.raw) > 0 {
		if f.pasting {
			if !f.closePaste() {
				return
			}
			continue
		}
		t, ok := next(f.raw)
		if !ok {
			f.forgetReply()
			return
		}
		f.raw = f.raw[len(t.bytes):]
		switch t.kind {
		case junk, pasteEnd:
		case pasteStart:
			f.company = f.last.Add(breath)
			f.settle()
			f.pasting = true
		default:
			f.burst = append(f.burst, t)
		}
	}
	f.raw = nil
}

// forgetReply keeps the memory of an endless report small: its first two bytes say
// what it is, and the last may begin its end.
func (f *Filter) forgetReply() {
	if n := len(f.raw); n > 4*longest && f.raw[0] == esc {
		f.raw = []byte{esc, f.raw[1], f.raw[n-1]}
	}
}

// closePaste ends the paste that raw begins in, if its end is there.
func (f *Filter) closePaste() bool {
	content, rest, found := bytes.Cut(f.raw, pasteClose)
	if !found {
		return false
	}
	f.emitPaste(content)
	f.pasting = false
	f.raw = rest
	f.company = f.last.Add(breath)
	return true
}

// abandonPaste ends a paste whose end got lost.
func (f *Filter) abandonPaste() {
	content := f.raw
	for n := len(pasteClose) - 1; n > 0; n-- {
		content = bytes.TrimSuffix(content, pasteClose[:n])
	}
	f.emitPaste(content)
	f.pasting = false
	f.raw = nil
}
