package setup_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
)

// pulled is a way in which the n-th request goes wrong.
type pulled struct {
	name  string
	fault emulator.Fault
	// dead is true when everything after it is lost, too, until the program is
	// started again.
	dead bool
	// reads is true when reading requests are struck, too; beside, when requests of
	// the ways beside the main one are.
	reads, beside bool
}

func plugs() []pulled {
	return []pulled{
		{"the program is killed before it", emulator.Fault{ResetBefore: true}, true, true, true},
		{"the program is killed after it", emulator.Fault{ResetAfter: true}, true, false, true},
		{"the link is lost for a moment before it", emulator.Fault{ResetBefore: true}, false, false, false},
		{"its answer is lost", emulator.Fault{ResetAfter: true}, false, false, true},
		{"its answer is cut", emulator.Fault{CutBody: 3}, false, false, false},
		{"401", emulator.Fault{Status: 401}, false, false, false},
		{"403", emulator.Fault{Status: 403}, false, false, true},
		{"409", emulator.Fault{Status: 409}, false, false, false},
		{"500", emulator.Fault{Status: 500}, false, false, false},
		{"a gateway gives up", emulator.Fault{Status: 504}, false, false, false},
	}
}

// mainWay is the walk in which every request goes wrong; in the others only those
// that are different.
const mainWay = "the key goes to config.yml at once"

// walks are the ways through set-up that differ in what they send.
func walks() map[string]person {
	return map[string]person{
		mainWay:                             {},
		"the key is held between two steps": {apart: true},
		"the id is one's own choice":        {chosen: "orders"},
	}
}

// script lists the requests of a walk that nothing disturbs.
func script(t *testing.T, p person) []string {
	t.Helper()
	p.world, p.ctx = newWorld(t, emulator.Options{}), t.Context()
	if err := p.walk(); err != nil {
		t.Fatal(err)
	}
	p.checkOnce()
	return p.requests()
}

func TestPulledOutAnywhereSetUpResumes(t *testing.T) {
	t.Parallel()
	for way, walker := range walks() {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			seen := map[string]int{}
			for n, line := range script(t, walker) {
				seen[line]++
				for _, plug := range plugs() {
					if !strikes(way, line, seen[line], plug) {
						continue
					}
					t.Run(fmt.Sprintf("%d %s/%s", n+1, strings.ReplaceAll(line, "/", "|"), plug.name), func(t *testing.T) {
						t.Parallel()
						pullOut(t, walker, int64(n+1), plug)
					})
				}
			}
		})
	}
}

// strikes reports whether a request is worth striking in this way: one that writes
// always is; one that reads the first two times that it comes, since every survey
// repeats them; and in the ways beside the main one only what is different there.
func strikes(way, line string, occurrence int, plug pulled) bool {
	reads := strings.HasPrefix(line, "GET") || strings.HasSuffix(line, "_has_privileges")
	different := strings.Contains(line, "api_key") || strings.Contains(line, "PUT /_connector/orders")
	switch {
	case way != mainWay:
		return !reads && different && plug.beside
	case reads:
		return plug.reads && occurrence <= 2
	}
	return true
}

// pullOut walks until the fault strikes, then starts the program again, and proves
// that set-up comes to its end with everything there once.
func pullOut(t *testing.T, p person, n int64, plug pulled) {
	t.Helper()
	p.world, p.ctx = newWorld(t, emulator.Options{}), t.Context()
	var came atomic.Int64
	strike := plug.fault
	strike.Match = func(*http.Request) bool { return came.Add(1) == n }
	p.faulty.Add(strike)
	if plug.dead {
		p.faulty.Add(emulator.Fault{ResetBefore: true, Match: func(*http.Request) bool { return came.Load() > n }})
	}
	first := p.walk() // may fail anywhere, or not at all
	p.faulty.Clear()
	p.again()
	rerun := person{world: p.world, ctx: p.ctx, id: p.chosen, chosen: p.chosen, apart: p.apart}
	if err := rerun.walk(); err != nil {
		t.Fatalf("after %v: %v", first, err)
	}
	p.checkOnce()
}

func TestAFileThatCouldNotBeWrittenIsWrittenByTheNextRun(t *testing.T) {
	t.Parallel()
	for way, walker := range walks() {
		for name, cause := range map[string]error{"the disk is full": syscall.ENOSPC, "it is read-only": syscall.EACCES} {
			t.Run(way+"/"+name, func(t *testing.T) {
				t.Parallel()
				p := walker
				p.world, p.ctx = newWorld(t, emulator.Options{}), t.Context()
				p.guide = setup.New(setup.Options{
					Client: p.client, Address: p.url, ConfigFile: p.config,
					WriteConfig: func(path string, _ serviceconfig.Connector, _ time.Time) (serviceconfig.Outcome, error) {
						return serviceconfig.Outcome{}, serviceconfig.NewFileError("write", path, cause)
					},
				})
				var failure *serviceconfig.FileError
				if err := p.walk(); !errors.As(err, &failure) || !(failure.Full() || failure.Denied()) {
					t.Fatalf("got %v", err)
				}
				if _, err := os.Stat(p.config); err == nil {
					t.Error("there is a file")
				}
				p.again()
				rerun := person{world: p.world, ctx: p.ctx, id: p.chosen, chosen: p.chosen, apart: p.apart}
				if err := rerun.walk(); err != nil {
					t.Fatal(err)
				}
				p.checkOnce()
			})
		}
	}
}
