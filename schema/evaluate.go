package schema

// State is what the connector service would make of one field.
type State struct {
	Field     *Field
	Stored    Value // converted
	Effective Value // Stored, or the converted default of an optional empty field
	Empty     bool  // of Stored
	// Err is set when the value or the default can't be converted: then the
	// service can't load the document at all.
	Err *Problem
	// Active: every dependency is met, so the field is checked and shown.
	Active bool
	// Unmet is the dependency that hides the field, nil when Active.
	Unmet *Dependency
	// Unknown is the name of a field that a dependency names and the schema
	// lacks ("" when there is none, or when an earlier entry was unmet).
	Unknown string
}

// Evaluation is a schema with every value converted and every dependency judged.
type Evaluation struct{}

// Evaluate converts every field and judges every dependency.
func (s *Schema) Evaluate() *Evaluation { panic("stub") }

// State returns the state of a field; the zero State for an unknown name.
func (e *Evaluation) State(name string) State { panic("stub") }

// Problems returns what the service would say of this field alone: its failed
// conversion (also when hidden), else nothing when it isn't active, else
// required and the rules.
func (e *Evaluation) Problems(name string) []Problem { panic("stub") }

// Verdict returns what the service would say of the whole document.
func (e *Evaluation) Verdict() Verdict { panic("stub") }

// Stage is how far the connector service gets with a document.
type Stage string

// The stages: a value can't be converted, an entry of the schema is missing, the
// check of required fields, rules and dependencies.
const (
	StageConstruct Stage = "construct"
	StageFields    Stage = "fields"
	StageCheck     Stage = "check"
)

// Verdict is the connector service's word on a document.
type Verdict struct {
	Valid    bool
	Stage    Stage
	Message  string    // the service's combined text, "" when valid
	Problems []Problem // the service's, in its order
}

// ProblemKind says which rule speaks; those of the wizard start with "wizard_".
type ProblemKind string

// The kinds of problem (a contract: they are in the JSON of check).
const (
	KindConversion   ProblemKind = "conversion"
	KindMissing      ProblemKind = "missing"
	KindRequired     ProblemKind = "required"
	KindDependency   ProblemKind = "dependency"
	KindLessThan     ProblemKind = "less_than"
	KindGreaterThan  ProblemKind = "greater_than"
	KindIncludedIn   ProblemKind = "included_in"
	KindListType     ProblemKind = "list_type"
	KindRegex        ProblemKind = "regex"
	KindRegexTimeout ProblemKind = "regex_timeout"
	KindRuleError    ProblemKind = "rule_error"
	KindUnknownField ProblemKind = "unknown_field"

	KindWizardBlank   ProblemKind = "wizard_blank"
	KindWizardOption  ProblemKind = "wizard_option"
	KindWizardRange   ProblemKind = "wizard_range"
	KindWizardNumber  ProblemKind = "wizard_number"
	KindWizardBoolean ProblemKind = "wizard_boolean"
	KindWizardList    ProblemKind = "wizard_list"
	KindWizardBlanks  ProblemKind = "wizard_blanks" // blanks at the ends of a secret
)

// Problem is one thing wrong with one field. Message is the service's text word
// for word where the service speaks; the value of a sensitive field is [Redacted]
// in it.
type Problem struct {
	Field   string
	Kind    ProblemKind
	Message string
}
