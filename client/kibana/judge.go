package kibana

import (
	"bytes"
	"slices"
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// KindFormat marks a value that Kibana would refuse for its form.
const KindFormat schema.ProblemKind = "wizard_format"

// judgement is what the rules of the type make of one field.
type judgement struct {
	active   bool
	hidden   string       // why it doesn't apply
	value    schema.Value // in force: entered or stored, else the default; null when hidden
	required bool
	because  string       // of which choices it is required, in words
	sent     schema.Value // null: absent
	broken   bool         // what was entered can't be sent in any form
	problems []schema.Problem
	warnings []schema.Problem
}

// judgement returns the field's, nil for an unknown name.
func (f *Form) judgement(name string) *judgement {
	if f.judged == nil {
		f.judge()
	}
	return f.judged[name]
}

// judge works everything out. What applies is settled first, in the order of the
// fields, since a condition only ever names a field before it; what is required
// may look at later ones too.
func (f *Form) judge() {
	f.judged = map[string]*judgement{}
	for i := range f.kind.Fields {
		field := &f.kind.Fields[i]
		v, _ := f.draft.Field(field.Name)
		j := &judgement{value: v.Effective}
		if j.hidden = f.unmet(field.When); field.In == InID && f.noID {
			j.hidden = "is left to this Kibana"
		}
		if j.active = j.hidden == ""; !j.active {
			j.value = schema.Null()
		}
		f.judged[field.Name] = j
	}
	for i := range f.kind.Fields {
		field := &f.kind.Fields[i]
		if j := f.judged[field.Name]; j.active {
			j.required = field.Required && f.unmet(field.RequiredWhen) == ""
			j.because = f.reasons(slices.Concat(field.When, field.RequiredWhen))
			f.check(field, j)
		}
	}
}

// unmet puts the first condition that doesn't hold into words, "" when all do.
func (f *Form) unmet(conditions []Condition) string {
	for _, c := range conditions {
		if !c.met(f.judged[c.Field].value) {
			return "applies when " + f.kind.words(c)
		}
	}
	return ""
}

// reasons puts conditions that hold into words, by the values that make them hold.
func (f *Form) reasons(conditions []Condition) string {
	var all []string
	for _, c := range conditions {
		if len(c.OneOf) > 0 {
			c.OneOf = []schema.Value{f.judged[c.Field].value}
		}
		if text := f.kind.words(c); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, " and ")
}

// check judges the value of a field that applies.
func (f *Form) check(field *Field, j *judgement) {
	v, _ := f.draft.Field(field.Name)
	j.problems, j.warnings = ownProblems(v), ownWarnings(v)
	if field.Open {
		j.tolerate(field)
	}
	if j.broken = slices.ContainsFunc(j.problems, unconvertible); j.broken {
		return
	}
	entered, filled := f.entered(field, v)
	if !filled {
		if j.required {
			j.problems = append(j.problems, field.missing(j.because))
		}
		return
	}
	if text := f.wrongID(field, entered); text != "" {
		j.problems, j.broken = append(j.problems, field.wrong(text)), true
		return
	}
	sent, err := field.convert(entered)
	if err != nil {
		j.problems, j.broken = append(j.problems, field.wrong(err.Error())), true
		return
	}
	if field.Sensitive() {
		sent = sent.AsSensitive()
	}
	j.sent = sent
	j.warnings = append(j.warnings, field.oddities(entered)...)
	for _, rule := range field.Validations {
		if f.unmet(rule.When) != "" {
			continue
		}
		if text := rules()[rule.Type](entered.Reveal(), rule.Constraint); text != "" {
			j.problems = append(j.problems, field.wrong(text))
			return
		}
	}
}

// oddities warn of what Kibana takes, but a person hardly means. Those of secrets are
// the draft's.
func (f *Field) oddities(v schema.Value) []schema.Problem {
	if f.In != InConfig || f.Kind != KindStr || f.Display != schema.DisplayText {
		return nil
	}
	var all []schema.Problem
	text := v.Reveal()
	if strings.TrimSpace(text) != text {
		blanks := f.wrong("begins or ends with blanks")
		blanks.Kind = schema.KindWizardBlanks
		all = append(all, blanks)
	}
	if showsPassword(text) {
		all = append(all, f.wrong("has a password in it, which Kibana shows to everybody who may read connectors"))
	}
	return all
}

// tolerate makes a warning of a value that is none of the options.
func (j *judgement) tolerate(field *Field) {
	stray := func(p schema.Problem) bool { return p.Kind == schema.KindWizardOption }
	if !slices.ContainsFunc(j.problems, stray) {
		return
	}
	j.problems = slices.DeleteFunc(j.problems, stray)
	unknown := field.wrong("is none of those that are known here: Kibana may refuse it")
	unknown.Kind = schema.KindWizardOption
	j.warnings = append(j.warnings, unknown)
}

// entered is the value that would be sent, and whether there is one. A secret is
// read where it was typed, without a copy; the default stands in only where Kibana's
// rules would miss it.
func (f *Form) entered(field *Field, v draft.Field) (schema.Value, bool) {
	switch {
	case field.Sensitive():
		s := f.draft.Secret(field.Name)
		return schema.SecretText(s), len(bytes.TrimSpace(s.Reveal())) > 0
	case field.Explicit && blank(v.Value):
		return v.Effective, !blank(v.Effective)
	default:
		return v.Value, !blank(v.Value)
	}
}

// ownProblems are the draft's, with those of a stored value that can't be
// converted: it would be lost.
func ownProblems(v draft.Field) []schema.Problem {
	if len(v.Problems) > 0 {
		return slices.Clone(v.Problems)
	}
	return slices.Concat(v.Caused, v.ServiceProblems)
}

// unconvertible reports whether a value with this problem can't be sent at all.
func unconvertible(p schema.Problem) bool {
	switch p.Kind {
	case schema.KindConversion, schema.KindWizardNumber, schema.KindWizardBoolean, schema.KindWizardText:
		return true
	default:
		return false
	}
}

// ownWarnings are the draft's but those that are about the connector service.
func ownWarnings(v draft.Field) []schema.Problem {
	return slices.DeleteFunc(slices.Clone(v.Warnings), func(p schema.Problem) bool {
		return p.Kind == schema.KindWizardBlank
	})
}

// missing is the problem of a required field with nothing in it.
func (f *Field) missing(because string) schema.Problem {
	text := "'" + f.Label + "' is required"
	if because != "" {
		text += ", since " + because
	}
	return schema.Problem{Field: f.Name, Kind: schema.KindRequired, Message: text + "."}
}

// wrong is the problem of a value that breaks a rule.
func (f *Field) wrong(text string) schema.Problem {
	return schema.Problem{Field: f.Name, Kind: KindFormat, Message: "'" + f.Label + "' " + text + "."}
}

// Gate returns the problems that block submitting: all of those fields that
// apply, in the order of the fields. That secrets are to be typed again is one only
// once something is changed.
func (f *Form) Gate() []schema.Problem {
	all := f.problems()
	if f.existing == nil || f.Dirty() {
		return all
	}
	return slices.DeleteFunc(all, func(p schema.Problem) bool {
		return p.Kind == schema.KindRequired && f.kind.Field(p.Field).Sensitive()
	})
}

func (f *Form) problems() []schema.Problem {
	return f.collect(func(j *judgement) []schema.Problem { return j.problems })
}

// Warnings returns what doesn't block. What an update erases is told by
// [Form.Reentries].
func (f *Form) Warnings() []schema.Problem {
	return f.collect(func(j *judgement) []schema.Problem { return j.warnings })
}

func (f *Form) collect(pick func(*judgement) []schema.Problem) []schema.Problem {
	var all []schema.Problem
	for i := range f.kind.Fields {
		all = append(all, pick(f.judgement(f.kind.Fields[i].Name))...)
	}
	return all
}
