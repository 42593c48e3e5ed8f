package command

import (
	"fmt"
	"strings"

	"connwiz/client/kibana"
)

// wantedSecrets are those that a change lacks.
type wantedSecrets struct {
	required, optional []string
	add, keep          []string // what to add to the command
	fields             []fieldFailure
}

// must notes a secret that the connector doesn't work without.
func (w *wantedSecrets) must(s kibana.Reentry) {
	w.required = append(w.required, s.Field)
	w.add = append(w.add, "--from-file "+s.Field+"=FILE")
	w.fields = append(w.fields, fieldFailure{s.Field, s.Why})
}

// may notes one of which nobody can know whether it is stored.
func (w *wantedSecrets) may(s kibana.Reentry) {
	w.optional = append(w.optional, s.Field)
	w.add = append(w.add, "--clear "+s.Field)
	w.keep = append(w.keep, "--from-file "+s.Field+"=FILE")
	w.fields = append(w.fields, fieldFailure{s.Field, "Kibana erases it with this change unless it is given again"})
}

// refuse says what is missing, and what to add to the command: with the first choice
// optional secrets are erased.
func (w *wantedSecrets) refuse(id string) error {
	message := fmt.Sprintf("action connector %q: ", id)
	switch {
	case len(w.optional) == 0:
		message += "secrets must be given again: " + strings.Join(w.required, ", ")
	case len(w.required) == 0:
		message += "secrets must be given again or cleared: " + strings.Join(w.optional, ", ")
	default:
		message += "secrets must be given again: " + strings.Join(w.required, ", ") + "; given again or cleared: " + strings.Join(w.optional, ", ")
	}
	hint := "nothing was sent; add to the command: " + strings.Join(w.add, " ")
	if len(w.keep) > 0 {
		hint += ", or where one is stored " + strings.Join(w.keep, " ")
	}
	return &toldError{failure{exit: exitInvalid, Code: "invalid", Message: message, Hint: hint, Fields: w.fields}}
}
