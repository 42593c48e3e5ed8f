package emulator

import (
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// The ways in which webhooks log in.
const (
	basicAuth = "webhook-authentication-basic"
	sslAuth   = "webhook-authentication-ssl"
	oauthAuth = "webhook-oauth2-client-credentials"
)

// requestTypes are the types that call an HTTP service of the user's own.
func requestTypes() []actionType {
	return []actionType{
		{
			id: ".webhook", name: "Webhook", license: "gold", features: wordsOf("alerting uptime siem"),
			config: slices.Concat(must("url"), oneOf("method", "post", "post", "put", "patch", "get", "delete"), httpAuth(),
				nullable("accessTokenUrl", "clientId", "scope", "additionalFields")),
			secrets: webhookKeys(), ofConfig: webhookConfig, ofSecrets: webhookSecrets,
		},
		{
			id: ".cases-webhook", name: "Webhook - Case Management", license: "gold", features: wordsOf("cases"),
			config: slices.Concat(
				must("createIncidentUrl", "createIncidentJson", "createIncidentResponseKey", "getIncidentUrl",
					"getIncidentResponseExternalTitleKey", "viewIncidentUrl", "updateIncidentUrl", "updateIncidentJson"),
				oneOf("createIncidentMethod", "post", "post", "put"), oneOf("getIncidentMethod", "get", "get", "post"),
				oneOf("updateIncidentMethod", "put", "post", "patch", "put"), oneOf("createCommentMethod", "put", "post", "put", "patch"),
				nullable("getIncidentJson", "createCommentUrl", "createCommentJson"), httpAuth()),
			secrets: webhookKeys(), ofConfig: casesConfig, ofSecrets: webhookSecrets, ofBoth: casesLogin,
		},
		{
			id: ".xmatters", name: "xMatters", license: "gold", features: wordsOf("alerting"),
			config:    slices.Concat(toggle("usesBasic", true), nullable("configUrl")),
			secrets:   nullable("user", "password", "secretsUrl"),
			ofConfig:  urls("Error configuring xMatters action: ", "configUrl"),
			ofSecrets: xmattersSecrets, ofBoth: xmattersLogin,
		},
	}
}

func httpAuth() shape {
	authType := oneOf("authType", "-", basicAuth, sslAuth, oauthAuth)[0]
	authType.nullable = true
	return slices.Concat(headers("headers"), toggle("hasAuth", true), shape{authType},
		oneOf("certType", "-", "ssl-crt-key", "ssl-pfx"), optional("string", "ca"),
		oneOf("verificationMode", "-", "none", "certificate", "full"))
}

func webhookKeys() shape {
	return append(nullable("user", "password", "crt", "key", "pfx", "clientSecret"), headers("secretHeaders")...)
}

func webhookConfig(k *Kibana, c *x.Node) string {
	const prefix = "error validation webhook action config: "
	if problem := k.badURL(c, "url"); problem != "" {
		return prefix + problem
	}
	if !c.Get("hasAuth").True() && has(c, "authType") {
		return prefix + "authType must be null or undefined if hasAuth is false"
	}
	if c.Get("authType").Text() != oauthAuth {
		return ""
	}
	var missing []string
	for _, one := range [][2]string{{"accessTokenUrl", "Access Token URL"}, {"clientId", "Client ID"}} {
		if !has(c, one[0]) {
			missing = append(missing, one[1]+" ("+one[0]+")")
		}
	}
	if len(missing) > 0 {
		return prefix + "missing " + strings.Join(missing, ", ") + " fields"
	}
	if more, refusal := x.Parse([]byte(c.Get("additionalFields").Text())); has(c, "additionalFields") &&
		(refusal != nil || len(more.Members()) == 0) {
		return prefix + "additionalFields must be a non-empty JSON object."
	}
	return ""
}

// webhookSecrets asks for one whole set of secrets, or none.
func webhookSecrets(_ *Kibana, s *x.Node) string {
	var set []string
	for _, name := range wordsOf("user password crt key pfx clientSecret") {
		if has(s, name) {
			set = append(set, name)
		}
	}
	switch strings.Join(set, " ") {
	case "", "user password", "crt key", "password crt key", "pfx", "password pfx", "clientSecret":
		return ""
	}
	return "must specify one of the following schemas: user and password; crt and key (with optional password); " +
		"pfx (with optional password); or clientSecret (for OAuth2)"
}

func casesConfig(k *Kibana, c *x.Node) string {
	for _, name := range wordsOf("createIncidentUrl createCommentUrl getIncidentUrl updateIncidentUrl viewIncidentUrl") {
		if problem := k.badURL(c, name); problem != "" {
			return "error configuring cases webhook action: " + strings.Replace(problem, "parse url", "parse "+name, 1)
		}
	}
	switch {
	case c.Get("authType").Text() == oauthAuth:
		return "OAuth2 authentication is not supported for cases webhook connector"
	case !c.Get("hasAuth").True() && has(c, "authType"):
		return "error configuring cases webhook action: authType must be null or undefined if hasAuth is false"
	}
	return ""
}

func casesLogin(c, s *x.Node) string {
	if c.Get("hasAuth").True() && len(s.Members()) == 0 {
		return "must specify a secrets configuration"
	}
	return ""
}

func xmattersSecrets(k *Kibana, s *x.Node) string {
	user, password := has(s, "user"), has(s, "password")
	switch {
	case !user && !password && !has(s, "secretsUrl"):
		return "Provide either secretsUrl link or user/password to authenticate"
	case (user || password) && has(s, "secretsUrl"):
		return "Cannot use user/password for URL authentication. Provide valid secretsUrl or use Basic Authentication."
	case user != password:
		return "Both user and password must be specified."
	}
	if problem := k.badURL(s, "secretsUrl"); problem != "" {
		return "Invalid secretsUrl: " + problem
	}
	return ""
}

func xmattersLogin(c, s *x.Node) string {
	basic := c.Get("usesBasic").True()
	switch {
	case basic && has(s, "secretsUrl"):
		return "secretsUrl should not be provided when usesBasic is true"
	case basic && !has(c, "configUrl"):
		return "Provide valid configUrl"
	case basic && !has(s, "user"):
		return "Provide valid Username"
	case basic && !has(s, "password"):
		return "Provide valid Password"
	case basic:
		return ""
	case has(s, "user") || has(s, "password"):
		return "Username and password should not be provided when usesBasic is false"
	case has(c, "configUrl"):
		return "configUrl should not be provided when usesBasic is false"
	case !has(s, "secretsUrl"):
		return "Provide valid secretsUrl with API Key"
	}
	return ""
}
