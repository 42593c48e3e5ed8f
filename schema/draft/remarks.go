package draft

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"connwiz/schema"
)

// KindSameSecret is a remark: the replacement equals the stored secret.
const KindSameSecret schema.ProblemKind = "wizard_same_secret"

// remarks returns what the wizard has to say of the field without blocking. A
// hidden field is left in peace.
func (s *slot) remarks() []schema.Problem {
	if !s.sendable() {
		return nil
	}
	if !s.differs() {
		return append(s.storedRemarks(), s.sameSecret()...)
	}
	if s.edit.how == byRepair {
		return []schema.Problem{s.remark(schema.KindWizardList, "the stored list will be sent as text")}
	}
	return s.edit.input.Warnings
}

// sameSecret says that a replacement won't be sent.
func (s *slot) sameSecret() []schema.Problem {
	if s.edit == nil || !s.secretEdit() {
		return nil
	}
	return []schema.Problem{s.remark(KindSameSecret, "this is the value that is stored already: it won't be sent")}
}

// storedRemarks is about what is stored: the service accepts it and yet it does
// harm.
func (s *slot) storedRemarks() []schema.Problem {
	var all []schema.Problem
	if _, needed := s.field.Repair(); needed {
		all = append(all, s.remark(schema.KindWizardList,
			"stored as an array, which breaks sync jobs: repair it to send it as text"))
	}
	if v := s.field.Value; s.field.Type == schema.TypeBool && v.Kind() == schema.KindText && saysNo(v.Reveal()) {
		all = append(all, s.remark(schema.KindWizardBoolean,
			"stored as text, which the service takes as on, whatever it says"))
	}
	return all
}

// saysNo reports whether a person would read the text as "off", while Python's
// bool() takes every non-empty text as true.
func saysNo(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "false", "no", "off", "0", "n", "f":
		return true
	default:
		return text != "" && strings.TrimSpace(text) == ""
	}
}

func (s *slot) remark(kind schema.ProblemKind, message string) schema.Problem {
	return schema.Problem{Field: s.field.Name, Kind: kind, Message: message}
}

// sizeOf counts the characters and lines of a text.
func sizeOf(text []byte) (chars, lines int) {
	lines = bytes.Count(text, []byte("\n"))
	if len(text) > 0 && text[len(text)-1] != '\n' {
		lines++
	}
	return utf8.RuneCount(text), lines
}
