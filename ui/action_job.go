package ui

import (
	"cmp"
	"context"
	"fmt"

	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// actionJob is the job of creating an action connector of Kibana, or of changing
// one.
type actionJob struct {
	form  *kibana.Form
	place string // host and space
	space string
	// obstacle says why Kibana will refuse every change, "" when it won't.
	obstacle string
	// known are the ids there were when a new connector was begun.
	known map[string]bool
	// doubt is the last write of which no answer came, nil when there is none.
	doubt *doubt
	// made is what a creation in doubt was found to have made.
	made *kibana.Connector
	// verb is what was done last: created, updated; "" before that.
	verb string
}

func (j *actionJob) edits() editing { return j.form }

// id is that of the connector; a new one is called what it is.
func (j *actionJob) id() string {
	if c := j.form.Existing(); c != nil {
		return c.ID
	}
	return cmp.Or(j.form.ID(), "new "+j.form.Type().Name+" connector")
}

// head names the connector, its type, and what is special about it.
func (j *actionJob) head() header {
	h := header{title: "New " + j.form.Type().Name + " connector", host: j.place}
	if c := j.form.Existing(); c != nil {
		h.title, h.detail, h.status = cmp.Or(c.Name, c.ID), j.form.Type().Name, actionRemark(*c)
	}
	return h
}

// trouble says early what Kibana would say last.
func (j *actionJob) trouble() string {
	c := j.form.Existing()
	switch {
	case j.obstacle != "":
		return "it will refuse this: " + j.obstacle
	case c != nil && c.MissingSecrets:
		return "the connector was imported without its secrets and does not work before they are typed"
	}
	return ""
}

// greeting says which secrets must be typed again.
func (j *actionJob) greeting() []string {
	c := j.form.Existing()
	return reentryWords(j.form.Reentries(), c != nil && c.MissingSecrets)
}

func (j *actionJob) scripted() string {
	if c := j.form.Existing(); c != nil {
		return "connwiz action set " + c.ID
	}
	return "connwiz action create " + j.form.Type().ID
}

// phrases speak of a connector that is sent as a whole.
func (j *actionJob) phrases() phrases {
	p := phrases{judge: "Kibana may refuse", speaker: "Kibana", whole: "A connector is always sent whole, secrets too: Kibana replaces all of it.",
		stuck: "It must be mended: without it nothing can be sent.", reading: "Reading the connector again before writing"}
	if c := j.form.Existing(); c != nil {
		p.promise = fmt.Sprintf("Enter replaces the whole of %s, all secrets too:", c.ID)
		p.question = fmt.Sprintf("Replace the whole of %s, all secrets too?", c.ID)
		p.sending = "Sending the connector"
		return p
	}
	as := ""
	if id := j.form.ID(); id != "" {
		as = " as " + id
	}
	p.fresh = true
	p.promise = fmt.Sprintf("Enter creates it%s in the space %s:", as, j.space)
	p.question = fmt.Sprintf("Create it%s in the space %s?", as, j.space)
	p.reading, p.sending = "Looking before writing", "Creating the connector"
	return p
}

// asItIs is never: a connector that is not changed needs no write.
func (j *actionJob) asItIs() bool { return false }

// sendable reports whether everything entered can be put into a request.
func (j *actionJob) sendable() bool {
	r, err := j.form.Request(true)
	r.Wipe()
	return err == nil
}

// preview is the request: the path, and every key of its body.
func (j *actionJob) preview() []string {
	r, err := j.form.Request(true)
	if err != nil {
		return nil
	}
	defer r.Wipe()
	method, id, fresh := "POST", j.form.ID(), j.form.Existing() == nil
	if !fresh {
		method, id = "PUT", j.form.Existing().ID
	}
	out := []string{method + " " + kibana.Path(j.space, id), "name: " + jsonWord(schema.Text(r.Name))}
	if fresh {
		out = append(out, "connector_type_id: "+jsonWord(schema.Text(r.TypeID)))
	}
	for _, m := range r.Config {
		out = append(out, "config."+m.Name+": "+jsonWord(m.Value))
	}
	for _, m := range r.Secrets {
		out = append(out, "secrets."+m.Name+": "+schema.Redacted)
	}
	return out
}

// cautions says which secrets go with a change, if they are there.
func (j *actionJob) cautions() []string {
	var out []string
	for _, r := range j.form.Reentries() {
		if len(j.form.Changes()) > 0 && !r.Required && !r.Typed {
			out = append(out, r.Label+" is left empty: Kibana erases it, if there is one.")
		}
	}
	return out
}

// jsonWord is a value as JSON, cut where it is long.
func jsonWord(v schema.Value) string {
	const most = 200
	raw, err := v.MarshalJSON()
	if err != nil {
		return "?"
	}
	if text := []rune(string(raw)); len(text) > most {
		return fmt.Sprintf("%s... (%s)", string(text[:most]), count(len(text), "character"))
	}
	return string(raw)
}

// stored is the form of what there is now. The typed secrets stay until the result
// is left: a change after a test that failed needs all of them again.
func (j *actionJob) stored(r receipt) job {
	made := cmp.Or(r.made, j.made, j.form.Existing())
	form, err := j.form.Saved(made)
	if err != nil {
		return j
	}
	verb := "updated"
	if j.form.Existing() == nil {
		verb = "created"
	}
	return &actionJob{form: form, place: j.place, space: j.space, obstacle: j.obstacle, verb: verb}
}

// follow shows what there is now and offers a test.
func (j *actionJob) follow(receipt) screen { return newActionDone(j) }

func (j *actionJob) followLine(f *lineForm, _ receipt) (lineStep, error) { return f.actionDone(j) }

// copied has the same edits.
func (j *actionJob) copied() job {
	own := *j
	own.form = j.form.Copy()
	return &own
}

// reread reads an existing connector again. For a new one it looks only after a
// creation of which no answer came. What was noted of that on disk has served then.
func (j *actionJob) reread(ctx context.Context, e *env) (carry, error) {
	var all []kibana.Connector
	fresh := j.form.Existing()
	var err error
	switch {
	case fresh != nil:
		fresh, err = e.actions.Get(ctx, fresh.ID)
	case j.doubt != nil:
		all, err = e.actions.List(ctx)
	}
	if err != nil {
		return nil, err
	}
	if j.doubt != nil && e.drafts != nil {
		_ = e.drafts.DropInFlight(j.cluster(), j.subject())
	}
	return func(*env) (job, []draft.Conflict, error) {
		if fresh != nil {
			return j.onto(fresh)
		}
		return j.among(all)
	}, nil
}

// onto carries the edits over to the connector as it is now.
func (j *actionJob) onto(fresh *kibana.Connector) (job, []draft.Conflict, error) {
	form, conflicts, err := j.form.Rebase(fresh)
	if err != nil {
		return nil, nil, err
	}
	next := *j
	next.form = form
	return &next, conflicts, nil
}

// among looks for what a creation in doubt made. Where the form was changed since, a
// person decides what comes next.
func (j *actionJob) among(all []kibana.Connector) (job, []draft.Conflict, error) {
	j.made = nil
	if j.doubt == nil {
		return j, nil, nil
	}
	c := made(j.doubt.sent, j.form.Type().ID, all)
	if c != nil && j.doubt.edits != j.form.Edits() {
		return nil, nil, &gotThereError{c.ID}
	}
	j.made = c
	return j, nil, nil
}

// reached reports whether a write in doubt got there.
func (j *actionJob) reached(wanted parcel) bool {
	p, ok := wanted.(*actionParcel)
	if c := j.form.Existing(); c != nil && ok {
		landed, _ := p.note.Against(c.Values()).Landed()
		return landed && j.doubt != nil
	}
	return j.made != nil
}
