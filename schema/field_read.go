package schema

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// newField reads the attributes of an entry that is an object. What the service
// reads is read as it does; the rest, which only people see, is tidied up.
func newField(key string, v Value) *Field {
	sensitive := pythonTruth(attribute(v, "sensitive", Bool(false)))
	f := &Field{
		Name:         key,
		Label:        key,
		Display:      readDisplay(attribute(v, "display", Null())),
		Type:         TypeStr,
		Order:        1,
		Required:     pythonTruth(attribute(v, "required", Bool(true))),
		Sensitive:    sensitive,
		Tooltip:      readText(attribute(v, "tooltip", Null())),
		Placeholder:  readText(attribute(v, "placeholder", Null())),
		Category:     readText(attribute(v, "category", Null())),
		Options:      readOptions(attribute(v, "options", Null())),
		DependsOn:    readDependencies(attribute(v, "depends_on", Null())),
		Validations:  readValidations(attribute(v, "validations", Null())),
		Restrictions: readRestrictions(attribute(v, "ui_restrictions", Null())),
		Default:      attribute(v, "default_value", Null()).marked(sensitive),
		Value:        attribute(v, "value", Null()).marked(sensitive),
	}
	if label := attribute(v, "label", Null()); label.kind != KindNull {
		f.Label = pythonStr(label)
	}
	if t := attribute(v, "type", Null()); t.kind == KindText {
		f.Type = cmp.Or(locate(t.text()), Type(t.text()))
	}
	f.Order, f.HasOrder = readOrder(attribute(v, "order", Null()))
	return f
}

// readText returns a text attribute; any other kind counts as missing.
func readText(v Value) string {
	if v.kind != KindText {
		return ""
	}
	return v.text()
}

// readDisplay returns the control. Elasticsearch takes the names in any case.
func readDisplay(v Value) Display {
	switch d := Display(strings.ToLower(readText(v))); d {
	case DisplayTextArea, DisplayNumeric, DisplayToggle, DisplayDropdown:
		return d
	default:
		return DisplayText
	}
}

// readOrder returns the order, and whether there is one. Elasticsearch takes
// numbers in text too. One without end orders nothing, nor could JSON hold it.
func readOrder(v Value) (order float64, ok bool) {
	switch v.kind {
	case KindInt:
		order, _ = floatOf(v)
	case KindFloat:
		order = v.in().float
	case KindText:
		var err error
		if order, err = strconv.ParseFloat(strings.TrimSpace(v.text()), 64); err != nil {
			return 1, false
		}
	default:
		return 1, false // the service's default
	}
	if math.IsInf(order, 0) || math.IsNaN(order) {
		return 1, false
	}
	return order, true
}

// readObjects returns the objects of a list; like Elasticsearch, it takes a
// single object for a list of one.
func readObjects(v Value) []Value {
	if v.kind == KindObject {
		return []Value{v}
	}
	var objects []Value
	if v.kind == KindList {
		for _, item := range v.Items() {
			if item.kind == KindObject {
				objects = append(objects, item)
			}
		}
	}
	return objects
}

// readOptions returns the choices. One without a value has its label for it, and
// the other way round.
func readOptions(v Value) []Option {
	var options []Option
	for _, o := range readObjects(v) {
		value, hasValue := o.member("value")
		label, hasLabel := o.member("label")
		switch {
		case hasLabel && !hasValue:
			value = label
		case hasValue && !hasLabel:
			label = value
		case !hasValue:
			continue
		}
		options = append(options, Option{Label: pythonStr(label), Value: value})
	}
	return options
}

// readDependencies returns the well-formed conditions.
func readDependencies(v Value) []Dependency {
	var dependencies []Dependency
	for _, d := range readObjects(v) {
		field, ok := d.member("field")
		value, ok2 := d.member("value")
		if ok && ok2 {
			dependencies = append(dependencies, Dependency{Field: pythonStr(field), Value: value})
		}
	}
	return dependencies
}

// readValidations returns the rules.
func readValidations(v Value) []Validation {
	var validations []Validation
	for _, rule := range readObjects(v) {
		kind, hasType := rule.member("type")
		constraint, hasConstraint := rule.member("constraint")
		validations = append(validations, Validation{
			Type: readText(kind), HasType: hasType,
			Constraint: constraint, HasConstraint: hasConstraint,
		})
	}
	return validations
}

// readRestrictions returns the restrictions, of which a single text is one.
func readRestrictions(v Value) []string {
	if v.kind == KindText && v.text() != "" {
		return []string{v.text()}
	}
	var restrictions []string
	if v.kind == KindList {
		for _, item := range v.Items() {
			if text := readText(item); text != "" {
				restrictions = append(restrictions, text)
			}
		}
	}
	return restrictions
}
