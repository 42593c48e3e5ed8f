package schema

import (
	"fmt"
	"strings"
	"testing"
)

// behaviour is one thing that the connector service was seen to do. A doc without
// "f" is a whole configuration, else it is the attributes of a field f.
type behaviour struct {
	name string
	doc  string
	// value is the effective value of f when the document is valid, "" when it
	// doesn't matter.
	value string
	// says are the messages of an invalid document; raises is an exception.
	says   []string
	raises string
}

func conversionBehaviours() []behaviour {
	return []behaviour{
		{
			name:  "1 text is not trimmed",
			doc:   `"type": "str", "value": " x "`,
			value: `" x "`,
		},
		{
			name:  "2 blank text counts as filled in",
			doc:   `"type": "str", "value": " "`,
			value: `" "`,
		},
		{
			name: "3 a null text is empty",
			doc:  `"type": "str", "value": null`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "4 a boolean becomes Python's text",
			doc:   `"type": "str", "value": false`,
			value: `"False"`,
		},
		{
			name:  "5 a number may have blanks around it",
			doc:   `"type": "int", "value": " 5432 "`,
			value: `5432`,
		},
		{
			name: "6 an empty number is empty",
			doc:  `"type": "int", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:   "7 a blank number can't be loaded",
			doc:    `"type": "int", "value": " "`,
			raises: "ValueError: invalid literal for int() with base 10: ' '",
		},
		{
			name:   "8 a fraction in text is no whole number",
			doc:    `"type": "int", "value": "5432.0"`,
			raises: "ValueError: invalid literal for int() with base 10: '5432.0'",
		},
		{
			name:  "9 a JSON fraction is truncated",
			doc:   `"type": "int", "value": 7.9`,
			value: `7`,
		},
		{name: "10 zero is a value", doc: `"type": "int", "value": 0`, value: `0`},
		{
			name:  "11 underscores separate digits",
			doc:   `"type": "int", "value": "1_000"`,
			value: `1000`,
		},
		{
			name:  "12 an int field keeps a boolean",
			doc:   `"type": "int", "value": true`,
			value: `true`,
		},
		{
			name:  "13 a number has no upper bound",
			doc:   `"type": "int", "value": "18446744073709551616"`,
			value: `18446744073709551616`,
		},
		{
			name: "14 an empty switch is empty",
			doc:  `"type": "bool", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "15 false is a value",
			doc:   `"type": "bool", "value": false`,
			value: `false`,
		},
		{
			name:  "16 every text but the empty one is true",
			doc:   `"type": "bool", "value": "false"`,
			value: `true`,
		},
		{
			name:  "17 zero is false",
			doc:   `"type": "bool", "value": 0`,
			value: `false`,
		},
		{
			name:  "18 a list is split at commas",
			doc:   `"type": "list", "value": "a, b ,, c,"`,
			value: `["a","b","c"]`,
		},
		{
			name: "19 a list of nothing is empty",
			doc:  `"type": "list", "value": " , "`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "20 a backslash doesn't escape a comma",
			doc:   `"type": "list", "value": "x\\,y"`,
			value: `["x\\","y"]`,
		},
		{
			name:  "21 lines are no items",
			doc:   `"type": "list", "value": "x\ny"`,
			value: `["x\ny"]`,
		},
		{
			name:  "22 JSON in a text is not read",
			doc:   `"type": "list", "value": "[\"x\"]"`,
			value: `["[\"x\"]"]`,
		},
		{
			name:  "23 an array is taken as it is",
			doc:   `"type": "list", "value": [" x ", ""]`,
			value: `[" x ",""]`,
		},
		{
			name: "24 a list of empty texts is empty",
			doc:  `"type": "list", "value": [""]`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "25 a list with one item is not empty",
			doc:   `"type": "list", "value": ["", "x"]`,
			value: `["","x"]`,
		},
		{
			name:  "26 a number becomes a list of one",
			doc:   `"type": "list", "value": 12`,
			value: `[12]`,
		},
		{
			name:  "27 an unknown type converts nothing",
			doc:   `"type": "boolean", "value": "false"`,
			value: `"false"`,
		},
	}
}

func requiredBehaviours() []behaviour {
	return []behaviour{
		{
			name: "28 a field without the attribute is required",
			doc:  `"type": "str", "label": "Host", "value": ""`,
			says: []string{"'Host' cannot be empty."},
		},
		{
			name:  "29 an optional empty field takes its default",
			doc:   `"type": "int", "required": false, "default_value": 50, "value": ""`,
			value: `50`,
		},
		{
			name: "30 a required field never does",
			doc:  `"type": "int", "required": true, "default_value": 50, "label": "Rows", "value": ""`,
			says: []string{"'Rows' cannot be empty."},
		},
		{
			name:  "31 zero beats the default",
			doc:   `"type": "int", "required": false, "default_value": 50, "value": 0`,
			value: `0`,
		},
		{
			name:  "32 blank text beats the default",
			doc:   `"type": "str", "required": false, "default_value": "d", "value": " "`,
			value: `" "`,
		},
		{
			name:  "33 the default is converted too",
			doc:   `"type": "list", "required": false, "default_value": "a,b", "value": [null]`,
			value: `["a","b"]`,
		},
		{
			name:   "34 a bad default breaks the document",
			doc:    `"type": "int", "required": false, "default_value": "x", "value": 1`,
			raises: "ValueError: invalid literal for int() with base 10: 'x'",
		},
		{
			name:  "35 an optional field may have nothing",
			doc:   `"type": "bool", "required": false, "value": ""`,
			value: `null`,
		},
		{
			name: "36 required is judged by its truth",
			doc:  `"type": "str", "required": "false", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name: "37 the key stands in for a missing label",
			doc:  `"type": "str", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
	}
}

func ruleBehaviours() []behaviour {
	return []behaviour{
		{
			name: "38 less_than is strict",
			doc:  `"type": "int", "label": "Max", "value": 16, "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' value '16' should be less than 16."},
		},
		{
			name:  "39 the converted value is compared",
			doc:   `"type": "int", "value": "15", "validations": [{"type": "less_than", "constraint": 16}]`,
			value: `15`,
		},
		{
			name: "40 greater_than is strict",
			doc:  `"type": "int", "label": "Age", "value": -1, "validations": [{"type": "greater_than", "constraint": -1}]`,
			says: []string{"'Age' value '-1' should be greater than -1."},
		},
		{
			name: "41 all failures are collected",
			doc:  `"type": "int", "label": "N", "value": 5, "validations": [{"type": "greater_than", "constraint": 7}, {"type": "less_than", "constraint": 3}]`,
			says: []string{"'N' value '5' should be greater than 7.", "'N' value '5' should be less than 3."},
		},
		{
			name:   "42 comparing nothing raises",
			doc:    `"type": "int", "required": false, "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			raises: "TypeError: '<' not supported between instances of 'NoneType' and 'int'",
		},
		{
			name: "43 the default is what is checked",
			doc:  `"type": "int", "required": false, "default_value": 20, "label": "Max", "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' value '20' should be less than 16."},
		},
		{
			name: "44 the rules of an empty required field don't run",
			doc:  `"type": "int", "label": "Max", "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' cannot be empty."},
		},
		{
			name: "45 a pattern matches the whole value",
			doc:  `"type": "str", "label": "URL", "value": "see https://x", "validations": [{"type": "regex", "constraint": "https://.*"}]`,
			says: []string{"'URL' value 'see https://x' failed regex check https://.*."},
		},
		{
			name: "46 also without anchors",
			doc:  `"type": "str", "label": "Code", "value": "AB12", "validations": [{"type": "regex", "constraint": "[A-Z]+"}]`,
			says: []string{"'Code' value 'AB12' failed regex check [A-Z]+."},
		},
		{
			name: "47 an optional empty text is matched",
			doc:  `"type": "str", "required": false, "label": "URL", "value": "", "validations": [{"type": "regex", "constraint": "^https://.*"}]`,
			says: []string{"'URL' value '' failed regex check ^https://.*."},
		},
		{
			name: "48 an alternation is matched as a whole",
			doc:  `"type": "str", "label": "P", "value": "catalog", "validations": [{"type": "regex", "constraint": "cat|dog"}]`,
			says: []string{"'P' value 'catalog' failed regex check cat|dog."},
		},
		{
			name: "49 a pattern needs text",
			doc:  `"type": "int", "label": "Port", "value": 80, "validations": [{"type": "regex", "constraint": "\\d+"}]`,
			says: []string{"Cannot regex validate 'Port' because '80' is not a string."},
		},
		{
			name: "50 included_in checks a single value",
			doc:  `"type": "str", "label": "Mode", "value": "x", "validations": [{"type": "included_in", "constraint": ["a", "b"]}]`,
			says: []string{"'Mode' list value 'x' should be one of a, b."},
		},
		{
			name: "51 included_in has a message for each bad item",
			doc:  `"type": "list", "label": "Sel", "value": "a,q,r", "validations": [{"type": "included_in", "constraint": ["a", "b"]}]`,
			says: []string{"'Sel' list value 'q' should be one of a, b.", "'Sel' list value 'r' should be one of a, b."},
		},
		{
			name: "52 items from text are never numbers",
			doc:  `"type": "list", "label": "Ids", "value": "1", "validations": [{"type": "included_in", "constraint": [1, 2]}]`,
			says: []string{"'Ids' list value '1' should be one of 1, 2."},
		},
		{
			name: "53 list_type has a message for each bad item",
			doc:  `"type": "list", "label": "Ids", "value": "1,2", "validations": [{"type": "list_type", "constraint": "int"}]`,
			says: []string{"'Ids' list value '1' should be of type int.", "'Ids' list value '2' should be of type int."},
		},
		{
			name:  "54 items from text are text",
			doc:   `"type": "list", "value": "1,2", "validations": [{"type": "list_type", "constraint": "str"}]`,
			value: `["1","2"]`,
		},
		{
			name: "55 list_type needs a list",
			doc:  `"type": "str", "label": "Name", "value": "a", "validations": [{"type": "list_type", "constraint": "str"}]`,
			says: []string{"Cannot list_type validate 'Name' because its value 'a' is not a list."},
		},
		{
			name:  "56 an unknown rule is ignored",
			doc:   `"type": "str", "value": "x", "validations": [{"type": "max_length", "constraint": 0}]`,
			value: `"x"`,
		},
		{
			name:   "57 but its constraint must be there",
			doc:    `"type": "str", "value": "x", "validations": [{"type": "max_length"}]`,
			raises: "KeyError: 'constraint'",
		},
		{
			name:  "58 options are not enforced",
			doc:   `"type": "str", "display": "dropdown", "options": [{"label": "A", "value": "a"}], "value": "zzz"`,
			value: `"zzz"`,
		},
	}
}

// on is a condition.
func on(field, value string) string {
	return fmt.Sprintf(`"depends_on": [{"field": %q, "value": %s}]`, field, value)
}

func dependencyBehaviours() []behaviour {
	return []behaviour{
		{
			name: "59 a field with an unmet condition is not checked",
			doc:  `{"ssl": {"type": "bool", "value": false}, "ca": {"value": "", ` + on("ssl", "true") + `}}`,
		},
		{
			name: "60 a field with a met condition is checked",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"label": "CA", "value": "", ` + on("ssl", "true") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "61 the text false switches on",
			doc:  `{"ssl": {"type": "bool", "value": "false"}, "ca": {"label": "CA", "value": "", ` + on("ssl", "true") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "62 a text is no boolean",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"value": "", ` + on("ssl", `"true"`) + `}}`,
		},
		{
			name: "63 true equals 1",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"label": "CA", "value": "", ` + on("ssl", "1") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "64 the converted value is compared",
			doc:  `{"n": {"type": "int", "value": "3"}, "x": {"label": "X", "value": "", ` + on("n", "3") + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name: "65 all conditions must hold",
			doc:  `{"a": {"type": "bool", "value": true}, "b": {"value": "p"}, "x": {"value": "", "depends_on": [{"field": "a", "value": true}, {"field": "b", "value": "q"}]}}`,
		},
		{
			name: "66 the default of an optional field counts",
			doc:  `{"m": {"required": false, "default_value": "p", "value": ""}, "x": {"label": "X", "value": "", ` + on("m", `"p"`) + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name: "67 conditions are not transitive",
			doc:  `{"a": {"type": "bool", "value": false}, "b": {"type": "bool", "value": true, ` + on("a", "true") + `}, "x": {"label": "X", "value": "", ` + on("b", "true") + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name:   "68 a condition on an unknown field raises",
			doc:    `{"x": {"label": "X", "value": "v", ` + on("gone", "1") + `}}`,
			raises: "ConfigurableFieldDependencyError: 'X' depends on configuration 'gone', but it does not exist.",
		},
		{
			name: "69 the first unmet condition ends the walk",
			doc:  `{"a": {"type": "bool", "value": false}, "x": {"value": "", "depends_on": [{"field": "a", "value": true}, {"field": "gone", "value": 1}]}}`,
		},
		{
			name:   "70 hidden fields are converted too",
			doc:    `{"a": {"type": "bool", "value": false}, "n": {"type": "int", "value": "abc", ` + on("a", "true") + `}}`,
			raises: "ValueError: invalid literal for int() with base 10: 'abc'",
		},
		{
			name: "71 a list never equals one value",
			doc:  `{"l": {"type": "list", "value": "p"}, "x": {"value": "", ` + on("l", `"p"`) + `}}`,
		},
		{
			name: "72 messages follow the document, not the order",
			doc:  `{"z": {"label": "Z", "order": 2, "value": ""}, "y": {"type": "int", "label": "Y", "order": 1, "value": ""}}`,
			says: []string{"'Z' cannot be empty.", "'Y' cannot be empty."},
		},
		{
			name: "73 a bare value is text, labelled by its key",
			doc:  `{"host": "h", "port": ""}`,
			says: []string{"'Port' cannot be empty."},
		},
	}
}

func TestTheServiceWasSeenToDoThis(t *testing.T) {
	t.Parallel()
	groups := [][]behaviour{conversionBehaviours(), requiredBehaviours(), ruleBehaviours(), dependencyBehaviours()}
	count := 0
	for _, group := range groups {
		for _, b := range group {
			count++
			t.Run(b.name, func(t *testing.T) {
				t.Parallel()
				b.check(t)
			})
		}
	}
	if count != 73 {
		t.Errorf("%d behaviours instead of 73", count)
	}
}

// document returns the whole configuration.
func (b behaviour) document() string {
	if strings.HasPrefix(b.doc, "{") {
		return b.doc
	}
	return `{"f": {` + b.doc + `}}`
}

// check compares the verdict word for word.
func (b behaviour) check(t *testing.T) {
	t.Helper()
	e := parse(t, b.document()).Evaluate()
	v := e.Verdict()
	switch {
	case b.raises != "":
		if v.Valid || len(v.Problems) != 1 || v.Problems[0].Exception+": "+v.Message != b.raises {
			t.Errorf("verdict %+v", v)
		}
	case b.says != nil:
		if want := messagePrefix + strings.Join(b.says, "; "); v.Valid || v.Message != want {
			t.Errorf("message %q\n   want %q", v.Message, want)
		}
	case !v.Valid || v.Message != "" || len(v.Problems) != 0 || v.Stage != StageCheck:
		t.Errorf("not valid: %+v", v)
	case b.value != "":
		if got := string(e.State("f").Effective.RevealJSON()); got != b.value {
			t.Errorf("value %s, want %s", got, b.value)
		}
	}
}

// parse reads a configuration that must be one.
func parse(t testing.TB, doc string) *Schema {
	t.Helper()
	s, err := Parse([]byte(doc))
	if err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	return s
}
