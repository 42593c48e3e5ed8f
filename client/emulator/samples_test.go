package emulator

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	x "connwiz/client/emulator/internal/xcontent"
	"connwiz/schema"
)

func TestSamplesHaveTheirStates(t *testing.T) {
	t.Parallel()
	at := &clock{time.Date(2026, 1, 4, 12, 0, 0, 0, time.UTC)}
	p := newPeer(t, Options{Now: at.read})
	if err := p.server.Seed(); err != nil {
		t.Fatal(err)
	}
	states := func() map[string]string {
		got := map[string]string{}
		for _, doc := range p.do("GET /_connector", "").body.Get("results").Items() {
			got[doc.Get("id").Text()] = doc.Get("status").Text()
		}
		return got
	}
	want := map[string]string{
		"orders-postgres": "needs_configuration", "team-wiki": "connected", "media-archive": "error",
		"legacy-crm": "connected", "support-tickets": "connected", "code-search": "created",
	}
	if got := states(); !maps.Equal(got, want) {
		t.Errorf("at first: %v", got)
	}
	p.expect("one has no schema yet", step{"GET /_connector/code-search?filter_path=configuration", "", 200, `{"configuration":{}}`})
	before := p.do("GET /_connector/media-archive?filter_path=error", "").raw

	at.now = at.now.Add(2 * time.Second)
	(&Service{}).Poll(p.server)
	want["code-search"] = "needs_configuration"
	if got := states(); !maps.Equal(got, want) {
		t.Errorf("after a round: %v", got)
	}
	if after := p.do("GET /_connector/media-archive?filter_path=error", "").raw; after != before {
		t.Errorf("the error was %s, is %s", before, after)
	}
	seen := p.do("GET /_connector/legacy-crm", "").body.Get("last_seen").Text()
	if seen != "2026-01-01T12:00:00.000Z" {
		t.Errorf("the stale one was seen %s", seen)
	}
	p.expect("the managed one has its prefix", step{"GET /_connector/support-tickets?filter_path=is_native,index_name", "", 200,
		`{"index_name":"content-support-tickets","is_native":true}`})
}

func TestTheMainSampleIsFilledInWithinAMinute(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	if err := p.server.Seed(); err != nil {
		t.Fatal(err)
	}
	fields := p.do("GET /_connector/orders-postgres", "").body.Get("configuration").Members()
	if len(fields) < 10 || len(fields) > 14 {
		t.Errorf("%d fields", len(fields))
	}
	const four = `{"host":"db","database":"d","username":"u","password":"p"}`
	p.expect("four values", step{"PUT /_connector/orders-postgres/_configuration", `{"values":` + four + `}`, 200, updated})
	(&Service{}).Poll(p.server)
	p.expect("connected", step{"GET /_connector/orders-postgres?filter_path=status,error", "", 200, `{"status":"connected","error":null}`})
}

// TestSamplesShowEverything keeps the demo from losing a kind of field.
func TestSamplesShowEverything(t *testing.T) {
	t.Parallel()
	all, err := samples()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, one := range all {
		entries := one.Get("configuration")
		for _, m := range entries.Members() {
			for _, kind := range kindsOf(entries, m.Value) {
				seen[kind] = true
			}
		}
	}
	for _, want := range []string{
		"display text", "display textbox", "display textarea", "display numeric", "display toggle", "display dropdown", "no display",
		"3 options", "6 options", "type str", "type int", "type bool", "type list", "type float", "no type",
		"rule less_than", "rule greater_than", "rule regex", "rule included_in", "rule list_type",
		"depends on a boolean", "depends on a string", "depends on a number", "2 dependencies",
		"category with an entry", "category without an entry", "advanced", "placeholder", "default 0", "default false",
		"secret line", "secret lines", "required", "optional", "long tooltip", "unicode label",
	} {
		if !seen[want] {
			t.Errorf("no sample shows %q; there are %v", want, slices.Sorted(maps.Keys(seen)))
		}
	}
}

func kindsOf(entries, field *x.Node) []string {
	kinds := []string{attribute(field, "display"), attribute(field, "type"),
		fmt.Sprintf("%d options", len(field.Get("options").Items())), fmt.Sprintf("%d dependencies", len(field.Get("depends_on").Items()))}
	for _, rule := range field.Get("validations").Items() {
		kinds = append(kinds, "rule "+rule.Get("type").Text())
	}
	for _, dependency := range field.Get("depends_on").Items() {
		names := map[x.Kind]string{x.KindBool: "boolean", x.KindString: "string", x.KindNumber: "number"}
		kinds = append(kinds, "depends on a "+names[dependency.Get("value").Kind()])
	}
	if category := field.Get("category").Text(); category != "" {
		if entries.Get(category).Get("type").Text() == "category" {
			kinds = append(kinds, "category with an entry")
		} else {
			kinds = append(kinds, "category without an entry")
		}
	}
	isText := field.Get("display").Text() != "textarea"
	for name, shown := range map[string]bool{
		"advanced":      len(field.Get("ui_restrictions").Items()) > 0,
		"placeholder":   field.Has("placeholder"),
		"default 0":     field.Get("default_value").Kind() == x.KindNumber && field.Get("default_value").Text() == "0",
		"default false": field.Get("default_value").Kind() == x.KindBool && !field.Get("default_value").True(),
		"secret line":   field.Get("sensitive").True() && isText,
		"secret lines":  field.Get("sensitive").True() && !isText,
		"required":      field.Get("required").True(),
		"optional":      field.Has("required") && !field.Get("required").True(),
		"long tooltip":  len(field.Get("tooltip").Text()) > 200,
		"unicode label": strings.ContainsFunc(field.Get("label").Text(), func(r rune) bool { return r > 0x2fff }),
	} {
		if shown {
			kinds = append(kinds, name)
		}
	}
	return kinds
}

func attribute(field *x.Node, name string) string {
	if !field.Has(name) {
		return "no " + name
	}
	return name + " " + field.Get(name).Text()
}

func TestEverySampleSchemaIsReadByTheWizard(t *testing.T) {
	t.Parallel()
	all, err := samples()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		parsed, err := schema.Parse(one.Get("configuration").Encode())
		if err != nil || parsed.Empty() {
			t.Errorf("%s: %v", one.Get("id").Text(), err)
		}
	}
}
