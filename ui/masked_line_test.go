//go:build unix

package ui

import (
	"strings"
	"testing"
)

func TestLineModeMasksWhatLooksLikeASecret(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", unmarked))
	x.tells("Host").answers("").tells("Token, hidden (set)").answers("CANARY-new").tells("replaced, 10 characters")
	if strings.Contains(x.transcript(), "CANARY") {
		t.Errorf("a secret is shown: %s", x.transcript())
	}
}
