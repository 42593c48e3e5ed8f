package draft

import "connwiz/schema"

// State is where one field stands.
type State int

// The states of a field. Of a secret, Set means set and untouched, Replaced that
// a new one was typed.
const (
	NotSet   State = iota // nothing stored, nothing entered
	Set                   // as stored
	Changed               // a value that differs from the stored one was entered
	Replaced              // the same, of a secret
	Cleared               // a stored value will be emptied
)

// Draft is a schema and the edits made on it. The zero Draft is not usable.
type Draft struct{}

// New starts a draft without edits.
func New(s *schema.Schema) *Draft { panic("stub") }

// Schema returns the schema as loaded.
func (d *Draft) Schema() *schema.Schema { panic("stub") }

// Field is everything that a front end needs to draw one field.
type Field struct {
	*schema.Field
	State  State
	Active bool
	// Unmet is the dependency that hides the field, nil when active.
	Unmet *schema.Dependency
	// Text is what a text editor shows: the typed text, else the stored value;
	// "" for secrets.
	Text string
	// Typed reports whether Text (or the secret) was entered here.
	Typed bool
	// Value is the converted value as it would be stored after submitting.
	Value schema.Value
	// Effective is Value, or the default that the service uses instead.
	Effective schema.Value
	// Problems block the submission of this field's change; ServiceProblems are
	// the service's word on the value as it would be, changed or not.
	Problems        []schema.Problem
	ServiceProblems []schema.Problem
	// Warnings never block: trimmed blanks, text "false" in a toggle, repairs,
	// a secret equal to the stored one.
	Warnings []schema.Problem
}

// Field returns the view of one field; ok is false for an unknown name.
func (d *Draft) Field(name string) (f Field, ok bool) { panic("stub") }

// Active reports whether the field is shown: all of its dependencies are met by
// the effective values as they would be after submitting.
func (d *Draft) Active(name string) bool { panic("stub") }

// SetText enters text into a text, textarea, numeric or list field. Text equal to
// the stored value's own editing text is no edit any more.
func (d *Draft) SetText(name, text string) { panic("stub") }

// SetSecret enters a replacement of a secret. An empty one takes the replacement
// back: the secret is untouched again.
func (d *Draft) SetSecret(name string, s schema.Secret) { panic("stub") }

// Secret returns the replacement typed for a secret; empty when there is none.
func (d *Draft) Secret(name string) schema.Secret { panic("stub") }

// Choose enters the value of a toggle or dropdown.
func (d *Draft) Choose(name string, v schema.Value) { panic("stub") }

// Clear empties the field: the payload will hold "". On a field with nothing
// stored it only drops what was entered.
func (d *Draft) Clear(name string) { panic("stub") }

// Restore brings the loaded value back.
func (d *Draft) Restore(name string) { panic("stub") }

// TakeDefault enters the default value; false when there is none.
func (d *Draft) TakeDefault(name string) bool { panic("stub") }

// Change is one field that will be sent.
type Change struct {
	Field *schema.Field
	// From and To are stored and new value; both print redacted for secrets.
	From, To schema.Value
	// FromState and ToState say it in words for secrets: "not set", "set";
	// "replaced", "cleared".
	FromState, ToState string
}

// Changes returns the active fields whose value would change, in layout order.
// Hidden fields are never sent.
func (d *Draft) Changes() []Change { panic("stub") }

// Dirty reports whether anything was entered that differs from what was loaded,
// hidden fields included: what would be lost by leaving.
func (d *Draft) Dirty() bool { panic("stub") }

// UnsentSecrets returns the names of secrets that were typed and not yet sent.
func (d *Draft) UnsentSecrets() []string { panic("stub") }

// Gate returns the problems that block submitting: those of the fields being
// changed and those that the changes cause elsewhere. Order is the layout's.
func (d *Draft) Gate() []schema.Problem { panic("stub") }

// Warnings returns what doesn't block: older problems elsewhere ("saved, but the
// service will refuse") and the wizard's remarks on changed fields.
func (d *Draft) Warnings() []schema.Problem { panic("stub") }

// Verdict is the service's verdict on the document as it would be stored.
func (d *Draft) Verdict() schema.Verdict { panic("stub") }

// Payload is the body of the values update. It prints redacted; only its Values
// carry secrets, as marked values.
type Payload struct {
	Names  []string // in layout order
	Values map[string]schema.Value
}

// Payload returns what would be sent now: the changes only. force lets problems
// pass, except values that can't be converted; those are an error that names the
// fields.
func (d *Draft) Payload(force bool) (Payload, error) { panic("stub") }

// Conflict is a field that was edited here and whose stored value or attributes
// changed on the server since the draft was loaded.
type Conflict struct {
	Name string
	// Base is the value as loaded, Theirs as it is now, Mine as entered. They
	// print redacted for secrets.
	Base, Theirs, Mine schema.Value
	// Gone: the field no longer exists. Reshaped: its type, options or rules
	// differ now.
	Gone, Reshaped bool
}

// Rebase carries the edits over to a freshly read schema. Fields not edited here
// take the fresh value; edited ones keep the edit. The conflicts are the edited
// fields whose base changed; the caller lets a person choose and calls Restore
// for those that shall take the server's value. Nothing typed is lost: edits of
// fields that are gone stay in Lost.
func (d *Draft) Rebase(fresh *schema.Schema) (*Draft, []Conflict) { panic("stub") }
