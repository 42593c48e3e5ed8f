package ui

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/unsent"
)

// noting is a wizard of action connectors that keeps drafts and notes in a folder, as
// does the one that is started after it.
type noting struct {
	*actions
	dir string
}

func startNoting(t *testing.T, o ActionOptions) noting {
	t.Helper()
	n := noting{prepareActions(t, o, emulator.KibanaOptions{}, 80, 24), t.TempDir()}
	n.m.env.drafts = unsent.Open(n.dir, n.clock.now)
	n.open()
	return n
}

// killed ends the wizard as SIGKILL does, and starts another one.
func (n noting) killed(o ActionOptions) noting {
	n.t.Helper()
	m := NewActionModel(n.m.env.ctx, Options{Actions: n.m.env.actions, Now: n.clock.now, Theme: n.m.env.theme, Pace: n.m.env.pace}, o)
	m.env.drafts = unsent.Open(n.dir, n.clock.now)
	m.env.size = n.m.env.size
	n.m = m
	n.open()
	return n
}

// notes are the contents of all files in the folder.
func (n noting) notes() string {
	n.t.Helper()
	names, err := filepath.Glob(filepath.Join(n.dir, "*"))
	if err != nil {
		n.t.Fatal(err)
	}
	all := ""
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			n.t.Fatal(err)
		}
		all += name + " " + string(raw) + "\n"
	}
	return all
}

// silent expects that no file is left.
func (n noting) silent() {
	n.t.Helper()
	if got := n.notes(); got != "" {
		n.t.Errorf("left on disk: %s", got)
	}
}

// arrivals expects that so many writes arrived.
func (n noting) arrivals(want int) {
	n.t.Helper()
	if got := n.bodies(); len(got) != want {
		n.t.Errorf("%d writes arrived, want %d: %q", len(got), want, got)
	}
}

// changes matches the requests that create or update something.
func changes(r *http.Request) bool { return r.Method == http.MethodPost || r.Method == http.MethodPut }

// lists matches the requests for all connectors.
func lists(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/connectors") }

func TestACreationWhoseAnswerWasLostIsNotMadeTwice(t *testing.T) {
	t.Parallel()
	log := ActionOptions{New: true, Type: ".server-log"}
	x := startNoting(t, log)
	x.enters("name", "漢字") // Kibana makes up the id.
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 1})
	x.press("ctrl+s", "enter").sees("it may have been done")
	x = x.killed(log)
	x.sees("Your last creation got there, though its answer was lost: connector", "This form creates another one.", "Enter to the form")
	x.press("enter").sees("New Server log connector")
	x.silent()
	x.arrivals(1)
}

func TestACreationThatDidNotArriveIsSaidNotToHave(t *testing.T) {
	t.Parallel()
	o := ActionOptions{New: true, Type: ".webhook"}
	x := startNoting(t, o)
	hook(x.actions)
	x.link.Add(emulator.Fault{Match: changes, ResetBefore: true, Times: 1})
	x.press("ctrl+s", "enter").sees("try again")
	if notes := x.notes(); !strings.Contains(notes, "Ticket hook") || strings.Contains(notes, "CANARY") {
		t.Errorf("noted %s", notes)
	}
	x.press("ctrl+c")
	x.m.keep()
	x = x.killed(o)
	x.sees("Your last creation did not get there").press("enter").sees("not sent: Name, URL.").press("enter")
	x.enters("user", "u").enters("password", "p").press("ctrl+s", "enter").sees("Connector created: ticket-hook-2")
	x.silent()
	x.arrivals(1)
}

func TestACreationInDoubtThatCannotBeLookedUpStaysInDoubt(t *testing.T) {
	t.Parallel()
	o := ActionOptions{New: true, Type: ".server-log"}
	x := startNoting(t, o)
	x.enters("name", "Line")
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 1})
	x.press("ctrl+s", "enter").sees("it may have been done")
	asked := 0
	x.link.Add(emulator.Fault{Match: func(r *http.Request) bool {
		if lists(r) {
			asked++
		}
		return lists(r) && asked > 1 // The first list is that of the choice of types.
	}, Status: 403, Times: 1})
	x = x.killed(o)
	x.sees("can't be looked up now", "looked up again before another one is created").press("enter")
	x.enters("name", "Other").press("ctrl+s", "enter").sees("It was created before", "connector line was created by the request before")
	x.arrivals(1)
	x.press("r").sees("Connector created: other")
	x.arrivals(2)
	x.silent()
}

func TestACreationInDoubtThatWasChangedSinceIsNotMadeTwiceUnasked(t *testing.T) {
	t.Parallel()
	x := startNoting(t, ActionOptions{New: true, Type: ".webhook"})
	hook(x.actions)
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 1})
	x.press("ctrl+s", "enter").sees("it may have been done").press("esc")
	x.enters("name", " 2").press("ctrl+s", "enter").sees("It was created before", "connector ticket-hook-2 was created")
	x.arrivals(1)
	x.press("esc").sees("https://h.example/x").press("ctrl+s", "enter").sees("Connector created: ticket-hook-2-2")
	x.arrivals(2)
}

func TestWhatWasTypedAfterACreationInDoubtIsNotLost(t *testing.T) {
	t.Parallel()
	o := ActionOptions{New: true, Type: ".webhook"}
	for name, later := range map[string]string{"the same was kept": "", "more was typed": "2"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := startNoting(t, o)
			hook(x.actions)
			x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 1})
			x.press("ctrl+s", "enter").sees("it may have been done").press("esc").enters("url", later).press("ctrl+c", "ctrl+c")
			x.m.keep()
			x = x.killed(o)
			x.sees("Your last creation got there").press("enter")
			if later == "" {
				x.sees("New Webhook connector").misses("not sent")
				return
			}
			x.sees("not sent: Name, URL.").press("enter").sees("https://h.example/x2")
		})
	}
}

func TestASecondCreationIsNotTakenForTheFirst(t *testing.T) {
	t.Parallel()
	x := startNoting(t, ActionOptions{New: true, Type: ".webhook"})
	hook(x.actions)
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 1})
	x.press("ctrl+s", "enter").sees("it may have been done").press("esc").enters("password", "other")
	x.press("ctrl+s", "enter").sees("It was created before")
	x.link.Add(emulator.Fault{Match: changes, ResetBefore: true, Times: 1})
	x.press("r").sees("it may have been done").press("r").sees("Connector created: ticket-hook-3")
	x.arrivals(2)
}

func TestAnUpdateWhoseAnswerWasLostIsLookedUp(t *testing.T) {
	t.Parallel()
	hooked := ActionOptions{ID: "ticket-hook"}
	x := startNoting(t, hooked)
	x.press("enter").enters("url", "2").enters("user", "CANARY-u").enters("password", "CANARY-p")
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 2})
	x.press("ctrl+s", "enter").sees("it may have been done")
	if notes := x.notes(); !strings.Contains(notes, "tickets.shop.invalid/hook2") || strings.Contains(notes, "CANARY") {
		t.Errorf("noted %s", notes)
	}
	x = x.killed(hooked)
	x.sees("Your last save got there, though its answer was lost.", "To be typed again:").press("enter").sees("hook2")
	x.silent()

	x.enters("user", "u").enters("password", "p")
	x.link.Add(emulator.Fault{Match: changes, ResetBefore: true, Times: 2})
	x.press("ctrl+s", "enter").sees("try again")
	x = x.killed(hooked)
	x.sees("carried only secrets").press("enter").enters("url", "3").enters("user", "u").enters("password", "p")
	x.link.Add(emulator.Fault{Match: changes, ResetBefore: true, Times: 2})
	x.press("ctrl+s", "enter").sees("try again")
	x = x.killed(hooked)
	x.sees("Your last save is not what is stored")
	x.silent()
}

func TestAnUpdateThatGotThereIsNotSentAgain(t *testing.T) {
	t.Parallel()
	x := startNoting(t, ActionOptions{ID: "alert-history"})
	x.enters("index", "-2")
	x.link.Add(emulator.Fault{Match: changes, ResetAfter: true, Times: 2})
	x.press("ctrl+s", "enter").sees("it may have been done").press("r").sees("Connector updated: alert-history")
	x.arrivals(2) // The client tries a PUT twice by itself.
	x.silent()
}
