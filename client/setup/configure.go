package setup

import (
	"context"
	"errors"
	"fmt"

	"connwiz/client"
	"connwiz/schema"
)

// SubmitAsIs is the action for a connector whose configuration is valid as it was
// registered and that waits for being configured: it sends no value, which makes
// the server set the status configured.
//
// Errors: *[NotReadyError] without a schema, or when a value is missing or wrong;
// *[TooOldError] before 8.13; *[client.Error].
func (g *Guide) SubmitAsIs(connector string) Action { return &submitting{g, connector} }

type submitting struct {
	g  *Guide
	id string
}

// Step is the step.
func (a *submitting) Step() Step { return Configure }

// read looks whether the configuration can be submitted. done is true when it was.
func (a *submitting) read(ctx context.Context) (done bool, err error) {
	c, err := a.g.o.Client.Get(ctx, a.id)
	if err != nil {
		return false, err
	}
	if c.Configuration.Empty() {
		return false, &NotReadyError{Step: Configure, First: Schema, Reason: "no connector service has registered a schema yet"}
	}
	if v := c.Configuration.Evaluate().Verdict(); !v.Valid {
		return false, &NotReadyError{
			Step: Configure, First: Configure,
			Reason: "values are missing or wrong: " + c.Configuration.RedactQuoted(v.Message),
		}
	}
	return c.Status == client.Configured || c.Status == client.Connected, nil
}

// Plan says what will be done.
func (a *submitting) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Configure}
	done, err := a.read(ctx)
	if done || err != nil {
		return p, err
	}
	p.Sentences = []string{"submit the configuration as it was registered, without a change"}
	p.Writes = []Write{{Method: "PUT", Path: connectorPath(a.id, "_configuration"), Body: `{"values":{}}`}}
	return p, nil
}

// Do submits it.
func (a *submitting) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Configure, ConnectorID: a.id}
	done, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	if !done {
		if err := a.submit(ctx); err != nil {
			return r, err
		}
	}
	r.Did, r.Next = []string{"the configuration is submitted"}, "wait until the connector service has accepted it"
	return r, nil
}

// submit sends no values. The first release takes only whole configurations.
func (a *submitting) submit(ctx context.Context) error {
	_, err := a.g.o.Client.UpdateValues(ctx, a.id, map[string]schema.Value{})
	var e *client.Error
	if !errors.As(err, &e) || e.Reaction != client.Rejected {
		return err
	}
	if info, unknown := a.g.o.Client.Info(ctx); unknown == nil && info.Before(8, 13) {
		return &TooOldError{What: "to change values alone", Needs: "8.13", Version: info.Version, Err: err}
	}
	return fmt.Errorf("submit as it is: %w", err)
}
