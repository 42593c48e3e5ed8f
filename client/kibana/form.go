package kibana

import (
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// Form is what a person enters for a connector. It has the methods of a
// [draft.Draft] that a front end needs, with the same meaning, so that the same
// screen can drive both: a draft inside keeps what was typed, its states and its
// secrets, and the rules of the type say what applies, what is missing and what
// is sent. Nothing typed is lost when another branch is chosen: the field comes
// back as it was.
//
// Unlike a configuration of Elasticsearch a connector is always sent whole, so
// that every problem of a field that applies blocks, and there is a [Request] in the
// place of a payload. What is about a connector service has no counterpart:
// verdicts, repairs, submitting as it is.
type Form struct {
	kind     *Type
	existing *Connector
	draft    *draft.Draft
	extra    Object                // of the stored configuration, unknown here
	judged   map[string]*judgement // nil when it must be made anew
	taken    map[string]bool       // ids that are in use
	edits    int
	noID     bool // Kibana makes up ids by itself
}

// NewForm starts a form, for a new connector or, with an existing one, for a
// change of it.
func NewForm(t *Type, existing *Connector) (*Form, error) {
	if existing != nil && existing.Locked() != "" {
		return nil, fmt.Errorf("action connector %q can't be changed: %s", existing.ID, existing.Locked())
	}
	if existing != nil && existing.TypeID != t.ID {
		return nil, fmt.Errorf("action connector %q is of type %s, not %s", existing.ID, existing.TypeID, t.ID)
	}
	s, extra, err := t.document(existing)
	if err != nil {
		return nil, err
	}
	return &Form{kind: t, existing: existing, draft: draft.New(s), extra: extra}, nil
}

// Rebase carries what was entered over to the connector as it was read again, which
// must be done before every change: Kibana tells no versions apart. The conflicts
// are the fields that were changed both here and there; see [draft.Draft.Rebase].
// The old form stays good until it is wiped.
func (f *Form) Rebase(fresh *Connector) (*Form, []draft.Conflict, error) {
	next, err := NewForm(f.kind, fresh)
	if err != nil {
		return nil, nil, err
	}
	var conflicts []draft.Conflict
	next.draft, conflicts = f.draft.Rebase(next.draft.Schema())
	return next, conflicts, nil
}

// Saved returns the form of the connector that a request of this one made or
// changed, with the secrets as they were typed: the next change needs all of them
// again. Nothing else is a change any more. The old form stays good until it is
// wiped.
func (f *Form) Saved(made *Connector) (*Form, error) {
	next, err := NewForm(f.kind.withoutID(), made)
	if err != nil {
		return nil, err
	}
	for i := range next.kind.Fields {
		if field := &next.kind.Fields[i]; field.Sensitive() && next.Active(field.Name) {
			next.SetSecret(field.Name, f.draft.Secret(field.Name))
		}
	}
	return next, nil
}

// Existing returns the connector that is changed, nil for a new one.
func (f *Form) Existing() *Connector { return f.existing }

// Copy returns a form with the same edits that lives a life of its own.
func (f *Form) Copy() *Form {
	d, _ := f.draft.Rebase(f.draft.Schema())
	return &Form{kind: f.kind, existing: f.existing, draft: d, extra: f.extra, taken: f.taken, noID: f.noID}
}

// Type returns the type of the connector.
func (f *Form) Type() *Type { return f.kind }

// Schema returns the fields for a layout: sections, order, controls. What it says
// of dependencies and required fields doesn't count, what [Form.Field] says does.
func (f *Form) Schema() *schema.Schema { return f.draft.Schema() }

// Field returns the view of one field: Active, Required and the problems are by
// the rules of the type. ok is false for an unknown name.
func (f *Form) Field(name string) (v draft.Field, ok bool) {
	v, ok = f.draft.Field(name)
	if !ok {
		return v, false
	}
	j := f.judgement(name)
	shown := *v.Field
	shown.Required = j.required
	if name == string(InID) {
		f.showID(&shown)
	}
	v.Field, v.Active, v.Unmet = &shown, j.active, nil
	v.Problems, v.Caused, v.ServiceProblems = j.problems, nil, nil
	if v.State == draft.NotSet {
		// Nobody was there yet: that it is missing is for the review to say.
		v.Problems, v.ServiceProblems = nil, j.problems
	}
	v.Warnings = j.warnings
	return v, true
}

// Active reports whether the field applies.
func (f *Form) Active(name string) bool {
	j := f.judgement(name)
	return j != nil && j.active
}

// Hidden says why a field doesn't apply, "" when it does.
func (f *Form) Hidden(name string) string {
	if j := f.judgement(name); j != nil {
		return j.hidden
	}
	return ""
}

// Conditions says under which choices the field applies, one sentence each.
func (f *Form) Conditions(name string) []string {
	field := f.kind.Field(name)
	if field == nil {
		return nil
	}
	var all []string
	for _, c := range field.When {
		all = append(all, "applies when "+f.kind.words(c))
	}
	return all
}

// Unset says what an empty field means, where that is more than that nothing is
// entered: a secret of an existing connector is there, but doesn't stay.
func (f *Form) Unset(name string) string {
	j := f.judgement(name)
	field := f.kind.Field(name)
	switch {
	case f.existing == nil || field == nil || !field.Sensitive():
		return ""
	case f.existing.MissingSecrets && j.required:
		return "missing: type it"
	case j.required:
		return "to be typed again"
	}
	return "erased unless it is typed again"
}

// SetText enters text, as [draft.Draft.SetText] does.
func (f *Form) SetText(name, text string) { f.edit(func() { f.draft.SetText(name, text) }) }

// SetSecret enters a secret, of which a copy is kept. An empty one takes back
// what was entered.
func (f *Form) SetSecret(name string, s schema.Secret) {
	f.edit(func() { f.draft.SetSecret(name, s) })
}

// Choose enters the value of a toggle or dropdown, or one given as JSON: an object
// for a map, a list for channels.
func (f *Form) Choose(name string, v schema.Value) {
	field := f.kind.Field(name)
	if field == nil {
		return
	}
	v = field.editable(v)
	f.edit(func() {
		switch {
		case field.Sensitive() && !blank(v):
			// Only what is entered as a secret can be zeroed.
			s := schema.NewSecret([]byte(v.Reveal()))
			defer s.Wipe()
			f.draft.SetSecret(name, s)
		default:
			f.draft.Choose(name, v)
		}
	})
}

// Clear empties the field.
func (f *Form) Clear(name string) { f.edit(func() { f.draft.Clear(name) }) }

// Restore brings the loaded value back.
func (f *Form) Restore(name string) { f.edit(func() { f.draft.Restore(name) }) }

// TakeDefault enters the default; false when there is none.
func (f *Form) TakeDefault(name string) (taken bool) {
	if id := f.proposed(); name == string(InID) && id != "" {
		f.SetText(name, id)
		return true
	}
	f.edit(func() { taken = f.draft.TakeDefault(name) })
	return taken
}

// Repair returns false: no stored value of these has a form that harms.
func (f *Form) Repair(string) bool { return false }

// Retype enters again what [Form.Typed] returned, and gives back what it couldn't.
func (f *Form) Retype(fields []draft.TypedField) (left []draft.TypedField) {
	f.edit(func() { left = f.draft.Retype(fields) })
	return left
}

// Edits counts what was entered, taken back or cleared so far: while it stays the same
// a request is the same.
func (f *Form) Edits() int { return f.edits }

// edit forgets what followed from the values before.
func (f *Form) edit(change func()) {
	f.judged = nil
	f.edits++
	change()
}

// Secret returns what was typed for a secret; it is the form's own.
func (f *Form) Secret(name string) schema.Secret { return f.draft.Secret(name) }

// SecretSize counts the characters and lines of what was typed for a secret.
func (f *Form) SecretSize(name string) (chars, lines int) { return f.draft.SecretSize(name) }

// Typed returns what was entered, secrets left out, for a draft on disk.
func (f *Form) Typed() []draft.TypedField { return f.draft.Typed() }

// UnsentSecrets names the secrets that were typed: what a draft on disk can't hold.
func (f *Form) UnsentSecrets() []string { return f.draft.UnsentSecrets() }

// Lost returns what was entered into fields that are gone; see [draft.Draft.Lost].
func (f *Form) Lost() []draft.Lost { return f.draft.Lost() }

// Dirty reports whether anything was entered, in hidden fields too.
func (f *Form) Dirty() bool { return f.draft.Dirty() }

// Wipe zeroes every secret that was typed and forgets it.
func (f *Form) Wipe() { f.edit(f.draft.Wipe) }

// Changes returns the fields that apply and whose value was changed.
func (f *Form) Changes() []draft.Change {
	var all []draft.Change
	for _, c := range f.draft.Changes() {
		if !f.Active(c.Field.Name) {
			continue
		}
		if f.existing != nil && c.Field.Sensitive {
			c.FromState = f.secretState(c.Field.Name)
		}
		all = append(all, c)
	}
	return all
}

// secretState is where a secret of an existing connector stands, as far as that can
// be known.
func (f *Form) secretState(name string) string {
	switch {
	case f.existing.MissingSecrets:
		return "missing"
	case f.judgement(name).required:
		return draft.Set.String()
	}
	return "unknown"
}

// Format writes a summary without any value, whatever the verb.
func (f *Form) Format(w fmt.State, _ rune) {
	_, _ = fmt.Fprintf(w, "form of a %s connector: %v", f.kind.ID, f.draft)
}
