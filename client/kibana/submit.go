package kibana

import (
	"slices"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// Request returns what would be sent now: every field that applies and holds
// something, the switches always, nothing blank, nothing of a branch that wasn't
// chosen. Keys of a stored configuration that are unknown here stay as they are.
// The problems of the fields are a *[draft.BlockedError]; force lets them pass,
// except values that can't be converted and needed secrets of an existing connector
// that would be erased.
func (f *Form) Request(force bool) (Request, error) {
	if err := f.blocked(force); err != nil {
		return Request{}, err
	}
	r := Request{TypeID: f.kind.ID, Config: Object{}, Secrets: Object{}}
	for i := range f.kind.Fields {
		f.add(&r, &f.kind.Fields[i])
	}
	r.Config = append(r.Config, f.extra...)
	return r, nil
}

// Sent returns the value of a field that a request would carry now, null where it
// would carry none.
func (f *Form) Sent(name string) schema.Value {
	if j := f.judgement(name); j != nil && j.active {
		return j.sent
	}
	return schema.Null()
}

func (f *Form) blocked(force bool) error {
	e := &draft.BlockedError{Problems: f.problems()}
	for i := range f.kind.Fields {
		if field := &f.kind.Fields[i]; f.judgement(field.Name).broken || f.erases(field) {
			e.Unconvertible = append(e.Unconvertible, field.Name)
		}
	}
	if len(e.Unconvertible) > 0 || !force && len(e.Problems) > 0 {
		return e
	}
	return nil
}

// erases reports whether a change would erase a secret that the connector needs:
// Kibana replaces all of them, so that even force doesn't let it pass. To be rid of
// a secret a person chooses the branch that has none.
func (f *Form) erases(field *Field) bool {
	j := f.judgement(field.Name)
	return f.existing != nil && field.Sensitive() && j.active && j.required && j.sent.Kind() == schema.KindNull
}

// add puts a field where it belongs.
func (f *Form) add(r *Request, field *Field) {
	j := f.judgement(field.Name)
	if !j.active && field.NullWhenOff {
		r.Config = append(r.Config, Member{field.Name, schema.Null()})
		return
	}
	if j.sent.Kind() == schema.KindNull {
		return
	}
	switch field.In {
	case InName:
		r.Name = j.sent.Reveal()
	case InConfig:
		r.Config = append(r.Config, Member{field.Name, j.sent})
	case InSecrets:
		r.Secrets = append(r.Secrets, Member{field.Name, r.own(field, j.sent, f.draft.Secret(field.Name))})
	case InForm, InID:
	}
}

// own gives the request bytes of its own: the form may be wiped while the request
// is on its way. What is sent as it was typed is never a string on the way.
func (r *Request) own(field *Field, v schema.Value, typed schema.Secret) schema.Value {
	if v.Kind() != schema.KindText {
		return v
	}
	own := slices.Clone(typed.Reveal())
	if field.Kind == KindFile { // in base64
		own = []byte(v.Reveal())
	}
	s := schema.NewSecret(own)
	r.typed = append(r.typed, s)
	return schema.SecretText(s)
}

// Reentry is a secret of a connector that is being changed: Kibana keeps it to
// itself and replaces all of them at once.
type Reentry struct {
	Field, Label string
	// Required: it must be typed again; otherwise it is erased when left empty.
	Required bool
	Typed    bool   // that was done
	Why      string // in words
	Because  string // the choices by which it is required, "" where it always is
}

// Reentries lists the secrets that must or may be typed again before a change of
// an existing connector can be sent, in the order of the fields and for the
// branches as they are chosen now. A new connector has none.
func (f *Form) Reentries() []Reentry {
	if f.existing == nil {
		return nil
	}
	var all []Reentry
	for i := range f.kind.Fields {
		field := &f.kind.Fields[i]
		j := f.judgement(field.Name)
		if !field.Sensitive() || !j.active {
			continue
		}
		all = append(all, Reentry{
			Field: field.Name, Label: field.Label, Required: j.required,
			Typed: !f.draft.Secret(field.Name).Empty(), Why: f.why(j), Because: j.because,
		})
	}
	return all
}

// why says why a secret has to be typed again.
func (f *Form) why(j *judgement) string {
	switch {
	case f.existing.MissingSecrets && j.required:
		return "the connector was imported without its secrets"
	case !j.required:
		return "Kibana erases it with this change if it is left empty"
	case j.because != "":
		return "Kibana never gives secrets back and replaces all of them with every change (" + j.because + ")"
	}
	return "Kibana never gives secrets back and replaces all of them with every change"
}
