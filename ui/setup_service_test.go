//go:build unix

package ui

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connwiz/client/setup"
)

// What is known to be missing is said at once, the guesses only after a while.
func TestAWaitSaysAtOnceWhatWasLeftOut(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().takes("Skip this step").stands(setup.ConfigYML).takes("Skip this step")
	x.stands(setup.Schema).sees("Step 4 is not done: no API key is recorded.", "Step 5 is not done:").misses("If nothing comes")
	x.clock.pass(time.Minute)
	x.tick()
	x.sees("If nothing comes, it may be that", "the connector service isn't running")
	x.press("esc").stands(setup.ConfigYML).takes("Go on to the plan").takes("Do it").takes("Go on").stands(setup.Schema)
	x.sees("without a key")
}

func TestAWaitTellsTheReasonsLineByLine(t *testing.T) {
	t.Parallel()
	home := newcomerAt(t, 80, 24).attached()
	home.setup.Patience = time.Nanosecond
	x := tellsOf(t, home, "orders")
	x.answers("", "", "", "2").tells("Step 5 of 8").answers("", "3").tells("Step 5 is not done: ")
	home.clock.pass(time.Second)
	x.tells("If nothing comes, it may be that the connector service isn't running")
	home.polls()
	x.tells("The schema is registered").answers("!leave").ends(codeCancelled)
}

// Who does the missing step elsewhere asks anew.
func TestAskingNowLooksAtEverythingAgain(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().takes("Skip this step").takes("Skip this step")
	x.es.ServeHTTP(recordKey("orders"))
	x.takes("Ask now").sees("Step 4 is not done: API key elsewhere is recorded")
}

// recordKey is a request of somebody else's, and where its answer goes.
func recordKey(connector string) (http.ResponseWriter, *http.Request) {
	r := httptest.NewRequest(http.MethodPut, "/_connector/"+connector+"/_api_key_id", strings.NewReader(`{"api_key_id":"elsewhere"}`))
	r.Header.Set("Content-Type", "application/json")
	return httptest.NewRecorder(), r
}

func TestADemosPatienceIsShorter(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24)
	x.setup.Patience = 3 * time.Second
	x.arrive("", 80, 24).started().misses("If nothing comes")
	x.clock.pass(4 * time.Second)
	x.tick()
	x.sees("If nothing comes, it may be that")
	x.polls().tick()
	x.sees("The schema is registered")
}
