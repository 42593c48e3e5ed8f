package redact

import (
	"bytes"
	"testing"
)

func TestASetHoldsNoSecretAsItIs(t *testing.T) {
	t.Parallel()
	s := New()
	s.Add([]byte("c4n4ry-c4n4ry"))
	if got := s.Redact("it is c4n4ry-c4n4ry... or so"); got != "it is (redacted)... or so" {
		t.Errorf("got %q", got)
	}
	if len(s.patterns) == 0 || s.forward == nil {
		t.Fatal("nothing is known")
	}
	for _, p := range s.patterns {
		if bytes.Contains(p.letters, []byte("4ry")) {
			t.Errorf("a pattern is there to be read: %q", p.letters)
		}
	}
	known := s.patterns
	s.Wipe()
	for _, p := range known {
		if len(bytes.Trim(p.letters, "\x00")) > 0 {
			t.Error("a pattern outlives Wipe")
		}
	}
}
