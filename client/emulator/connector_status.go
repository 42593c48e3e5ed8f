package emulator

import (
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// transitions is ConnectorStateMachine: where each status may go.
func transitions(from string) []string {
	switch from {
	case "created":
		return []string{"needs_configuration", "error"}
	case "needs_configuration":
		return []string{"configured", "error"}
	case "configured":
		return []string{"needs_configuration", "configured", "connected", "error"}
	case "connected", "error":
		return []string{"connected", "configured", "error"}
	default:
		return nil
	}
}

// updateStatus is the only endpoint that asks the state machine; all others set
// what they like.
func (s *Server) updateStatus() update {
	status := x.Enum("ConnectorStatus", true, "created", "needs_configuration", "configured", "connected", "error")
	return update{
		path: "_status", action: "update_status", since: statusRelease,
		parser: parser("status", x.String("status").Then(status)),
		problems: func(body *x.Node) []string {
			if !body.Has("status") {
				return []string{"[status] cannot be [null]."}
			}
			return nil
		},
		patch: func(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
			from, to := doc.Get("status").Text(), body.Get("status").Text()
			if !slices.Contains(transitions(from), to) {
				refusal := refused("Invalid transition attempt from [%s] to [%s]. "+
					"Such a status transition is not supported by the Connector Protocol.", from, to)
				cause := *refusal
				cause.Type = "connector_invalid_status_transition_exception"
				return nil, refusal.Because(&cause)
			}
			return body, nil
		},
	}
}

// updateError takes a text that sets the status error, or nothing, which sets it
// connected.
func (s *Server) updateError() update {
	return update{
		path: "_error", action: "update_error", blind: true,
		parser: parser("error", x.StringOrNull("error").Require()),
		before: func(_ string, body *x.Node) *x.Exception {
			if body.Get("error").IsNull() && !s.has(featuresRelease) {
				return nullPointer() // resetting came later
			}
			return nil
		},
		patch: func(_ string, _, body *x.Node) (*x.Node, *x.Exception) {
			status := "error"
			if body.Get("error").Text() == "" {
				status = "connected"
			}
			return body.With("status", x.Text(status)), nil
		},
	}
}

// updateCheckIn is the heartbeat.
func (s *Server) updateCheckIn() update {
	return update{
		path: "_check_in", action: "update_last_seen", blind: true,
		rewrite: func(doc, _ *x.Node) *x.Node { return doc.With("last_seen", s.instant()) },
	}
}

// updateServiceType sends a connector back to be configured, unless no service
// has seen it yet.
func (s *Server) updateServiceType() update {
	return update{
		path: "_service_type", action: "update_service_type", since: statusRelease,
		parser: parser("service_type", x.String("service_type").Require()),
		problems: func(body *x.Node) []string {
			if body.Get("service_type").Text() == "" {
				return []string{`[service_type] cannot be [null] or [""].`}
			}
			return nil
		},
		patch: func(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
			status := "needs_configuration"
			if doc.Get("status").Text() == "created" {
				status = "created"
			}
			return body.With("status", x.Text(status)), nil
		},
	}
}
