package command

import (
	"errors"
	"fmt"
	"strings"
)

// splitWords splits a command line into words, as a shell would with nothing to
// expand: blanks separate, single quotes keep everything, double quotes all but
// the backslash. What only a shell can do is refused rather than passed on as a
// word, which would be a surprise.
func splitWords(line string) ([]string, error) {
	var w wordReader
	for _, c := range line {
		if err := w.take(c); err != nil {
			return nil, err
		}
	}
	if w.quote != 0 || w.escaped {
		return nil, errors.New("a quote or a backslash at its end is left open")
	}
	w.end()
	return w.words, nil
}

// wordReader reads a command line character by character.
type wordReader struct {
	words   []string
	word    strings.Builder
	inWord  bool
	quote   rune // the quote that is open, 0: none
	escaped bool // the last character was a backslash
}

// take reads one character.
func (w *wordReader) take(c rune) error {
	switch {
	case w.escaped:
		w.escaped = false
		if w.quote == '"' && c != '"' && c != '\\' {
			w.word.WriteByte('\\')
		}
		w.word.WriteRune(c)
	case c == '\\' && w.quote != '\'':
		w.escaped, w.inWord = true, true
	case w.quote != 0 && c == w.quote:
		w.quote = 0
	case w.quote != 0:
		w.word.WriteRune(c)
	default:
		return w.bare(c)
	}
	return nil
}

// bare reads a character outside of quotes.
func (w *wordReader) bare(c rune) error {
	switch {
	case c == '\'' || c == '"':
		w.quote, w.inWord = c, true
	case strings.ContainsRune(" \t\r\n", c):
		w.end()
	case strings.ContainsRune("|&;<>`", c):
		return fmt.Errorf("there is no shell, so that %q can't mean what it means there", c)
	default:
		w.word.WriteRune(c)
		w.inWord = true
	}
	return nil
}

// end ends a word, if one has begun.
func (w *wordReader) end() {
	if w.inWord {
		w.words = append(w.words, w.word.String())
	}
	w.word.Reset()
	w.inWord = false
}
