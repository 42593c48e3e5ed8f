package serviceconfig

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"connwiz/schema"
)

// placeholder is what the example file has where something must be filled in; the
// service refuses it as an id or a type (connectors/preflight_check.py).
const placeholder = "changeme"

// Connector is what the file shall say of a connector.
type Connector struct {
	ID, ServiceType string
	APIKey          schema.Secret // empty: what is there stays
	Host            string        // of Elasticsearch, "" when unknown
	// ReplaceKey replaces another API key of this connector that is there.
	ReplaceKey bool
}

// check refuses values that the service would read otherwise: it replaces what
// begins with a dollar sign by variables of its environment.
func (c Connector) check() *Error {
	for _, v := range []struct{ field, text string }{
		{"connector_id", c.ID}, {"service_type", c.ServiceType},
		{"elasticsearch.host", c.Host}, {"api_key", string(c.APIKey.Reveal())},
	} {
		required := v.field == "connector_id" || v.field == "service_type"
		switch {
		case required && v.text == "":
			return wrong(Unwritable, v.field, "it is empty")
		case required && v.text == placeholder:
			return wrong(Unwritable, v.field, "the connector service refuses %q", placeholder)
		case strings.Contains(v.text, "$"):
			return wrong(Unwritable, v.field, "it contains a dollar sign, after which the connector service reads the name of an environment variable")
		case strings.ContainsFunc(v.text, func(r rune) bool {
			return r < ' ' || r == 0x7f || r == '\ufffd' || r == '\u2028' || r == '\u2029' || r == '\u0085'
		}):
			return wrong(Unwritable, v.field, "it contains control characters")
		}
	}
	return nil
}

// quote writes a text as a YAML scalar. Only plain words stay without quotes: what
// else is a number or a date depends on the library that reads it.
func quote(text string) string {
	if regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`).MatchString(text) {
		// Given a string, the library quotes what older ones take for a switch: yes, on.
		if coded, err := yaml.Marshal(text); err == nil {
			return strings.TrimSuffix(string(coded), "\n")
		}
	}
	n := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: yaml.DoubleQuotedStyle}
	coded, err := yaml.Marshal(&n)
	line := strings.TrimSuffix(string(coded), "\n")
	if err != nil || strings.Contains(line, "\n") {
		// The library folds long texts; JSON's quotes are YAML's too.
		return string(schema.Text(text).RevealJSON())
	}
	return line
}
