package command

import (
	"bytes"
	"encoding/json"
	"slices"

	"connwiz/schema"
)

// veil takes the cluster's credentials out of what a server has for a field that is no
// secret. A field may hold anything, and what a server repeats ends in the logs of
// whoever asked for it.
func (a *app) veil(v schema.Value) schema.Value {
	if v.Sensitive() {
		return v
	}
	raw := v.RevealJSON()
	clean := a.veilJSON(raw)
	if bytes.Equal(raw, clean) {
		return v
	}
	veiled, err := schema.ParseValue(clean)
	if err != nil {
		return schema.Text(schema.Redacted)
	}
	return veiled
}

// veilChanges does the same with what was stored before; what was entered since is
// its owner's to see.
func (a *app) veilChanges(all []change) {
	for i, c := range all {
		if from, ok := c.From.(schema.Value); ok {
			all[i].From = a.veil(from)
		}
	}
}

// veilSection does the same with a section, which may be titled with any text.
func (a *app) veilSection(key string) string {
	if key == "advanced" {
		return key
	}
	return a.credentials.Redact(key)
}

// veilProblems does the same with messages.
func (a *app) veilProblems(all []problem) {
	for i := range all {
		all[i].Message = a.credentials.Redact(all[i].Message)
	}
}

// veilJSON does the same with the texts of a document. What names things is left
// alone: a password may be a word like others.
func (a *app) veilJSON(doc []byte) []byte {
	out := make([]byte, 0, len(doc))
	var key string
	for len(doc) > 0 {
		from := bytes.IndexByte(doc, '"')
		if from < 0 {
			break
		}
		to := from + endOfText(doc[from:])
		var text string
		_ = json.Unmarshal(doc[from:to], &text) // can't fail: the document is valid
		out = append(out, doc[:from]...)
		isKey := bytes.HasPrefix(bytes.TrimLeft(doc[to:], " \r\n\t"), []byte(":"))
		clean := text
		if !isKey && !slices.Contains([]string{"type", "display", "field"}, key) {
			clean = a.credentials.Redact(text)
		}
		if clean != text {
			coded, _ := json.Marshal(clean) // can't fail: it is a text
			out = append(out, coded...)
		} else {
			out = append(out, doc[from:to]...)
		}
		if isKey {
			key = text
		}
		doc = doc[to:]
	}
	return append(out, doc...)
}

// endOfText is where the text ends that JSON begins with.
func endOfText(doc []byte) int {
	for i := 1; i < len(doc); i++ {
		switch doc[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(doc)
}
