package ui

import (
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// editing is what a form edits: the fields, what was entered into them, and what
// is wrong with it. A [draft.Draft] is one, a form of an action connector another.
type editing interface {
	// Schema is the layout: sections, order, displays.
	Schema() *schema.Schema
	Field(name string) (draft.Field, bool)
	Active(name string) bool

	SetText(name, text string)
	SetSecret(name string, s schema.Secret)
	Choose(name string, v schema.Value)
	Clear(name string)
	Restore(name string)
	TakeDefault(name string) bool
	Repair(name string) bool
	Retype([]draft.TypedField) []draft.TypedField

	Secret(name string) schema.Secret
	SecretSize(name string) (chars, lines int)
	UnsentSecrets() []string
	Dirty() bool
	Changes() []draft.Change
	Gate() []schema.Problem
	Warnings() []schema.Problem
	Wipe()
}

// wordy is an editing that says in its own words when a field applies, since its
// conditions are no dependencies of a schema.
type wordy interface {
	// Hidden says why the field doesn't apply now, "" when it does.
	Hidden(name string) string
	// Conditions says when the field applies, one sentence each.
	Conditions(name string) []string
	// Unset is what an empty field means, "" where that is nothing special.
	Unset(name string) string
}

// unsetWord is what an empty secret means.
func unsetWord(d editing, name string) string {
	if w, ok := d.(wordy); ok && w.Unset(name) != "" {
		return w.Unset(name)
	}
	return "not set"
}

// hiddenWhy says why a field isn't shown, "" when it is.
func hiddenWhy(d editing, v draft.Field) string {
	if w, ok := d.(wordy); ok {
		return w.Hidden(v.Name)
	}
	if v.Active || v.Unmet == nil {
		return ""
	}
	return conditionOf(d, *v.Unmet)
}

// conditionsOf says when a field is shown, one sentence each.
func conditionsOf(d editing, v draft.Field) []string {
	if w, ok := d.(wordy); ok {
		return w.Conditions(v.Name)
	}
	var out []string
	for _, dep := range v.DependsOn {
		out = append(out, conditionOf(d, dep))
	}
	return out
}

// conditionOf says in words what a dependency asks for.
func conditionOf(d editing, dep schema.Dependency) string {
	other := d.Schema().Field(dep.Field)
	if other == nil {
		return fmt.Sprintf("it depends on %q, which does not exist", dep.Field)
	}
	if other.LooksSecret() {
		return "shown depending on " + other.Label
	}
	want := dep.Value.String()
	if on, ok := dep.Value.Bool(); ok {
		want = map[bool]string{true: "on", false: "off"}[on]
	}
	for _, o := range other.Options {
		if o.Value.Equal(dep.Value) {
			want = o.Label
		}
	}
	return fmt.Sprintf("shown when %s is %s", other.Label, want)
}
