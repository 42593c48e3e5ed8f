package emulator

import (
	"net/http"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// updateConfiguration takes either a whole schema with values or values alone,
// and checks neither values against schema nor anything the schema asks for:
// that is left to user interface and connector service.
func (s *Server) updateConfiguration() update {
	fields := []x.Field{{Name: "configuration", Accepts: x.AcceptObject(), Parse: x.Map(fieldParser().Parse)}}
	if s.has(statusRelease) {
		fields = append(fields, x.Field{Name: "values", Accepts: x.AcceptAny(), Parse: valuesMap, After: valuesEnd})
	} else {
		fields[0] = fields[0].Require()
	}
	return update{
		path: "_configuration", action: "update_configuration",
		parser:   parser("configuration", fields...),
		problems: configurationProblems,
		rewrite:  configurationRewrite,
		patch:    configurationPatch,
	}
}

func configurationProblems(body *x.Node) []string {
	switch schema, values := body.Has("configuration"), body.Has("values"); {
	case !schema && !values:
		return []string{"[configuration] and [values] cannot both be null."}
	case schema && values:
		return []string{"[configuration] and [values] cannot both be provided in the same request."}
	default:
		return nil
	}
}

// valuesMap reads everything that isn't an object as an empty map, as the
// server's map reader does.
func valuesMap(n *x.Node) (*x.Node, *x.Exception) {
	if n.Kind() != x.KindObject {
		return x.Object(), nil
	}
	return n, nil
}

// valuesEnd is how that reader fails on an array: it never moves to its end.
func valuesEnd(n *x.Node) *x.Exception {
	if n.Kind() != x.KindArray {
		return nil
	}
	return exception(http.StatusInternalServerError, "illegal_state_exception", "parser for [values] did not end on END_ARRAY")
}

// configurationRewrite replaces the whole map: what isn't sent is gone, old
// values too.
func configurationRewrite(doc, body *x.Node) *x.Node {
	schema := body.Get("configuration")
	if schema == nil {
		return nil
	}
	return doc.With("configuration", schema).With("status", x.Text("configured"))
}

// configurationPatch changes nothing of a field but its value.
func configurationPatch(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
	values := body.Get("values")
	if unknown := unknownFields(doc, values); len(unknown) > 0 {
		return nil, refused("Unknown [configuration] fields in the request payload: [%s]. "+
			"Remove them from request or register their schema first.", strings.Join(unknown, ", "))
	}
	fields := x.Object()
	for _, m := range values.Members() {
		if m.Value.IsNull() {
			return nil, nullPointer() // the server's maps can't hold null
		}
		fields = fields.With(m.Name, x.Object(x.M("value", m.Value)))
	}
	return x.Object(x.M("configuration", fields), x.M("status", x.Text("configured"))), nil
}

func unknownFields(doc, values *x.Node) (unknown []string) {
	for _, m := range values.Members() {
		if !doc.Get("configuration").Has(m.Name) {
			unknown = append(unknown, m.Name)
		}
	}
	return unknown
}
