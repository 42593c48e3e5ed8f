package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// update is one of the PUT /_connector/{id}/… endpoints.
type update struct {
	path, action string
	since        int       // the release that brought it
	parser       *x.Parser // nil: the endpoint reads no body
	// blind updates don't read the connector first: they reach softly deleted
	// ones, and a missing one is a missing document.
	blind bool
	// problems is what the request says against itself; nil: nothing.
	problems func(body *x.Node) []string
	// before is checked before the connector is looked for; nil: nothing.
	before func(id string, body *x.Node) *x.Exception
	// patch returns the partial document.
	patch func(id string, doc, body *x.Node) (*x.Node, *x.Exception)
	// rewrite returns the whole new document, or nil where the request is for a
	// patch. It stands for the server's scripts, which always answer updated.
	rewrite func(doc, body *x.Node) *x.Node
}

// update makes the handler of an update.
func (s *Server) update(u update) func(*call) (operation, *x.Exception) {
	return func(c *call) (operation, *x.Exception) {
		id := c.ids["connector_id"]
		body := x.Object()
		if u.parser != nil {
			var refusal *x.Exception
			if body, refusal = c.content(*u.parser); refusal != nil {
				return operation{}, refusal
			}
		}
		problems := emptyID(id)
		if u.problems != nil {
			problems = append(problems, u.problems(body)...)
		}
		return operation{problems: problems, run: func() (reply, *x.Exception) {
			return s.runUpdate(u, id, body)
		}}, nil
	}
}

func (s *Server) runUpdate(u update, id string, body *x.Node) (reply, *x.Exception) {
	if u.before != nil {
		if refusal := u.before(id, body); refusal != nil {
			return reply{}, refusal
		}
	}
	doc, missing := s.existing(id, u.blind)
	if missing != nil {
		if u.blind {
			missing = documentMissing(connectorIndex, id)
		}
		return reply{}, missing
	}
	if u.rewrite != nil {
		if whole := u.rewrite(doc, body); whole != nil {
			s.connectors.put(id, whole)
			return result("updated"), nil
		}
	}
	patch, refusal := u.patch(id, doc, body)
	if refusal != nil {
		return reply{}, refusal
	}
	return result(s.connectors.update(id, patch)), nil
}

func result(word string) reply { return ok(x.M("result", x.Text(word))) }

// parser makes the parser of an update, whose name follows a pattern.
func parser(name string, fields ...x.Field) *x.Parser {
	return &x.Parser{Name: "connector_update_" + name + "_request", Fields: fields}
}

// updates lists the update endpoints.
func (s *Server) updates() []update {
	return []update{
		s.updateActive(), s.updateAPIKeyID(), s.updateCheckIn(), s.updateConfiguration(), s.updateError(),
		s.updateFeatures(), s.updateIndexName(), s.updateLastSync(), s.updateName(), s.updateNative(),
		s.updatePipeline(), s.updateScheduling(), s.updateServiceType(), s.updateStatus(), s.updateValidation(),
	}
}

// merge is the patch of updates that write their body as it is, less its nulls.
func merge(_ string, _, body *x.Node) (*x.Node, *x.Exception) {
	patch := x.Object()
	for _, m := range body.Members() {
		patch = given(patch, body, m.Name)
	}
	return patch, nil
}
