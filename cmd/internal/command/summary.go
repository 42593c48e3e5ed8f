package command

import (
	"fmt"
	"strings"
	"time"

	"connwiz/client"
)

// summary is a connector without its configuration, as JSON has it. What
// Elasticsearch has as null, or not at all, is null.
type summary struct {
	ID          string  `json:"id"`
	Name        *string `json:"name"`
	ServiceType *string `json:"service_type"`
	IndexName   *string `json:"index_name"`
	Status      string  `json:"status"`
	Error       *string `json:"error"`
	LastSeen    *string `json:"last_seen"`
}

// newSummary describes c; redact takes secrets out of what the service said.
func newSummary(c client.Summary, redact func(string) string) summary {
	s := summary{
		ID: c.ID, Name: orNull(c.Name), ServiceType: orNull(c.ServiceType), IndexName: orNull(c.IndexName),
		Status: string(c.Status), Error: orNull(redact(c.Error)),
	}
	if !c.LastSeen.IsZero() {
		s.LastSeen = orNull(c.LastSeen.UTC().Format(time.RFC3339))
	}
	return s
}

// without takes secrets out of what people named things.
func (s summary) without(redact func(string) string) summary {
	for _, text := range []**string{&s.Name, &s.ServiceType, &s.IndexName} {
		if *text != nil {
			clean := redact(**text)
			*text = &clean
		}
	}
	return s
}

// orNull makes an empty text null.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// ago says how long ago something was, as coarsely as a person wants to know.
func ago(now, then time.Time) string {
	passed := now.Sub(then)
	switch {
	case then.IsZero():
		return "never"
	case passed < time.Second:
		return "just now"
	case passed < time.Minute:
		return fmt.Sprintf("%d s ago", int(passed.Seconds()))
	case passed < time.Hour:
		return fmt.Sprintf("%d min ago", int(passed.Minutes()))
	case passed < 48*time.Hour:
		return fmt.Sprintf("%d h ago", int(passed.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(passed.Hours()/24))
	}
}

// redactAllQuoted takes out every value that a message of the connector service
// quotes ('Label' value '...' should be ...). Where the schema isn't at hand
// nobody can tell which of them is a secret.
func redactAllQuoted(message string) string {
	out := redactShaped(message)
	for _, quote := range []string{`"`, "`"} {
		out = redactBetween(out, quote)
	}
	if out == message && firstOf(message, "' cannot be", "' can't be", "' depends on ", "Cannot ") == len(message) {
		return redactBetween(out, "'") // None of the service's own shapes: 'Label' is no label here.
	}
	return out
}

// said is what a connector service said, without the values that it quotes and
// without the secrets that this command was given.
func (a *app) said(message string) string { return a.secrets.Redact(redactAllQuoted(message)) }

// redactBetween takes out everything from the first to the last of a kind of quote:
// too much rather than too little.
func redactBetween(s, quote string) string {
	first, last := strings.Index(s, quote), strings.LastIndex(s, quote)
	if first == last {
		return s
	}
	return s[:first+len(quote)] + "(redacted)" + s[last:]
}

// redactShaped takes out the values in messages of the service's own shapes.
func redactShaped(message string) string {
	const opening = "value '"
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(message, opening)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := firstOf(rest, "' should be ", "' failed regex check ", "' is not a ")
		b.WriteString(opening + "(redacted)")
		message = rest[end:]
	}
}

// firstOf returns where the first of the marks begins, or the end of s.
func firstOf(s string, marks ...string) int {
	end := len(s)
	for _, m := range marks {
		if i := strings.Index(s, m); i >= 0 {
			end = min(end, i)
		}
	}
	return end
}
