package schema

import "encoding/json"

// Schema is a connector's configuration: its fields in document order.
type Schema struct{}

// Parse reads the configuration object of a connector document. It is lossless
// and tolerant: missing and null attributes get the service's defaults, wrong
// kinds are read as the service would or neutralised, unknown attributes are
// kept. null or empty input is an empty schema. The only error is a document
// that is no JSON object.
func Parse(raw []byte) (*Schema, error) { panic("stub") }

// Empty reports whether no field is registered yet.
func (s *Schema) Empty() bool { panic("stub") }

// Fields returns the fields in document order. Categories, null entries and
// Kibana's extract_full_html are not fields.
func (s *Schema) Fields() []*Field { panic("stub") }

// Field returns the field of that name, or nil.
func (s *Schema) Field(name string) *Field { panic("stub") }

// With returns a copy in which the named fields have these stored values, as
// after PUT _configuration with values. Unknown names are ignored.
func (s *Schema) With(values map[string]Value) *Schema { panic("stub") }

// Raw returns the document as it was read, secrets included.
func (s *Schema) Raw() json.RawMessage { panic("stub") }

// WithoutSecrets returns the document with the values of sensitive fields
// replaced by "".
func (s *Schema) WithoutSecrets() json.RawMessage { panic("stub") }

// SameShape reports whether other has the same fields with the same attributes,
// values aside.
func (s *Schema) SameShape(other *Schema) bool { panic("stub") }

// Section is a group of fields shown under one heading.
type Section struct {
	Key    string   // "" uncategorised, the category's key, or "advanced"
	Title  string   // "" for the uncategorised one
	Folded bool     // Advanced starts folded
	Fields []*Field // in order
}

// Sections lays the fields out (design: order ascending, ties in document order,
// missing order last by key without regard to case; uncategorised, categories,
// Advanced). Every field is in exactly one section, active or not; empty
// sections are left out.
func (s *Schema) Sections() []Section { panic("stub") }
