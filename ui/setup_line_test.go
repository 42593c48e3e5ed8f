//go:build unix

package ui

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// talking is a set-up in line mode on a terminal of its own.
type talking struct {
	*talk
	home *newcomer
}

// tellsOf begins a set-up in line mode, on the cluster of a newcomer.
func tellsOf(t *testing.T, home *newcomer, id string) *talking {
	t.Helper()
	x := newTalk(t, nil)
	x.es, x.faults, x.clock = home.es, home.faults, home.clock
	o := home.setup
	o.ID = id
	x.begin("", func(ctx context.Context, options Options, l LineIO) (Outcome, error) {
		options.Setup = &o
		return RunLine(ctx, options, l)
	})
	return &talking{x, home}
}

// interrupts is Ctrl+C.
func (x *talking) interrupts() *talk {
	x.question()
	x.signals <- os.Interrupt
	return x.talk
}

// steadyStory is steady for a transcript, in which the polls of a wait may come and go.
func steadyStory(s string) string {
	s = steady(s)
	return regexp.MustCompile(`127\.0\.0\.1:\d+`).ReplaceAllString(s, "127.0.0.1:9200")
}

func TestASetUpIsTalkedThrough(t *testing.T) {
	t.Parallel()
	home := arriving(t, emulator.Options{}, nil)
	x := tellsOf(t, home, "")
	x.answers("", "?", "postgresql", "Orders", "", "", "1", "1", "") // connector
	x.answers("", "", "1", "1", "")                                  // index
	x.answers("", "", "", "1", "1", "")                              // key
	x.answers("1", "1")                                              // how to start the service
	x.tells("No connector service has checked in yet.")
	home.polls()
	x.tells("The schema is registered").answers("", "1")                  // the form
	x.answers("db.example.com", "5432", canary, "2", "", "", "", "y")     // its fields
	x.tells("No answer yet")                                              // the service's verdict
	home.polls()                                                          //
	x.tells("connected").answers("", "", "02:30", "1", "1", "", "1", "1") // schedule, sync
	x.tells("Sync pending")
	for _, news := range []string{"in progress: 0 documents", "120 documents", "240 documents", "360 documents"} {
		home.polls()
		x.tells(news)
	}
	home.polls()
	x.tells("The sync is complete.").answers("").ends(0)
	if got := steadyStory(x.transcript()); strings.Contains(got, canary) {
		t.Errorf("the secret was said:\n%s", got)
	}
	sameStory(t, "setup", steadyStory(x.transcript()))
}

func TestASetUpThatIsTalkedThroughGoesBackAndOn(t *testing.T) {
	t.Parallel()
	home := arriving(t, emulator.Options{}, nil)
	x := tellsOf(t, home, "")
	x.answers("", "postgresql", "<", "<", "", "!list", "nonsense", "postgresql", "Orders", "", "", "<", "orders", "1", "2")
	x.answers("", "", "", "", "1", "1", "", "!leave").ends(codeCancelled)
	if home.es.Document("orders") == nil || !strings.Contains(x.transcript(), "connwiz setup orders") {
		t.Errorf("left so:\n%s", x.transcript())
	}
	y := tellsOf(t, home, "orders")
	y.tells("Step 3 of 8: Index.")
	y.interrupts().ends(codeCancelled).tells("set-up left at step 3, Index; to go on: connwiz setup orders")
}

func TestASetUpThatIsTalkedThroughShowsTheKeyOnce(t *testing.T) {
	t.Parallel()
	home := arriving(t, emulator.Options{}, nil)
	home.arrive("", 80, 24).attached()
	x := tellsOf(t, home, "orders")
	x.answers("", "", "", "1", "1").tells("Show the key, once").answers("2")
	x.tells("Hide it, for good")
	raw, err := os.ReadFile(home.config)
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`api_key: "?([A-Za-z0-9+/=]+)`).FindStringSubmatch(string(raw))
	if key == nil || strings.Count(x.transcript(), key[1]) != 1 {
		t.Fatalf("the key %q of\n%s\nwas not shown once:\n%s", key, raw, x.transcript())
	}
	x.answers("1").tells("Go on")
	x.interrupts().ends(codeCancelled)
	if strings.Count(x.transcript(), key[1]) != 1 {
		t.Errorf("the key was shown again:\n%s", x.transcript())
	}
}
