package kibana

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Params are what a connector is run with, by name.
type Params map[string]json.RawMessage

// Start returns the parameters of the test as far as they are known; those that it
// needs are still to be [Params.Set].
func (t *Test) Start() (Params, error) {
	p := Params{}
	if err := json.Unmarshal([]byte(t.Params), &p); err != nil {
		return nil, fmt.Errorf("parameters of a test: %w", err)
	}
	return p, nil
}

// Set gives a parameter; one within another is named with a dot between them. Text
// stays text where a text was; commas separate the texts of a list; otherwise JSON
// is taken as it is.
func (p Params) Set(name, value string) {
	outer, inner, nested := strings.Cut(name, ".")
	if _, whole := p[name]; whole || !nested {
		p[name] = param(p[name], value)
		return
	}
	within := Params{}
	_ = json.Unmarshal(p[outer], &within) // what is no object gives way to one
	within.Set(inner, value)
	p[outer], _ = json.Marshal(within) // texts and JSON always can be
}

// Lines writes the parameters for a person, one on a line, sorted by name; a text
// stands as it is. They hold what was entered for them.
func (p Params) Lines() []string {
	out := make([]string, 0, len(p))
	for _, name := range slices.Sorted(maps.Keys(p)) {
		text, said := "", string(p[name])
		if json.Unmarshal(p[name], &text) == nil {
			said = text
		}
		out = append(out, name+": "+said)
	}
	return out
}

// param makes JSON of a value that takes the place of another.
func param(before json.RawMessage, value string) json.RawMessage {
	isText := strings.HasPrefix(string(before), `"`)
	if !isText && json.Valid([]byte(value)) {
		return json.RawMessage(value)
	}
	var v any = value
	if strings.HasPrefix(string(before), "[") {
		items := strings.Split(value, ",")
		for i := range items {
			items[i] = strings.TrimSpace(items[i])
		}
		v = items
	}
	out, _ := json.Marshal(v) // texts always can be
	return out
}

// Why says in one line why the action failed, "" where Kibana doesn't say. What
// follows the host of a URL is left out: it is the secret of many a hook, and
// Kibana doesn't tell which. The text is untrusted all the same.
func (e Execution) Why() string {
	var all []string
	for _, m := range []string{e.Message, e.ServiceMessage} {
		if m != "" {
			all = append(all, WithoutURLSecrets(m))
		}
	}
	return strings.Join(all, ": ")
}

// WithoutURLSecrets takes all but scheme and host out of the URLs of a message.
func WithoutURLSecrets(message string) string {
	urls := regexp.MustCompile(`(?i)(https?://)(?:[^\s/@]*@)?([^\s/?#"')]+)[/?#][^\s"')]*`)
	return urls.ReplaceAllString(message, "$1$2/(redacted)")
}
