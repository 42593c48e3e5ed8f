package emulator

// apiKey is a key that this server made.
type apiKey struct{ id, name, encoded string }

// minted reports whether the server made the key itself.
func (s *Server) minted(encoded string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		if k.encoded == encoded {
			return true
		}
	}
	return false
}
