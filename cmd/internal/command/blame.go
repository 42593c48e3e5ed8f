package command

import (
	"slices"
	"strings"

	"connwiz/client"
	"connwiz/schema"
)

// refusal is what the connector service reports of a connector with the status
// error, and what to do about it.
type refusal struct {
	message string // without secrets
	hint    string
}

// refusalOf explains the status error of a connector: a configuration that the
// service can't accept is looked at with check; where it is in order the source
// said no, and the fields it speaks of are the ones to change.
func refusalOf(c *client.Connector) refusal {
	s := c.Configuration
	if s.Empty() {
		return refusal{redactAllQuoted(c.Error), about("configure", c.ID)}
	}
	r := refusal{message: redactor(s)(c.Error)}
	if !s.Evaluate().Verdict().Valid {
		r.hint = about("check", c.ID)
		return r
	}
	names := blamed(s, c.Error)
	if len(names) == 0 {
		r.hint = "the configuration is in order, so the data source refused it: see whether it can be reached from where the connector service runs, then: " +
			about("configure", c.ID)
		return r
	}
	r.hint = "the configuration is in order, so the data source refused it; it speaks of " + strings.Join(names, ", ") + ": " +
		about("edit", c.ID) + " " + shellArg(names[0])
	return r
}

// mostBlamed is how many fields a person is sent to: more is no lead.
const mostBlamed = 4

// blamed are the names of the active fields that an error of the data source is
// about: those that the service names by label, else those whose value it quotes,
// else those that such an error usually comes from.
func blamed(s *schema.Schema, message string) []string {
	var names []string
	for _, p := range s.Mentioned(message) {
		names = append(names, p.Field)
	}
	e := s.Evaluate()
	for _, suspects := range []func(f *schema.Field, v schema.Value) bool{
		func(f *schema.Field, v schema.Value) bool { return quotedIn(message, f, v) },
		func(f *schema.Field, _ schema.Value) bool { return f.LooksSecret() && isAboutCredentials(message) },
		func(f *schema.Field, _ schema.Value) bool { return isAddress(f.Name) && isAboutConnection(message) },
	} {
		if len(names) > 0 {
			break
		}
		for _, f := range s.Fields() {
			if state := e.State(f.Name); state.Active && !state.Empty && suspects(f, state.Effective) {
				names = append(names, f.Name)
			}
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(s, a) - place(s, b) })
	names = slices.Compact(names)
	return names[:min(len(names), mostBlamed)]
}

// place is where a field stands in the form.
func place(s *schema.Schema, name string) int {
	at := 0
	for _, section := range s.Sections() {
		for _, f := range section.Fields {
			if f.Name == name {
				return at
			}
			at++
		}
	}
	return at
}

// quotedIn reports whether a message quotes the value of a field, as one word: a
// host, a port, a database. Switches and short values are in every sentence.
func quotedIn(message string, f *schema.Field, v schema.Value) bool {
	if f.LooksSecret() || f.Type == schema.TypeBool {
		return false
	}
	text := plainText(v)
	if len(text) < 3 {
		return false
	}
	for rest := message; ; {
		at := strings.Index(rest, text)
		if at < 0 {
			return false
		}
		if !endsInWord(rest[:at]) && !startsWithWord(rest[at+len(text):]) {
			return true
		}
		rest = rest[at+len(text):]
	}
}

func endsInWord(s string) bool     { return s != "" && isWordByte(s[len(s)-1]) }
func startsWithWord(s string) bool { return s != "" && isWordByte(s[0]) }

func isWordByte(c byte) bool {
	return c == '_' || c == '-' || c >= 0x80 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// isAboutCredentials reports whether an error of a source says that it doesn't
// know who asks.
func isAboutCredentials(message string) bool {
	return hasAny(message, "authenticat", "unauthorized", "unauthorised", "401", "403", "forbidden", "credential",
		"password", "access denied", "permission", "login", "token", "api key", "invalid_client", "invalid_grant")
}

// isAboutConnection reports whether an error of a source says that it wasn't
// reached.
func isAboutConnection(message string) bool {
	return hasAny(message, "connect", "timed out", "timeout", "unreachable", "refused", "name resolution", "no such host",
		"name or service not known", "nodename nor servname", "getaddrinfo", "ssl", "tls", "certificate", "dns")
}

// isAddress reports whether a field of this name says where the source is.
func isAddress(name string) bool {
	return hasAny(name, "host", "url", "uri", "endpoint", "address", "server", "port", "domain")
}

// hasAny reports whether a text has one of the words, in whatever case.
func hasAny(text string, words ...string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
