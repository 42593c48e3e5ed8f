package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/schema"

	tea "github.com/charmbracelet/bubbletea"
)

// openEdit opens the editing of one field.
func openEdit(t *testing.T, configuration string, edit EditOptions) *wizard {
	t.Helper()
	x := prepare(t, "orders", 80, 24, one("connected", configuration))
	m := NewEditModel(context.Background(), Options{Cluster: x.m.env.cluster, ID: "orders", Host: "es.example:9200",
		Now: x.clock.now, Theme: x.m.env.theme, Pace: x.m.env.pace}, edit)
	x.m = m
	x.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	return x.begin()
}

func TestEditingOneSecretSendsExactlyThat(t *testing.T) {
	t.Parallel()
	// Ten other problems in the document don't matter.
	x := openEdit(t, with(everyKind, "token", `"old-token"`), EditOptions{Field: "token"})
	x.sees("Token *", "set", "access token").misses("old-token", "Host")
	x.typed("new-s3cr3t").misses("new-s3cr3t").press("ctrl+r").sees("new-s3cr3t").press("ctrl+r").misses("new-s3cr3t")
	x.press("enter").sees("set → replaced", "Enter sends 1 value").misses("new-s3cr3t")
	x.press("enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"token":"new-s3cr3t"}}` {
		t.Errorf("sent %q", got)
	}
	before := 0
	for _, r := range x.es.Requests() {
		if r.Method == "PUT" {
			break
		}
		before++
	}
	if before != 2 {
		t.Errorf("%d reads before the write, want 2", before)
	}
	x.setStatus("connected", "")
	x.tick()
	if o := x.m.Outcome(); o.Code != 0 || len(o.Lines) != 1 || strings.Contains(o.Lines[0], "s3cr3t") {
		t.Errorf("outcome %+v", o)
	}
}

func TestEditFindsAFieldByItsLabel(t *testing.T) {
	t.Parallel()
	openEdit(t, everyKind, EditOptions{Field: "rows a page"}).sees("Rows a page", "empty: 50 is used")
}

func TestEditNamesTheNearestFields(t *testing.T) {
	t.Parallel()
	x := openEdit(t, everyKind, EditOptions{Field: "tokn"})
	var missing *schema.NoFieldError
	if !x.quit || !errors.As(x.m.Outcome().Err, &missing) || missing.Nearest[0] != "token" {
		t.Errorf("outcome %+v", x.m.Outcome())
	}
}

func TestAHiddenFieldIsEditedWithAWarning(t *testing.T) {
	t.Parallel()
	x := openEdit(t, everyKind, EditOptions{Field: "ca"})
	x.sees("The service ignores this field now: shown when Use TLS is on")
	x.pasted("pem").press("ctrl+s", "enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"ca":"pem"}}` {
		t.Errorf("sent %q", got)
	}
}

func TestASecretIsTypedTwiceWhereAsked(t *testing.T) {
	t.Parallel()
	x := openEdit(t, everyKind, EditOptions{Field: "token", Confirm: true})
	x.typed("s3cr3t-a").press("enter").sees("once more").typed("s3cr3t-b").press("enter").sees("The two differ")
	x.typed("s3cr3t-a").press("enter").typed("s3cr3t-a").press("enter").sees("Enter sends 1 value").misses("s3cr3t")
}

func TestEditTakesNoMoreOfTheScreenThanItNeeds(t *testing.T) {
	t.Parallel()
	x := openEdit(t, everyKind, EditOptions{Field: "token"})
	if n := strings.Count(x.m.View(), "\n") + 1; n > 5 {
		t.Errorf("%d lines:\n%s", n, x.screen())
	}
}

func TestEditingAListEndsInTheReview(t *testing.T) {
	t.Parallel()
	x := openEdit(t, everyKind, EditOptions{Field: "mode"})
	x.sees("Enter open").press("enter").sees("Enter choose").press("down", "enter").sees("Enter review")
	x.press("enter").sees("not set → Changes").press("enter").sees("Configuration updated")
}

func TestAListThatCannotBeReadIsAFailure(t *testing.T) {
	t.Parallel()
	x := prepare(t, "", 80, 24, nil)
	x.faults.Add(emulator.Fault{Status: 503})
	x.begin().sees("can't be reached").press("esc")
	if o := x.m.Outcome(); !x.quit || o.Err == nil {
		t.Errorf("outcome %+v", o)
	}
}
