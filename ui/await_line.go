package ui

import (
	"context"

	"connwiz/client"
)

// awaitSchema waits until the connector service has registered the schema of a new
// connector; nil when the person stops waiting.
func (s *lineSession) awaitSchema(c *client.Connector) (*client.Connector, error) {
	s.tellAwaited(c.Summary)
	for lost := ""; ; {
		pressed, err := s.wait(s.e.pace.Most)
		if err != nil || pressed || s.told[unattended] {
			return nil, err
		}
		var fresh *client.Connector
		failed, err := s.request(func(ctx context.Context) (err error) {
			fresh, err = s.registered(ctx, c.ID)
			return err
		})
		if err != nil {
			return nil, err
		}
		if failed != nil {
			if n := failure(s.e, failed); n.title != lost {
				lost = n.title
				s.p.Say(n.title + ": " + stopped(n.detail) + " Asking on.")
			}
			continue
		}
		lost = ""
		if fresh != nil {
			s.e.knows(fresh.Configuration)
			s.p.Say("The service has registered the fields.")
			return fresh, nil
		}
	}
}

// registered reads the connector once its service was there, nil before that.
func (s *lineSession) registered(ctx context.Context, id string) (*client.Connector, error) {
	seen, err := s.e.cluster.Summary(ctx, id)
	if err != nil || seen.Status == client.Created {
		return nil, err
	}
	c, err := s.e.cluster.Get(ctx, id)
	if err != nil || c.Configuration.Empty() {
		return nil, err
	}
	return c, nil
}

// tellAwaited says what is waited for and what to check when nothing comes.
func (s *lineSession) tellAwaited(c client.Summary) {
	s.p.Say("Waiting for the connector service, which registers the fields of "+titleOf(c)+
		" when it first sees it. Enter stops waiting.",
		"Last check-in: "+ago(c.LastSeen, s.e.now())+".",
		"If nothing comes, check that the service is running and reaches this cluster,",
		"that its config.yml lists connector_id "+c.ID+",")
	if c.ServiceType == "" {
		s.p.Say("and that the connector has a service type: it has none.")
		return
	}
	s.p.Say("and there service_type " + c.ServiceType + ", spelled like that.")
}
