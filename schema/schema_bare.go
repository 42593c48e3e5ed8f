package schema

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// leastQuoted is how many characters a secret must have to be looked for in the
// attributes of a schema: true and 1 are in each.
const leastQuoted = 4

// WithoutSecrets returns the document with the values and defaults of fields that
// hold secrets replaced by "", those that only look like secrets (see
// [Field.LooksSecret]) included. Where an attribute of any field repeats one of
// them (a condition, an option, a rule, a tooltip), it is [Redacted] there.
func (s *Schema) WithoutSecrets() json.RawMessage {
	secrets := s.secretTexts()
	return s.render(func(e *entry) []byte {
		if e.bare {
			return e.json()
		}
		replaced := e.scrubbed(secrets)
		if e.field.LooksSecret() {
			replaced["value"], replaced["default_value"] = []byte(`""`), []byte(`""`)
		}
		if len(replaced) == 0 {
			return e.json()
		}
		return withMembers(e.json(), replaced, false)
	})
}

// scrubbed returns the attributes that quote a secret, without it. What names
// things (type, display, label) is left alone: without it the schema is none.
func (e *entry) scrubbed(secrets []string) map[string][]byte {
	replaced := map[string][]byte{}
	if len(secrets) == 0 {
		return replaced
	}
	r := reader{raw: e.raw}
	whole := r.value()
	for _, name := range []string{"default_value", "depends_on", "options", "placeholder", "tooltip", "validations"} {
		attribute, _ := whole.member(name)
		if clean, found := scrub(attribute, secrets); found {
			replaced[name] = clean.RevealJSON()
		}
	}
	return replaced
}

// secretTexts are the texts and numbers inside the values and defaults of fields
// that hold secrets.
func (s *Schema) secretTexts() []string {
	var all []string
	for _, e := range s.entries {
		if e.field.LooksSecret() {
			all = appendTexts(appendTexts(all, e.field.Value), e.field.Default)
		}
	}
	return all
}

func appendTexts(all []string, v Value) []string {
	if items := v.Items(); len(items) > 0 {
		for _, item := range items {
			all = appendTexts(all, item)
		}
		return all
	}
	switch v.kind {
	case KindText, KindInt, KindFloat:
		if text := v.Reveal(); utf8.RuneCountInString(text) >= leastQuoted {
			all = append(all, text)
		}
	default:
	}
	return all
}

// scrub replaces the secrets in the value of an attribute, but not the names in it.
func scrub(v Value, secrets []string) (clean Value, found bool) {
	switch v.kind {
	case KindText:
		text := v.text()
		for _, secret := range secrets {
			text = strings.ReplaceAll(text, secret, Redacted)
		}
		return Text(text), text != v.text()
	case KindInt, KindFloat:
		for _, secret := range secrets {
			if v.Reveal() == secret {
				return Text(Redacted), true
			}
		}
	case KindList, KindObject:
		content := payload{keys: v.keys(), items: make([]Value, len(v.Items()))}
		for i, item := range v.Items() {
			content.items[i] = item
			if v.kind == KindObject && (v.keys()[i] == "field" || v.keys()[i] == "type") {
				continue
			}
			one, hit := scrub(item, secrets)
			content.items[i], found = one, found || hit
		}
		if found {
			return newValue(v.kind, content), true
		}
	default:
	}
	return v, false
}
