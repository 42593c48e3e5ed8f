package emulator

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// executeConnector runs a connector. Nothing is really sent: it fails where the
// connector's target is a host of the reserved domain .invalid, or where the
// parameters lack what the type needs, and succeeds otherwise.
func (c *kibanaCall) executeConnector() reply {
	params := c.content.Get("params")
	if params.Kind() != x.KindObject {
		return badRequest(fmt.Sprintf("[request body.params]: expected value of type [object] but got [%s]", kindWord(params)))
	}
	a, missing := c.find()
	if missing != nil {
		return *missing
	}
	answer := x.Object(x.M("connector_id", x.Text(a.id)))
	t := c.kibana.actionType(a.kind)
	if obstacle := c.kibana.obstacle(t); obstacle != "" {
		return forbidden(obstacle)
	}
	switch lacking := lackingParam(a.kind, params); {
	case lacking != "":
		answer = failedRun(answer, "error validating action params: ["+lacking+"]: expected value of type [string] but got [undefined]", "", "user")
	case a.missingSecrets:
		answer = failedRun(answer, "error validating action type secrets: the connector has no secrets", "", "user")
	case a.unreachable():
		answer = failedRun(answer, "an error occurred while running the action", "getaddrinfo ENOTFOUND", "framework")
	default:
		answer = answer.With("status", x.Text("ok")).With("data", x.Object())
	}
	return reply{status: http.StatusOK, body: answer}
}

func failedRun(answer *x.Node, message, service, source string) *x.Node {
	answer = answer.With("status", x.Text("error")).With("message", x.Text(message)).
		With("retry", x.Bool(false)).With("errorSource", x.Text(source))
	if service != "" {
		answer = answer.With("service_message", x.Text(service))
	}
	return answer
}

// lackingParam is the first parameter that the type needs and wasn't given.
func lackingParam(kind string, params *x.Node) string {
	needs := map[string][]string{
		".server-log": {"message"}, ".slack": {"message"}, ".teams": {"message"}, ".index": {"documents"},
		".email": {"to", "subject", "message"}, ".webhook": {"body"}, ".xmatters": {"severity"},
		".pagerduty": {"eventAction"}, ".jira": {"subAction"}, ".slack_api": {"subAction"},
		".opsgenie": {"subAction"}, ".servicenow": {"subAction"},
	}
	for _, name := range needs[kind] {
		if v := params.Get(name); v.IsNull() || v.Kind() == x.KindArray && len(v.Items()) == 0 {
			return name
		}
	}
	return ""
}

// unreachable reports whether any URL or host of the connector can't exist.
func (a actionConnector) unreachable() bool {
	for _, part := range []*x.Node{a.config, a.secrets} {
		for _, m := range part.Members() {
			host := m.Value.Text()
			if u, err := url.Parse(host); err == nil && u.Host != "" {
				host = u.Hostname()
			}
			if strings.HasSuffix(host, ".invalid") {
				return true
			}
		}
	}
	return false
}
