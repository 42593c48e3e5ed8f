package draft_test

import (
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// Whoever may not learn a secret may not test guesses of it either.
func TestAGuessOfAWithheldSecretLooksLikeAnyOther(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]string{
		"sensitive":                  `{"f":{"label":"F","sensitive":true,"value":"right"}}`,
		"only looks like one":        `{"api_token":{"label":"F","value":"right"}}`,
		"a list":                     `{"tokens":{"label":"F","type":"list","value":"right"}}`,
		"with a default":             `{"f":{"label":"F","sensitive":true,"required":false,"default_value":"right","value":"right"}}`,
		"whose default is no number": `{"f":{"label":"F","type":"int","sensitive":true,"default_value":"x","value":12345}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := parse(t, doc).Withhold()
			f := s.Fields()[0].Name
			right, wrong := "right", "wrong"
			if s.Fields()[0].Type == schema.TypeInt {
				right, wrong = "12345", "54321"
			}
			for way, enter := range map[string]func(*draft.Draft, string){
				"a secret": func(d *draft.Draft, text string) { d.SetSecret(f, secret(text)) },
				"a text":   func(d *draft.Draft, text string) { d.SetText(f, text) },
				"a choice": func(d *draft.Draft, text string) { d.Choose(f, schema.Text(text).AsSensitive()) },
			} {
				a, b := draft.New(s), draft.New(s)
				enter(a, right)
				enter(b, wrong)
				va, vb := field(t, a, f), field(t, b, f)
				equal(t, way+": state", va.State, vb.State)
				equal(t, way+": state", va.State, draft.Replaced)
				equal(t, way+": changes", len(a.Changes()), len(b.Changes()))
				equal(t, way+": dirty", a.Dirty(), b.Dirty())
				equal(t, way+": gate", brief(a.Gate()), brief(b.Gate()))
				equal(t, way+": warnings", brief(a.Warnings()), brief(b.Warnings()))
				equal(t, way+": unsent", len(a.UnsentSecrets()), len(b.UnsentSecrets()))
				next, conflicts := a.Rebase(s)
				equal(t, way+": conflicts after reading the same again", len(conflicts), 0)
				equal(t, way+": changes after reading the same again", len(next.Changes()), 1)
			}
		})
	}
}

func TestAWithheldSecretCanBeClearedKeptAndSetForTheFirstTime(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"f":{"label":"F","sensitive":true,"required":false,"value":"right"},"g":{"label":"G","sensitive":true,"required":false,"value":""}}`).Withhold()
	d := draft.New(s)
	equal(t, "untouched", body(t, d, false), "{}")
	d.SetSecret("f", secret("x"))
	d.SetSecret("f", schema.Secret{})
	equal(t, "typed and deleted", body(t, d, false), "{}")
	d.Clear("f")
	equal(t, "cleared", body(t, d, false), `{"f":""}`)
	d.Restore("f")
	d.SetSecret("g", secret("first"))
	equal(t, "the first", body(t, d, false), `{"g":"first"}`)
}

// Where the answer to a write was lost, it must be seen that it arrived.
func TestAWithheldSecretThatArrivedMeanwhileIsNoChange(t *testing.T) {
	t.Parallel()
	doc := func(value string) *schema.Schema {
		return parse(t, `{"f":{"label":"F","sensitive":true,"value":"`+value+`"}}`).Withhold()
	}
	d := draft.New(doc("old"))
	d.SetSecret("f", secret("new"))
	arrived, conflicts := d.Rebase(doc("new"))
	equal(t, "conflicts", len(conflicts), 0)
	equal(t, "changes", len(arrived.Changes()), 0)
	_, conflicts = d.Rebase(doc("another's"))
	equal(t, "conflicts with another writer", len(conflicts), 1)
}
