package draft_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// canary is in every stored and typed secret of the test; verbs like %x and %q
// print it in other letters.
const canary = "canaryhunter2"

const guarded = `{
	"key":{"sensitive":true,"value":"stored-canaryhunter2","default_value":"default-canaryhunter2"},
	"list":{"type":"list","sensitive":true,"value":["canaryhunter2","b"]},
	"num":{"type":"int","sensitive":true,"value":"canaryhunter2"},
	"rule":{"sensitive":true,"value":"","validations":[{"type":"regex","constraint":"[0-9]+"}]},
	"pick":{"sensitive":true,"display":"dropdown","options":[{"label":"A","value":"a"}],"value":"a"},
	"gone":{"sensitive":true,"value":"canaryhunter2"},
	"password":{"value":"x","validations":[{"type":"regex","constraint":"[0-9]+"}]}}`

func guardedDraft(t *testing.T) *draft.Draft {
	t.Helper()
	d := newDraft(t, guarded)
	for _, name := range []string{"key", "rule", "num", "gone", "password"} {
		d.SetSecret(name, secret("typed-"+canary))
	}
	d.SetText("list", canary+",c")
	d.Choose("pick", schema.Text(canary))
	return d
}

func TestNothingPrintsASecret(t *testing.T) {
	t.Parallel()
	d := guardedDraft(t)
	smaller := strings.Replace(guarded, `"gone"`, `"other"`, 1)
	next, conflicts := d.Rebase(parse(t, strings.Replace(smaller, "stored-", "fresh-", 1)))
	d.SetSecret("num", secret("17"))
	forced, err := d.Payload(true)
	if err != nil {
		t.Fatal(err)
	}
	_, refused := next.Payload(true)

	things := map[string]any{
		"draft": *d, "pointer to a draft": d, "payload": forced, "changes": d.Changes(), "gate": d.Gate(),
		"changes with text for a number": next.Changes(),
		"warnings":                       d.Warnings(), "verdict": d.Verdict(), "rebased": next, "conflicts": conflicts,
		"lost": next.Lost(), "typed": d.Typed(), "error": refused, "holder": struct{ d *draft.Draft }{d},
		"payload in a struct": struct{ p draft.Payload }{forced},
		"change in a struct":  struct{ c []draft.Change }{d.Changes()},
		"lost in a struct":    struct{ l []draft.Lost }{next.Lost()},
	}
	for _, name := range []string{"key", "list", "num", "rule", "pick", "gone", "password"} {
		things["field "+name] = field(t, d, name)
		things["field "+name+" in a struct"] = struct{ f draft.Field }{field(t, d, name)}
	}
	for name, thing := range things {
		for _, form := range forms(t, thing) {
			if leaks(form) {
				t.Errorf("%s shows a secret: %s", name, form)
			}
		}
	}
}

// forms returns everything that could get into a log.
func forms(t *testing.T, thing any) []string {
	t.Helper()
	var all []string
	for _, verb := range strings.Fields("%v %+v %#v %s %q %x %X %d %T %t %e %g %c %U %p %b %o") {
		all = append(all, fmt.Sprintf(verb, thing))
	}
	raw, err := json.Marshal(thing)
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "thing", thing)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "thing", thing)
	return append(all, string(raw), log.String())
}

func leaks(text string) bool {
	low := strings.ToLower(text)
	numbers := strings.Trim(fmt.Sprint([]byte("hunter2")), "[]")
	return strings.Contains(low, canary) || strings.Contains(low, fmt.Sprintf("%x", "hunter2")) ||
		strings.Contains(low, numbers)
}

func TestTheLeakDetectorDetects(t *testing.T) {
	t.Parallel()
	type plain struct{ s []byte }
	for _, verb := range []string{"%v", "%s", "%x", "%q"} {
		equal(t, verb, leaks(fmt.Sprintf(verb, plain{[]byte("typed-" + canary)})), true)
	}
}
