package client

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"connwiz/schema"
)

// maxReason is the most of a server's reason that an error carries, in bytes.
const maxReason = 600

// maxPeerReason is the same for a peer: Kibana lists every field that is wrong in
// one text, from which they are read.
const maxPeerReason = 4000

// short is the length under which a secret is replaced only where it stands
// alone: "a" is in every sentence.
const short = 4

// redact takes out of a server's text what this call sent in secret and the
// client's credentials, then shortens it: the other way round half a secret
// could be left.
func (c *Client) redact(k call, text string) string {
	secrets := []string{string(c.secrets.apiKey.Reveal()), string(c.secrets.password.Reveal())}
	if k.secrets != nil {
		secrets = append(secrets, k.secrets()...)
	}
	// A secret may contain another one.
	slices.SortFunc(secrets, func(a, b string) int { return len(b) - len(a) })
	for _, s := range secrets {
		text = replaceSecret(text, s)
	}
	if c.dialect != nil {
		return shorten(text, maxPeerReason)
	}
	return shorten(text, maxReason)
}

func replaceSecret(text, secret string) string {
	switch {
	case secret == "":
		return text
	case len(secret) >= short:
		return strings.ReplaceAll(text, secret, schema.Redacted)
	}
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

// secretTexts returns every text in which a server may quote a secret value: the
// value, its JSON, the texts within a list or object, the lines of a long text.
func secretTexts(values map[string]schema.Value) []string {
	return textsOf(slices.Collect(maps.Values(values)))
}

func textsOf(values []schema.Value) []string {
	var texts []string
	for _, v := range values {
		if !v.Sensitive() || v.Kind() == schema.KindNull {
			continue
		}
		coded := v.RevealJSON()
		texts = append(texts, v.Reveal(), string(coded))
		var plain any
		if json.Unmarshal(coded, &plain) == nil {
			texts = appendTexts(texts, plain)
		}
	}
	return texts
}

func appendTexts(texts []string, v any) []string {
	switch v := v.(type) {
	case string:
		coded, _ := json.Marshal(v) // a string always can be
		texts = append(texts, v, strings.Trim(string(coded), `"`))
		for line := range strings.Lines(v) {
			if line = strings.TrimSpace(line); len(line) >= short {
				texts = append(texts, line)
			}
		}
	case []any:
		for _, item := range v {
			texts = appendTexts(texts, item)
		}
	case map[string]any:
		for _, item := range v {
			texts = appendTexts(texts, item)
		}
	}
	return texts
}
