package ui

import (
	"connwiz/schema/draft"
	"connwiz/ui/plain"
)

// linesEnd says in a prompt how a text of several lines ends, severalLinesEnd that it
// has several, too.
const (
	linesEnd        = "ended by a line with " + plain.End
	severalLinesEnd = "several lines, " + linesEnd
)

// textLine asks for text and numbers of one line, and for text areas.
type textLine struct{}

// ask takes one line, or several where the field does.
func (textLine) ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	answer, err := asked(f.s, func() (string, error) {
		if v.OneLine() {
			return f.s.p.Ask(question(f.draft, v, "", first))
		}
		return f.s.p.AskLines(question(f.draft, v, severalLinesEnd, first),
			func(line []byte) bool { return standsAlone(line) || mistyped(string(line)) })
	})
	if err != nil || answer == "" {
		return lineAnswer{}, err
	}
	if c, ok := commandIn([]byte(answer)); ok {
		return lineAnswer{command: c}, nil
	}
	if mistyped(answer) {
		return lineAnswer{command: lineCommand{word: answer}}, nil
	}
	f.draft.SetText(v.Name, literal(answer))
	return entered()
}
