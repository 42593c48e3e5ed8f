package draft_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// anywhere makes dependencies of any kind, cycles and unknown fields included;
// backwards only such on earlier fields.
func anywhere(_, n int) int  { return n + 1 }
func backwards(i, _ int) int { return i }

// randomDoc makes a schema of n fields, each of which may depend on a field below
// the limit that reach gives.
func randomDoc(r *rand.Rand, n int, reach func(i, n int) int) string {
	kinds := []string{"str", "int", "float", "bool", "list", "dict"}
	var parts []string
	for i := range n {
		kind := pick(r, kinds)
		entry := fmt.Sprintf(`"f%d":{"type":%q,"order":%d,"required":%t,"sensitive":%t,"value":%s`,
			i, kind, r.IntN(n), r.IntN(2) == 0, r.IntN(5) == 0, pick(r, literals))
		if r.IntN(3) == 0 {
			entry += `,"default_value":` + pick(r, literals)
		}
		if limit := reach(i, n); limit > 0 {
			var deps []string
			for range r.IntN(3) {
				deps = append(deps, fmt.Sprintf(`{"field":"f%d","value":%s}`, r.IntN(limit), pick(r, literals)))
			}
			entry += `,"depends_on":[` + strings.Join(deps, ",") + `]`
		}
		if r.IntN(4) == 0 {
			entry += `,"validations":[{"type":"less_than","constraint":5}]`
		}
		if r.IntN(4) == 0 {
			entry += `,"validations":[{"type":"regex","constraint":"[a-z]*"}]`
		}
		parts = append(parts, entry+"}")
	}
	return "{" + strings.Join(parts, ",") + "}"
}

var literals = []string{
	`""`, `""`, `null`, `true`, `false`, `1`, `0`, `7.9`, `"1"`, `"x"`, `"a, b"`, `" "`, `[]`, `["a","b"]`, `"false"`,
}

var texts = []string{"", "1", "0", "7", "07", "x", "a,b", " a ", "a\nb", "1.5", " ", "false", "xyz"}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// randomEdit does one thing that a person could do.
func randomEdit(t *testing.T, r *rand.Rand, d *draft.Draft, names []string) {
	t.Helper()
	name := pick(r, names)
	switch r.IntN(9) {
	case 0:
		d.Clear(name)
	case 1:
		d.Restore(name)
	case 2:
		d.TakeDefault(name)
	case 3:
		d.Repair(name)
	case 4, 5:
		v, err := schema.ParseValue([]byte(pick(r, literals)))
		if err != nil {
			t.Fatal(err)
		}
		d.Choose(name, v)
	case 6:
		d.SetSecret(name, secret(pick(r, texts)))
	default:
		d.SetText(name, pick(r, texts))
	}
}

func namesOf(s *schema.Schema) []string {
	var names []string
	for _, f := range s.Fields() {
		names = append(names, f.Name)
	}
	return names
}

// TestWhateverIsEdited checks after every one of many random edits what must
// always hold.
func TestWhateverIsEdited(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		doc := randomDoc(r, 1+r.IntN(12), anywhere)
		s := parse(t, doc)
		d := draft.New(s)
		names := namesOf(s)
		for range 25 {
			randomEdit(t, r, d, names)
			checkPayload(t, s, d)
			checkGate(t, d)
			checkFields(t, d, names)
		}
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, doc)
		}
	}
}

func checkPayload(t *testing.T, s *schema.Schema, d *draft.Draft) {
	t.Helper()
	p, err := d.Payload(true)
	if err != nil {
		return
	}
	equal(t, "as many values as changes", len(p.Values), len(d.Changes()))
	stored := s.Evaluate()
	for name, v := range p.Values {
		f := field(t, d, name)
		equal(t, name+" is active", f.Active, true)
		before, after := stored.State(name), stored.With(name, v).State(name)
		if before.Err == nil && !f.Repaired && after.Stored.Identical(before.Stored) {
			t.Errorf("%s is sent as %s though it is stored as %s", name, v.RevealJSON(), before.Stored.RevealJSON())
		}
		if after.Err != nil && before.Err == nil {
			t.Errorf("%s is sent as %s, which can't be converted", name, v.RevealJSON())
		}
		if k := v.Kind(); k == schema.KindNull || k == schema.KindList && s.Field(name).Type == schema.TypeList {
			t.Errorf("%s is sent as %s", name, v.RevealJSON())
		}
	}
	after := s.With(p.Values).Evaluate().Verdict()
	equal(t, "verdict", d.Verdict().Message, after.Message)
}

func checkGate(t *testing.T, d *draft.Draft) {
	t.Helper()
	gate, warnings := d.Gate(), d.Warnings()
	if len(gate) == 0 && len(warnings) == 0 && !d.Verdict().Valid {
		t.Errorf("no problem and no warning, but the service says %q", d.Verdict().Message)
	}
	if _, err := d.Payload(false); (err != nil) != (len(gate) > 0) {
		t.Errorf("gate %v, payload %v", gate, err)
	}
}

func checkFields(t *testing.T, d *draft.Draft, names []string) {
	t.Helper()
	for _, name := range names {
		f := field(t, d, name)
		equal(t, name+" has a reason to hide", f.Unmet == nil, f.Active)
		equal(t, name+" is sensitive and shows text", f.Sensitive && f.Text != "", false)
	}
}

// TestActivityIsTheServicesAfterSubmitting compares with what the service would
// say of the document once the payload is in it.
func TestActivityIsTheServicesAfterSubmitting(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 4))
		doc := randomDoc(r, 2+r.IntN(10), backwards)
		s := parse(t, doc)
		d := draft.New(s)
		names := namesOf(s)
		for range 20 {
			randomEdit(t, r, d, names)
			p, err := d.Payload(true)
			if err != nil {
				continue
			}
			after := s.With(p.Values).Evaluate()
			for _, name := range names {
				f, state := field(t, d, name), after.State(name)
				equal(t, name+" active", f.Active, state.Active)
				equal(t, name+" value", string(f.Value.RevealJSON()), string(state.Stored.RevealJSON()))
				equal(t, name+" effective", string(f.Effective.RevealJSON()), string(state.Effective.RevealJSON()))
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, doc)
		}
	}
}

// TestEditsInAnyOrderGiveTheSame replays a draft's last edits on a new draft.
func TestEditsInAnyOrderGiveTheSame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		doc := randomDoc(r, 10, anywhere)
		d := newDraft(t, doc)
		names := namesOf(d.Schema())
		for range 30 {
			randomEdit(t, r, d, names)
		}
		again, conflicts := d.Rebase(parse(t, doc))
		equal(t, "conflicts on the same schema", len(conflicts), 0)
		equal(t, "body", body(t, again, true), body(t, d, true))
		equal(t, "gate", brief(again.Gate()), brief(d.Gate()))
		equal(t, "warnings", brief(again.Warnings()), brief(d.Warnings()))
		for _, name := range names {
			equal(t, name+" active", again.Active(name), d.Active(name))
		}
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, doc)
		}
	}
}

// TestHidingAndShowingChangesNothing turns a switch off and on again over a form
// with random edits.
func TestHidingAndShowingChangesNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		var parts []string
		for i := range 8 {
			parts = append(parts, fmt.Sprintf(`"f%d":{"type":%q,"sensitive":%t,"value":%s,"depends_on":[{"field":"on","value":true}]}`,
				i, pick(r, []string{"str", "int", "bool", "list"}), r.IntN(3) == 0, pick(r, literals)))
		}
		d := newDraft(t, `{"on":{"type":"bool","value":true},`+strings.Join(parts, ",")+`}`)
		names := namesOf(d.Schema())[1:]
		for range 20 {
			randomEdit(t, r, d, names)
		}
		before := fingerprint(t, d, names)
		d.Choose("on", schema.Bool(false))
		equal(t, "body while hidden", body(t, d, true), `{"on":false}`)
		d.Choose("on", schema.Bool(true))
		equal(t, "after showing again", fingerprint(t, d, names), before)
	}
}

func fingerprint(t *testing.T, d *draft.Draft, names []string) string {
	t.Helper()
	var b strings.Builder
	for _, name := range names {
		f := field(t, d, name)
		fmt.Fprintf(&b, "%s %v %q %s %s\n", name, f.State, f.Text, d.Secret(name).Reveal(), f.Value.RevealJSON())
	}
	return b.String() + body(t, d, true) + brief(d.Gate()) + brief(d.Warnings())
}
