package pyregex

import (
	"fmt"
	"strings"
)

// Pattern is a compiled pattern. It is safe for concurrent use.
type Pattern struct {
	code      []inst
	registers int
}

// Error says why a pattern can't be compiled.
type Error struct {
	// Class is the class of Python's exception: most often re.error.
	Class string
	// Text is Python's text.
	Text string
	// Unsupported means that Python would compile the pattern, unlike this package.
	Unsupported bool
}

// Error returns Python's text.
func (e *Error) Error() string { return e.Text }

// Compile parses a Python pattern. Its errors are of type *Error.
func Compile(pattern string) (*Pattern, error) {
	p, root, err := parse([]rune(pattern))
	if err != nil {
		return nil, err
	}
	return compile(p, root)
}

// Result is the outcome of a match.
type Result int

// The outcomes. Unknown means that the steps were used up.
const (
	Differs Result = iota
	Matches
	Unknown
)

// FullMatch tells whether the whole text matches, taking no more than the given
// number of steps. A step is about as much work as looking at one character.
func (p *Pattern) FullMatch(text string, steps int) Result {
	if len(text)/4 > steps { // not even a look at every character
		return Unknown
	}
	m := newMachine(p, []rune(text), steps)
	return m.run()
}

// syntaxError makes Python's text of an error at a position of the pattern.
func syntaxError(pattern []rune, pos int, format string, args ...any) *Error {
	text := fmt.Sprintf(format, args...) + fmt.Sprintf(" at position %d", pos)
	if whole := string(pattern); strings.Contains(whole, "\n") {
		before := string(pattern[:min(max(pos, 0), len(pattern))])
		line := strings.Count(before, "\n") + 1
		column := pos - (len([]rune(before[:strings.LastIndex(before, "\n")+1])) - 1)
		text += fmt.Sprintf(" (line %d, column %d)", line, column)
	}
	return &Error{Class: "re.error", Text: text}
}
