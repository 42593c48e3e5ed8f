//go:build unix

package ui

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/setup"
	"connwiz/schema"
)

// writesOf counts the writes to a path that were answered without an error.
func (x *newcomer) writesOf(method, prefix string) (n int) {
	for _, r := range x.es.Requests() {
		if r.Method == method && strings.HasPrefix(r.Path, prefix) && r.Status < 300 {
			n++
		}
	}
	return n
}

// stands fails unless the set-up is at a step.
func (x *newcomer) stands(at setup.Step) *newcomer {
	x.t.Helper()
	if got := x.guided().tour.at; got != at {
		x.t.Fatalf("at step %s, want %s:\n%s", got, at, x.screen())
	}
	return x
}

func TestASetUpLeadsFromNothingToAFirstSync(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).syncing().rounds(6)
	x.sees("The sync is complete.", "360 indexed")
	x.takes("Finish")
	if o := x.m.Outcome(); !x.quit || o.Code != 0 || len(o.Lines) == 0 {
		t.Errorf("ended %v with %+v", x.quit, o)
	}
	raw, err := os.ReadFile(x.config)
	if err != nil || !strings.Contains(string(raw), "connector_id: orders") {
		t.Errorf("config.yml: %v\n%s", err, raw)
	}
}

func TestNothingIsWrittenBeforeItIsAgreedTo(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).takes("Go on").chooses("post")
	x.typed("Orders")
	x.takes("Create it").sees("This will be done:", "PUT /_connector/orders")
	for _, r := range x.es.Requests() {
		if r.Method != http.MethodGet && r.Path != "/_security/user/_has_privileges" {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
	x.takes("Go back, do nothing")
	x.sees("Orders", "PostgreSQL")
}

func TestLeavingWithATypedPasswordIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	x := arrivals()["connect-typed"](t, 80, 24)
	x.press("esc").sees("Typed but not sent: Password. Esc again leaves")
	x.press("tab", "ctrl+c").sees("Typed but not sent: Password. Ctrl+C again leaves")
	x.press("ctrl+c")
	if o := x.m.Outcome(); !x.quit || o.Code != codeCancelled {
		t.Errorf("ended %v with %+v", x.quit, o)
	}
}

func TestAPastedBurstAgreesToNothing(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).takes("Go on").chooses("post")
	x.typed("Orders")
	x.takes("Create it")
	x.pasted("\r")
	for range 3 {
		x.send(keyMsg("enter")) // no time passes between them
	}
	x.sees("Do it")
	if n := x.writesOf(http.MethodPut, "/_connector/"); n != 0 {
		t.Errorf("%d writes", n)
	}
}

func TestGoingBackIsFree(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).keyed()
	for _, at := range []setup.Step{setup.ConfigYML, setup.APIKey, setup.Index, setup.Connector, setup.Connect} {
		x.stands(at)
		if at != setup.Connect {
			x.press("esc")
		}
	}
	before := len(x.puts())
	x.takes("Go on").stands(setup.Schema)
	if after := len(x.puts()); after != before {
		t.Errorf("going back and forth wrote %d times", after-before)
	}
}

func TestWhatWasTypedIsThereAfterGoingBack(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).takes("Go on").chooses("post")
	x.typed("Orders of the shop")
	x.press("esc")
	x.stands(setup.Connect).takes("Go on")
	x.sees("Orders of the shop", "orders-of-the-shop")
}

func TestAStepCanBeSkipped(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).created()
	x.takes("Skip this step").stands(setup.APIKey)
	x.takes("Skip this step").stands(setup.ConfigYML)
	x.sees("- 3 Index", "- 4 API key")
	x.takes("Skip this step").stands(setup.Schema)
}

// stumbles are the ways on from a step that can fail, and the write that fails.
func stumbles() map[string]struct {
	to     func(*newcomer) *newcomer
	method string
	path   string
} {
	type stumble = struct {
		to     func(*newcomer) *newcomer
		method string
		path   string
	}
	named := func(x *newcomer) *newcomer {
		x.takes("Go on").chooses("post").typed("Orders")
		return x.takes("Create it")
	}
	return map[string]stumble{
		"connector": {named, http.MethodPut, "/_connector/orders"},
		"index":     {func(x *newcomer) *newcomer { return x.created().takes("Attach it") }, http.MethodPut, "/_connector/orders/_index_name"},
		"key":       {func(x *newcomer) *newcomer { return x.attached().takes("Go on to the plan") }, http.MethodPut, "/_security/api_key"},
		"recording": {func(x *newcomer) *newcomer { return x.attached().takes("Go on to the plan") }, http.MethodPut, "/_connector/orders/_api_key_id"},
		"schedule":  {func(x *newcomer) *newcomer { return x.filled().takes("Go on to the plan") }, http.MethodPut, "/_connector/orders/_scheduling"},
		"sync":      {func(x *newcomer) *newcomer { return x.scheduled().takes("Start a sync") }, http.MethodPost, "/_connector/_sync_job"},
	}
}

// faults are the ways in which a write fails.
func faults() map[string]emulator.Fault {
	return map[string]emulator.Fault{
		"refused":         {Status: http.StatusForbidden},
		"in trouble":      {Status: http.StatusInternalServerError},
		"lost on the way": {ResetBefore: true},
	}
}

func TestEveryStepCanFailAndBeTriedAgain(t *testing.T) {
	t.Parallel()
	for step, s := range stumbles() {
		for fault, f := range faults() {
			t.Run(step+" "+fault, func(t *testing.T) {
				t.Parallel()
				x := s.to(newcomerAt(t, 80, 24))
				f.Match = func(r *http.Request) bool { return r.Method == s.method && r.URL.Path == s.path }
				x.faults.Add(f)
				x.takes("Do it")
				if x.guided().tour.failed == nil {
					t.Fatalf("nothing failed:\n%s", x.screen())
				}
				x.faults.Clear()
				x.takes(x.guided().page.choices[0].label)
				if x.guided().tour.failed != nil {
					t.Fatalf("it failed again:\n%s", x.screen())
				}
				if n := x.writesOf(s.method, s.path); n != 1 {
					t.Errorf("%d writes got through:\n%s", n, x.screen())
				}
			})
		}
	}
}

func TestGoingOnIsAtTheFirstStepThatIsNotTrue(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		to func(*newcomer) *newcomer
		at setup.Step
	}{
		"a connector":           {(*newcomer).created, setup.Index},
		"an index":              {(*newcomer).attached, setup.APIKey},
		"a key and config.yml":  {(*newcomer).keyed, setup.Schema},
		"a schema":              {(*newcomer).registered, setup.Configure},
		"a configuration":       {(*newcomer).filled, setup.Sync},
		"a schedule and a sync": {func(x *newcomer) *newcomer { return x.syncing().rounds(6) }, setup.Sync},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := c.to(newcomerAt(t, 80, 24))
			x.press("ctrl+c")
			x.m.keep()
			if o := x.m.Outcome(); o.Code != codeCancelled || !strings.Contains(strings.Join(o.Lines, "\n"), "orders") {
				t.Errorf("left with %+v", o)
			}
			x.arrive("orders", 80, 24).stands(c.at)
		})
	}
}

func TestAConnectorThatIsNotThereIsCreatedUnderItsId(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, nil).arrive("shop-1", 80, 24)
	x.stands(setup.Connector).sees("There is no connector shop-1")
	x.chooses("post").typed("Shop")
	x.takes("Create it").takes("Do it")
	if x.es.Document("shop-1") == nil {
		t.Errorf("there is no such connector:\n%s", x.screen())
	}
}

func TestAnExistingConnectorIsChosenAndLeftAsItIs(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, one("connected", with(everyKind, "host", `"stays"`)))
	before := string(x.es.Document("orders"))
	x.arrive("", 80, 24).takes("Go on").takes("Use an existing connector")
	x.sees("Connectors", "shopdb")
	x.press("enter")
	x.sees("Set up Orders").stands(setup.Connector)
	if after := string(x.es.Document("orders")); after != before {
		t.Errorf("the document was changed:\n%s\n%s", before, after)
	}
}

// A key that waits to be written is one connector's: another one must not get it.
func TestASecondConnectorBeginsAnew(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached()
	x.press("tab", "right", "right")
	x.takes("Go on to the plan").does().stands(setup.ConfigYML)
	first := string(x.guided().tour.trip.key.Encoded.Reveal())
	x.press("esc", "esc", "esc")
	x.stands(setup.Connector).takes("Set up another connector").press("tab", "ctrl+u").typed("Second")
	x.takes("Create it").does().stands(setup.Index)
	x.sees("search-second").takes("Attach it").does().stands(setup.APIKey).takes("Skip this step")
	x.stands(setup.ConfigYML).sees("No key is at hand").takes("Go on to the plan").takes("Do it")
	raw, err := os.ReadFile(x.config)
	if err != nil || strings.Contains(string(raw), first) || !strings.Contains(string(raw), "second") {
		t.Errorf("config.yml: %v\n%s", err, raw)
	}
}

func TestAnIdThatIsInUseIsNeverWiped(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, one("connected", with(everyKind, "host", `"stays"`)))
	before := string(x.es.Document("orders"))
	x.arrive("", 80, 24).takes("Go on").chooses("post").typed("Another")
	x.press("tab", "tab")
	x.typed("orders")
	x.takes("Create it")
	x.sees("Go on with orders")
	if after := string(x.es.Document("orders")); after != before || x.writesOf(http.MethodPut, "/_connector/orders") != 0 {
		t.Errorf("the document was changed:\n%s\n%s", before, after)
	}
}

func TestAMintedKeyIsShownOnlyOnAKeyPressAndOnce(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached().takes("Go on to the plan").takes("Do it")
	key := string(x.guided().tour.trip.key.Encoded.Reveal())
	x.misses(key).takes("Show the key, once")
	x.sees(key).takes("Hide it, for good")
	x.misses(key, "Show the key, once")
	x.press("f1")
	x.misses(key).press("esc")
	x.takes("Go on")
	x.misses(key)
	raw, err := os.ReadFile(x.config)
	if err != nil || !strings.Contains(string(raw), key) {
		t.Errorf("the key isn't in config.yml: %v", err)
	}
}

// Who uses an API key can mint none: the way out is another user, for this step.
func TestACallerWithAnAPIKeyMintsAsAnotherUser(t *testing.T) {
	t.Parallel()
	const key = "Q0FOQVJZOmtleQ=="
	x := arriving(t, emulator.Options{APIKeys: []string{key}, Username: "elastic", Password: "CANARY-password"}, nil)
	x.setup.Link = x.link(client.Config{APIKey: schema.NewSecret([]byte(key))})
	x.arrive("", 80, 24).attached().sees("an API key can't mint another one")
	x.press("tab")
	x.typed("elastic").press("tab").typed("CANARY-password")
	x.misses("CANARY-password").takes("Go on to the plan").takes("Do it").sees("Minted API key")
	x.misses("CANARY-password")
}

func TestAnExistingKeyIsRecordedAndGoesToConfigYML(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached()
	x.press("right", "right", "tab")
	x.typed("an-existing-id").press("tab").typed("CANARYencodedkey==")
	x.takes("Go on to the plan").takes("Do it").takes("Go on")
	x.stands(setup.ConfigYML).takes("Go on to the plan").sees("config.yml will say:", "(redacted)")
	x.misses("CANARYencodedkey").takes("Do it")
	raw, err := os.ReadFile(x.config)
	if err != nil || !strings.Contains(string(raw), "CANARYencodedkey==") {
		t.Errorf("the key isn't in config.yml: %v\n%s", err, x.screen())
	}
}

func TestAReadOnlyFolderForConfigYMLMintsNoKey(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	x := newcomerAt(t, 80, 24).attached()
	dir := strings.TrimSuffix(x.config, "/config.yml")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	x.takes("Go on to the plan")
	if x.guided().tour.failed == nil {
		x.takes("Do it")
	}
	if n := x.writesOf(http.MethodPut, "/_security/api_key"); n != 0 || x.guided().tour.failed == nil {
		t.Errorf("%d keys were minted:\n%s", n, x.screen())
	}
}

func TestAConfigYMLThatCannotBeWrittenMintsNoKey(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached()
	if err := os.Mkdir(x.config, 0o700); err != nil {
		t.Fatal(err)
	}
	x.takes("Go on to the plan")
	if x.guided().tour.failed == nil {
		x.takes("Do it")
	}
	if n := x.writesOf(http.MethodPut, "/_security/api_key"); n != 0 || x.guided().tour.failed == nil {
		t.Errorf("%d keys were minted:\n%s", n, x.screen())
	}
	if err := os.Remove(x.config); err != nil {
		t.Fatal(err)
	}
	x.takes("Try again")
	if x.guided().page.name == "plan" {
		x.takes("Do it")
	}
	x.sees("Minted API key")
}

func TestAWaitGoesOnWhileTheLinkIsDown(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).started()
	x.faults.Add(emulator.Fault{Status: http.StatusServiceUnavailable})
	x.tick()
	x.tick()
	x.stands(setup.Schema).sees("Wait for the service")
	x.faults.Clear()
	x.polls().tick()
	x.sees("Go on")
	x.takes("Go on").stands(setup.Configure)
}

func TestAFailedSyncLeadsToTheFieldThatItNames(t *testing.T) {
	t.Parallel()
	x := lastArrivals()["sync-failed"](t, 80, 24)
	x.takes("Open the form at port")
	x.sees("should be less than 65536").sees("▸ Port")
}

func TestASyncIsCancelled(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).syncing().rounds(2).takes("Cancel the sync").takes("Do it")
	x.takes("Go on")
	x.rounds(3).sees("The sync ended: canceled")
}

func TestTheListOffersASetUp(t *testing.T) {
	t.Parallel()
	t.Run("as its last row", func(t *testing.T) {
		t.Parallel()
		x := arriving(t, emulator.Options{}, several())
		x.setup.AtOnce = false
		x.arrive("", 80, 24).sees("Set up a new connector", "Source 4")
		x.press("pgdown", "enter")
		x.sees("Connected to").press("esc")
		x.sees("Source 4")
	})
	t.Run("by itself where it is empty, once", func(t *testing.T) {
		t.Parallel()
		x := arriving(t, emulator.Options{}, nil)
		x.setup.AtOnce = false
		x.arrive("", 80, 24).stands(setup.Connect)
		x.press("esc")
		x.sees("No connector exists", "Set up a new connector")
	})
}

func TestALowWindowIsReadBeforeItIsAgreedTo(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 40, 10).attached().takes("Go on to the plan")
	x.sees("This will be done:", "more lines: PgDn").misses("▸ Do it")
	x.clock.pass(1e9)
	x.press("enter")
	x.sees("▸ Do it")
	if n := x.writesOf(http.MethodPut, "/_security/api_key"); n != 0 {
		t.Error("Enter agreed to what was not in sight")
	}
	x.press("pgup", "pgup", "pgup")
	x.sees("This will be done:")
}

func TestTheSetUpSaysWhichStepsAreLeft(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).attached()
	for _, mark := range []string{"✓ 1 Connect", "✓ 2 Connector", "✓ 3 Index", "▸ 4 API key", "· 5 config.yml", "· 8 First sync"} {
		x.sees(mark)
	}
	x.resized(40, 10)
	x.sees("Step 4 of 8: API key", "✓✓✓▸····")
}
