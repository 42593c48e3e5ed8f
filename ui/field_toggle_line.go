package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// toggleLine asks for a boolean.
type toggleLine struct{}

// ask takes on or off, in the words that people use for it.
func (toggleLine) ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	answer, err := f.s.ask(question(f.draft, v, "on or off", first))
	if err != nil || strings.TrimSpace(answer) == "" {
		return lineAnswer{}, err
	}
	if c, ok := commandIn([]byte(answer)); ok {
		return lineAnswer{command: c}, nil
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "on", "yes", "y", "true":
		f.draft.Choose(v.Name, schema.Bool(true))
	case "off", "no", "n", "false":
		f.draft.Choose(v.Name, schema.Bool(false))
	default:
		f.s.p.Say("Type on or off.")
		return lineAnswer{command: lineCommand{word: wordAgain}}, nil
	}
	return entered()
}
