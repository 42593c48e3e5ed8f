// Package text is the one choke point for text that did not come from this
// program, and the one place that knows how many cells a text takes.
//
// Everything a server, a schema or a connector service says passes through
// [Clean] or [CleanLines] before it is drawn or printed, and through a
// [Redactor] where it could quote a secret. Text that was not cleaned must not
// reach a terminal: a label may hold an escape sequence that rewrites the
// screen, a bidi override that shows "off" where "on" is stored, or a megabyte.
package text

import "strings"

// Limit is how many cells of a line [Clean] keeps, and LineLimit how many lines
// [CleanLines] keeps. Nothing a person reads in a terminal is longer, and a
// server must not be able to make drawing slow.
const (
	Limit     = 4096
	LineLimit = 1000
)

// Ellipsis marks where text was cut.
const Ellipsis = "…"

// Clean returns s as one harmless line. Line breaks and tabs become a space,
// and text over [Limit] cells is cut.
//
// Controls, invisible and direction-changing characters are not dropped: they
// are written out as Go and Python would (\x1b, \u202e), in plain ASCII.
// Dropping a whole escape sequence would let an unterminated one swallow the
// rest of an error, and dropping a character could join two halves of a secret
// that the [Redactor] had no chance to see. What is shown is what was sent.
//
// The exceptions are marks that only choose how an emoji is drawn (joiners,
// presentation selectors, skin tones): terminals disagree about the cells of
// such sequences, so that they would shift everything to their right.
func Clean(s string) string {
	return cleanLine(s, Limit)
}

// CleanLines returns s as harmless lines, broken where s breaks (LF, CR, CRLF).
// A line break at the very end adds no empty line. Lines after [LineLimit] are
// cut.
func CleanLines(s string) []string {
	s = strings.TrimSuffix(newlines.Replace(s), "\n")
	lines := strings.SplitN(s, "\n", LineLimit+1)
	if len(lines) > LineLimit {
		lines[LineLimit] = Ellipsis
	}
	for i, line := range lines {
		lines[i] = cleanLine(line, Limit)
	}
	return lines
}
