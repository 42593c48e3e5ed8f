package setup

import (
	"context"
	"fmt"
	"strings"

	"connwiz/client"
)

// GiveServiceType is the action that gives a service type to a connector that has
// none, without which no connector service takes it. One that has another type is
// left alone: its configuration would be another connector's.
//
// Errors: *[InputError]; *[ChangedError] for a connector that has another type;
// *[TooOldError] before 8.13; *[client.Error].
func (g *Guide) GiveServiceType(connector, serviceType string) Action {
	return &typing{g: g, id: connector, kind: serviceType}
}

type typing struct {
	g        *Guide
	id, kind string
}

// Step is the step.
func (a *typing) Step() Step { return Connector }

// read returns the type that the connector has, the wanted one or none.
func (a *typing) read(ctx context.Context) (string, error) {
	if a.kind == "" || strings.ContainsAny(a.kind, ", \t\n") {
		return "", &InputError{Field: "service type", Reason: "it is one word, such as postgresql"}
	}
	c, err := a.g.summary(ctx, a.id)
	if err == nil && c.ServiceType != "" && c.ServiceType != a.kind {
		err = &ChangedError{What: "the service type", Is: c.ServiceType, Connector: a.id}
	}
	return c.ServiceType, err
}

// Plan says what will be done.
func (a *typing) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Connector}
	has, err := a.read(ctx)
	if err != nil || has == a.kind {
		return p, err
	}
	p.Sentences = []string{fmt.Sprintf("give the connector the service type %s", a.kind)}
	p.Writes = []Write{{Method: "PUT", Path: connectorPath(a.id, "_service_type"), Body: bodyOf(map[string]any{"service_type": a.kind})}}
	return p, nil
}

// Do gives it.
func (a *typing) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Connector, ConnectorID: a.id, Result: client.Noop}
	has, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	if has != a.kind {
		if r.Result, err = a.g.o.Client.SetServiceType(ctx, a.id, a.kind); err != nil {
			return r, a.g.tooOld(ctx, err, "to change a service type", "8.13")
		}
	}
	r.Did = []string{fmt.Sprintf("the service type is %s", a.kind)}
	r.Next = "give it an index"
	return r, nil
}
