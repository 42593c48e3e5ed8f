package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// prepare registers the schema for a connector that has none and completes one
// that lacks something (protocol/connectors.py).
func (v *Service) prepare(s *Server, id string, registered []byte) {
	own, refusal := x.Parse(registered)
	if refusal != nil {
		return
	}
	doc := s.connectors.get(id)
	stored := doc.Get("configuration")
	if stored.Kind() != x.KindObject {
		return
	}
	patch := x.Object()
	if doc.Get("features").IsNull() {
		patch = patch.With("features", features())
	}
	if len(stored.Members()) == 0 {
		patch = patch.With("configuration", completed(own)).With("status", x.Text("needs_configuration"))
	} else if changes := migration(stored, completed(own)); len(changes.Members()) > 0 {
		patch = patch.With("configuration", changes)
	}
	s.connectors.update(id, patch)
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
	missingField := false
	for _, field := range own.Members() {
		if !stored.Has(field.Name) {
			missingField = true
			changes = changes.With(field.Name, field.Value)
		}
	}
	for _, field := range own.Members() {
		old := stored.Get(field.Name)
		if old.Kind() != x.KindObject {
			continue
		}
		change := x.Object()
		for _, attribute := range field.Value.Members() {
			switch {
			case !old.Has(attribute.Name):
				change = change.With(attribute.Name, attribute.Value)
			case missingField && attribute.Name != "value" && truthy(attribute.Value) && !x.Equal(old.Get(attribute.Name), attribute.Value):
				change = change.With(attribute.Name, attribute.Value)
			}
		}
		if len(change.Members()) > 0 {
			changes = changes.With(field.Name, change)
		}
	}
	return changes
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
