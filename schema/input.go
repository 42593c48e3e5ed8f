package schema

import (
	"strings"

	"connwiz/schema/internal/python"
)

// The rules in this file and its neighbours (input_*.go) are the wizard's own.
// They apply to what a person enters and are stricter than the connector service
// where that would accept harm; the service's verdict knows nothing of them.

// Input is what a person's text becomes in a field: the value to send and what
// the wizard's rules say of it.
type Input struct {
	// Value is in the sent form: int a JSON number, bool a JSON boolean, str a
	// string, list one comma-joined string with items trimmed and empties
	// dropped. "" when the text is empty: clearing sends "", never null.
	Value Value
	// Problems block submitting, Warnings do not.
	Problems []Problem
	Warnings []Problem
	// Convertible is false when the text can't become the field's type: such a
	// value is never sent, not even with force.
	Convertible bool
}

// FromText turns text typed for f into a value. In list fields a new line
// separates items too. That a required field is empty is left to the service's
// verdict on the document.
func (f *Field) FromText(text string) Input { return f.entered(Text(text).marked(f.Sensitive)) }

// FromSecret is FromText for a sensitive field. The value shares the bytes of a
// text secret, so that wiping it reaches the value too.
func (f *Field) FromSecret(text Secret) Input {
	v := SecretText(text)
	in := f.entered(v)
	if s := lastBreakAside(v.text()); in.Convertible && s != python.Strip(s) && !v.blankText() {
		in.warn(f, KindWizardBlanks, "begins or ends with blanks, which are kept")
	}
	return in
}

// lastBreakAside leaves out the line break that ends a text of several lines: a PEM
// file has one, and it is no accident.
func lastBreakAside(s string) string {
	if body := strings.TrimSuffix(s, "\n"); strings.Contains(body, "\n") {
		return body
	}
	return s
}

// entered applies the rules for text of the field's type.
func (f *Field) entered(v Value) Input {
	in := Input{Value: v, Convertible: true}
	switch f.Type {
	case TypeInt, TypeFloat:
		f.enterNumber(&in)
	case TypeBool:
		f.enterBool(&in)
	case TypeList:
		f.enterList(&in)
	default:
		f.enterText(&in)
	}
	in.Value = in.Value.marked(v.sensitive)
	if in.Convertible {
		f.checkOption(&in)
	}
	return in
}

// enterText keeps the text as it is.
func (f *Field) enterText(in *Input) {
	if in.Value.blankText() {
		if f.Required {
			in.block(f, KindWizardBlank, "must not be blank")
		} else {
			in.warn(f, KindWizardBlank, "is blank, which the service takes for a value")
		}
	}
	if f.OneLine() && strings.Contains(in.Value.text(), "\n") {
		in.warn(f, KindWizardLines, "has several lines")
	}
}

// checkOption checks that the value of a dropdown is one of its options. An empty
// one is not: clearing is always possible.
func (f *Field) checkOption(in *Input) {
	if f.Display != DisplayDropdown || len(f.Options) == 0 {
		return
	}
	chosen := []Value{in.Value}
	if f.Type == TypeList {
		chosen = splitItems(pythonStr(in.Value), ",")
	}
	for _, v := range chosen {
		if !v.isNullOrBlank() && !f.hasOption(v) {
			in.block(f, KindWizardOption, "must be one of the options")
			return
		}
	}
}

// hasOption reports whether an option's value becomes the same as v in this field.
func (f *Field) hasOption(v Value) bool {
	for _, o := range f.Options {
		option, err := convertTo(o.Value, f.optionType())
		if err == nil && option.Identical(v) {
			return true
		}
	}
	return false
}

// optionType returns the type of one option's value: the items of a list are text.
func (f *Field) optionType() Type {
	if f.Type == TypeList {
		return TypeStr
	}
	return f.Type
}

// remark makes a message of the wizard's own. It never quotes the value.
func remark(f *Field, kind ProblemKind, text string) Problem {
	return Problem{Field: f.Name, Kind: kind, Message: "'" + f.Label + "' " + text + "."}
}

// block adds a problem.
func (in *Input) block(f *Field, kind ProblemKind, text string) {
	in.Problems = append(in.Problems, remark(f, kind, text))
}

// warn adds a warning.
func (in *Input) warn(f *Field, kind ProblemKind, text string) {
	in.Warnings = append(in.Warnings, remark(f, kind, text))
}

// refuse says that the value can't become the field's type.
func (in *Input) refuse(f *Field, kind ProblemKind, text string) {
	in.block(f, kind, text)
	in.Convertible = false
}
