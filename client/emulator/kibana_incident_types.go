package emulator

import (
	"net/url"
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// incidentTypes are the types that open incidents, alerts or cases elsewhere.
func incidentTypes() []actionType {
	const plain, long = "error validating url: ", "error configuring connector action: "
	all := wordsOf("alerting cases uptime siem")
	alerts := wordsOf("alerting uptime siem")
	return []actionType{
		incident(".opsgenie", "Opsgenie", "platinum", alerts, must("apiUrl"), must("apiKey"), plain, "apiUrl"),
		incident(".jira-service-management", "Jira Service Management", "platinum", alerts, must("apiUrl"), must("apiKey"), plain, "apiUrl"),
		incident(".jira", "Jira", "gold", all, must("apiUrl", "projectKey"), must("email", "apiToken"), long, "apiUrl"),
		serviceNow(".servicenow", "ServiceNow ITSM", toggle("usesTableApi", true)),
		serviceNow(".servicenow-sir", "ServiceNow SecOps", toggle("usesTableApi", true)),
		serviceNow(".servicenow-itom", "ServiceNow ITOM", nil),
		incident(".swimlane", "Swimlane", "gold", all, slices.Concat(must("apiUrl", "appId"),
			oneOf("connectorType", "", "all", "alerts", "cases"), shape{{name: "mappings", kind: "object", required: true}}),
			must("apiToken"), long, "apiUrl"),
		incident(".resilient", "IBM Resilient", "platinum", all, must("apiUrl", "orgId"), must("apiKeyId", "apiKeySecret"), plain, "apiUrl"),
		incident(".thehive", "TheHive", "platinum", all, append(must("url"), nullable("organisation")...), must("apiKey"), plain, "url"),
		incident(".tines", "Tines", "gold", alerts, must("url"), must("email", "token"), plain, "url"),
		incident(".d3security", "D3 Security", "gold", alerts, must("url"), must("token"), plain, "url"),
		incident(".xsoar", "XSOAR", "platinum", alerts, must("url"), append(must("apiKey"), nullable("apiKeyID")...), plain, "url"),
		{
			id: ".torq", name: "Torq", license: "gold", features: alerts,
			config: must("webhookIntegrationUrl"), secrets: must("token"), ofConfig: torqURL,
		},
	}
}

// incident is a type whose only rule is that its URL is one.
func incident(id, name, license string, features []string, config, secrets shape, prefix, address string) actionType {
	return actionType{
		id: id, name: name, license: license, features: features,
		config: config, secrets: secrets, ofConfig: urls(prefix, address),
	}
}

func torqURL(k *Kibana, c *x.Node) string {
	const prefix = "error configuring send to Torq action: "
	if problem := k.badURL(c, "webhookIntegrationUrl"); problem != "" {
		return prefix + problem
	}
	u, err := url.Parse(c.Get("webhookIntegrationUrl").Text())
	if err != nil || !slices.Contains(wordsOf("hooks.torq.io hooks.eu.torq.io localhost"), u.Hostname()) {
		return prefix + "url must begin with https://hooks.torq.io or https://hooks.eu.torq.io"
	}
	return ""
}

// serviceNow is one of three types that differ in what they open.
func serviceNow(id, name string, more shape) actionType {
	return actionType{
		id: id, name: name, license: "platinum", features: wordsOf("alerting cases uptime siem"),
		config: slices.Concat(must("apiUrl"), toggle("isOAuth", false), more,
			nullable("userIdentifierValue", "clientId", "jwtKeyId")),
		secrets:   nullable("username", "password", "clientSecret", "privateKey", "privateKeyPassword"),
		ofConfig:  urls("error configuring connector action: ", "apiUrl"),
		ofSecrets: serviceNowSecrets, ofBoth: serviceNowLogin,
	}
}

func serviceNowSecrets(_ *Kibana, s *x.Node) string {
	user, password, client, key := has(s, "username"), has(s, "password"), has(s, "clientSecret"), has(s, "privateKey")
	switch {
	case !user && !password && !client && !key:
		return "Either basic auth or OAuth credentials must be specified"
	case user != password:
		return "username and password must both be specified"
	case client != key:
		return "clientSecret and privateKey must both be specified"
	}
	return ""
}

func serviceNowLogin(c, s *x.Node) string {
	oauth := wordsOf("clientId userIdentifierValue jwtKeyId clientSecret privateKey")
	of := func(name string) bool { return has(c, name) || has(s, name) }
	if !c.Get("isOAuth").True() {
		if slices.ContainsFunc(oauth, of) {
			return "clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey should not be provided with isOAuth = false"
		}
		return missingOf([]string{"username", "password"}, of, "false")
	}
	if of("username") || of("password") {
		return "Username and password should not be provided with isOAuth = true"
	}
	return missingOf(oauth, of, "true")
}

func missingOf(names []string, of func(string) bool, branch string) string {
	for _, name := range names {
		if !of(name) {
			return name + " must be provided when isOAuth = " + branch
		}
	}
	return ""
}
