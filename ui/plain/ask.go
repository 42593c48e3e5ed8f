package plain

import (
	"bytes"
	"errors"
	"io"
	"strings"
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

// Ask asks for one line. The input's end is io.EOF.
func (p *Prompter) Ask(question string) (string, error) {
	if err := p.prompt(question); err != nil {
		return "", err
	}
	line, err := p.line()
	if err != nil {
		return "", p.broken(err)
	}
	defer clear(line)
	if err := p.acceptable(line); err != nil {
		return "", err
	}
	return string(line), nil
}

// AskLines asks for a text of several lines, which a line with [End] or the
// input's end ends. A line that is that mark is typed with a backslash before it.
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
			return strings.Join(lines, "\n"), bad
		case err != nil:
			return "", p.broken(err)
		case len(lines) == 0 && alone != nil && alone(line):
			return string(line), nil
		}
		// A bad line spoils the text, but its end is waited for: the rest must not
		// answer the questions that follow.
		bad = errors.Join(bad, p.acceptable(line))
		lines = append(lines, string(unmarked(line)))
	}
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
