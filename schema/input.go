package schema

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
// separates items too.
func (f *Field) FromText(text string) Input { panic("stub") }

// FromSecret is FromText for a sensitive field.
func (f *Field) FromSecret(text Secret) Input { panic("stub") }

// FromChoice checks a value chosen on a toggle or dropdown or given as JSON.
func (f *Field) FromChoice(v Value) Input { panic("stub") }

// EditText returns the text with which an editor of the stored value starts: the
// inverse of FromText. It is "" for secrets.
func (f *Field) EditText() string { panic("stub") }

// Repair returns the sent form of a stored value that harms (an array in a list
// field breaks sync jobs), and whether one is needed.
func (f *Field) Repair() (Value, bool) { panic("stub") }
