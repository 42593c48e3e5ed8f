package ui

import (
	"fmt"
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/plain"
)

// dropdownLine asks for one of a field's options, by number. Nothing is chosen
// beforehand.
type dropdownLine struct{}

// ask says the options once and takes a number, a label or a value.
func (dropdownLine) ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	if first {
		f.s.p.SayOptions(optionNames(v.Field))
	}
	answer, err := f.s.ask(question(f.draft, v, fmt.Sprintf("number 1 to %d", len(v.Options)), first))
	if err != nil || strings.TrimSpace(answer) == "" {
		return lineAnswer{}, err
	}
	if c, ok := commandIn([]byte(answer)); ok {
		return lineAnswer{command: c}, nil
	}
	i, ok := optionIn(answer, v.Field)
	if !ok {
		f.s.p.Say(fmt.Sprintf("Type a number from 1 to %d.", len(v.Options)))
		return lineAnswer{command: lineCommand{word: wordAgain}}, nil
	}
	f.draft.Choose(v.Name, v.Options[i].Value)
	return entered()
}

// optionIn is the option that an answer means: by number, label or value.
func optionIn(answer string, f *schema.Field) (int, bool) {
	if i, ok := plain.Option(answer, optionNames(f)); ok {
		return i, true
	}
	for i, o := range f.Options {
		if strings.TrimSpace(answer) == o.Value.String() {
			return i, true
		}
	}
	return 0, false
}
