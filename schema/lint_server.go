package schema

import (
	"slices"
	"strings"
)

// server checks what Elasticsearch would do with the entry on a full replacement
// of the configuration (its ConnectorConfiguration parser): refuse it, or drop
// part of it silently.
func (l *linter) server(e *entry) {
	if e.bare {
		l.find(e, SeverityError, "server_refuses", "an entry must be an object")
		return
	}
	r := reader{raw: e.json()}
	entry := r.value()
	if _, ok := entry.member("label"); !ok {
		l.find(e, SeverityError, "server_refuses", "label is missing")
	}
	for i, name := range entry.keys() {
		known, wrong := serverRule(name, entry.Items()[i])
		switch {
		case !known:
			l.find(e, SeverityWarning, "server_drops", "the attribute %s is not kept", name)
		case wrong != "":
			l.find(e, SeverityError, "server_refuses", "%s %s", name, wrong)
		}
	}
}

// serverRule says whether Elasticsearch knows an attribute, and what it finds
// wrong with its value.
func serverRule(name string, v Value) (known bool, wrong string) {
	switch name {
	case "label", "category":
		return true, unlessKind(v, "must be a text", KindText)
	case "placeholder", "tooltip":
		return true, unlessKind(v, "must be a text or null", KindText, KindNull)
	case "order":
		return true, wrongOrder(v)
	case "required", "sensitive":
		return true, wrongFlag(v)
	case "display":
		return true, unlessWord(v, "text", "textbox", "textarea", "numeric", "toggle", "dropdown")
	case "type":
		return true, wrongType(v)
	case "default_value":
		return true, unlessKind(v, "must not be an array or an object", KindNull, KindBool, KindInt, KindFloat, KindText)
	case "value":
		return true, unlessKind(v, "must not be an array", KindNull, KindBool, KindInt, KindFloat, KindText, KindObject)
	case "ui_restrictions":
		return true, wrongTexts(v)
	case "depends_on", "options", "validations":
		return true, wrongObjects(name, v)
	default:
		return false, ""
	}
}

// unlessKind returns the complaint unless the value is of one of the kinds.
func unlessKind(v Value, complaint string, kinds ...Kind) string {
	if slices.Contains(kinds, v.kind) {
		return ""
	}
	return complaint
}

// unlessWord asks for one of the words, in any case.
func unlessWord(v Value, words ...string) string {
	if slices.Contains(words, strings.ToLower(readText(v))) {
		return ""
	}
	return "must be one of " + strings.Join(words, ", ")
}

func wrongOrder(v Value) string {
	if _, ok := readOrder(v); !ok {
		return "must be a number"
	}
	return ""
}

func wrongFlag(v Value) string {
	if text := readText(v); v.kind == KindBool || text == "true" || text == "false" {
		return ""
	}
	return "must be true or false"
}

// wrongType is about case too: Elasticsearch doesn't know STR, and no float.
func wrongType(v Value) string {
	if v.kind == KindNull || slices.Contains([]string{"str", "int", "list", "bool"}, readText(v)) {
		return ""
	}
	return "must be str, int, list or bool"
}

func wrongTexts(v Value) string {
	if v.kind == KindText {
		return ""
	}
	if v.kind != KindList || slices.ContainsFunc(v.Items(), func(item Value) bool { return item.kind != KindText }) {
		return "must be a list of texts"
	}
	return ""
}

// wrongObjects checks a list of objects, or a single one, that need two keys.
func wrongObjects(name string, v Value) string {
	if v.kind != KindObject && v.kind != KindList {
		return "must be a list of objects"
	}
	if v.kind == KindList && len(readObjects(v)) != len(v.Items()) {
		return "must be a list of objects"
	}
	for _, o := range readObjects(v) {
		if wrong := wrongObject(name, o); wrong != "" {
			return wrong
		}
	}
	return ""
}

// wrongObject checks one of them.
func wrongObject(name string, o Value) string {
	first, second := "label", "value"
	switch name {
	case "depends_on":
		first = "field"
	case "validations":
		first, second = "type", "constraint"
	}
	a, ok := o.member(first)
	b, ok2 := o.member(second)
	switch {
	case !ok || !ok2:
		return "needs " + first + " and " + second + " in each of its objects"
	case name == "validations":
		if wrong := unlessWord(a, "less_than", "greater_than", "list_type", "included_in", "regex"); wrong != "" {
			return "has a type that " + wrong
		}
		return unlessKind(b, "has a constraint that must be a text, a number or a list", KindText, KindInt, KindFloat, KindList)
	case a.kind != KindText:
		return "has a " + first + " that must be a text"
	case name == "options":
		return unlessKind(b, "has a value that must be a text or a number", KindText, KindInt, KindFloat)
	default:
		return unlessKind(b, "has a value that must not be a list or an object", KindNull, KindBool, KindInt, KindFloat, KindText)
	}
}
