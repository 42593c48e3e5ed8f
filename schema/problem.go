package schema

import "connwiz/schema/internal/python"

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
	KindRegexTimeout ProblemKind = "regex_timeout" // no verdict: it took too long, or can't be checked here
	KindRuleError    ProblemKind = "rule_error"
	KindUnknownField ProblemKind = "unknown_field"
	KindService      ProblemKind = "service" // what the service itself reported of a field

	KindWizardBlank   ProblemKind = "wizard_blank"
	KindWizardOption  ProblemKind = "wizard_option"
	KindWizardRange   ProblemKind = "wizard_range"
	KindWizardNumber  ProblemKind = "wizard_number"
	KindWizardBoolean ProblemKind = "wizard_boolean"
	KindWizardList    ProblemKind = "wizard_list"
	KindWizardText    ProblemKind = "wizard_text"   // a value of another kind becomes text
	KindWizardLines   ProblemKind = "wizard_lines"  // several lines in a field of one
	KindWizardBlanks  ProblemKind = "wizard_blanks" // blanks at the ends of a secret
	KindWizardSource  ProblemKind = "wizard_source" // what a source would check itself
)

// Problem is one thing wrong with one field. Message is the service's text word
// for word where the service speaks; the value of a sensitive field is [Redacted]
// in it.
type Problem struct {
	Field   string
	Kind    ProblemKind
	Message string
	// Exception is the Python class of an exception that stops the service at
	// this field, for which Message is Python's text; "" for what it collects.
	Exception string
}

// raise makes the problem of an exception.
func (e *entry) raise(kind ProblemKind, exc *python.Exception) Problem {
	return Problem{Field: e.field.Name, Kind: kind, Message: exc.Text, Exception: exc.Class}
}

// conversionProblem returns the failed conversion of an entry, if it failed.
func (e *entry) conversionProblem() (p Problem, bad bool) {
	if e.err == nil {
		return Problem{}, false
	}
	return e.raise(KindConversion, e.err), true
}
