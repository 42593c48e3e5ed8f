package emulator

import (
	"fmt"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
	"connwiz/schema"
)

// Values with which the simulated source can be made to fail. Real sources quote
// what they were given, secrets included, and so does this one.
const (
	wrongSecret = "wrong"
	deadDomain  = ".invalid"
)

// ping is the simulated source's word on a valid configuration: "" when it can
// be reached and lets the connector in.
func ping(doc *x.Node, evaluation *schema.Evaluation) string {
	for _, m := range doc.Get("configuration").Members() {
		state := evaluation.State(m.Name)
		if state.Field == nil || !state.Active || state.Effective.Kind() != schema.KindText {
			continue
		}
		value := state.Effective.Reveal()
		if unreachable(value) {
			return fmt.Sprintf("Could not connect to %s: [Errno -2] Name or service not known", value)
		}
		if m.Value.Get("sensitive").True() && value == wrongSecret {
			return fmt.Sprintf("Could not sign in: the server refused %s %q", m.Name, value)
		}
	}
	return ""
}

// unreachable reports whether an address names a host of the domain that never
// exists.
func unreachable(address string) bool {
	host := address
	if _, rest, isURL := strings.Cut(host, "://"); isURL {
		host = rest
	}
	host, _, _ = strings.Cut(host, "/")
	if before, after, hasPort := strings.Cut(host, ":"); hasPort && len(after) <= 5 {
		host = before
	}
	return strings.HasSuffix(host, deadDomain)
}
