package schema

import "strconv"

// Display is the control that a field asks for. Unknown and missing ones are
// shown as text.
type Display string

// The displays that Elasticsearch knows. "textbox" and "text" are the same.
const (
	DisplayText     Display = "text"
	DisplayTextArea Display = "textarea"
	DisplayNumeric  Display = "numeric"
	DisplayToggle   Display = "toggle"
	DisplayDropdown Display = "dropdown"
)

// Type is the type that the connector service converts a field's value to. An
// unknown one converts nothing.
type Type string

// The types that the connector service converts.
const (
	TypeStr   Type = "str"
	TypeInt   Type = "int"
	TypeFloat Type = "float"
	TypeBool  Type = "bool"
	TypeList  Type = "list"
)

// Option is one choice of a dropdown.
type Option struct {
	Label string
	Value Value
}

// Dependency is one condition of depends_on: the named field's effective value
// must equal Value.
type Dependency struct {
	Field string
	Value Value
}

// Validation is one rule of a field.
type Validation struct {
	Type       string
	Constraint Value
	// HasType and HasConstraint tell a missing key from null: the service
	// raises KeyError for a missing one.
	HasType, HasConstraint bool
}

// Field is one entry of a configuration. Attributes that the document lacks hold
// the connector service's defaults, and so do null ones where the service reads
// them as missing (it does not for required: null is false).
type Field struct {
	Name         string
	Label        string // as shown and as the service uses it in messages
	Display      Display
	Type         Type
	Order        float64
	HasOrder     bool
	Required     bool
	Sensitive    bool
	Tooltip      string
	Placeholder  string
	Category     string
	Options      []Option
	DependsOn    []Dependency
	Validations  []Validation
	Restrictions []string // ui_restrictions
	Default      Value    // unconverted
	Value        Value    // unconverted, as stored
}

// OneLine reports whether the field takes a single line of text.
func (f *Field) OneLine() bool { return f.Display != DisplayTextArea }

// Advanced reports whether the field carries any ui_restrictions.
func (f *Field) Advanced() bool { return len(f.Restrictions) > 0 }

// SectionKey returns the key of the one section that holds the field: "advanced"
// whatever its category, else the category, else "".
func (f *Field) SectionKey() string {
	if f.Advanced() {
		return sectionAdvanced
	}
	return f.Category
}

// orderText writes an order as the document has it: 3, or 2.5.
func orderText(order float64) string { return strconv.FormatFloat(order, 'f', -1, 64) }
