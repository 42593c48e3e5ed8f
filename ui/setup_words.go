package ui

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"connwiz/client/setup"
)

// stepWord is a step's name where there is little room.
func stepWord(s setup.Step) string {
	switch s {
	case setup.Schema:
		return "Service"
	case setup.Sync:
		return "First sync"
	default:
		return s.String()
	}
}

// stepNumber counts steps from 1, as people do.
func stepNumber(s setup.Step) string { return strconv.Itoa(int(s) + 1) }

// stepOf says where one is.
func stepOf(s setup.Step) string {
	return fmt.Sprintf("Step %d of %d: %s", s+1, len(setup.Steps()), stepWord(s))
}

// capital makes the first letter of a sentence a capital, unless its first word is a
// name, which keeps its letters: config.yml, search-orders.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	if strings.ContainsAny(word, "._-/=:0123456789") || !unicode.IsLower(first) {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// wholeSentence is a sentence of the domain, which has neither capital nor full
// stop, as it stands alone.
func wholeSentence(s string) string { return stopped(capital(s)) }

// sentences makes whole sentences.
func sentences(parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = wholeSentence(p)
	}
	return out
}

// titled is a name, or else an id.
func titled(name, id string) string {
	if name != "" {
		return name
	}
	return id
}

// plural is a noun for a number of things.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
