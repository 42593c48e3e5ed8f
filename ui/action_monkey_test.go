//go:build unix

package ui

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"connwiz/client/emulator"
)

// TestRandomKeysNeverBreakAScreenOfActionConnectors is the monkey among the action
// connectors: what was typed into a secret is seen where it is revealed only.
func TestRandomKeysNeverBreakAScreenOfActionConnectors(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 11))
			doors := []ActionOptions{{}, {New: true}, {ID: "ticket-hook"}, {New: true, Type: ".email"}, {ID: "preconfigured-email"}}
			w, h := 80, 24
			begin := func(o ActionOptions) *actions {
				x := startActions(t, o, w, h)
				x.put(everyKind) // The cluster has its own life meanwhile.
				return x
			}
			x := begin(doors[seed])
			for range events() / 50 {
				if x.quit {
					x = begin(doors[rnd.IntN(len(doors))])
				}
				what := x.pokeAction(rnd, &w, &h)
				if x.quit {
					continue
				}
				x.invariants(what, w, h)
			}
		})
	}
}

// pokeAction does one random thing and says what.
func (x *actions) pokeAction(rnd *rand.Rand, w, h *int) string {
	x.t.Helper()
	switch n := rnd.IntN(100); {
	case n < 3:
		x.link.Clear()
		return "the link is back"
	case n < 5:
		x.link.Add(emulator.Fault{Status: 503, Times: 2})
		return "trouble"
	case n < 7:
		x.another(x.t, "PUT", "/api/actions/connector/ticket-hook",
			fmt.Sprintf(`{"name": "n%d", "config": {"url": "https://a.example", "hasAuth": false, "authType": null}, "secrets": {}}`, rnd.IntN(3)))
		return "another writer"
	case n < 12:
		x.press([]string{"e", "t", "1", "."}[rnd.IntN(4)])
		return "a letter"
	case n < 16:
		x.press("enter")
		return "enter"
	default:
		return x.poke(rnd, w, h)
	}
}
