//go:build unix

package ui

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
)

// counts asks the cluster, past all faults, how many there are of what a path lists.
func (x *newcomer) counts(path string) int {
	x.t.Helper()
	answer := httptest.NewRecorder()
	x.es.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	var page struct{ Count int }
	if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
		x.t.Fatalf("%v in %s", err, answer.Body)
	}
	return page.Count
}

// inFile is the id of the key that config.yml has.
func (x *newcomer) inFile() string {
	x.t.Helper()
	raw, err := os.ReadFile(x.config)
	if err != nil {
		x.t.Fatal(err)
	}
	found := regexp.MustCompile(`api_key: "?([A-Za-z0-9+/=]+)`).FindSubmatch(raw)
	if found == nil {
		return ""
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil {
		x.t.Fatal(err)
	}
	return serviceconfig.KeyID(view.KeyFor("orders"))
}

// again does what the page of a failure proposes to do again.
func (x *newcomer) again() {
	x.t.Helper()
	for _, label := range []string{"Try again", "Go on where it stopped", "Mint another one"} {
		for _, c := range x.guided().page.choices {
			if c.label == label {
				x.takes(label)
				return
			}
		}
	}
	x.t.Fatalf("nothing can be done again:\n%s", x.screen())
}

// resumesAt is the step at which a set-up resumes once a write has landed.
func resumesAt() map[string]setup.Step {
	return map[string]setup.Step{
		"connector": setup.Index, "index": setup.APIKey, "key": setup.Schema, "recording": setup.Schema, "schedule": setup.Sync, "sync": setup.Sync,
	}
}

// A write lands and its answer doesn't: whether that happens once or until the person
// tries again, nothing is there twice, and the set-up goes on behind it.
func TestAWriteWhoseAnswerIsLostIsMadeOnce(t *testing.T) {
	t.Parallel()
	for step, s := range stumbles() {
		for name, times := range map[string]int{"once": 1, "until tried again": 0} {
			t.Run(step+" "+name, func(t *testing.T) {
				t.Parallel()
				x := s.to(newcomerAt(t, 80, 24))
				x.faults.Add(emulator.Fault{ResetAfter: true, Times: times, Match: on(s.method, s.path)})
				x.takes("Do it")
				x.faults.Clear()
				if x.guided().tour.failed != nil {
					x.again()
				}
				if x.guided().tour.failed != nil || x.guided().page.name == "plan" {
					t.Fatalf("it is not done:\n%s", x.screen())
				}
				x.unique(step)
				x.arrive("orders", 80, 24).stands(resumesAt()[step])
			})
		}
	}
}

// unique fails where something is there twice, or not at all.
func (x *newcomer) unique(step string) {
	x.t.Helper()
	if n := x.counts("/_connector"); n != 1 {
		x.t.Errorf("%d connectors", n)
	}
	if n := x.counts("/_connector/_sync_job"); n > 1 || (step == "sync") != (n == 1) {
		x.t.Errorf("%d sync jobs", n)
	}
	if step != "key" && step != "recording" {
		return
	}
	id := x.inFile()
	if keys := strings.Join(x.validKeys(), " "); id == "" || !strings.Contains(keys, id) || !strings.Contains(string(x.es.Document("orders")), id) {
		x.t.Errorf("config.yml has key %q, %q are good, and the connector is\n%s", id, keys, x.es.Document("orders"))
	}
}

// disks are the ways in which a disk takes no file.
func disks() map[string]error {
	return map[string]error{"full": syscall.ENOSPC, "over its quota": syscall.EDQUOT, "read-only": syscall.EROFS, "not one's own": syscall.EACCES}
}

// failing lets config.yml be written only once the disk is well again.
func (x *newcomer) failing(why error) (heal func()) {
	var well atomic.Bool
	x.setup.WriteConfig = func(path string, c serviceconfig.Connector, now time.Time) (serviceconfig.Outcome, error) {
		if !well.Load() {
			return serviceconfig.Outcome{Path: path}, serviceconfig.NewFileError("write", path, why)
		}
		return serviceconfig.Write(path, c, now)
	}
	return func() { well.Store(true) }
}

// The key is minted before it is written: when the disk fails between the two, that key
// is used once the disk is well, and no other one is minted.
func TestADiskThatFailsBehindAMintedKeyLosesNothing(t *testing.T) {
	t.Parallel()
	for name, why := range disks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := arriving(t, emulator.Options{}, nil)
			heal := x.failing(why)
			x.arrive("", 80, 24).attached().takes("Go on to the plan").takes("Do it")
			x.sees("was minted, but", strings.Fields(why.Error())[0]).takes("Go on where it stopped").sees("was minted, but")
			heal()
			x.takes("Go on where it stopped").sees("Minted API key")
			if id := x.onlyKey(); x.inFile() != id {
				t.Errorf("config.yml has %q, want %q", x.inFile(), id)
			}
			x.arrive("orders", 80, 24).stands(setup.Schema)
		})
	}
}

func TestADiskThatFailsAtConfigYMLIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, why := range disks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := arriving(t, emulator.Options{}, nil)
			heal := x.failing(why)
			x.arrive("", 80, 24).attached().press("tab", "right", "right") // config.yml, in the next step
			x.takes("Go on to the plan").does().stands(setup.ConfigYML).takes("Go on to the plan").takes("Do it")
			x.sees(strings.Fields(why.Error())[0])
			if _, err := os.Stat(x.config); err == nil {
				t.Error("there is a file")
			}
			heal()
			x.takes("Try again").sees("Created ")
			if id := x.onlyKey(); x.inFile() != id {
				t.Errorf("config.yml has %q, want %q", x.inFile(), id)
			}
		})
	}
}

// Who gives up at a full disk and begins anew isn't left with a key that nobody knows of.
func TestASetUpThatIsLeftAtAFullDiskResumes(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, nil)
	heal := x.failing(syscall.ENOSPC)
	x.arrive("", 80, 24).attached().takes("Go on to the plan").takes("Do it").sees("was minted, but")
	lost := x.onlyKey()
	heal()
	x.arrive("orders", 80, 24).stands(setup.APIKey).takes("Go on to the plan").sees(lost, "recorded nowhere")
	x.takes("Invalidate API key " + lost).takes("Do it").takes("Go on").takes("Do it").sees("Minted API key")
	if id := x.onlyKey(); id == lost || x.inFile() != id {
		t.Errorf("%q is good, and %q in config.yml", id, x.inFile())
	}
}

func TestAFullDiskIsToldLineByLine(t *testing.T) {
	t.Parallel()
	home := arriving(t, emulator.Options{}, nil)
	heal := home.failing(syscall.ENOSPC)
	home.arrive("", 80, 24).attached()
	x := tellsOf(t, home, "orders")
	x.answers("", "", "", "1", "1").tells("was minted, but: write").tells("no space left")
	heal()
	x.answers("1").tells("Minted API key").answers("!leave").ends(codeCancelled)
	if id := home.onlyKey(); home.inFile() != id {
		t.Errorf("config.yml has %q, want %q", home.inFile(), id)
	}
}
