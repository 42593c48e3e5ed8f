package kibana_test

import (
	"fmt"
	"strings"
	"testing"
)

// lines are n lines of a form, as they stand in a JSON text.
func lines(form string, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(form, i)
	}
	return strings.Join(all, `\n`)
}

// Each case is one row of what Kibana's types want of their fields: the values that
// are entered and the problems that block them.
func TestEveryRuleOfTheFirstTypes(t *testing.T) {
	t.Parallel()
	const (
		mail     = `"name":"n","from":"a@b.example"`
		other    = mail + `,"host":"h","port":25`
		login    = `"user":"u","password":"p"`
		exchange = mail + `,"service":"exchange_server"`
		hook     = `"name":"n","url":"https://a.example"`
		ssl      = hook + `,"authType":"webhook-authentication-ssl"`
		oauth    = hook + `,"authType":"webhook-oauth2-client-credentials"`
		token    = `,"accessTokenUrl":"https://a.example/t","clientId":"c","clientSecret":"s"`
		lane     = `"name":"n","apiUrl":"https://a.example","appId":"a","connectorType":"all","apiToken":"t"`
		snow     = `"name":"n","apiUrl":"https://a.example"`
		snowAuth = snow + `,"isOAuth":true`
	)
	cases := []struct {
		name, kind, values string
		problems           []string
	}{
		{"every connector needs a name", ".server-log", `{}`, []string{"'Name' is required."}},
		{"a blank name is none", ".server-log", `{"name":"  "}`, []string{"'Name' is required."}},
		{"a server log needs nothing else", ".server-log", `{"name":"n"}`, nil},

		{"mail: a new form says all that is missing", ".email", `{}`, []string{
			"'Name' is required.", "'Sender' is required.", "'Host' is required, since Service is Other.", "'Port' is required, since Service is Other.",
			"'Username' is required, since Service is not MS Exchange Server and Require authentication for this server is on.",
			"'Password' is required, since Service is not MS Exchange Server and Require authentication for this server is on.",
		}},
		{"mail: the sender is an address", ".email", `{"name":"n","from":"nobody","service":"gmail",` + login + `}`, []string{"'Sender' must be an e-mail address."}},
		{"mail: more services are known to Kibana than here", ".email", `{` + mail + `,"service":"Hotmail","hasAuth":false}`, nil},
		{"mail: another server needs host and port", ".email", `{` + mail + `,"hasAuth":false}`, []string{"'Host' is required, since Service is Other.", "'Port' is required, since Service is Other."}},
		{"mail: only the port is missing", ".email", `{` + mail + `,"hasAuth":false,"host":"h"}`, []string{"'Port' is required, since Service is Other."}},
		{"mail: only the host is missing", ".email", `{` + mail + `,"hasAuth":false,"port":25}`, []string{"'Host' is required, since Service is Other."}},
		{"mail: a port is a number", ".email", `{` + mail + `,"hasAuth":false,"host":"h","port":"smtp"}`, []string{"'Port' must be a whole number."}},
		{"mail: ports begin at 1", ".email", `{` + mail + `,"hasAuth":false,"host":"h","port":0}`, []string{"'Port' must be between 1 and 65535."}},
		{"mail: ports end at 65535", ".email", `{` + mail + `,"hasAuth":false,"host":"h","port":65536}`, []string{"'Port' must be between 1 and 65535."}},
		{"mail: secure may stay open", ".email", `{` + other + `,"hasAuth":false}`, nil},
		{"mail: a login needs both", ".email", `{` + other + `}`, []string{
			"'Username' is required, since Service is not MS Exchange Server and Require authentication for this server is on.",
			"'Password' is required, since Service is not MS Exchange Server and Require authentication for this server is on.",
		}},
		{"mail: a known service needs no host", ".email", `{` + mail + `,"service":"gmail",` + login + `}`, nil},
		{"mail: Exchange needs its three", ".email", `{` + exchange + `}`, []string{
			"'Tenant ID' is required, since Service is MS Exchange Server.", "'Client ID' is required, since Service is MS Exchange Server.",
			"'Client Secret' is required, since Service is MS Exchange Server.",
		}},
		{"mail: Exchange needs no user", ".email", `{` + exchange + `,"tenantId":"t","clientId":"c","clientSecret":"s"}`, nil},
		{"mail: the token URL is one", ".email", `{` + exchange + `,"tenantId":"t","clientId":"c","clientSecret":"s","oauthTokenUrl":"x"}`, []string{"'Token URL' must be a whole URL, such as https://host/path."}},

		{"index: the index is required", ".index", `{"name":"n"}`, []string{"'Index' is required."}},
		{"index: the rest is not", ".index", `{"name":"n","index":"i"}`, nil},

		{"webhook: the URL is required", ".webhook", `{"name":"n","hasAuth":false}`, []string{"'URL' is required."}},
		{"webhook: the URL is one", ".webhook", `{"name":"n","hasAuth":false,"url":"a.example"}`, []string{"'URL' must be a whole URL, such as https://host/path."}},
		{"webhook: the URL is of the web", ".webhook", `{"name":"n","hasAuth":false,"url":"ftp://a.example"}`, []string{"'URL' must begin with https:// or http://."}},
		{"webhook: a method is one of the options", ".webhook", `{` + hook + `,"hasAuth":false,"method":"head"}`, []string{"'Method' must be one of the options."}},
		{"webhook: headers are names and values", ".webhook", `{` + hook + `,"hasAuth":false,"headers":"oops"}`, []string{`'HTTP headers' must have "name: value" on each line: line 1 has not.`}},
		{"webhook: headers are at most twenty", ".webhook", `{` + hook + `,"hasAuth":false,"headers":"` + lines("X%d: v", 21) + `"}`, []string{"'HTTP headers' must have at most 20 lines."}},
		{"webhook: twenty headers are not too many", ".webhook", `{` + hook + `,"hasAuth":false,"headers":"` + lines("X%d: v", 20) + `"}`, nil},
		{"webhook: a secret header has a value", ".webhook", `{` + hook + `,"hasAuth":false,"secretHeaders":"X-Key:"}`, []string{`'Secret HTTP headers' must have "name: value" on each line: line 1 has not.`}},
		{"webhook: authentication is one of the options", ".webhook", `{` + hook + `,"authType":"basic"}`, []string{"'Authentication' must be one of the options."}},
		{"webhook: a verification mode is one of the options", ".webhook", `{` + hook + `,"hasAuth":false,"verificationMode":"some"}`, []string{"'Verification mode' must be one of the options."}},
		{"webhook: without authentication nothing is asked", ".webhook", `{` + hook + `,"hasAuth":false}`, nil},
		{"webhook: basic is what stands in", ".webhook", `{` + hook + `}`, []string{
			"'Username' is required, since Authentication is Basic authentication.", "'Password' is required, since Authentication is Basic authentication.",
		}},
		{"webhook: a certificate needs its key", ".webhook", `{` + ssl + `}`, []string{
			"'CRT file' is required, since Authentication is SSL authentication and Certificate type is CRT and KEY file.",
			"'KEY file' is required, since Authentication is SSL authentication and Certificate type is CRT and KEY file.",
		}},
		{"webhook: the password of a certificate may be missing", ".webhook", `{` + ssl + `,"crt":"c","key":"k"}`, nil},
		{"webhook: certificate and key are not mixed up", ".webhook", `{` + ssl + `,"crt":"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----","key":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"}`, []string{
			"'CRT file' must hold a certificate, and has none.", "'KEY file' must hold a private key, and has none.",
		}},
		{"webhook: one file may hold both", ".webhook", `{` + ssl + `,"crt":"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----","key":"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----"}`, nil},
		{"webhook: a CA is no key", ".webhook", `{` + hook + `,"hasAuth":false,"ca":"-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----"}`, []string{"'CA file' must hold a certificate, and has none."}},
		{"webhook: PFX is one file", ".webhook", `{` + ssl + `,"certType":"ssl-pfx"}`, []string{"'PFX file' is required, since Authentication is SSL authentication and Certificate type is PFX file."}},
		{"webhook: a certificate type is one of the options", ".webhook", `{` + ssl + `,"certType":"ssl"}`, []string{"'Certificate type' must be one of the options."}},
		{"webhook: a mode wants the CA", ".webhook", `{` + hook + `,"hasAuth":false,"verificationMode":"full"}`, []string{"'CA file' is required, since Verification mode is full."}},
		{"webhook: the mode none doesn't", ".webhook", `{` + hook + `,"hasAuth":false,"verificationMode":"none"}`, nil},
		{"webhook: OAuth needs its three", ".webhook", `{` + oauth + `}`, []string{
			"'Access Token URL' is required, since Authentication is OAuth 2.0 client credentials (newer Kibana).",
			"'Client ID' is required, since Authentication is OAuth 2.0 client credentials (newer Kibana).",
			"'Client Secret' is required, since Authentication is OAuth 2.0 client credentials (newer Kibana).",
		}},
		{"webhook: OAuth and nothing more", ".webhook", `{` + oauth + token + `}`, nil},
		{"webhook: the URL of tokens is one", ".webhook", `{` + oauth + `,"accessTokenUrl":"x","clientId":"c","clientSecret":"s"}`, []string{"'Access Token URL' must be a whole URL, such as https://host/path."}},
		{"webhook: a scope may be given", ".webhook", `{` + oauth + token + `,"scope":"s"}`, nil},
		{"webhook: additional fields are an object", ".webhook", `{` + oauth + token + `,"additionalFields":"[]"}`, []string{"'Additional fields' must be a JSON object with something in it."}},
		{"webhook: additional fields are not empty", ".webhook", `{` + oauth + token + `,"additionalFields":"{}"}`, []string{"'Additional fields' must be a JSON object with something in it."}},

		{"xMatters: basic needs three", ".xmatters", `{"name":"n"}`, []string{
			"'Initiation URL' is required, since Basic authentication is on.", "'Username' is required, since Basic authentication is on.", "'Password' is required, since Basic authentication is on.",
		}},
		{"xMatters: both of user and password", ".xmatters", `{"name":"n","configUrl":"https://a.example","user":"u"}`, []string{"'Password' is required, since Basic authentication is on."}},
		{"xMatters: the URL is one", ".xmatters", `{"name":"n","configUrl":"x",` + login + `}`, []string{"'Initiation URL' must be a whole URL, such as https://host/path."}},
		{"xMatters: the other branch needs one", ".xmatters", `{"name":"n","usesBasic":false}`, []string{"'Initiation URL with API key' is required, since Basic authentication is off."}},
		{"xMatters: the secret URL is one", ".xmatters", `{"name":"n","usesBasic":false,"secretsUrl":"x"}`, []string{"'Initiation URL with API key' must be a whole URL, such as https://host/path."}},
		{"xMatters: what the other branch holds doesn't matter", ".xmatters", `{"name":"n","usesBasic":false,"secretsUrl":"https://a.example?k","configUrl":"x","user":"u"}`, nil},

		{"Slack: the URL is required", ".slack", `{"name":"n"}`, []string{"'Webhook URL' is required."}},
		{"Slack: the URL is one", ".slack", `{"name":"n","webhookUrl":"hook"}`, []string{"'Webhook URL' must be a whole URL, such as https://host/path."}},
		{"Slack API: the token is required", ".slack_api", `{"name":"n"}`, []string{"'API Token' is required."}},
		{"Slack API: channels begin with #", ".slack_api", `{"name":"n","token":"t","allowedChannels":"general"}`, []string{`'Allowed channels' must have "#channel" or "ID #channel" on each line: line 1 has not.`}},
		{"Slack API: channels are at most 500", ".slack_api", `{"name":"n","token":"t","allowedChannels":"` + lines("#c%d", 501) + `"}`, []string{"'Allowed channels' must have at most 500 lines."}},
		{"Slack API: an id goes with a name of any form", ".slack_api", `{"name":"n","token":"t","allowedChannels":"C1 general"}`, nil},
		{"Slack API: channels", ".slack_api", `{"name":"n","token":"t","allowedChannels":"C1 #a\n#b"}`, nil},
		{"Teams: the URL is required", ".teams", `{"name":"n"}`, []string{"'Webhook URL' is required."}},
		{"Teams: the URL is one", ".teams", `{"name":"n","webhookUrl":"hook"}`, []string{"'Webhook URL' must be a whole URL, such as https://host/path."}},

		{"PagerDuty: the key is required", ".pagerduty", `{"name":"n"}`, []string{"'Integration key' is required."}},
		{"PagerDuty: the URL is judged only when there is one", ".pagerduty", `{"name":"n","routingKey":"k"}`, nil},
		{"PagerDuty: the URL is one", ".pagerduty", `{"name":"n","routingKey":"k","apiUrl":"x"}`, []string{"'API URL' must be a whole URL, such as https://host/path."}},
		{"Opsgenie: both are required", ".opsgenie", `{"name":"n"}`, []string{"'URL' is required.", "'API key' is required."}},
		{"Opsgenie: the URL is one", ".opsgenie", `{"name":"n","apiUrl":"x","apiKey":"k"}`, []string{"'URL' must be a whole URL, such as https://host/path."}},
		{"Jira: all four are required", ".jira", `{"name":"n"}`, []string{"'URL' is required.", "'Project key' is required.", "'Email address' is required.", "'API token' is required."}},
		{"Jira: the URL is one", ".jira", `{"name":"n","apiUrl":"x","projectKey":"P","email":"e","apiToken":"t"}`, []string{"'URL' must be a whole URL, such as https://host/path."}},

		{"Swimlane: an empty mapping is one", ".swimlane", `{` + lane + `,"mappings":{}}`, nil},
		{"Swimlane: a mapping is required", ".swimlane", `{` + lane + `}`, []string{"'Field mappings' is required."}},
		{"Swimlane: mappings are by use", ".swimlane", `{` + lane + `,"mappings":{"caseIdConfig":{"id":"1","key":"k","name":"n","fieldType":"text"},"alertIdConfig":null}}`, nil},
		{"Swimlane: the uses are known", ".swimlane", `{` + lane + `,"mappings":{"titleConfig":null}}`, []string{"'Field mappings' may only have ruleNameConfig, alertIdConfig, caseIdConfig, caseNameConfig, commentsConfig, severityConfig, descriptionConfig."}},
		{"Swimlane: a mapping has four texts", ".swimlane", `{` + lane + `,"mappings":{"caseIdConfig":{"id":"1","key":"k","name":"n"}}}`, []string{"'Field mappings' must have id, key, name and fieldType, all of them texts, and nothing else in caseIdConfig."}},
		{"Swimlane: a mapping is no text", ".swimlane", `{` + lane + `,"mappings":{"caseIdConfig":"1"}}`, []string{"'Field mappings' must have an object, or null, for each use."}},

		{"ServiceNow: the URL is required", ".servicenow", `{"name":"n","username":"u","password":"p"}`, []string{"'ServiceNow instance URL' is required."}},
		{"ServiceNow: the URL is one", ".servicenow", `{"name":"n","apiUrl":"x","username":"u","password":"p"}`, []string{"'ServiceNow instance URL' must be a whole URL, such as https://host/path."}},
		{"ServiceNow: basic needs both", ".servicenow", `{` + snow + `}`, []string{
			"'Username' is required, since Use OAuth authentication is off.", "'Password' is required, since Use OAuth authentication is off.",
		}},
		{"ServiceNow: OAuth needs five", ".servicenow", `{` + snowAuth + `}`, []string{
			"'Client ID' is required, since Use OAuth authentication is on.", "'User identifier' is required, since Use OAuth authentication is on.",
			"'JWT verifier key ID' is required, since Use OAuth authentication is on.", "'Client secret' is required, since Use OAuth authentication is on.",
			"'Private key' is required, since Use OAuth authentication is on.",
		}},
		{"ServiceNow: what the other branch holds doesn't matter", ".servicenow", `{` + snow + `,"username":"u","password":"p","clientId":"c","privateKey":"k"}`, nil},
		{"ServiceNow: the table API is a choice", ".servicenow", `{` + snow + `,"username":"u","password":"p","usesTableApi":true}`, nil},
		{"ServiceNow: the key's password may be missing", ".servicenow", `{` + snowAuth + `,"clientId":"c","userIdentifierValue":"u","jwtKeyId":"j","clientSecret":"s","privateKey":"k"}`, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			same(t, messages(fill(t, lookup(t, c.kind), nil, c.values).Gate()), c.problems)
		})
	}
}

func TestWhatIsHardlyMeantIsWarnedOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, kind, values string
		warnings           []string
	}{
		{"a password in a URL that is no secret", ".webhook", `{"url":"https://u:p@h.example/x"}`, []string{"'URL' has a password in it, which Kibana shows to everybody who may read connectors."}},
		{"blanks around a URL", ".webhook", `{"url":" https://h.example/x"}`, []string{"'URL' begins or ends with blanks."}},
		{"a mail service that is not listed", ".email", `{"service":"pigeon"}`, []string{"'Service' is none of those that are known here: Kibana may refuse it."}},
		{"a user without a password", ".webhook", `{"url":"https://u@h.example/x"}`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			same(t, messages(fill(t, lookup(t, c.kind), nil, c.values).Warnings()), c.warnings)
		})
	}
}
