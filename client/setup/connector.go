package setup

import (
	"context"

	"connwiz/client"
)

// NewConnector says which connector to create.
type NewConnector struct {
	// Name is for people and required. Together with the service type it is how an
	// attempt whose answer was lost is found again.
	Name, Description string
	ServiceType       string
	// Native lets Elastic run it instead of a connector service of one's own.
	Native bool
	// ID is an id of one's own choice; "" lets the server make one up.
	ID string
	// Another creates the connector although one of this name and service type
	// exists, which otherwise is a *[TwinError].
	Another bool
}

// Connectors lists the connectors to choose from, without their configurations.
func (g *Guide) Connectors(ctx context.Context) ([]client.Summary, error) {
	return g.o.Client.All(ctx, client.Filter{}, nil)
}

// ProposeName is a free name for a new connector of a service type: the type's own
// name, or with a number after it. A list that can't be read makes no difference.
func (g *Guide) ProposeName(ctx context.Context, serviceType string) string { return serviceType }

// Create is the action that creates a connector. Its report has ConnectorID.
//
// Errors: *[InputError]; *[TwinError]; *[client.ExistsError] for an ID that is in
// use; *[TooOldError]; *[client.Error].
func (g *Guide) Create(n NewConnector) Action { return unsupported{Connector} }

type unsupported struct{ step Step }

func (u unsupported) Step() Step                         { return u.step }
func (u unsupported) Plan(context.Context) (Plan, error) { return Plan{}, errPending }
func (u unsupported) Do(context.Context) (Report, error) { return Report{}, errPending }
