//go:build unix

package ui

import (
	"testing"
	"time"
)

func TestAConnectorIsChosenAndConfigured(t *testing.T) {
	t.Parallel()
	docs := several()
	docs["orders"] = document("needs_configuration", everyKind)
	x := startTalk(t, "", docs)
	x.answers("source 3", "", "<", "1")
	x.answers("db.example.com", "5432", canary, "2", "", "", "", "y")
	x.tells("No answer yet")
	x.setStatus("connected", "")
	x.answers("<").ends(0).story("picker")
}

func TestAFormIsFilledInAndAccepted(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("needs_configuration", everyKind))
	x.answers("?", "db.example.com", "70000", "5432", canary, "5", "delta", "perhaps", "on")
	x.answers("-----BEGIN-----\r"+canary+"\r-----END-----\r.", "customers\rorders\r.", "y", "", "a note", "y")
	x.tells("No answer yet")
	x.setStatus("connected", "")
	x.ends(0).story("form")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"host":"db.example.com","port":5432,"token":"`+canary+
		`","mode":"delta","tls":true,"ca":"-----BEGIN-----\n`+canary+`\n-----END-----","tables":"customers,orders","note":"a note"}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestOneSecretIsEdited(t *testing.T) {
	t.Parallel()
	x := startLineEdit(t, EditOptions{Field: "token"}, one("connected", everything()))
	x.answers("?", canary, "y")
	x.tells("No answer yet")
	x.setStatus("connected", "")
	x.ends(0).story("edit-secret")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"token":"`+canary+`"}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestAReviewNamesTheProblemsAndSavesAnyway(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("!find port", "70000", "", "!list", "!find token", "!clear", "y", "!review", "1", "", "2", "y")
	x.tells("No answer yet")
	x.setStatus("error", "Field validation errors: 'Port' value '70000' should be less than 65536.")
	x.tells("may still be about")
	x.clock.pass(31 * time.Second)
	x.answers("1", "5432", "n", "!leave", "y").ends(130).story("review")
}

func TestAConflictIsDecidedFieldByField(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("mine.example.com", "1", canary, "!review")
	x.question()
	x.put(with(with(with(with(everyKind, "host", `"theirs.example.com"`), "port", "2"), "token", `"`+canary+`-theirs"`), "mode", `"all"`))
	x.answers("y", "2", "1", "1")
	x.tells("No answer yet")
	x.types("\r").ends(8).story("conflict")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"port":1,"token":"`+canary+`"}}`) {
		t.Errorf("sent %q", got)
	}
}
