package plain

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// longest is more than any configuration holds in one line.
	longest = 1 << 20
	// ttyLongest is where Linux cuts a line silently while the terminal edits it.
	ttyLongest = 4095
)

// End is the line that ends a text of several lines.
const End = "."

// Alone tells that a first line is the whole answer, although several lines were
// asked for: an empty one, or a command.
type Alone func(line []byte) bool

// Ask asks for one line. The input's end is io.EOF. On a terminal more lines that
// come at once with it, as a paste brings them, refuse it with a [LinesError].
func (p *Prompter) Ask(question string) (string, error) {
	if err := p.prompt(question); err != nil {
		return "", err
	}
	line, err := p.line()
	if err != nil {
		return "", p.broken(err)
	}
	defer clear(line)
	more, err := p.follows()
	if err == nil && more > 0 {
		err = &LinesError{Lines: more + 1}
	}
	if err == nil {
		err = p.acceptable(line)
	}
	if err != nil {
		return "", err
	}
	return string(line), nil
}

// AskLines asks for a text of several lines, which a line with [End] or the
// input's end ends. A line that is that mark is typed with a backslash before it.
// On a terminal text that comes at once behind the end is refused with all of it.
func (p *Prompter) AskLines(question string, alone Alone) (string, error) {
	if err := p.prompt(question); err != nil {
		return "", err
	}
	var lines []string
	var bad error
	for {
		line, err := p.line()
		ended := errors.Is(err, io.EOF) && len(lines) > 0 || err == nil && string(line) == End
		switch {
		case ended:
			return strings.Join(lines, "\n"), errors.Join(bad, p.ends())
		case err != nil:
			return "", p.broken(err)
		case len(lines) == 0 && alone != nil && alone(line):
			return string(line), p.ends()
		}
		// A bad line spoils the text, but its end is waited for: the rest must not
		// answer the questions that follow.
		bad = errors.Join(bad, p.acceptable(line))
		lines = append(lines, string(unmarked(line)))
	}
}

// ends refuses a text behind whose end more came at once.
func (p *Prompter) ends() error {
	more, err := p.follows()
	if err == nil && more > 0 {
		err = refused("More lines came at once behind the end of the text: nothing was taken. A line with %s or an empty first line ends it.", End)
	}
	return err
}

// follows counts the lines that came at once behind an answer, and drops them: they
// would answer the questions that follow. Empty ones are no paste but Enter held
// down, and stay. Without a terminal every line is an answer.
func (p *Prompter) follows() (lines int, err error) {
	if p.mute == nil {
		return 0, nil
	}
	for err == nil {
		err = p.more(time.After(lull))
	}
	var sig *SignalError
	switch {
	case errors.As(err, &sig):
		return 0, err
	case err != errLull:
		p.in.err = err // for the next question
	}
	if len(bytes.Trim(p.in.buf, "\r\n")) == 0 {
		return 0, nil
	}
	// The terminal still holds the start of a line that has no end yet. It lets go
	// of it when it stops editing.
	_, err = p.muted(func() ([]byte, error) {
		lines, err = p.discard(lull)
		return nil, err
	})
	return lines, err
}

// unmarked takes the backslash from a line that is an escaped [End].
func unmarked(line []byte) []byte {
	if bare := bytes.TrimLeft(line, `\`); len(bare) < len(line) && string(bare) == End {
		return line[1:]
	}
	return line
}

// broken ends the line on which a question was left without an answer.
func (p *Prompter) broken(err error) error {
	p.print("\n")
	return err
}

// line waits for one line, without its end.
func (p *Prompter) line() ([]byte, error) {
	for {
		if i := bytes.IndexByte(p.in.buf, '\n'); i >= 0 {
			return bytes.TrimSuffix(bytes.TrimSuffix(p.in.cut(i+1), []byte("\n")), []byte("\r")), nil
		}
		if len(p.in.buf) > longest {
			return p.in.cut(len(p.in.buf)), nil
		}
		err := p.more(nil)
		if errors.Is(err, io.EOF) && len(p.in.buf) > 0 {
			return p.in.cut(len(p.in.buf)), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// acceptable refuses a line that can't have arrived as it was meant.
func (p *Prompter) acceptable(line []byte) error {
	switch {
	case len(line) > longest:
		return refused("That line is longer than %d characters: nothing was taken.", longest)
	case p.cuts && len(line) >= ttyLongest:
		return refused("The terminal passes on only %d characters of a line, and cuts the rest: nothing was taken.", ttyLongest)
	case !utf8.Valid(line):
		return refused("That line is not UTF-8: nothing was taken. Set the terminal to UTF-8.")
	case bytes.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) && r != '\t' }):
		return refused("That line holds control characters, as arrow keys send them: nothing was taken.")
	}
	return nil
}
