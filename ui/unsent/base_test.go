package unsent_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"connwiz/schema/draft"
)

func TestWhatChangedOnTheServerSinceIsTold(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, edited(t))
	noCanary(t, dir)
	kept := load(t, s)
	changed := strings.NewReplacer(`"value":"h"`, `"value":"moved"`, `"value":"n"`, `"value":""`, `"value":["a"]`, `"value":"a, b"`,
		`"value":1}`, `"value":"1"}`, `"value":"t"`, `"value":"other-`+canary+`"`, `"mode":`, `"moot":`).Replace(document)
	var told []string
	for _, m := range kept.Moved(parse(t, changed)) {
		told = append(told, fmt.Sprintf("%s: %v, now %v", m.Name, m.Was, m.Now))
	}
	equal(t, "changed since", strings.Join(told, "; "), "host: h, now moved; note: n, now ; rows: ['a'], now a, b")
	equal(t, "changed since nothing changed", len(kept.Moved(parse(t, document))), 0)
}

func TestAStoredValueThatHoldsASecretIsNotKept(t *testing.T) {
	t.Parallel()
	doc := `{"url":{"value":"https://me:` + canary + `@host"},"note":{"value":"the ` + canary + `-stored"},
		"long":{"value":"` + strings.Repeat("x", 20000) + `"},"password":{"sensitive":true,"value":"` + canary + `-stored"}}`
	s, dir := newStore(t)
	d := newDraft(t, doc)
	for _, name := range []string{"url", "note", "long"} {
		d.SetText(name, "typed")
	}
	save(t, s, d)
	noCanary(t, dir)
	kept := load(t, s)
	for _, f := range kept.Fields {
		if f.Base != nil {
			t.Errorf("the stored value of %s is kept: %.40s", f.Name, f.Base)
		}
	}
	equal(t, "fields", len(kept.Fields), 3)
	equal(t, "changed as far as known", len(kept.Moved(parse(t, document))), 0)
}

func TestADamagedBaseIsNoReasonToStop(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := newDraft(t, document)
	d.SetText("host", "other")
	save(t, s, d)
	path := only(t, dir)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{`null`, `{"a": [1]}`, `"x"`} {
		if err := os.WriteFile(path, []byte(strings.Replace(string(raw), `"base":"h"`, `"base":`+base, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		kept := load(t, s)
		kept.Moved(parse(t, document))
		if n, _ := kept.Apply(draft.New(parse(t, document))); n != 1 {
			t.Errorf("with the base %s %d fields were taken up", base, n)
		}
	}
}
