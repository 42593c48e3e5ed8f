package schema

import (
	"strings"
	"testing"
)

// layout writes the sections as "title: fields | title: fields".
func layout(s *Schema) string {
	var parts []string
	for _, section := range s.Sections() {
		var names []string
		for _, f := range section.Fields {
			names = append(names, f.Name)
		}
		parts = append(parts, section.Title+": "+strings.Join(names, " "))
	}
	return strings.Join(parts, " | ")
}

// The numbers are those of behaviours seen in Kibana's form; where the wizard does
// better, the name says so.
func TestFieldsAreLaidOutInOrderAndSections(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, doc, want string }{
		{"1 nothing registered has no rows", `{}`, ""},
		{"2 order ascends", `{"a": {"order": 2}, "b": {"order": 1}}`, ": b a"},
		{"3 without order it goes by key", `{"b": {}, "a": {}}`, ": a b"},
		{
			"4 what has an order comes first",
			`{"a": {}, "z": {"order": 9}}`,
			": z a",
		},
		{
			"5 a null order is none",
			`{"a": {"order": null}, "z": {"order": 9}}`,
			": z a",
		},
		{
			"6 ties keep the document's order",
			`{"z": {"order": 1}, "a": {"order": 1}}`,
			": z a",
		},
		{
			"7 zero is an order",
			`{"x": {"order": 0}, "y": {"order": 1}, "w": {}}`,
			": x y w",
		},
		{
			"8 keys go without regard to case",
			`{"Z": {}, "a": {}, "_x": {}}`,
			": _x a Z",
		},
		{"9 a null entry is no row", `{"a": {}, "n": null}`, ": a"},
		{
			"10 the crawler's own key is no row",
			`{"a": {}, "extract_full_html": {"value": true}}`,
			": a",
		},
		{
			"11 empty and null conditions are met",
			`{"a": {"depends_on": []}, "b": {"depends_on": null}}`,
			": a b",
		},
		{
			"25 a restriction puts a field under Advanced",
			`{"a": {"ui_restrictions": ["advanced"]}, "b": {}}`,
			": b | Advanced: a",
		},
		{
			"27 better: whatever the restriction is",
			`{"a": {"ui_restrictions": ["hidden"]}}`,
			"Advanced: a",
		},
		{
			"28 a category is a section",
			`{"a": {"category": "c"}, "c": {"type": "category", "label": "C"}}`,
			"C: a",
		},
		{
			"30 better: a category without an entry is a section too",
			`{"a": {"category": "nope"}}`,
			"nope: a",
		},
		{
			"31 better: categories go by their order",
			`{"c2": {"type": "category", "label": "Two", "order": 2}, "c1": {"type": "category", "label": "One", "order": 1}, "a": {"category": "c2"}, "b": {"category": "c1"}}`,
			"One: b | Two: a",
		},
		{
			"categories without order come last",
			`{"c2": {"type": "category", "label": "Two"}, "c1": {"type": "category", "label": "One", "order": 1}, "a": {"category": "c2"}, "b": {"category": "c1"}}`,
			"One: b | Two: a",
		},
		{
			"the lowest field places a category without an entry",
			`{"c": {"type": "category", "label": "C", "order": 2}, "a": {"category": "c", "order": 9}, "b": {"category": "d", "order": 5}, "e": {"category": "d", "order": 1}}`,
			"d: e b | C: a",
		},
		{
			"categories with the same order keep the document's",
			`{"d": {"type": "category", "order": 1}, "c": {"type": "category", "order": 1}, "a": {"category": "c"}, "b": {"category": "d"}}`,
			"d: b | c: a",
		},
		{
			"32 a category without fields is no section",
			`{"c": {"type": "category", "label": "C"}, "a": {}}`,
			": a",
		},
		{
			"32 better: hidden fields keep their section",
			`{"c": {"type": "category", "label": "C"}, "p": {"value": "x"}, "a": {"category": "c", "depends_on": [{"field": "p", "value": "y"}]}}`,
			": p | C: a",
		},
		{
			"33 better: a field is shown once",
			`{"a": {"category": "c", "ui_restrictions": ["advanced"]}, "c": {"type": "category", "label": "C"}}`,
			"Advanced: a",
		},
		{
			"34 better: only advanced fields are fields too",
			`{"a": {"ui_restrictions": ["advanced"], "order": 1}}`,
			"Advanced: a",
		},
		{"a bare entry is a row", `{"host": "h"}`, ": host"},
		{
			"95 missing lists are empty ones",
			`{"a": {"display": "dropdown"}}`,
			": a",
		},
		{
			"the sections come in their order",
			`{"z": {"ui_restrictions": ["advanced"], "order": 0}, "y": {"category": "c", "order": 0}, "x": {"order": 9}}`,
			": x | c: y | Advanced: z",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := parse(t, c.doc)
			if got := layout(s); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if s.Empty() != (c.want == "") {
				t.Errorf("empty is %t", s.Empty())
			}
			for _, section := range s.Sections() {
				for _, f := range section.Fields {
					if f.SectionKey() != section.Key {
						t.Errorf("%s says it is in %q, not %q", f.Name, f.SectionKey(), section.Key)
					}
				}
				if section.Folded != (section.Key == "advanced") {
					t.Errorf("%s is folded: %t", section.Key, section.Folded)
				}
			}
		})
	}
}

// The numbers are those of Kibana's form again; it compares as the service does
// except where the name says otherwise.
func TestConditionsShowAndHide(t *testing.T) {
	t.Parallel()
	const dependent = `"c": {"value": "", "depends_on": [{"field": `
	for _, c := range []struct {
		name, doc string
		active    bool
	}{
		{
			"12 an unmet condition hides",
			`{"t": {"type": "bool", "value": false}, ` + dependent + `"t", "value": true}]}}`,
			false,
		},
		{
			"12 a met one shows",
			`{"t": {"type": "bool", "value": true}, ` + dependent + `"t", "value": true}]}}`,
			true,
		},
		{
			"13 the service: the text true is true in a switch",
			`{"t": {"type": "bool", "value": "true"}, ` + dependent + `"t", "value": true}]}}`,
			true,
		},
		{
			"14 a number is no text",
			`{"n": {"type": "int", "value": 1}, ` + dependent + `"n", "value": "1"}]}}`,
			false,
		},
		{
			"14 a number is a number",
			`{"n": {"type": "int", "value": 1}, ` + dependent + `"n", "value": 1}]}}`,
			true,
		},
		{
			"15 empty text is not null",
			`{"s": {"value": ""}, ` + dependent + `"s", "value": null}]}}`,
			false,
		},
		{
			"16 nothing equals what isn't there",
			`{` + dependent + `"nosuch", "value": null}]}}`,
			false,
		},
		{
			"17 the service: a category is a field with the value null",
			`{"k": {"type": "category"}, ` + dependent + `"k", "value": null}]}}`,
			true,
		},
		{
			"18 all conditions must hold",
			`{"a": {"value": "x"}, "b": {"value": "y"}, ` + dependent + `"a", "value": "x"}, {"field": "b", "value": "z"}]}}`,
			false,
		},
		{
			"18 and then it shows",
			`{"a": {"value": "x"}, "b": {"value": "y"}, ` + dependent + `"a", "value": "x"}, {"field": "b", "value": "y"}]}}`,
			true,
		},
		{
			"19 conditions are not transitive",
			`{"a": {"value": "x"}, "b": {"type": "int", "value": 1, "depends_on": [{"field": "a", "value": "y"}]}, ` + dependent + `"b", "value": 1}]}}`,
			true,
		},
		{
			"a field may have a condition on itself",
			`{"c": {"value": "on", "depends_on": [{"field": "c", "value": "on"}]}}`,
			true,
		},
		{
			"a circle is harmless",
			`{"a": {"value": "1", "depends_on": [{"field": "c", "value": ""}]}, ` + dependent + `"a", "value": "1"}]}}`,
			true,
		},
		{
			"the same field can't have two values",
			`{"a": {"value": "x"}, ` + dependent + `"a", "value": "x"}, {"field": "a", "value": "y"}]}}`,
			false,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := parse(t, c.doc).Evaluate().State("c").Active; got != c.active {
				t.Errorf("active: %t", got)
			}
		})
	}
}
