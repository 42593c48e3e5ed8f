//go:build unix

package ui

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/setup"
)

// validKeys are the ids of the API keys that are still good.
func (x *newcomer) validKeys() []string {
	x.t.Helper()
	answer := httptest.NewRecorder()
	x.es.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/_security/api_key", nil))
	var list struct {
		Keys []struct {
			ID          string `json:"id"`
			Invalidated bool   `json:"invalidated"`
		} `json:"api_keys"`
	}
	if err := json.Unmarshal(answer.Body.Bytes(), &list); err != nil {
		x.t.Fatal(err)
	}
	var ids []string
	for _, k := range list.Keys {
		if !k.Invalidated {
			ids = append(ids, k.ID)
		}
	}
	return ids
}

// onlyKey is the id of the one API key that is good.
func (x *newcomer) onlyKey() string {
	x.t.Helper()
	ids := x.validKeys()
	if len(ids) != 1 {
		x.t.Fatalf("%d keys are good:\n%s", len(ids), x.screen())
	}
	return ids[0]
}

// on matches requests of a method to a path.
func on(method, path string) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Method == method && r.URL.Path == path }
}

// loses mints a key that is kept nowhere, and is started anew.
func (x *newcomer) loses() string {
	x.t.Helper()
	x.attached().press("tab", "right", "right")
	x.takes("Go on to the plan").takes("Do it")
	id := x.onlyKey()
	x.arrive("orders", 80, 24)
	return id
}

func TestAKeyThatNobodyCanReadIsReplacedAndInvalidated(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24)
	old := x.loses()
	x.stands(setup.ConfigYML).sees("invalidate", old).takes("Back to step 4, for another key")
	x.stands(setup.APIKey).sees("API key " + old + " is recorded").takes("Mint another key").takes("Go on to the plan")
	x.takes("Do it").sees("Minted API key", "still valid").takes("Invalidate API key " + old)
	x.sees("be made valid again").takes("Do it").sees("Invalidated API key " + old)
	if id := x.onlyKey(); id == old {
		t.Error("the wrong key was invalidated")
	}
	x.takes("Go on").stands(setup.Schema)
}

func TestALostKeyIsInvalidatedOnlyWhenAskedFor(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24)
	old := x.loses()
	x.takes("Back to step 4, for another key").takes("Invalidate API key " + old).takes("Go back, do nothing")
	x.sees("Mint another key")
	if id := x.onlyKey(); id != old {
		t.Errorf("%s is good, want %s", id, old)
	}
	x.takes("Invalidate API key " + old).takes("Do it").takes("Go on")
	x.stands(setup.APIKey).sees("is no longer").misses("Invalidate API key")
	if ids := x.validKeys(); len(ids) != 0 {
		t.Errorf("%q are good", ids)
	}
}

// A key that waits to be written is not lost, whatever config.yml says.
func TestAKeyAtHandIsNotSaidToBeLost(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().press("tab", "right", "right")
	x.takes("Go on to the plan").takes("Do it").misses("Invalidate API key")
	x.takes("Go on").stands(setup.ConfigYML).misses("can't show a key again", "Back to step 4")
	x.takes("Go on to the plan").takes("Do it").sees("Created ")
}

func TestAKeyInConfigYMLThatWasNotRecordedIs(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().takes("Go on to the plan")
	x.faults.Add(emulator.Fault{Status: http.StatusInternalServerError, Match: on(http.MethodPut, "/_connector/orders/_api_key_id")})
	x.takes("Do it").sees("was minted, but")
	x.faults.Clear()
	id := x.onlyKey()
	x.arrive("orders", 80, 24).stands(setup.APIKey).sees("config.yml has API key "+id, "not recorded")
	x.takes("Record API key " + id).sees("record API key " + id + " on the connector").takes("Do it")
	x.sees("API key " + id + " is recorded").takes("Go on").stands(setup.ConfigYML)
	if again := x.onlyKey(); again != id {
		t.Errorf("%s is good, want %s", again, id)
	}
}

// An attempt whose answer was lost leaves a key that nobody can read: it is shown as
// soon as it is known, and offered again in the next set-up.
func TestAKeyThatALostAnswerLeftIsOfferedForInvalidation(t *testing.T) {
	t.Parallel()
	loses := func(t *testing.T) (*newcomer, string) {
		x := newcomerAt(t, 80, 24).attached().takes("Go on to the plan")
		x.faults.Add(emulator.Fault{ResetAfter: true, Times: 1, Match: on(http.MethodPut, "/_security/api_key")})
		x.takes("Do it").sees("nswer was lost")
		return x, x.onlyKey()
	}
	t.Run("at once", func(t *testing.T) {
		t.Parallel()
		x, stray := loses(t)
		x.takes("Invalidate API key " + stray).takes("Do it").takes("Go on")
		x.stands(setup.APIKey).sees("This will be done:").takes("Do it").sees("Minted API key").misses("Invalidate API key")
		if id := x.onlyKey(); id == stray {
			t.Error("the wrong key was invalidated")
		}
	})
	t.Run("after the work", func(t *testing.T) {
		t.Parallel()
		x, stray := loses(t)
		x.takes("Mint another one").sees("Minted API key", "made and nobody").takes("Invalidate API key " + stray)
		x.takes("Do it").takes("Go on").stands(setup.ConfigYML)
		if id := x.onlyKey(); id == stray {
			t.Error("the wrong key was invalidated")
		}
	})
	t.Run("in the next set-up", func(t *testing.T) {
		t.Parallel()
		x, stray := loses(t)
		x.arrive("orders", 80, 24).takes("Go on to the plan").sees("recorded nowhere")
		x.takes("Invalidate API key " + stray).takes("Do it").takes("Go on")
		x.sees("This will be done:").misses("recorded nowhere").takes("Do it")
		if id := x.onlyKey(); id == stray {
			t.Error("the wrong key was invalidated")
		}
	})
}

// The key of an attempt that failed half-way is invalidated: it must not get into
// config.yml afterwards.
func TestAnInvalidatedKeyIsNotWrittenToConfigYML(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().press("tab", "right", "right").takes("Go on to the plan")
	x.faults.Add(emulator.Fault{Status: http.StatusInternalServerError, Match: on(http.MethodPut, "/_connector/orders/_api_key_id")})
	x.takes("Do it").sees("was minted, but").takes("Invalidate the key").takes("Do it").takes("Go on")
	x.faults.Clear()
	x.stands(setup.APIKey).takes("Skip this step").stands(setup.ConfigYML).sees("No key is at hand")
	if ids := x.validKeys(); len(ids) != 0 {
		t.Errorf("%q are good", ids)
	}
}

func TestSpareKeysAreOfferedLineByLine(t *testing.T) {
	t.Parallel()
	home := newcomerAt(t, 80, 24)
	old := home.loses()
	x := tellsOf(t, home, "orders")
	x.tells("Step 5 of 8: config.yml.").tells("can't show a key again").answers("", "1")
	x.tells("API key " + old + " is recorded.").tells("Warning: API key " + old).answers("1") // mint another one
	x.answers("", "", "", "1", "1")                                                           // Key, place, path, plan, do it
	x.tells("Minted API key").tells("Invalidate API key "+old).answers("3", "1")
	x.tells("Invalidated API key " + old).answers("").tells("Step 6 of 8: Service.").tells("No connector service")
	x.signals <- os.Interrupt
	x.ends(codeCancelled)
	if id := home.onlyKey(); id == old {
		t.Error("the wrong key was invalidated")
	}
}
