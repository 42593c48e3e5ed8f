package command

import (
	"slices"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// checked is the result of check.
type checked struct {
	Valid    bool           `json:"valid"`
	Stage    schema.Stage   `json:"stage"`
	Message  string         `json:"message"`
	Problems []problem      `json:"problems"`
	Warnings []problem      `json:"warnings"`
	Fields   []checkedField `json:"fields"`
	unknown  bool
}

// problem is one thing wrong with one field.
type problem struct {
	Field   string             `json:"field"`
	Kind    schema.ProblemKind `json:"kind"`
	Message string             `json:"message"`
}

// checkedField is what became of one field.
type checkedField struct {
	Name            string       `json:"name"`
	Label           string       `json:"label"`
	Section         string       `json:"section"`
	Order           *float64     `json:"order"`
	DependenciesMet bool         `json:"dependencies_met"`
	Empty           bool         `json:"empty"`
	Stored          schema.Value `json:"stored"`
	Value           schema.Value `json:"value"`
}

// refused reports whether the document wouldn't get through, or couldn't even be
// written.
func (r checked) refused() bool { return !r.Valid || r.unknown }

// checkDocument gives the service's verdict, and ours as warnings. The type of
// service is "" where nobody knows it.
func checkDocument(s *schema.Schema, serviceType string, unknown []schema.Problem) checked {
	e := s.Evaluate()
	v := e.Verdict()
	redact := ownRedactor(s)
	r := checked{
		Valid: v.Valid, Stage: v.Stage, Message: redact(v.Message),
		Problems: newProblems(v.Problems, redact),
		Warnings: newProblems(slices.Concat(unknown, wizardWarnings(s, e), e.SourceWarnings(serviceType)), redact),
		Fields:   []checkedField{},
		unknown:  len(unknown) > 0,
	}
	if v.Stage != schema.StageConstruct {
		r.Fields = checkedFields(s, e)
	}
	return r
}

// veil takes the cluster's credentials out of what the schema says.
func (r *checked) veil(a *app) {
	r.Message = a.credentials.Redact(r.Message)
	a.veilProblems(r.Problems)
	a.veilProblems(r.Warnings)
	for i := range r.Fields {
		f := &r.Fields[i]
		f.Section = a.veilSection(f.Section)
		f.Label, f.Stored, f.Value = a.credentials.Redact(f.Label), a.veil(f.Stored), a.veil(f.Value)
	}
}

// wizardWarnings are what the wizard would say of the stored values if somebody
// entered them now: the service lets them pass, and yet they may do harm.
func wizardWarnings(s *schema.Schema, e *schema.Evaluation) []schema.Problem {
	var all []schema.Problem
	d := draft.New(s)
	for _, f := range s.Fields() {
		state := e.State(f.Name)
		if !state.Active || state.Err != nil || state.Empty {
			continue
		}
		loaded, _ := d.Field(f.Name)
		input := f.FromChoice(f.Value)
		said := make(map[schema.ProblemKind]bool)
		for _, p := range slices.Concat(loaded.Warnings, input.Problems, input.Warnings) {
			if !said[p.Kind] {
				said[p.Kind] = true
				all = append(all, p)
			}
		}
	}
	return all
}

// checkedFields lists the fields in document order.
func checkedFields(s *schema.Schema, e *schema.Evaluation) []checkedField {
	section := make(map[string]string)
	for _, part := range s.Sections() {
		for _, f := range part.Fields {
			section[f.Name] = part.Key
		}
	}
	out := []checkedField{}
	for _, f := range s.Fields() {
		state := e.State(f.Name)
		out = append(out, checkedField{
			Name: f.Name, Label: f.Label, Section: section[f.Name], Order: order(f),
			DependenciesMet: state.Active, Empty: state.Empty,
			Stored: state.Stored, Value: state.Effective,
		})
	}
	return out
}

// newProblems describes problems; the list is never null.
func newProblems(in []schema.Problem, redact func(string) string) []problem {
	out := make([]problem, 0, len(in))
	for _, p := range in {
		out = append(out, problem{Field: p.Field, Kind: p.Kind, Message: redact(p.Message)})
	}
	return out
}
