package ui

import (
	"connwiz/schema"
	"connwiz/schema/draft"
)

// landed reports whether a document stores everything that was set out to be sent:
// then an earlier try whose answer was lost got there, or somebody else entered
// the same.
func landed(p draft.Payload, s *schema.Schema) bool {
	stored, wanted := s.Evaluate(), s.With(p.Values).Evaluate()
	for name := range p.Values {
		if s.Field(name) == nil || !stored.State(name).Stored.Identical(wanted.State(name).Stored) {
			return false
		}
	}
	return len(p.Values) > 0
}

// nothingSent is said when no change is left although some were to be sent: they
// gave way to another writer, or their fields are gone or hidden now.
const nothingSent = "Nothing was sent: what you changed gave way to another writer's values, or its fields are gone or hidden now."
