//go:build unix

package ui

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/client/setup"
)

// can registers what the connector service can do.
func (x *newcomer) can(features string) *newcomer {
	x.t.Helper()
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodPut, "/_connector/orders/_features", strings.NewReader(`{"features":`+features+`}`))
	request.Header.Set("Content-Type", "application/json")
	if x.es.ServeHTTP(answer, request); answer.Code != http.StatusOK {
		x.t.Fatal(answer.Body)
	}
	return x
}

// licensed answers with a licence that has document level security.
func (x *newcomer) licensed() *newcomer {
	x.faults.Add(emulator.Fault{Status: http.StatusOK, Body: `{"license":{"status":"active","type":"trial"}}`, Match: on(http.MethodGet, "/_license")})
	return x
}

// allKinds are the features of a service that does every type of sync.
const allKinds = `{"incremental_sync":{"enabled":true},"document_level_security":{"enabled":true}}`

// schedules are what is stored, as "on 0 0 2 * * ?" by type.
func (x *newcomer) schedules() map[string]string {
	x.t.Helper()
	var doc struct {
		Scheduling map[string]struct {
			Enabled  bool
			Interval string
		}
	}
	if err := json.Unmarshal(x.es.Document("orders"), &doc); err != nil {
		x.t.Fatal(err)
	}
	all := map[string]string{}
	for kind, s := range doc.Scheduling {
		all[kind] = map[bool]string{true: "on ", false: "off "}[s.Enabled] + s.Interval
	}
	return all
}

// stores fails unless these schedules are stored.
func (x *newcomer) stores(want map[string]string) *newcomer {
	x.t.Helper()
	got := x.schedules()
	for kind, s := range want {
		if got[kind] != s {
			x.t.Errorf("%s: %q is stored, want %q", kind, got[kind], s)
		}
	}
	return x
}

func TestOnlySchedulesThatCanBeOfUseAreOffered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		features            string
		licensed            bool
		incremental, access bool
		why                 string
	}{
		"neither":                          {`{"incremental_sync":{"enabled":false}}`, true, false, false, "No incremental or access control syncs"},
		"incremental":                      {`{"incremental_sync":{"enabled":true}}`, true, true, false, "No access control syncs: the service has none"},
		"all, with the licence for it":     {allKinds, true, true, true, ""},
		"all, without the licence for one": {allKinds, false, true, false, "the licence (basic) has no"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newcomerAt(t, 80, 24).filled().can(c.features)
			if c.licensed {
				x.licensed()
			}
			x.clock.pass(time.Minute) // What is known of a licence is good for half a minute.
			x.arrive("orders", 80, 24).stands(setup.Sync)
			for label, offered := range map[string]bool{"Incremental syncs: only by hand": c.incremental, "Access control syncs: only by hand": c.access} {
				if offered {
					x.sees(label)
				} else {
					x.misses(label)
				}
			}
			if !strings.Contains(x.guided().page.about, c.why) {
				t.Errorf("%q is not in %q", c.why, x.guided().page.about)
			}
		})
	}
}

func TestAllSchedulesAreEditedAndSentTogether(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).filled().can(allKinds).licensed()
	x.clock.pass(time.Minute)
	x.arrive("orders", 80, 24).sees("Every day at 02:00 UTC.")
	x.takes("Incremental syncs: only by hand").sees("Incremental syncs start only by hand.", "Full syncs: every day at 02:00 UTC")
	x.press("home").chooses("again").press("ctrl+u").typed("30m").sees("Every 30 minutes", "0 0/30 * * * ?")
	x.takes("Access control syncs: only by hand").chooses("on").sees("On Monday to Friday at 02:00 UTC.")
	x.takes("Go on to the plan").sees("start full syncs: every day", "start incremental syncs: every 30 minutes", "start access control syncs:")
	x.takes("Do it").sees("To undo it:").takes("Go on")
	x.stores(map[string]string{"full": "on 0 0 2 * * ?", "incremental": "on 0 0/30 * * * ?", "access_control": "on 0 0 2 ? * MON-FRI"})
	x.sees("Full syncs: every day", "Incremental syncs: every 30 minutes", "Access control syncs:")
	if n := x.writesOf(http.MethodPut, "/_connector/orders/_scheduling"); n != 1 {
		t.Errorf("%d writes", n)
	}
}

// What is stored is shown as people write it, and one schedule alone is switched off.
func TestAScheduleIsSwitchedOff(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).scheduled().takes("Change the schedule")
	x.sees("every day", "At (UTC)", "02:00").chooses("only").sees("Full syncs start only by hand.")
	x.takes("Go on to the plan").sees("start full syncs: never").takes("Do it").takes("Go on")
	x.stores(map[string]string{"full": "off 0 0 2 * * ?"}).sees("No schedule is on")
}

// A schedule that is on and can't be of use is shown, so that it can be switched off.
func TestAScheduleThatCanBeOfNoUseIsSwitchedOff(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).filled().can(allKinds).licensed()
	x.clock.pass(time.Minute)
	x.arrive("orders", 80, 24).takes("Incremental syncs: only by hand").press("home").chooses("every").takes("Go on to the plan").does()
	x.can(`{"incremental_sync":{"enabled":false}}`).arrive("orders", 80, 24).sees("Incremental syncs: every day")
	x.takes("Change the schedule").takes("Incremental syncs: every day at 02:00 UTC").sees("None will start: the service has none")
	x.press("home").chooses("only").takes("Go on to the plan").takes("Do it")
	x.stores(map[string]string{"incremental": "off 0 0 2 * * ?"})
}

func TestAScheduleIsToldInUTCAndInTheReadersTime(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, nil)
	x.setup.Home = time.FixedZone("IST", 5*3600+1800)
	x.arrive("", 80, 24).filled().sees("Sun 2026-03-15 02:00 UTC, here Sun 07:30 IST", "Mon 2026-03-16 02:00 UTC", "Tue 2026-03-17 02:00 UTC")
}

func TestAMistakeInAnotherScheduleLeadsThere(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).filled().can(allKinds)
	x.arrive("orders", 80, 24).takes("Incremental syncs: only by hand").press("home").chooses("by").press("ctrl+u").typed("0 0 25 * * ?")
	x.takes("Full syncs: every day at 02:00 UTC").sees("Incremental syncs: to be corrected").takes("Go on to the plan")
	x.sees("is not between 0 and").takes("Go back").sees("0 0 25 * * ?", "Full syncs: every day")
	if n := x.writesOf(http.MethodPut, "/_connector/orders/_scheduling"); n != 0 {
		t.Errorf("%d writes", n)
	}
}

func TestAllSchedulesAreEditedLineByLine(t *testing.T) {
	t.Parallel()
	home := newcomerAt(t, 80, 24).filled().can(allKinds)
	x := tellsOf(t, home, "orders")
	x.tells("Step 8 of 8").answers("", "", "2") // daily, 02:00, the incremental ones
	x.tells("When incremental syncs start").answers("2", "1h", "1", "1")
	x.tells("Incremental syncs start: every hour").answers("", "!leave").ends(codeCancelled)
	home.stores(map[string]string{"full": "on 0 0 2 * * ?", "incremental": "on 0 0 * * * ?"})
}
