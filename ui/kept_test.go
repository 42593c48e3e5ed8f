package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// keeping opens the wizard on one connector with a folder for drafts.
func keeping(t *testing.T, dir string) *wizard {
	t.Helper()
	x := prepare(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.m = NewModel(context.Background(), Options{Cluster: x.m.env.cluster, ID: "orders", Host: "es.example:9200",
		Now: x.clock.now, Theme: x.m.env.theme, Pace: x.m.env.pace, Drafts: unsent.Open(dir, x.clock.now)})
	x.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	return x.begin()
}

func TestWhatWasTypedIsOfferedNextTimeWithoutSecrets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.typed("db.example.com").press("tab").typed("70000").press("tab").typed("CANARY-token").press("tab", "right", "ctrl+c", "ctrl+c")
	x.m.keep()
	if o := x.m.Outcome(); !strings.Contains(o.Lines[0], "kept as a draft but for Token") {
		t.Errorf("outcome %+v", o)
	}
	noCanary(t, dir)

	x = keeping(t, dir)
	x.sees("Left just now, not sent: Host, Port, Mode", "To be typed again", "Token")
	x.press("enter").sees("db.example.com", "70000", "Everything", "3 changes taken up", "To be typed again: Token")
}

func TestAKeptDraftOutlivesLookingAway(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.typed("db.example.com").press("ctrl+c")
	x.m.keep()
	x = keeping(t, dir)
	x.sees("Left just now").press("ctrl+c")
	x.m.keep()
	x = keeping(t, dir)
	x.sees("Left just now").press("d").sees("(db.example.com)").press("esc")
	x.m.keep()
	keeping(t, dir).misses("Left just now")
}

func TestASentDraftIsForgotten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.typed("db.example.com").press("ctrl+c")
	x.m.keep()
	x = keeping(t, dir)
	x.press("enter", "ctrl+s", "enter").sees("Configuration updated").press("esc")
	x.m.keep()
	keeping(t, dir).misses("Left just now")
}

func TestASaveWithoutAnAnswerIsLookedUpNextTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.typed("db.example.com").press("ctrl+s", "enter").sees("may have been saved").press("ctrl+c")
	x.m.keep()
	landed := x.es.Document("orders")

	y := keeping(t, dir)
	y.sees("Left just now").press("d").sees("Your last save is not what is stored")
	y.m.keep()

	x = keeping(t, dir)
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.typed("db.example.com").press("ctrl+s", "enter", "ctrl+c")
	x.m.keep()
	z := prepare(t, "orders", 80, 24, map[string]string{"orders": string(landed)})
	z.m.env.drafts = unsent.Open(dir, z.clock.now)
	z.begin().sees("Your last save got there").misses("Left just now")
}

func TestASaveThatWasFoundToHaveLandedIsNotToldOfNextTime(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.typed("db.example.com").press("ctrl+s", "enter").sees("may have been saved")
	x.faults.Clear()
	x.press("r").sees("Configuration updated").press("esc")
	x.m.keep()
	y := prepare(t, "orders", 80, 24, map[string]string{"orders": string(x.es.Document("orders"))})
	y.m.env.drafts = unsent.Open(dir, y.clock.now)
	y.begin().sees("db.example.com").misses("last save", "Left just now")
}

// noCanary fails when any file holds the secret.
func noCanary(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no draft was kept: %v", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), "CANARY") {
			t.Errorf("%s holds the secret", f)
		}
	}
}

func TestAnOfferSaysWhatChangedOnTheServerSince(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	x := keeping(t, dir)
	x.typed("db.example.com").press("tab").typed("70000").press("ctrl+c")
	x.m.keep()
	moved := strings.Replace(everyKind, `without a scheme.", "value": ""`, `without a scheme.", "value": "moved.example.com"`, 1)
	if moved == everyKind {
		t.Fatal("the sample has no host any more")
	}
	y := prepare(t, "orders", 80, 24, one("needs_configuration", moved))
	y.m.env.drafts = unsent.Open(dir, y.clock.now)
	y.begin().sees("Left just now, not sent: Host, Port", "Changed on the server since", "- Host: was not set, is now moved.example.com").
		misses("- port")
	y.press("enter").sees("2 changes taken up")
}
