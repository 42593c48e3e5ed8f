//go:build unix

package ui

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// TestRandomKeysNeverBreakASetUp presses keys at random, on every step, while the
// cluster fails now and then and the service looks, and checks after every event what
// must always hold.
func TestRandomKeysNeverBreakASetUp(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 11))
			x := startsAnywhere(t, rnd)
			w, h := 80, 24
			for range events() / 100 {
				if x.quit {
					x.m.keep()
					x.arrive([]string{"", "orders"}[rnd.IntN(2)], w, h)
				}
				what := x.stirs(rnd, &w, &h)
				if !x.quit {
					x.holds(what, w, h)
				}
			}
		})
	}
}

// startsAnywhere has come to some step of a set-up, beside somebody else's connector.
func startsAnywhere(t *testing.T, rnd *rand.Rand) *newcomer {
	t.Helper()
	x := arriving(t, emulator.Options{}, map[string]string{"other": `{"name": "Other", "service_type": "shopdb", "index_name": "search-other",
 "status": "connected", "configuration": {"host": {"label": "Host", "value": "stays"}}}`})
	x.arrive("", 80, 24)
	steps := []func(*newcomer) *newcomer{(*newcomer).created, (*newcomer).attached, (*newcomer).keyed, (*newcomer).started, (*newcomer).scheduled}
	return steps[rnd.IntN(len(steps))](x)
}

// stirs does one random thing and says what.
func (x *newcomer) stirs(rnd *rand.Rand, w, h *int) string {
	x.t.Helper()
	switch n := rnd.IntN(100); {
	case n < 4:
		x.polls()
		return "the service looks"
	case n < 6:
		x.faults.Add(emulator.Fault{Times: 1 + rnd.IntN(2), Status: []int{http.StatusForbidden, http.StatusServiceUnavailable}[rnd.IntN(2)]})
		return "a fault"
	case n < 8:
		x.faults.Clear()
		return "the faults are gone"
	}
	return x.poke(rnd, w, h)
}

// holds is true of every screen of a set-up at any moment.
func (x *newcomer) holds(what string, w, h int) {
	x.t.Helper()
	view := x.m.View()
	fits(x.t, view, w, h)
	onlyText(x.t, view)
	if g, ok := x.m.top().(*guided); ok && len(g.rows) > 0 && (g.focus < 0 || g.focus >= len(g.rows)) {
		x.t.Fatalf("after %s the focus is on row %d of %d", what, g.focus, len(g.rows))
	}
	if at, ok := x.m.top().(*guided); ok && at.page.heading == "" {
		x.t.Fatalf("after %s there is no page:\n%s", what, x.screen())
	}
	if doc := string(x.es.Document("other")); !strings.Contains(doc, "stays") {
		x.t.Fatalf("after %s somebody else's connector is wiped: %s", what, doc)
	}
	if x.t.Failed() {
		x.t.Fatalf("after %s:\n%s", what, x.screen())
	}
}
