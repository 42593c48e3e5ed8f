package ui

import (
	"bytes"
	"strings"
	"unicode"

	"connwiz/ui/plain"
)

// The answers that are commands in line mode.
const (
	wordExplain = "?"
	wordBack    = plain.Back
	wordReview  = "!review"
	wordFind    = "!find"
	wordList    = "!list"
	wordClear   = "!clear"
	wordRestore = "!restore"
	wordDefault = "!default"
	wordRepair  = "!repair"
	wordLeave   = "!leave"
	wordHelp    = "!help"
	// wordAgain is no answer: it stands for one that was not taken.
	wordAgain = "\x00again"
)

// lineCommand is an answer that is a command: its word and what follows it.
type lineCommand struct{ word, rest string }

// explainedWord is a command with the sentence of the help.
type explainedWord struct{ word, takes, says string }

// lineCommands lists every command in the order of the help.
func lineCommands() []explainedWord {
	return []explainedWord{
		{wordExplain, "", "explains the question"},
		{wordBack, "", "the question before"},
		{wordFind, " WORD or NUMBER", "goes to a field by name, label or number"},
		{wordList, "", "says all fields with their numbers and values"},
		{wordClear, "", "clears the field"},
		{wordRestore, "", "brings the loaded value back"},
		{wordDefault, "", "takes the default"},
		{wordRepair, "", "sends a stored value that does harm in its right form"},
		{wordReview, "", "says what will be sent, and sends it"},
		{wordLeave, "", "leaves; Ctrl+C too"},
		{wordHelp, "", "says this list"},
	}
}

// commandIn reads an answer as a command. It works on bytes, since the answer may
// be a secret, of which no string must be made.
func commandIn(answer []byte) (lineCommand, bool) {
	for _, c := range lineCommands() {
		rest, ok := bytes.CutPrefix(answer, []byte(c.word))
		switch {
		case !ok:
		case len(bytes.TrimSpace(rest)) == 0:
			return lineCommand{word: c.word}, true
		case c.takes != "" && rest[0] == ' ':
			return lineCommand{c.word, strings.TrimSpace(string(rest))}, true
		}
	}
	return lineCommand{}, false
}

// mistyped reports whether a visible answer looks like a command that doesn't
// exist: taking it for a value would be a surprise.
func mistyped(answer string) bool {
	word, ok := strings.CutPrefix(answer, "!")
	return ok && word != "" && strings.TrimFunc(word, unicode.IsLower) == ""
}

// literal takes away the backslash with which text is typed that would be a
// command without it.
func literal(text string) string {
	first, _, _ := strings.Cut(text, "\n")
	bare := strings.TrimLeft(first, `\`)
	if _, ok := commandIn([]byte(bare)); len(bare) < len(first) && (ok || mistyped(bare)) {
		return text[1:]
	}
	return text
}

// literalSecret is literal in place, for a secret.
func literalSecret(secret []byte) []byte {
	first, _, _ := bytes.Cut(secret, []byte("\n"))
	bare := bytes.TrimLeft(first, `\`)
	if _, ok := commandIn(bare); ok && len(bare) < len(first) {
		copy(secret, secret[1:])
		secret[len(secret)-1] = 0
		return secret[:len(secret)-1]
	}
	return secret
}

// standsAlone reports whether a first line is the whole answer to a question for
// several lines.
func standsAlone(line []byte) bool {
	_, ok := commandIn(line)
	return ok || len(line) == 0
}
