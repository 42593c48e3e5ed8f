package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/ui/unsent"
)

// doubt is a write of which no answer came.
type doubt struct {
	sent  unsent.InFlight
	edits int // of the form when it was sent; -1: another form sent it
}

// note is what is put on disk while the connector is on its way: what is changed,
// without secrets, and for a new one the ids that there were before.
func (j *actionJob) note() unsent.InFlight {
	var names, secrets []string
	values := map[string]schema.Value{}
	for _, c := range j.form.Changes() {
		switch name := c.Field.Name; j.form.Type().Field(name).In {
		case kibana.InSecrets:
			secrets = append(secrets, name)
		case kibana.InConfig, kibana.InName:
			names, values[name] = append(names, name), j.form.Sent(name)
		case kibana.InID, kibana.InForm:
		}
	}
	if id := j.form.ID(); id != "" {
		names, values[string(kibana.InID)] = append(names, string(kibana.InID)), schema.Text(id)
	}
	w := unsent.Noted(j.form, names, values)
	w.Secrets = append(w.Secrets, secrets...)
	w.Known = slices.Sorted(maps.Keys(j.known))
	return w
}

// made finds what a creation made: what is called so and was not there before. A name
// or an id that was not noted may be any.
func made(w unsent.InFlight, typeID string, all []kibana.Connector) *kibana.Connector {
	for i, c := range all {
		if c.TypeID != typeID || slices.Contains(w.Known, c.ID) {
			continue
		}
		identity := unsent.InFlight{Values: maps.Clone(w.Values)}
		maps.DeleteFunc(identity.Values, func(name string, _ json.RawMessage) bool {
			return name != string(kibana.InName) && name != string(kibana.InID)
		})
		stored := map[string]schema.Value{string(kibana.InName): schema.Text(c.Name), string(kibana.InID): schema.Text(c.ID)}
		if len(identity.Against(stored).Different) == 0 {
			return &all[i]
		}
	}
	return nil
}

// lookUp says what became of a write of last time whose answer nobody saw, "" where
// there is none. One that can't be looked up stays in doubt.
func (j *actionJob) lookUp(ctx context.Context, e *env) string {
	w, ok, err := e.drafts.LoadInFlight(j.cluster(), j.subject())
	if err != nil || !ok {
		return "" // what can't be read is worth no more than what is not there
	}
	landing, landed, err := j.landing(ctx, e, w)
	if err != nil {
		j.doubt = &doubt{w, -1}
		return "A connector was sent last time, and no answer came. Whether it was created can't be looked up now (" + err.Error() +
			"); it is looked up again before another one is created."
	}
	_ = e.drafts.DropInFlight(j.cluster(), j.subject())
	if kept, ok, err := e.drafts.Load(j.cluster(), j.subject()); landed && ok && err == nil && sentAs(kept, w) {
		_ = j.drop(e.drafts, "")
	}
	return landing
}

// sentAs reports whether what was kept as a draft is what was sent: then nothing of it
// is left to do.
func sentAs(kept unsent.Kept, w unsent.InFlight) bool {
	return !slices.ContainsFunc(kept.Fields, func(f unsent.Field) bool {
		sent, err := schema.ParseValue(w.Values[f.Name])
		if err != nil || len(f.Choice) == 0 {
			return err != nil || sent.Reveal() != f.Text
		}
		chosen, err := schema.ParseValue(f.Choice)
		return err != nil || !chosen.Equal(sent)
	})
}

// knows notes an id that is in use, so that it isn't taken for a later creation's.
func (j *actionJob) knows(id string) {
	if j.known == nil {
		j.known = map[string]bool{}
	}
	j.known[id] = true
}

// landing says in words what became of a write.
func (j *actionJob) landing(ctx context.Context, e *env, w unsent.InFlight) (words string, landed bool, err error) {
	if c := j.form.Existing(); c != nil {
		landing := w.Against(c.Values())
		landed, known := landing.Landed()
		if !known {
			return "Your last save carried only secrets, and its answer was lost: whether it got there only a test shows.", false, nil
		}
		return landingWord(landing), landed, nil
	}
	all, err := e.actions.List(ctx)
	if err != nil {
		return "", false, err
	}
	if c := made(w, j.form.Type().ID, all); c != nil {
		j.knows(c.ID)
		return fmt.Sprintf("Your last creation got there, though its answer was lost: connector %s is there. This form creates another one.", c.ID), true, nil
	}
	return "Your last creation did not get there: nothing was created.", false, nil
}

// gotThereError is a creation that had been made before by a request whose answer was
// lost, from values that were changed since.
type gotThereError struct{ id string }

// Error names the connector.
func (e *gotThereError) Error() string {
	return "connector " + e.id + " was created by the request before, whose answer was lost; what was changed since is not in it"
}
