package command

import (
	"fmt"
	"io"

	"connwiz/client/kibana"
	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// actionPlan is what a dry run shows, and the part of a result that says what was
// sent.
type actionPlan struct {
	ID       *string        `json:"id"`
	Name     string         `json:"name"`
	Type     string         `json:"type"`
	Changes  []change       `json:"changes"`
	Secrets  []actionSecret `json:"secrets"`
	Warnings []problem      `json:"warnings"`
	Request  *actionRequest `json:"request"`
}

// actionRequest is the request itself; its body prints secrets as "redacted".
type actionRequest struct {
	Method string         `json:"method"`
	Path   string         `json:"path"`
	Body   kibana.Request `json:"body"`
}

// actionSecret is a secret that a change has to give again.
type actionSecret struct {
	Field    string `json:"field"`
	Required bool   `json:"required"`
	Given    bool   `json:"given"`
	Why      string `json:"why"`
}

// planOf describes what a form would send.
func (a *app) planOf(form *kibana.Form, id, space, method string, r kibana.Request) actionPlan {
	p := actionPlan{
		ID: orNull(id), Name: r.Name, Type: form.Type().ID,
		Changes:  newChanges(form.Changes()),
		Secrets:  []actionSecret{},
		Warnings: newProblems(form.Warnings(), a.secrets.Redact),
		Request:  &actionRequest{Method: method, Path: kibana.Path(space, id), Body: r},
	}
	for _, s := range form.Reentries() {
		p.Secrets = append(p.Secrets, actionSecret{s.Field, s.Required, s.Typed, s.Why})
	}
	if method == "PUT" {
		p.Request.Body.TypeID = "" // a connector keeps its type
		for i := range p.Changes {
			if p.Changes[i].Sensitive {
				p.Changes[i].From = stateUnknown // Kibana doesn't say
			}
		}
	}
	return p
}

// changedNames lists the fields of a record.
func changedNames(changes []draft.Change) []string {
	var names []string
	for _, c := range changes {
		names = append(names, c.Field.Name)
	}
	return names
}

// showActionPlan is the result of a dry run.
func (a *app) showActionPlan(p actionPlan) error {
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, p)
	}
	a.warnOf(p.Warnings)
	if p.Request == nil {
		_, err := fmt.Fprintln(a.streams.Out, "nothing to change")
		return err
	}
	body, err := encodeJSON(p.Request.Body)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.streams.Out, "would send "+p.Request.Method+" "+text.Clean(p.Request.Path)+"\n"+string(body))
	return err
}

// warnOf tells of warnings, each with the field that it is about.
func (a *app) warnOf(warnings []problem) {
	for _, w := range warnings {
		if w.Field == "" {
			a.warn(w.Message)
		} else {
			a.warn(w.Field + ": " + w.Message)
		}
	}
}
