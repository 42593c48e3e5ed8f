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
	case r.StatusCode == 0 && ofElasticsearch(r.Error):
		return client.Refusal{Reason: "this is Elasticsearch: give Kibana's URL", Astray: true}, true
	case r.StatusCode != status || json.Unmarshal(r.Error, &kind) != nil:
		return client.Refusal{}, false
	case status == http.StatusNotFound && r.Message == kind:
		// The router's own answer; a connector that isn't there is named in its.
		return client.Refusal{Reason: "this Kibana doesn't have the endpoint, or the plugin \"actions\" is off", Astray: true}, true
	}
	return client.Refusal{Type: kind, Reason: r.Message}, true
}

// ofElasticsearch reports whether the error of an answer is one of Elasticsearch's:
// an object with causes, or what its router says of a path it lacks.
func ofElasticsearch(raw json.RawMessage) bool {
	var text string
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &text) == nil {
		return strings.Contains(text, " for uri [")
	}
	_ = json.Unmarshal(raw, &object) // another kind leaves it empty
	return object["type"] != nil
}
