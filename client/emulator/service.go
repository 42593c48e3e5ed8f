package emulator

import (
	"context"
	"time"

	x "connwiz/client/emulator/internal/xcontent"
)

// The connector service's own pace (config.py).
const (
	defaultIdling    = 30 * time.Second
	defaultHeartbeat = 300 * time.Second
)

// Service is the simulated connector service.
type Service struct {
	Idling    time.Duration // between polls; the real one: 30 s, the demo: 2 s
	Heartbeat time.Duration // the real one: 300 s
	// Schemas to register by service type for connectors in created; nil: the
	// samples. A type with a nil schema isn't served.
	Schemas map[string][]byte
	// Other is the schema of the types that Schemas doesn't have; nil: they aren't
	// served.
	Other []byte
	// Wary works only for connectors that were there when it began, and, after so many
	// Rounds, for those that Lists has or that have an API key on record; else it works
	// for all at once.
	Wary bool
	// Lists reports whether config.yml has a connector with a key, where somebody knows;
	// recorded is whether a key is on record. nil goes by that alone.
	Lists func(connector string, recorded bool) bool
	// Rounds are those that a connector waits until it is taken on.
	Rounds int

	// waited are the rounds that connectors have waited, of those that have an entry.
	waited map[string]int
	// listed are the connectors that this service serves. A connector is taken
	// on when it first has a known service type and kept from then on, as it
	// would stay in config.yml.
	listed map[string]bool
	failed error
}

// Run polls until the context ends: registers schemas, checks in, and gives the
// verdict that the real service would give. It returns nil when the context ended.
func (v *Service) Run(ctx context.Context, s *Server) error {
	idling := v.Idling
	if idling == 0 {
		idling = defaultIdling
	}
	s.mu.Lock()
	v.meet(s)
	s.mu.Unlock()
	ticker := time.NewTicker(idling)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			if v.Poll(s); v.failed != nil {
				return v.failed
			}
		}
	}
}

// Poll does one round at once, for tests.
func (v *Service) Poll(s *Server) {
	if v.Schemas == nil {
		v.Schemas, v.failed = sampleSchemas()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v.meet(s)
	for _, id := range s.connectors.ids {
		if doc := s.connectors.get(id); !doc.Get("deleted").True() {
			v.serve(s, id, doc)
		}
	}
}

// serve is one connector's part of a round (services/job_scheduling.py): get it
// ready, check in, and, where it is configured, judge it.
func (v *Service) serve(s *Server, id string, doc *x.Node) {
	registered := v.registered(doc.Get("service_type").Text())
	known, firstTime := registered != nil, !v.listed[id]
	if firstTime && (!known || !v.takes(s, id, doc)) {
		return
	}
	if v.listed == nil {
		v.listed = map[string]bool{}
	}
	v.listed[id] = true
	if known {
		if !prepare(s, id, registered) {
			return
		}
		doc = s.connectors.get(id)
	}
	evaluation, loaded := load(doc)
	if !loaded {
		return // the exception ends the round before the heartbeat
	}
	v.checkIn(s, id, doc, firstTime)
	switch doc.Get("status").Text() {
	case "created", "needs_configuration":
		return
	}
	if !known {
		return // no source to build
	}
	source, built := build(doc, evaluation, registered)
	if !built {
		return // this exception only ends the round
	}
	message := verdict(doc, source)
	s.connectors.update(id, statusPatch(message))
	v.sync(s, id, message)
}

// registered is the schema of a service type, nil where it isn't served.
func (v *Service) registered(serviceType string) []byte {
	if own, listed := v.Schemas[serviceType]; listed || serviceType == "" {
		return own
	}
	return v.Other
}

// checkIn sends the heartbeat when it is due: never seen, too old, or this
// service has just started.
func (v *Service) checkIn(s *Server, id string, doc *x.Node, firstTime bool) {
	pace := v.Heartbeat
	if pace == 0 {
		pace = defaultHeartbeat
	}
	now := s.options.Now()
	seen, err := time.Parse(time.RFC3339Nano, doc.Get("last_seen").Text())
	if firstTime || err != nil || now.Sub(seen) > pace {
		s.connectors.update(id, x.Object(x.M("last_seen", x.Text(instant(now)))))
	}
}

// statusPatch is what the service writes of its verdict.
func statusPatch(message string) *x.Node {
	if message == "" {
		return x.Object(x.M("status", x.Text("connected")), x.M("error", x.Null()))
	}
	return x.Object(x.M("status", x.Text("error")), x.M("error", x.Text(message)))
}
