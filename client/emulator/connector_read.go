package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// existing returns a connector that is there and not softly deleted.
func (s *Server) existing(id string, withDeleted bool) (*x.Node, *x.Exception) {
	doc := s.connectors.get(id)
	if doc == nil || (doc.Get("deleted").True() && !withDeleted) {
		return nil, notFound("connector [%s] not found", id)
	}
	return doc, nil
}

// getConnector answers GET /_connector/{id}.
func (s *Server) getConnector(c *call) (operation, *x.Exception) {
	id := c.ids["connector_id"]
	withDeleted, refusal := c.since(softDeleteRelease, "include_deleted")
	return operation{problems: emptyID(id), run: func() (reply, *x.Exception) {
		doc, missing := s.existing(id, withDeleted)
		if missing != nil {
			return reply{}, missing
		}
		return reply{status: 200, body: withID(id, doc)}, nil
	}}, refusal
}

// withID is a document as answers show it.
func withID(id string, doc *x.Node) *x.Node {
	return x.Object(append([]x.Member{x.M("id", x.Text(id))}, doc.Without("id").Members()...)...)
}

func emptyID(id string) []string {
	if id == "" {
		return []string{`[connector_id] cannot be [null] or [""].`}
	}
	return nil
}

// deleteConnector answers DELETE /_connector/{id}: without hard it only marks.
func (s *Server) deleteConnector(c *call) (operation, *x.Exception) {
	id := c.ids["connector_id"]
	jobs, refusal := c.since(rulesRelease, "delete_sync_jobs")
	hard, hardRefusal := c.since(softDeleteRelease, "hard")
	if refusal == nil {
		refusal = hardRefusal
	}
	hard = hard || !s.has(softDeleteRelease)
	return operation{problems: emptyID(id), run: func() (reply, *x.Exception) {
		doc, missing := s.existing(id, hard)
		if missing != nil {
			return reply{}, missing
		}
		if hard {
			s.connectors.remove(id)
		} else {
			s.connectors.put(id, doc.With("deleted", x.Bool(true)))
		}
		if jobs {
			s.removeJobs(id)
		}
		return ok(x.M("acknowledged", x.Bool(true))), nil
	}}, refusal
}
