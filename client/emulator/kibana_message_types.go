package emulator

import (
	"fmt"
	"net/mail"
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// messageTypes are the types that write or send a message somewhere.
func messageTypes() []actionType {
	return []actionType{
		{
			id: ".email", name: "Email", license: "gold", features: wordsOf("alerting uptime siem"),
			config: slices.Concat(shape{{name: "service", kind: "string", preset: x.Text("other")}}, must("from"),
				nullable("host"), shape{nullableOf("port", "number"), nullableOf("secure", "boolean")},
				toggle("hasAuth", true), nullable("tenantId", "clientId", "oauthTokenUrl")),
			secrets:  nullable("user", "password", "clientSecret"),
			ofConfig: emailConfig, ofBoth: emailLogin,
		},
		{
			id: ".index", name: "Index", license: "basic", features: wordsOf("alerting uptime siem"),
			config: slices.Concat(must("index"), toggle("refresh", false), nullable("executionTimeField")),
		},
		{id: ".server-log", name: "Server log", license: "basic", features: wordsOf("alerting uptime")},
		{
			id: ".slack", name: "Slack", license: "gold", features: wordsOf("alerting uptime siem"),
			secrets: must("webhookUrl"), ofSecrets: webhookURL("slack"),
		},
		{
			id: ".slack_api", name: "Slack API", license: "gold", features: wordsOf("alerting siem"),
			config: optional("array", "allowedChannels"), secrets: must("token"), ofConfig: slackChannels,
		},
		{
			id: ".teams", name: "Microsoft Teams", license: "gold", features: wordsOf("alerting uptime siem"),
			secrets: must("webhookUrl"), ofSecrets: webhookURL("teams"),
		},
		{
			id: ".pagerduty", name: "PagerDuty", license: "gold", features: wordsOf("alerting uptime siem"),
			config: nullable("apiUrl"), secrets: must("routingKey"),
			ofConfig: urls("error configuring pagerduty action: ", "apiUrl"),
		},
	}
}

func nullableOf(name, kind string) setting {
	return setting{name: name, kind: kind, nullable: true, preset: x.Null()}
}

// mailServices are the names that Kibana knows beside nodemailer's.
func mailServices() []string {
	return wordsOf("gmail outlook365 ses elastic_cloud exchange_server other hotmail yahoo zoho icloud fastmail mailgun sendgrid")
}

func emailConfig(k *Kibana, c *x.Node) string {
	if _, err := mail.ParseAddress(c.Get("from").Text()); err != nil {
		return fmt.Sprintf("[from]: not a valid email address: %s", c.Get("from").Text())
	}
	service := c.Get("service").Text()
	host, port, client, tenant := has(c, "host"), has(c, "port"), has(c, "clientId"), has(c, "tenantId")
	switch {
	case !slices.Contains(mailServices(), service):
		return fmt.Sprintf("[service] value '%s' is not valid", service)
	case service == "exchange_server" && !client && !tenant:
		return "[clientId]/[tenantId] is required"
	case service == "exchange_server" && !client:
		return "[clientId] is required"
	case service == "exchange_server" && !tenant:
		return "[tenantId] is required"
	case service != "other":
		return k.badURL(c, "oauthTokenUrl")
	case !host && !port:
		return "[host]/[port] is required"
	case !host:
		return "[host] is required"
	case !port:
		return "[port] is required"
	}
	return portProblem(c)
}

func portProblem(c *x.Node) string {
	var port int
	if _, err := fmt.Sscan(c.Get("port").Text(), &port); err != nil || port < 1 {
		return "[port]: Value must be equal to or greater than [1]."
	}
	if port > 65535 {
		return "[port]: Value must be equal to or lower than [65535]."
	}
	return ""
}

func emailLogin(c, s *x.Node) string {
	switch {
	case c.Get("service").Text() == "exchange_server" && !has(s, "clientSecret"):
		return "[clientSecret] is required"
	case c.Get("service").Text() == "exchange_server" || !c.Get("hasAuth").True():
		return ""
	case !has(s, "user"):
		return "[user] is required"
	case !has(s, "password"):
		return "[password] is required"
	}
	return ""
}

// webhookURL is the rule of types whose only secret is a URL.
func webhookURL(kind string) func(*Kibana, *x.Node) string {
	return func(k *Kibana, s *x.Node) string {
		prefix := "error configuring " + kind + " action: "
		switch problem := k.badURL(s, "webhookUrl"); {
		case problem == "":
			return ""
		case len(k.options.AllowedHosts) == 0:
			return prefix + "unable to parse host name from webhookUrl"
		default:
			return prefix + problem
		}
	}
}

func slackChannels(_ *Kibana, c *x.Node) string {
	for i, channel := range c.Get("allowedChannels").Items() {
		if !has(channel, "name") {
			return fmt.Sprintf("[allowedChannels.%d.name]: expected value of type [string] but got [%s]", i, kindWord(channel.Get("name")))
		}
	}
	return ""
}
