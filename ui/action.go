package ui

import (
	"context"
	"encoding/json"

	"connwiz/client/kibana"
)

// Actions is what the wizard asks of Kibana; a [kibana.Client] answers it.
type Actions interface {
	Types(ctx context.Context, feature string) ([]kibana.TypeInfo, error)
	List(ctx context.Context) ([]kibana.Connector, error)
	Get(ctx context.Context, id string) (*kibana.Connector, error)
	Create(ctx context.Context, id string, r kibana.Request) (*kibana.Connector, error)
	Update(ctx context.Context, id string, r kibana.Request) (*kibana.Connector, error)
	Delete(ctx context.Context, id string) error
	Execute(ctx context.Context, id string, params json.RawMessage) (kibana.Execution, error)
	Host() string
	Space() string
}

// ActionOptions say where the wizard of action connectors begins: at one of them,
// at a new one, or at the list of all.
type ActionOptions struct {
	ID string // the connector to edit
	// New begins with the choice of a type, or with a new connector of Type.
	New  bool
	Type string
}

// NewActionModel makes the wizard's model for Kibana's action connectors, which
// o.Actions reaches.
func NewActionModel(ctx context.Context, o Options, a ActionOptions) *Model {
	m := NewModel(ctx, o)
	m.env.fixed, m.env.host = a.ID != "" || a.New, actionPlace(m.env)
	switch {
	case a.ID != "":
		m.stack = []screen{newActionLoad(a.ID)}
	case a.New:
		m.stack = []screen{newActionTypes(a.Type)}
	default:
		m.stack = []screen{newActionList()}
	}
	return m
}

// RunAction is [Run] for Kibana's action connectors.
func RunAction(ctx context.Context, o Options, a ActionOptions) (Outcome, error) {
	return run(ctx, o, NewActionModel(ctx, o, a))
}

// ActionLine is [RunAction] in line mode.
func ActionLine(ctx context.Context, o Options, a ActionOptions, streams LineIO) (Outcome, error) {
	return converse(ctx, o, streams, func(s *lineSession) (Outcome, error) {
		s.e.fixed, s.e.host = a.ID != "" || a.New, actionPlace(s.e)
		switch {
		case a.ID != "":
			return s.editAction(a.ID)
		case a.New:
			return s.newAction(a.Type)
		default:
			return s.pickAction()
		}
	})
}

// actionPlace names Kibana and the space, for the header.
func actionPlace(e *env) string {
	if space := e.actions.Space(); space != "default" {
		return e.actions.Host() + ", space " + space
	}
	return e.actions.Host()
}

// ActionBarredError is an action connector, or a type of them, that this program
// can't edit or create.
type ActionBarredError struct {
	Subject string // the connector's id or the type's
	Why     string // in words
	Type    bool   // it is a type
	Unknown bool   // because it or its fields are not known
}

// Error says what can't be done, and why.
func (e *ActionBarredError) Error() string {
	if e.Type {
		return "connector type " + e.Subject + " can't be used here: " + e.Why
	}
	return "action connector " + e.Subject + " can't be edited here: " + e.Why
}
