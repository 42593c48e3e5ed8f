package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// fieldParser reads one field of a configuration (ConnectorConfiguration). What
// it doesn't know is dropped.
func fieldParser() x.Parser {
	return x.Parser{
		Name: "connector_configuration", Lenient: true, Build: buildField,
		Fields: []x.Field{
			x.String("category"),
			{Name: "default_value", Accepts: x.AcceptScalar()},
			x.Objects("depends_on", dependencyParser()),
			x.StringOrNull("display").Then(display),
			x.String("label").Require(),
			x.Objects("options", optionParser()),
			x.Integer("order"),
			x.StringOrNull("placeholder"),
			x.Boolean("required"),
			x.Boolean("sensitive"),
			x.StringOrNull("tooltip"),
			x.StringOrNull("type").Then(fieldType),
			x.Strings("ui_restrictions"),
			x.Objects("validations", validationParser()),
			{Name: "value", Accepts: x.AcceptAny(), Parse: unless(x.KindArray)},
		},
	}
}

func dependencyParser() x.Parser {
	return x.Parser{Name: "connector_configuration_dependency", Lenient: true, Fields: []x.Field{
		x.String("field").Require(),
		x.Field{Name: "value", Accepts: x.AcceptScalar()}.Require(),
	}}
}

func optionParser() x.Parser {
	return x.Parser{Name: "connector_configuration_select_option", Lenient: true, Fields: []x.Field{
		x.String("label").Require(),
		x.Field{Name: "value", Accepts: x.AcceptScalar(), Parse: unless(x.KindBool, x.KindNull)}.Require(),
	}}
}

func validationParser() x.Parser {
	constraint := append(x.AcceptScalar(), x.KindArray)
	kind := x.Enum("ConfigurationValidationType", true, "less_than", "greater_than", "list_type", "included_in", "regex")
	return x.Parser{Name: "connector_configuration_validation", Lenient: true, Fields: []x.Field{
		x.Field{Name: "constraint", Accepts: constraint, Parse: unless(x.KindBool, x.KindNull)}.Require(),
		x.String("type").Require().Then(kind),
	}}
}

// unless refuses kinds that the field's token check lets through.
func unless(kinds ...x.Kind) x.ParseFunc {
	return func(n *x.Node) (*x.Node, *x.Exception) {
		for _, kind := range kinds {
			if n.Kind() == kind {
				return nil, x.UnsupportedToken(n)
			}
		}
		return n, nil
	}
}

// display is an enum that promises to take null but then asks it for its text.
func display(n *x.Node) (*x.Node, *x.Exception) {
	if n.IsNull() {
		return nil, exception(500, "illegal_state_exception", "Can't get text on a VALUE_NULL")
	}
	return x.Enum("ConfigurationDisplayType", true, "text", "textbox", "textarea", "numeric", "toggle", "dropdown")(n)
}

func fieldType(n *x.Node) (*x.Node, *x.Exception) {
	if n.IsNull() {
		return n, nil
	}
	return x.Enum("ConfigurationFieldType", false, "str", "int", "list", "bool")(n)
}

// buildField fills in what is always stored and leaves out what was null.
func buildField(given *x.Node) (*x.Node, *x.Exception) {
	defaults := map[string]*x.Node{
		"default_value": x.Null(), "required": x.Bool(false), "sensitive": x.Bool(false), "value": x.Null(),
	}
	field := x.Object()
	for _, f := range fieldParser().Fields {
		value := given.Get(f.Name)
		if value.IsNull() {
			value = defaults[f.Name]
		}
		if value != nil {
			field = field.With(f.Name, value)
		}
	}
	return field, nil
}
