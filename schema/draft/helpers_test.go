package draft_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

func parse(t testing.TB, doc string) *schema.Schema {
	t.Helper()
	s, err := schema.Parse([]byte(doc))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	return s
}

func newDraft(t testing.TB, doc string) *draft.Draft {
	t.Helper()
	return draft.New(parse(t, doc))
}

func field(t testing.TB, d *draft.Draft, name string) draft.Field {
	t.Helper()
	f, ok := d.Field(name)
	if !ok {
		t.Fatalf("field %q is unknown", name)
	}
	return f
}

func secret(text string) schema.Secret { return schema.NewSecret([]byte(text)) }

// body returns what a payload would send, secrets included, as compact JSON in
// its own order; of a refused one the error's text.
func body(t testing.TB, d *draft.Draft, force bool) string {
	t.Helper()
	p, err := d.Payload(force)
	if err != nil {
		var blocked *draft.BlockedError
		if !errors.As(err, &blocked) {
			t.Fatalf("not a BlockedError: %v", err)
		}
		return err.Error()
	}
	if len(p.Names) != len(p.Values) {
		t.Fatalf("%d names for %d values", len(p.Names), len(p.Values))
	}
	var parts []string
	for _, name := range p.Names {
		key, _ := json.Marshal(name)
		parts = append(parts, string(key)+":"+string(p.Values[name].RevealJSON()))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// brief writes problems as "field kind" pairs.
func brief(problems []schema.Problem) string {
	var parts []string
	for _, p := range problems {
		parts = append(parts, p.Field+" "+string(p.Kind))
	}
	return strings.Join(parts, ", ")
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
