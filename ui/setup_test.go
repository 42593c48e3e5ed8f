//go:build unix

package ui

import (
	"os"
	"strings"
	"testing"
)

func TestASetUpLeadsFromNothingToAFirstSync(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).syncing().rounds(6)
	x.sees("The sync is complete.", "360 indexed")
	x.takes("Finish")
	if o := x.m.Outcome(); !x.quit || o.Code != 0 || len(o.Lines) == 0 {
		t.Errorf("ended %v with %+v", x.quit, o)
	}
	raw, err := os.ReadFile(x.config)
	if err != nil || !strings.Contains(string(raw), "connector_id: orders") {
		t.Errorf("config.yml: %v\n%s", err, raw)
	}
	if strings.Contains(x.screen(), canarySecret) {
		t.Error("the typed secret is on the screen")
	}
}
