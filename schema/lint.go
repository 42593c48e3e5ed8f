package schema

import "fmt"

// Severity is how bad a finding of the linter is.
type Severity string

// An error breaks the document or hides a field for good; a warning is a trap for
// the people who fill in the form.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Finding is one thing in a schema that its author should look at. Code names the
// check, in words joined by underscores.
type Finding struct {
	Field    string
	Code     string
	Severity Severity
	Message  string
}

// linter collects findings.
type linter struct {
	schema   *Schema
	findings []Finding
	hidden   map[*entry]bool // never shown
}

// Lint looks at the schema with the eyes of its author: what the connector
// service or Elasticsearch would stumble over, and what would leave people
// without a way to fill in the form. Findings are in document order.
func (s *Schema) Lint() []Finding {
	l := &linter{schema: s, hidden: map[*entry]bool{}}
	for _, e := range s.entries {
		if isCategory(e) {
			l.server(e)
			continue
		}
		l.conversions(e)
		l.options(e)
		l.dependencies(e)
		l.rules(e)
		l.secrecy(e)
		l.server(e)
	}
	l.behindUnreachable()
	l.cycles()
	l.orders()
	return l.findings
}

// isCategory reports whether the entry is the heading of a section.
func isCategory(e *entry) bool { return !e.bare && e.kind.Reveal() == typeCategory }

// find adds a finding.
func (l *linter) find(e *entry, severity Severity, code, format string, args ...any) {
	l.findings = append(l.findings, Finding{
		Field: e.field.Name, Code: code, Severity: severity, Message: fmt.Sprintf(format, args...),
	})
}

// conversions checks that the document can be loaded at all, and that the default
// is of use.
func (l *linter) conversions(e *entry) {
	f := e.field
	if e.kind.kind != KindText {
		l.find(e, SeverityError, "type_malformed", "the type is no text: the whole document can't be loaded (%s)", e.err.Text)
		return
	}
	if _, err := convert(f.Default, e.kind); err != nil {
		l.find(e, SeverityError, "default_unconvertible",
			"the default can't become the type %s: the whole document can't be loaded (%s)", e.kind, err.Text)
	}
	if _, err := convert(f.Value, e.kind); err != nil {
		l.find(e, SeverityError, "value_unconvertible",
			"the value can't become the type %s: the whole document can't be loaded (%s)", e.kind, err.Text)
	}
	if f.Required && !f.Default.Empty() {
		l.find(e, SeverityWarning, "default_ignored", "the default of a required field is never used")
	}
	l.misread(e)
}

// misread checks for texts that mean false to people, and true to the service.
func (l *linter) misread(e *entry) {
	if e.field.Type == TypeBool {
		if isFalseText(e.field.Default) {
			l.find(e, SeverityWarning, "default_misread", "the default is a text, which the service takes for true")
		}
		if isFalseText(e.field.Value) {
			l.find(e, SeverityWarning, "value_misread", "the value is a text, which the service takes for true")
		}
	}
	r := reader{raw: e.json()}
	if required, _ := r.value().member("required"); isFalseText(required) {
		l.find(e, SeverityWarning, "required_misread", "required is a text, which the service takes for true")
	}
}

// secrecy checks that what looks like a secret is treated as one.
func (l *linter) secrecy(e *entry) {
	if !e.field.Sensitive && e.field.LooksSecret() {
		l.find(e, SeverityWarning, "secret_not_sensitive",
			"the name is one that secrets have, but the field is not sensitive: whoever looks at it sees its value")
	}
}

// orders checks that the order of fields in a section is settled.
func (l *linter) orders() {
	for _, section := range l.schema.Sections() {
		seen := map[float64]*entry{}
		for _, f := range section.Fields {
			e := l.schema.entry(f.Name)
			if !f.HasOrder {
				l.find(e, SeverityWarning, "order_missing", "a field without order comes last")
				continue
			}
			first, ok := seen[f.Order]
			switch {
			case !ok:
				seen[f.Order] = e
			case !alternatives(first, e):
				l.find(e, SeverityWarning, "order_clash",
					"the order %s is that of %s too", orderText(f.Order), first.field.Name)
			}
		}
	}
}
