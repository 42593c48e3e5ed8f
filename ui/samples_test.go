package ui

import "strings"

// everyKind is a configuration with a field of every display, dependencies, two
// sections and an advanced part. Nothing is set yet but the switch.
const everyKind = `{
 "host": {"label": "Host", "order": 1, "type": "str", "display": "textbox", "placeholder": "db.example.com",
  "tooltip": "Name or address of the database server, without a scheme.", "value": ""},
 "port": {"label": "Port", "order": 2, "type": "int", "display": "numeric", "value": "",
  "validations": [{"type": "greater_than", "constraint": 0}, {"type": "less_than", "constraint": 65536}]},
 "token": {"label": "Token", "order": 3, "type": "str", "sensitive": true, "value": "",
  "tooltip": "The access token of the service account."},
 "mode": {"label": "Mode", "order": 4, "type": "str", "display": "dropdown", "value": "",
  "options": [{"label": "Everything", "value": "all"}, {"label": "Changes", "value": "delta"},
   {"label": "Nothing", "value": "none"}]},
 "tls": {"label": "Use TLS", "order": 5, "type": "bool", "display": "toggle", "value": false},
 "ca": {"label": "Certificate", "order": 6, "type": "str", "display": "textarea", "sensitive": true, "value": "",
  "depends_on": [{"field": "tls", "value": true}]},
 "tables": {"label": "Tables", "order": 7, "type": "list", "display": "textarea", "value": "*"},
 "rows": {"label": "Rows a page", "order": 8, "type": "int", "display": "numeric", "required": false,
  "default_value": 50, "value": "", "ui_restrictions": ["advanced"]},
 "note": {"label": "Note", "order": 9, "type": "str", "required": false, "value": "", "ui_restrictions": ["advanced"]}
}`

// document is a connector document with a configuration.
func document(status, configuration string) string {
	return `{"name": "Orders", "service_type": "shopdb", "index_name": "search-orders", "is_native": false,
 "status": "` + status + `", "error": null, "last_seen": "2026-03-14T09:26:00Z", "configuration": ` + configuration + `}`
}

// with replaces the value of one field that is empty.
func with(configuration, field, value string) string {
	i := strings.Index(configuration, `"`+field+`": {`)
	j := strings.Index(configuration[i:], `"value": ""`)
	return configuration[:i+j] + `"value": ` + value + configuration[i+j+len(`"value": ""`):]
}

// one is a cluster with one connector.
func one(status, configuration string) map[string]string {
	return map[string]string{"orders": document(status, configuration)}
}
