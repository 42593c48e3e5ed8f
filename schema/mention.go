package schema

import "strings"

// Mentioned finds the fields that a text of the connector service names, so that
// each part can stand beside its field. Parts that name no field are left out;
// values of sensitive fields are redacted.
func (s *Schema) Mentioned(message string) []Problem {
	message = strings.TrimPrefix(s.RedactQuoted(message), messagePrefix)
	var out []Problem
	for _, part := range strings.Split(message, "; ") {
		if f := s.fieldNamed(part); f != nil {
			out = append(out, Problem{Field: f.Name, Kind: KindService, Message: part})
		}
	}
	return out
}

// fieldNamed is the field whose quoted label comes first in a text; the longest
// label wins where one is the beginning of another.
func (s *Schema) fieldNamed(part string) *Field {
	var best *Field
	at := -1
	for _, f := range s.Fields() {
		i := strings.Index(part, "'"+f.Label+"'")
		if f.Label == "" || i < 0 {
			continue
		}
		if at < 0 || i < at {
			best, at = f, i
		}
	}
	return best
}

// RedactQuoted replaces the value that the service quotes for a sensitive field:
// its messages have the shapes 'Label' value '...' and because '...' is not a
// string, and quote values in clear text whether they are still stored or not.
func (s *Schema) RedactQuoted(message string) string {
	// There may be thousands of fields and of messages, few of which quote anything.
	if !strings.Contains(message, " value '") && !strings.Contains(message, " because '") {
		return message
	}
	for _, f := range s.Fields() {
		if !f.Sensitive || f.Label == "" {
			continue
		}
		label := "'" + f.Label + "'"
		for _, opening := range []string{label + " value '", label + " list value '",
			"validate " + label + " because '", "validate " + label + " because its value '"} {
			message = redactAfter(message, opening)
		}
	}
	return message
}

// closings are what follows a quoted value in the service's messages.
func closings() []string {
	return []string{"' should be ", "' failed regex check ", "' is not a "}
}

// redactAfter replaces every value that stands between opening and a closing.
func redactAfter(message, opening string) string {
	at := 0
	for {
		i := strings.Index(message[at:], opening)
		if i < 0 {
			return message
		}
		start := at + i + len(opening)
		end := len(message)
		for _, c := range closings() {
			if j := strings.Index(message[start:], c); j >= 0 && start+j < end {
				end = start + j
			}
		}
		message = message[:start] + Redacted + message[end:]
		at = start + len(Redacted)
	}
}
