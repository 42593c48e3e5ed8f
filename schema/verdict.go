package schema

import "strings"

// Stage is how far the connector service gets with a document.
type Stage string

// The stages: a value can't be converted, an entry of the schema is missing, the
// check of required fields, rules and dependencies.
const (
	StageConstruct Stage = "construct"
	StageFields    Stage = "fields"
	StageCheck     Stage = "check"
)

// Verdict is the connector service's word on a document.
type Verdict struct {
	Valid    bool
	Stage    Stage
	Message  string    // the service's combined text, "" when valid
	Problems []Problem // the service's, in its order
}

// messagePrefix starts the service's combined text (connectors_sdk/source.py,
// check_valid).
const messagePrefix = "Field validation errors: "

// Verdict returns what the service would say of the whole document
// (connectors_sdk/source.py, DataSourceConfiguration): the first value that
// can't be converted stops it, then the first exception inside a check, which
// discards what was collected; else all failures are joined.
func (e *Evaluation) Verdict() Verdict {
	for _, entry := range e.schema.entries {
		if p, bad := entry.conversionProblem(); bad {
			return stopped(StageConstruct, p)
		}
	}
	var collected []Problem
	for i := range e.schema.entries {
		problems, raised := e.check(i)
		if raised {
			return stopped(StageCheck, problems[0])
		}
		collected = append(collected, problems...)
	}
	if len(collected) == 0 {
		return Verdict{Valid: true, Stage: StageCheck}
	}
	messages := make([]string, len(collected))
	for i, p := range collected {
		messages[i] = p.Message
	}
	return Verdict{
		Stage: StageCheck, Problems: collected,
		Message: messagePrefix + strings.Join(messages, "; "),
	}
}

// stopped is the verdict of an exception.
func stopped(stage Stage, p Problem) Verdict {
	return Verdict{Stage: stage, Message: p.Message, Problems: []Problem{p}}
}

// check returns the problems of one entry that could be loaded; raised means
// that the first of them is an exception.
func (e *Evaluation) check(i int) (problems []Problem, raised bool) {
	entry, g := e.schema.entries[i], e.gates[i]
	switch {
	case g.raised != nil && g.raised.Class == dependencyError:
		return []Problem{entry.raise(KindDependency, g.raised)}, true
	case g.raised != nil:
		return []Problem{entry.raise(KindRuleError, g.raised)}, true
	case !g.active:
		return nil, false
	}
	j := entry.judged()
	return j.problems, j.raised
}
