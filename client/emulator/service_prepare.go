package emulator

import (
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// prepare registers the schema for a connector that has none and completes one
// that lacks something (protocol/connectors.py). It reports false where the real
// one raises: a configuration or an entry of it that is no object.
func prepare(s *Server, id string, registered []byte) bool {
	own, refusal := x.Parse(registered)
	doc := s.connectors.get(id)
	stored := doc.Get("configuration")
	if refusal != nil || stored.Kind() != x.KindObject {
		return false
	}
	for _, m := range stored.Members() {
		if m.Value.Kind() != x.KindObject {
			return false
		}
	}
	patch := x.Object()
	if doc.Get("features").IsNull() {
		patch = patch.With("features", features(doc.Get("service_type").Text()))
	}
	if len(stored.Members()) == 0 {
		patch = patch.With("configuration", completed(own)).With("status", x.Text("needs_configuration"))
	} else if changes := migration(stored, completed(own)); len(changes.Members()) > 0 {
		patch = patch.With("configuration", changes)
	}
	s.connectors.update(id, patch)
	return true
}

// attributes are what the framework knows of a field, with its defaults
// (connectors_sdk/source.py).
func attributes() *x.Node {
	return x.Object(
		x.M("default_value", x.Null()), x.M("depends_on", x.Array()), x.M("display", x.Text("text")),
		x.M("label", x.Text("")), x.M("options", x.Array()), x.M("order", x.Int(1)), x.M("required", x.Bool(true)),
		x.M("sensitive", x.Bool(false)), x.M("tooltip", x.Null()), x.M("type", x.Text("str")),
		x.M("ui_restrictions", x.Array()), x.M("validations", x.Array()), x.M("value", x.Text("")),
	)
}

// completed fills in the attributes that a schema leaves out.
func completed(own *x.Node) *x.Node {
	fields := x.Object()
	for _, field := range own.Members() {
		value := field.Value
		for _, attribute := range attributes().Members() {
			if !value.Has(attribute.Name) {
				value = value.With(attribute.Name, attribute.Value)
			}
		}
		fields = fields.With(field.Name, value)
	}
	return fields
}

// migration returns what is to be written to bring a stored schema up to date.
// Nothing is, unless a field or an attribute is missing; then every difference
// but the values goes along, except that an empty new attribute loses.
func migration(stored, own *x.Node) *x.Node {
	changes := x.Object()
	missingField := slices.ContainsFunc(own.Members(), func(m x.Member) bool { return !stored.Has(m.Name) })
	for _, field := range own.Members() {
		change := field.Value
		if old := stored.Get(field.Name); old != nil {
			change = attributeChanges(old, field.Value, missingField)
		}
		if len(change.Members()) > 0 {
			changes = changes.With(field.Name, change)
		}
	}
	return changes
}

// attributeChanges returns the missing attributes of a field, and with
// everything also those that differ.
func attributeChanges(old, own *x.Node, everything bool) *x.Node {
	change := x.Object()
	for _, attribute := range own.Members() {
		differs := everything && attribute.Name != "value" && truthy(attribute.Value) &&
			!x.Equal(old.Get(attribute.Name), attribute.Value)
		if differs || !old.Has(attribute.Name) {
			change = change.With(attribute.Name, attribute.Value)
		}
	}
	return change
}

// truthy judges as Python does.
func truthy(n *x.Node) bool {
	switch n.Kind() {
	case x.KindBool:
		return n.True()
	case x.KindNumber:
		return n.Text() != "0" && n.Text() != "0.0"
	case x.KindString:
		return n.Text() != ""
	case x.KindArray:
		return len(n.Items()) > 0
	case x.KindObject:
		return len(n.Members()) > 0
	default:
		return false
	}
}
