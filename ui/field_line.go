package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// lineAnswer is what became of a question about a field: a command, a value that
// was entered into the draft, or neither, which keeps the field as it is.
type lineAnswer struct {
	command lineCommand
	entered bool
}

// lineField is the twin of control in line mode; there is one file per kind,
// beside the control's own.
type lineField interface {
	// ask asks once, and enters the answer into the form's draft. first is false
	// when the same question was just asked.
	ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error)
}

// lineFieldFor makes the question for a field, by the same rules as controlFor.
func lineFieldFor(f *schema.Field) lineField {
	switch {
	case masked(f):
		return secretLine{}
	case f.Display == schema.DisplayToggle:
		return toggleLine{}
	case f.Display == schema.DisplayDropdown && len(f.Options) > 0:
		return dropdownLine{}
	default:
		return textLine{}
	}
}

// entered is the answer that was entered.
func entered() (lineAnswer, error) { return lineAnswer{entered: true}, nil }

// question is the prompt of a field: label, what it takes and its state now. Asked
// again it leaves out what was just said, but never the value, since Enter keeps that,
// nor how a text of several lines ends.
func question(d editing, v draft.Field, takes string, first bool) string {
	q := v.Label
	if first && v.Required && (v.State == draft.NotSet || v.State == draft.Cleared) {
		q += ", required"
	}
	switch {
	case first && takes != "":
		q += ", " + takes
	case strings.HasSuffix(takes, linesEnd):
		q += ", " + linesEnd
	}
	if !first && v.State == draft.NotSet && v.Text == "" {
		return q
	}
	return q + " (" + stateLine(d, v) + ")"
}

// stateLine is a field's value or state in words, with the default or an example
// where nothing is set.
func stateLine(d editing, v draft.Field) string {
	word, _ := valueWord(d, v)
	if v.State != draft.NotSet || v.Text != "" || masked(v.Field) && word != "not set" {
		return word
	}
	hasDefault := v.Default.Kind() != schema.KindNull && v.Default.String() != ""
	switch {
	case v.Required && hasDefault:
		return "not set, " + wordDefault + " takes " + defaultWord(v.Field)
	case hasDefault:
		return "empty" + defaultNote(v)
	case v.Placeholder != "":
		return "not set, such as " + v.Placeholder
	default:
		return "not set"
	}
}
