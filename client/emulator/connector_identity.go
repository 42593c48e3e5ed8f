package emulator

import (
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// needsOne is what an update says whose two fields are both missing or null.
func needsOne(a, b string) func(*x.Node) []string {
	return func(body *x.Node) []string {
		if !body.Get(a).IsNull() || !body.Get(b).IsNull() {
			return nil
		}
		return []string{"[" + a + "] and [" + b + "] cannot both be [null]. Please provide a value for at least one of them."}
	}
}

// updateName can set name and description but never clear them.
func (s *Server) updateName() update {
	name := x.StringOrNull("name")
	if !s.has(statusRelease) {
		name = x.String("name").Require()
	}
	return update{
		path: "_name", action: "update_name", blind: true,
		parser:   parser("name", name, x.StringOrNull("description")),
		problems: needsOne("name", "description"),
		patch:    merge,
	}
}

// updateAPIKeyID notes ids and checks nothing about them.
func (s *Server) updateAPIKeyID() update {
	return update{
		path: "_api_key_id", action: "update_api_key_id", since: statusRelease, blind: true,
		parser:   parser("api_key_id", x.StringOrNull("api_key_id"), x.StringOrNull("api_key_secret_id")),
		problems: needsOne("api_key_id", "api_key_secret_id"),
		patch:    merge,
	}
}

// updateIndexName attaches an index, or detaches with null.
func (s *Server) updateIndexName() update {
	return update{
		path: "_index_name", action: "update_index_name", since: statusRelease,
		parser: parser("index_name", x.StringOrNull("index_name").Require()),
		problems: func(body *x.Node) []string {
			return s.createProblems(body)
		},
		before: func(id string, body *x.Node) *x.Exception {
			return s.indexNameFree(id, body.Get("index_name"))
		},
		patch: func(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
			name := body.Get("index_name")
			if s.misnamed(name, doc) {
				return nil, refused("Index attached to an Elastic-managed connector must start with the prefix: [%s]. "+
					"The index name in the payload [%s] doesn't comply with this requirement.", nativePrefix, name.Text())
			}
			return body, nil
		},
	}
}

// misnamed reports whether an index name lacks the prefix that it needs beside a
// true is_native.
func (s *Server) misnamed(name, beside *x.Node) bool {
	return s.has(softDeleteRelease) && beside.Get("is_native").True() &&
		!name.IsNull() && !strings.HasPrefix(name.Text(), nativePrefix)
}

// updateNative hands a connector to Elastic, or back.
func (s *Server) updateNative() update {
	return update{
		path: "_native", action: "update_native", since: statusRelease,
		parser: parser("native", x.Boolean("is_native").Require()),
		patch: func(id string, doc, body *x.Node) (*x.Node, *x.Exception) {
			name := doc.Get("index_name")
			if s.misnamed(name, body) {
				return nil, refused("The index name [%s] attached to the connector [%s] must start with the required prefix: [%s] "+
					"to be Elastic-managed. Please update the attached index first to comply with this requirement.",
					name.Text(), id, nativePrefix)
			}
			if doc.Get("status").Text() == "connected" || !s.has(rulesRelease) {
				body = body.With("status", x.Text("configured"))
			}
			return body, nil
		},
	}
}
