package client

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"connwiz/schema"
	"connwiz/schema/redact"
)

// maxReason is the most of a server's reason that an error carries, in bytes.
const maxReason = 600

// maxPeerReason is the same for a peer: Kibana lists every field that is wrong in
// one text, from which they are read.
const maxPeerReason = 4000

// redact takes out of a server's text what this call sent in secret and the
// client's credentials, then shortens it: the other way round half a secret
// could be left.
func (c *Client) redact(k call, text string) string {
	known := redact.New()
	defer known.Wipe()
	known.AddAPIKey(c.secrets.apiKey)
	known.AddCredentials(c.secrets.username, c.secrets.password)
	known.Include(c.minted)
	if c.withheld != nil {
		known.Include(c.withheld.known)
	}
	if k.secrets != nil {
		sent := k.secrets()
		known.AddValue(sent...)
		for _, short := range shortTexts(sent) {
			text = replaceAlone(text, short)
		}
	}
	text = known.Redact(text)
	if c.dialect != nil {
		return shorten(text, maxPeerReason)
	}
	return shorten(text, maxReason)
}

// replaceAlone replaces a secret that is too short to be looked for anywhere, such
// as "a", where it stands alone.
func replaceAlone(text, secret string) string {
	var out strings.Builder
	done := 0
	for {
		at := strings.Index(text[done:], secret)
		if at < 0 {
			out.WriteString(text[done:])
			return out.String()
		}
		at += done
		out.WriteString(text[done:at])
		done = at + len(secret)
		if standsAlone(text, at, done) {
			out.WriteString(schema.Redacted)
		} else {
			out.WriteString(secret)
		}
	}
}

func standsAlone(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !isWord(before) && !isWord(after)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// shorten cuts a text to at most limit bytes, at a character's end.
func shorten(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	cut := limit - len("...")
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "..."
}

// valuesOf returns what a server may quote of the values of a request.
func valuesOf(values map[string]schema.Value) []schema.Value {
	return slices.Collect(maps.Values(values))
}

// shortTexts returns the texts and numbers inside sensitive values that are too
// short to be looked for anywhere.
func shortTexts(values []schema.Value) []string {
	var texts []string
	for _, v := range values {
		if !v.Sensitive() || v.Kind() == schema.KindNull {
			continue
		}
		var plain any
		if json.Unmarshal(v.RevealJSON(), &plain) == nil {
			texts = appendShort(texts, plain)
		}
	}
	return texts
}

func appendShort(texts []string, v any) []string {
	switch v := v.(type) {
	case string:
		if v != "" && utf8.RuneCountInString(v) < redact.Shortest {
			texts = append(texts, v)
		}
	case float64:
		return appendShort(texts, strings.TrimSuffix(schema.Float(v).Reveal(), ".0"))
	case []any:
		for _, item := range v {
			texts = appendShort(texts, item)
		}
	case map[string]any:
		for _, item := range v {
			texts = appendShort(texts, item)
		}
	}
	return texts
}
