package command

import (
	"io"

	"connwiz/schema"
	"connwiz/ui/text"
)

// finding is one thing in a schema that its author should look at.
type finding struct {
	Field    string          `json:"field"`
	Code     string          `json:"code"`
	Severity schema.Severity `json:"severity"`
	Message  string          `json:"message"`
}

// printFindings is check --lint.
func (o *checkOptions) printFindings(s *schema.Schema) error {
	redact := redactor(s)
	findings := []finding{}
	broken := false
	for _, f := range s.Lint() {
		findings = append(findings, finding{f.Field, f.Code, f.Severity, redact(f.Message)})
		broken = broken || f.Severity == schema.SeverityError
	}
	var err error
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, struct {
			Findings []finding `json:"findings"`
		}{findings})
	} else {
		_, err = io.WriteString(o.streams.Out, findingsText(findings, o.streams.Width))
	}
	if err == nil && broken {
		return exitError{exitInvalid}
	}
	return err
}

// findingsText is the result for people.
func findingsText(findings []finding, width int) string {
	if len(findings) == 0 {
		return "nothing found\n"
	}
	rows := table{{"FIELD", "SEVERITY", "CHECK", "MESSAGE"}}
	for _, f := range findings {
		rows = append(rows, []string{text.Clean(f.Field), string(f.Severity), f.Code, text.Clean(f.Message)})
	}
	return rows.wrap(width)
}
