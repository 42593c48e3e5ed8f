package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// takes reports whether the service works for a connector. A real one does for those
// that its config.yml lists, with the credentials that stand there, and reads that file
// only when it starts; so a connector that has just got an entry has to wait.
func (v *Service) takes(s *Server, id string, doc *x.Node) bool {
	if !v.Wary {
		return true
	}
	rounds, known := v.waited[id]
	switch {
	case known && rounds >= v.Rounds:
		return true
	case known || v.entered(s, id, doc):
		v.waited[id] = rounds + 1
	}
	return false
}

// meet takes the connectors that are there when the service begins for those of its
// config.yml.
func (v *Service) meet(s *Server) {
	if v.waited != nil {
		return
	}
	v.waited = map[string]int{}
	for _, id := range s.connectors.ids {
		v.waited[id] = v.Rounds
	}
}

// entered reports whether a connector can be in config.yml with a key. Elastic's own
// service needs no such entry, and an old server can't record keys.
func (v *Service) entered(s *Server, id string, doc *x.Node) bool {
	recorded := !doc.Get("api_key_id").IsNull() || doc.Get("is_native").True() || !s.has(statusRelease)
	if v.Lists == nil {
		return recorded
	}
	return v.Lists(id, recorded)
}
