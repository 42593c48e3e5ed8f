package kibana

import (
	"encoding/json"
	"net/http"
	"strings"

	"connwiz/client"
)

// starting is what Kibana answers in plain text until its plugins are ready.
const starting = "Kibana server is not ready yet"

// refusalBody is the answer of Kibana's HTTP server to a request that failed.
type refusalBody struct {
	StatusCode int             `json:"statusCode"`
	Error      json.RawMessage `json:"error"`
	Message    string          `json:"message"`
}

// readRefusal reads the body of an error.
func readRefusal(status int, body []byte) (client.Refusal, bool) {
	if strings.HasPrefix(string(body), starting) {
		return client.Refusal{Type: "not_ready", Reason: starting}, true
	}
	var r refusalBody
	if json.Unmarshal(body, &r) != nil {
		return client.Refusal{}, false
	}
	var kind string
	switch {
	case r.StatusCode == 0 && len(r.Error) > 0:
		// Elasticsearch has no statusCode, and error is an object or names the URI.
		return client.Refusal{Reason: "this is Elasticsearch: give Kibana's URL", Astray: true}, true
	case r.StatusCode != status || json.Unmarshal(r.Error, &kind) != nil:
		return client.Refusal{}, false
	case status == http.StatusNotFound && r.Message == kind:
		// The router's own answer; a connector that isn't there is named in its.
		return client.Refusal{Reason: "this Kibana doesn't have the endpoint, or the plugin \"actions\" is off", Astray: true}, true
	}
	return client.Refusal{Type: kind, Reason: r.Message}, true
}
