package kibana

import (
	"fmt"
	"slices"

	"connwiz/schema"
)

// NewFormWithID starts a form for a new connector that asks for its id as well.
// taken are the ids that are known to be in use; more may be, since ids are unique
// across spaces and a list is of one space.
func NewFormWithID(t *Type, taken []string) (*Form, error) {
	f, err := NewForm(t.withID(), nil)
	if err != nil {
		return nil, err
	}
	f.taken = map[string]bool{}
	for _, id := range taken {
		f.taken[id] = true
	}
	return f, nil
}

// withID is the type with a field for the connector's id behind its name.
func (t *Type) withID() *Type {
	own := *t
	own.Fields = append(append([]Field{}, t.Fields[0], Field{
		Name: string(InID), Label: "ID", In: InID, Kind: KindStr, Display: schema.DisplayText,
		Tooltip: "What rules call the connector: at most 36 lower case letters, digits and hyphens. It can't be changed later.",
	}), t.Fields[1:]...)
	return &own
}

// withoutID is the type as it was before.
func (t *Type) withoutID() *Type {
	own := *t
	own.Fields = slices.DeleteFunc(slices.Clone(t.Fields), func(f Field) bool { return f.In == InID })
	return &own
}

// ID returns the id under which the connector will be created: what was entered,
// else what is proposed; "" leaves it to Kibana, as does a form that doesn't ask.
func (f *Form) ID() string {
	if f.kind.Field(string(InID)) == nil || f.noID {
		return ""
	}
	if v, _ := f.draft.Field(string(InID)); !blank(v.Value) {
		return v.Value.Reveal()
	}
	return f.proposed()
}

// Taken notes that an id is in use: the form refuses it from now on.
func (f *Form) Taken(id string) {
	f.edit(func() {
		if f.taken == nil {
			f.taken = map[string]bool{}
		}
		f.taken[id] = true
	})
}

// LeaveID leaves the id to Kibana from now on: what is older than 8.8 takes none.
func (f *Form) LeaveID() { f.edit(func() { f.noID = true }) }

// proposed makes an id of the name, as Kibana does, with a number behind it where
// that one is in use; "" where nothing can be made of the name.
func (f *Form) proposed() string {
	name, _ := f.draft.Field(string(InName))
	base := ProposeID(name.Text)
	if base == "" || !f.taken[base] {
		return base
	}
	for n := 2; n < 100; n++ {
		suffix := fmt.Sprintf("-%d", n)
		if id := base[:min(len(base), longestID-len(suffix))] + suffix; !f.taken[id] {
			return id
		}
	}
	return ""
}

// showID says in the field what happens when it is left empty.
func (f *Form) showID(shown *schema.Field) {
	if id := f.proposed(); id != "" && !f.noID {
		shown.Default = schema.Text(id)
		return
	}
	shown.Placeholder = "Kibana makes one up"
}

// wrongID says what is wrong with an id, "" when nothing is or the field is no id.
func (f *Form) wrongID(field *Field, v schema.Value) string {
	if field.In != InID {
		return ""
	}
	id := v.Reveal()
	if f.taken[id] {
		return "is taken: choose another"
	}
	text := idProblem(id)
	if near := ProposeID(id); text != "" && near != "" && !f.taken[near] {
		text += ": " + near + " would do"
	}
	return text
}
