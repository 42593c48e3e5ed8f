package ui

import (
	"net/http"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// deletes matches the requests that delete something.
func deletes(r *http.Request) bool { return r.Method == http.MethodDelete }

// deletions are the paths of those that arrived.
func (s kibanaStand) deletions() []string {
	var out []string
	for _, r := range s.kibana.Requests() {
		if r.Method == http.MethodDelete {
			out = append(out, r.Path)
		}
	}
	return out
}

// toDelete opens the list, and the deletion of the connector that the words find.
func toDelete(t *testing.T, words string) *actions {
	t.Helper()
	x := startActions(t, ActionOptions{}, 80, 24)
	x.typed(words)
	x.send(tea.KeyMsg{Type: tea.KeyF8})
	return x
}

func TestAConnectorIsDeletedOnceItsNameIsTyped(t *testing.T) {
	t.Parallel()
	var saves []Save
	x := startActions(t, ActionOptions{}, 80, 24)
	x.m.env.saved = func(s Save) { saves = append(saves, s) }
	x.m.env.drafts = unsent.Open(t.TempDir(), x.clock.now)
	x.typed("ticket").sees("F8 delete")
	x.send(tea.KeyMsg{Type: tea.KeyF8})
	x.sees("Delete Ticket hook", "kb.example:5601", "1 rule or case uses it", "Type its name to delete it:", "Enter delete it", "Esc keep it")
	x.press("enter").sees("Nothing is deleted without the name.").typed("ticket hook?").press("enter").sees("That is neither its name nor its id.")
	if got := x.deletions(); len(got) > 0 {
		t.Errorf("deleted %v", got)
	}
	x.press("ctrl+u").typed("Ticket hook").press("enter").sees("ticket-hook: connector deleted", "Action connectors").press("esc").misses("Ticket hook").press("esc")
	if o := x.m.Outcome(); o.Code != 0 || len(o.Lines) != 1 || o.Lines[0] != "ticket-hook: connector deleted" {
		t.Errorf("outcome %+v", o)
	}
	if got := x.deletions(); len(got) != 1 || got[0] != "/api/actions/connector/ticket-hook" {
		t.Errorf("deleted %v", got)
	}
	if len(saves) != 1 || saves[0].Connector != "ticket-hook" || saves[0].Err != nil {
		t.Errorf("on record: %+v", saves)
	}
}

func TestADeletionCanBeLeft(t *testing.T) {
	t.Parallel()
	x := toDelete(t, "ticket").typed("Ticket hook").press("esc").sees("Action connectors", "Ticket hook")
	if got := x.deletions(); len(got) > 0 {
		t.Errorf("deleted %v", got)
	}
}

func TestWhatCannotBeDeletedHasNoKeyForIt(t *testing.T) {
	t.Parallel()
	toDelete(t, "operators").misses("F8").sees("Action connectors")
	x := startActions(t, ActionOptions{}, 80, 24)
	x.misses("F8").send(tea.KeyMsg{Type: tea.KeyF8})
	x.sees("Action connectors")
	x.m.env.readOnly = true
	x.run(x.m.top().start(x.m.env))
	x.typed("ticket").misses("F8").send(tea.KeyMsg{Type: tea.KeyF8})
	x.sees("Action connectors")
}

func TestAConnectorThatIsAnotherByNowIsNotDeleted(t *testing.T) {
	t.Parallel()
	x := toDelete(t, "history").typed("Alert history")
	x.another(t, "PUT", "/api/actions/connector/alert-history", `{"name": "Audit", "config": {"index": "i"}, "secrets": {}}`)
	x.press("enter").sees(`somebody changed it: it is called "Audit" now`, "Nothing was deleted").press("esc").sees("Action connectors")
	if got := x.deletions(); len(got) > 0 {
		t.Errorf("deleted %v", got)
	}
}

func TestADeletionThatFailedIsTriedAgain(t *testing.T) {
	t.Parallel()
	x := toDelete(t, "ticket").typed("ticket-hook")
	x.link.Add(emulator.Fault{Match: deletes, Status: 403, Times: 1, Body: `{"statusCode":403,"error":"Forbidden","message":"Unauthorized to delete actions"}`})
	x.press("enter").sees("Not allowed", "Unauthorized to delete actions", "r try again").press("r").sees("ticket-hook: connector deleted")
}

func TestADeletionThatIsNotWaitedForIsInDoubt(t *testing.T) {
	t.Parallel()
	x := toDelete(t, "ticket").typed("Ticket hook")
	x.hold = true
	x.press("enter").sees("Deleting ticket-hook").press("ctrl+c")
	if o := x.m.Outcome(); o.Code != codeCancelled || len(o.Lines) != 1 || o.Lines[0] != "ticket-hook: left while it was deleted: it may be gone; look: connwiz action list" {
		t.Errorf("outcome %+v", o)
	}
}
