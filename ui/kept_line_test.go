//go:build unix

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/client/emulator"
)

// keepingTalk talks about one connector with a folder for drafts, a while after
// the talk before.
func keepingTalk(t *testing.T, dir, document string, after ...time.Duration) *talk {
	t.Helper()
	x := newTalk(t, map[string]string{"orders": document})
	x.drafts = dir
	for _, d := range after {
		x.clock.pass(d)
	}
	return x.begin("orders", RunLine)
}

func TestWhatWasTypedIsOfferedNextTimeInLineMode(t *testing.T) {
	t.Parallel()
	dir, fresh := t.TempDir(), document("needs_configuration", everyKind)
	x := keepingTalk(t, dir, fresh)
	x.answers("db.example.com", "70000", "", canary, "delta").question()
	x.signals <- syscall.SIGHUP
	x.ends(129).tells("kept as a draft but for Token")
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no draft was kept: %v", err)
	}
	for _, f := range files {
		if raw, err := os.ReadFile(f); err != nil || strings.Contains(string(raw), canary) {
			t.Errorf("%s holds the secret (%v)", f, err)
		}
	}
	x = keepingTalk(t, dir, fresh)
	x.question()
	x.signals <- syscall.SIGINT // No answer decides nothing.
	x.ends(130)
	x = keepingTalk(t, dir, fresh, 5*time.Minute)
	x.answers("1", "!leave", "<", "<", "2").ends(130).story("kept-draft")
	keepingTalk(t, dir, fresh).answers("<").ends(0)
}

func TestASaveWithoutAnAnswerIsLookedUpNextTimeInLineMode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keepingTalk(t, dir, document("connected", everything()))
	x.answers("other.example.com", "!review").question()
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.answers("y").tells("it may have been saved").question()
	x.signals <- syscall.SIGINT
	x.ends(130)
	landed := string(x.es.Document("orders"))
	keepingTalk(t, dir, landed).tells("Your last save got there").answers("<").ends(0)
}
