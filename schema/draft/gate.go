package draft

import (
	"slices"
	"strings"

	"connwiz/schema"
)

// judge sorts what the wizard and the service say of the field into what blocks
// and what doesn't.
func (d *Draft) judge(s *slot, l *look) {
	f := &l.field
	if s.sent() && !s.edit.input.Convertible {
		f.Problems = s.edit.problems(s.field)
		return
	}
	f.ServiceProblems = d.evaluation().Problems(s.field.Name)
	blocking, older := d.split(s, f.ServiceProblems)
	l.older = older
	if s.sent() {
		f.Problems = append(slices.Clip(s.edit.input.Problems), blocking...)
	} else {
		f.Caused = blocking
	}
}

// split tells the service's problems that block from the others.
func (d *Draft) split(s *slot, now []schema.Problem) (blocking, older []schema.Problem) {
	if len(now) == 0 {
		return nil, nil
	}
	before := d.loaded.Problems(s.field.Name)
	for _, p := range now {
		if s.blocks(p, slices.Contains(before, p)) {
			blocking = append(blocking, p)
		} else {
			older = append(older, p)
		}
	}
	return blocking, older
}

// problems returns why the value can't be converted; there is always a reason.
func (e *edit) problems(f *schema.Field) []schema.Problem {
	if len(e.input.Problems) > 0 {
		return e.input.Problems
	}
	return []schema.Problem{{
		Field: f.Name, Kind: schema.KindConversion,
		Message: "the value can't be converted to " + string(f.Type),
	}}
}

// blocks reports whether a problem of the service keeps the changes from being
// submitted: it is one of a changed field, or the changes caused it. What no
// value of the field can cure was there before and stays a warning, and an
// unknown verdict is no problem.
func (s *slot) blocks(p schema.Problem, before bool) bool {
	if p.Kind == schema.KindRegexTimeout {
		return false
	}
	return !before || s.sent() && dependsOnValue(p.Kind)
}

func dependsOnValue(k schema.ProblemKind) bool {
	switch k {
	case schema.KindRequired, schema.KindLessThan, schema.KindGreaterThan, schema.KindIncludedIn,
		schema.KindListType, schema.KindRegex:
		return true
	default:
		return false
	}
}

// summary is what the whole draft comes to, made once per edit.
type summary struct {
	verdict        schema.Verdict
	gate, warnings []schema.Problem
}

func (d *Draft) sum() *summary {
	if d.summary != nil {
		return d.summary
	}
	sum := &summary{verdict: d.evaluation().Verdict()}
	for _, s := range d.layout {
		l := d.lookAt(s)
		sum.gate = append(append(sum.gate, l.field.Problems...), l.field.Caused...)
		for _, p := range l.older {
			sum.warnings = append(sum.warnings, asWarning(p))
		}
		sum.warnings = append(sum.warnings, l.field.Warnings...)
	}
	for _, p := range sum.verdict.Problems {
		if d.slots[p.Field] == nil { // an entry that is no field to a person
			sum.warnings = append(sum.warnings, asWarning(p))
		}
	}
	d.summary = sum
	return sum
}

// Gate returns the problems that block submitting: those of the fields being
// changed and those that the changes cause elsewhere. Order is the layout's.
func (d *Draft) Gate() []schema.Problem { return slices.Clone(d.sum().gate) }

// Warnings returns what doesn't block: older problems elsewhere ("once saved, the
// service will refuse") and the wizard's remarks on the fields shown. Order is
// the layout's.
func (d *Draft) Warnings() []schema.Problem { return slices.Clone(d.sum().warnings) }

// WarningsOnceSaved is [Draft.Warnings] in the words for a draft that was saved
// ("saved, but the service will refuse").
func (d *Draft) WarningsOnceSaved() []schema.Problem {
	all := d.Warnings()
	for i := range all {
		if said, ok := strings.CutPrefix(all[i].Message, beforeSaving); ok {
			all[i].Message = onceSaved + said
		}
	}
	return all
}

// The words for what the service will make of problems that don't block.
const (
	beforeSaving = "once saved, the service will refuse: "
	onceSaved    = "saved, but the service will refuse: "
)

func asWarning(p schema.Problem) schema.Problem {
	if p.Kind == schema.KindRegexTimeout {
		p.Message = "the service's verdict is unknown: " + p.Message
	} else {
		p.Message = beforeSaving + p.Message
	}
	return p
}

// Verdict is the service's verdict on the document as it would be stored.
func (d *Draft) Verdict() schema.Verdict { return d.sum().verdict }

// ValidAsRegistered reports whether there is nothing to send and the service
// accepts what is stored: then an empty payload may be submitted, which only
// makes the connector "configured".
func (d *Draft) ValidAsRegistered() bool {
	return !d.anySent() && d.loaded.Verdict().Valid
}

func (d *Draft) anySent() bool { return slices.ContainsFunc(d.layout, (*slot).sent) }
