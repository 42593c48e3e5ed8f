package ui

import (
	"context"
	"strings"

	"connwiz/ui/unsent"
)

// cluster and subject are whose a kept draft is: of new connectors one is kept for
// each type.
func (j *actionJob) cluster() string { return keptOf(j.place) }
func (j *actionJob) subject() string {
	if c := j.form.Existing(); c != nil {
		return c.ID
	}
	return "new " + j.form.Type().ID
}

// keptOf is the cluster under which the drafts for a place of Kibana are kept.
func keptOf(place string) string { return "kibana " + place }

// recall looks for a write without an answer, and for a kept draft.
func (j *actionJob) recall(ctx context.Context, e *env) (out keptRead) {
	out.landing = j.lookUp(ctx, e)
	var err error
	if out.kept, out.found, err = e.drafts.Load(j.cluster(), j.subject()); err != nil {
		out.landing = strings.TrimSpace(out.landing + " The kept draft can't be used: " + err.Error() + ".")
	}
	return out
}

// keep keeps what was typed; what was written needs no draft any more.
func (j *actionJob) keep(s *unsent.Store, _ string) error {
	if j.verb != "" && !j.touched() {
		return nil
	}
	return s.Save(j.cluster(), j.subject(), j.form)
}

// touched reports whether more than secrets is changed.
func (j *actionJob) touched() bool {
	for _, c := range j.form.Changes() {
		if !c.Field.Sensitive {
			return true
		}
	}
	return false
}

func (j *actionJob) drop(s *unsent.Store, _ string) error { return s.Drop(j.cluster(), j.subject()) }
