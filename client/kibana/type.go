package kibana

import (
	"strings"

	"connwiz/schema"
)

// Type is a type of action connector: what it has to be told. A Type is read only.
type Type struct {
	ID      string
	Name    string
	License string // the least one: basic, gold, platinum or enterprise
	Summary string // what a connector of the type does
	Fields  []Field
	Test    *Test // nil: nothing can be run without knowing more
}

// Test is what can be sent to try a connector out.
type Test struct {
	Effect string   // what happens then, such as "sends a message"
	Params string   // JSON
	Needs  []string // keys of Params that a person must fill in first
}

// Place says where the value of a field goes.
type Place string

// The places of a value.
const (
	InName    Place = "name"    // the connector's own name
	InID      Place = "id"      // its id, in the path
	InConfig  Place = "config"  // given back by Kibana
	InSecrets Place = "secrets" // encrypted, never given back
	InForm    Place = "form"    // nowhere: it only chooses which fields apply
)

// Kind is what a value is in the request.
type Kind string

// The kinds of value. A person enters all but the numbers and switches as text.
const (
	KindStr      Kind = "str"
	KindInt      Kind = "int"
	KindNumber   Kind = "number"
	KindBool     Kind = "bool"
	KindMap      Kind = "map"      // text to text; one "name: value" a line
	KindJSON     Kind = "json"     // an object, written as JSON
	KindChannels Kind = "channels" // one "#name" or "id #name" a line
	KindFile     Kind = "file"     // sent base64; the content itself may be entered
)

// Field is one field of a type.
type Field struct {
	Name        string
	Label       string
	In          Place
	Kind        Kind
	Display     schema.Display
	Category    string // the section's title, "" for the first one
	Options     []schema.Option
	Open        bool // Kibana may take more than the options
	Default     schema.Value
	Tooltip     string
	Placeholder string
	Validations []Validation

	// When lists the conditions under which the field applies, all of them. One
	// that doesn't is absent from the request, or null where NullWhenOff is set.
	When        []Condition
	NullWhenOff bool
	// Required: it must be filled in whenever it applies; with RequiredWhen only
	// when those hold too.
	Required     bool
	RequiredWhen []Condition
	// Explicit: the default is sent where nothing is entered, because Kibana's own
	// rules look at what was sent before it puts its defaults in.
	Explicit bool
}

// Sensitive reports whether the value is a secret.
func (f *Field) Sensitive() bool { return f.In == InSecrets }

// Validation is one rule for the text of a field that isn't empty.
type Validation struct {
	Type       string
	Constraint []string
	When       []Condition // of the rule; none: always
}

// Field returns the field of that name, or nil.
func (t *Type) Field(name string) *Field {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return &t.Fields[i]
		}
	}
	return nil
}

// Secrets returns the labels of the secrets that the type knows, whichever
// branches are chosen: what to have at hand before starting.
func (t *Type) Secrets() []string {
	var labels []string
	for i := range t.Fields {
		if t.Fields[i].Sensitive() {
			labels = append(labels, t.Fields[i].Label)
		}
	}
	return labels
}

// compareFold orders texts without regard to case.
func compareFold(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) }
