package emulator

import (
	"errors"
	"fmt"
	"slices"

	"connwiz/client/emulator/internal/xcontent"
)

// store is one index: documents by id, in the order in which they came.
type store struct {
	ids  []string
	docs map[string]*xcontent.Node
}

func (s *store) get(id string) *xcontent.Node { return s.docs[id] }

func (s *store) put(id string, doc *xcontent.Node) {
	if s.docs == nil {
		s.docs = map[string]*xcontent.Node{}
	}
	if _, known := s.docs[id]; !known {
		s.ids = append(s.ids, id)
	}
	s.docs[id] = doc
}

func (s *store) remove(id string) {
	delete(s.docs, id)
	s.ids = slices.DeleteFunc(s.ids, func(other string) bool { return other == id })
}

// update lays a partial document over the stored one and says whether anything
// changed.
func (s *store) update(id string, patch *xcontent.Node) (result string) {
	old := s.docs[id]
	merged := xcontent.Merge(old, patch)
	if xcontent.Equal(old, merged) {
		return "noop"
	}
	s.docs[id] = merged
	return "updated"
}

func parseDocument(raw []byte) (*xcontent.Node, error) {
	doc, refusal := xcontent.Parse(raw)
	if refusal != nil {
		return nil, fmt.Errorf("parse document: %s", refusal.Reason)
	}
	if doc.Kind() != xcontent.KindObject {
		return nil, errors.New("parse document: not a JSON object")
	}
	return doc, nil
}
