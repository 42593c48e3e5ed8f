package ui

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// posts matches the requests that create or run something.
func posts(r *http.Request) bool { return r.Method == http.MethodPost }

// another sends a request to Kibana as somebody else would.
func (s kibanaStand) another(t *testing.T, method, path, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Kbn-Xsrf", "x")
	w := &kibanaAnswer{header: http.Header{}}
	s.kibana.ServeHTTP(w, r)
	if w.status >= 300 {
		t.Fatalf("%s %s: %d %s", method, path, w.status, w.body.String())
	}
}

// kibanaAnswer keeps what a handler answers.
type kibanaAnswer struct {
	header http.Header
	status int
	body   strings.Builder
}

func (a *kibanaAnswer) Header() http.Header         { return a.header }
func (a *kibanaAnswer) WriteHeader(status int)      { a.status = status }
func (a *kibanaAnswer) Write(b []byte) (int, error) { return a.body.Write(b) }

// hook opens the form of a new webhook and fills it in.
func hook(x *actions) *actions {
	return x.enters("name", "Ticket hook").enters("url", "https://h.example/x").
		enters("user", "CANARY-user").enters("password", "CANARY-password")
}

// newHook is the form of a new webhook, filled in.
func newHook(t *testing.T) *actions {
	t.Helper()
	return hook(startActions(t, ActionOptions{New: true, Type: ".webhook"}, 80, 24))
}

func TestATakenIDLeadsBackToTheID(t *testing.T) {
	t.Parallel()
	x := newHook(t)
	x.goes("id").sees("ticket-hook-2 is used") // The list says that the other one is taken.
	x.another(t, "POST", "/s/elsewhere/api/actions/connector/ticket-hook-2", `{"name": "n", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`)
	x.press("ctrl+s", "enter").sees("The id ticket-hook-2 is taken", "in another has it")
	x.press("enter").sees("▸ ID", "ticket-hook-3 is used", "'ID' is taken", "~ URL *", "~ Password *")
	x.typed("ticket-hook").sees("is taken: choose another")
	x.press("ctrl+u").typed("my-hook").misses("is taken").press("ctrl+s", "enter").sees("Connector created: my-hook")
	if got := x.bodies(); !strings.Contains(got[len(got)-1], "CANARY-password") {
		t.Errorf("the secrets were lost: %q", got)
	}
}

func TestWhatKibanaSaysOfFieldsStandsBesideThem(t *testing.T) {
	t.Parallel()
	for version, says := range map[string]string{"8.15.0": "expected value of type", "9.1.0": "", "9.4.0": ""} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			x := prepareActions(t, ActionOptions{New: true, Type: ".index"}, emulator.KibanaOptions{Version: version}, 80, 24).open()
			x.enters("name", "History").press("ctrl+s").sees("'Index' is required").press("!", "enter")
			x.sees("Kibana refused these values", "Index: ", says).press("enter")
			x.sees("▸ Index *", "✗", "Kibana said: ").typed("i").misses("Kibana said").press("ctrl+s", "enter").sees("Connector created: history")
		})
	}
}

func TestAKibanaThatTakesNoIDMakesOneUp(t *testing.T) {
	t.Parallel()
	x := hook(prepareActions(t, ActionOptions{New: true, Type: ".webhook"}, emulator.KibanaOptions{Version: "8.7.1"}, 80, 24).open())
	x.press("ctrl+s", "enter").sees("This Kibana takes no id of one's own", "Trying again lets Kibana make one up.")
	x.press("esc").sees("Kibana makes one up").press("ctrl+s").sees("Enter creates it in the space default:", "POST /api/actions/connector").press("enter").sees("Connector created: ")
	if got := x.bodies(); len(got) != 2 || !strings.HasPrefix(got[1], "POST /api/actions/connector {") {
		t.Errorf("sent %q", got)
	}
}

func TestABusyKibanaIsAskedAgain(t *testing.T) {
	t.Parallel()
	x := newHook(t)
	x.link.Add(emulator.Fault{Match: posts, Status: 429, Times: 1, Body: `{"statusCode":429,"error":"Too Many Requests","message":"slow down"}`})
	x.press("ctrl+s", "enter").sees("Kibana takes no more requests for now", "Wait a moment").press("r").sees("Connector created: ticket-hook-2")
}

func TestWhatIsNoKibanaIsSaidToBeNone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault emulator.Fault
		says  []string
	}{
		"a redirection":        {emulator.Fault{Status: 302, Body: "found"}, []string{"not the answer of a Kibana", "KIBANA_URL"}},
		"a page to log in":     {emulator.Fault{Status: 200, Body: "<!doctype html>"}, []string{"not the answer of a Kibana", "Check the address"}},
		"Elasticsearch":        {emulator.Fault{Status: 400, Body: `{"error":{"type":"x","reason":"y"},"status":400}`}, []string{"not the answer of a Kibana", "this is Elasticsearch"}},
		"a page of a proxy":    {emulator.Fault{Status: 502, Body: "<html>"}, []string{"can't be reached", "the answer isn't Kibana's: does a"}},
		"an error of Kibana's": {emulator.Fault{Status: 500, Body: `{"statusCode":500,"error":"Internal Server Error","message":"oh"}`}, []string{"The server is in trouble"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := prepareActions(t, ActionOptions{}, emulator.KibanaOptions{}, 80, 24)
			x.link.Add(c.fault)
			x.open().sees(c.says...).sees("r try again")
		})
	}
}

func TestARefusalAboutNoFieldStaysOnTheScreen(t *testing.T) {
	t.Parallel()
	x := newHook(t)
	x.link.Add(emulator.Fault{Match: posts, Status: 403, Times: 1,
		Body: `{"statusCode":403,"error":"Forbidden","message":"Unauthorized to create a \".webhook\" action"}`})
	x.press("ctrl+s", "enter").sees("Not allowed", "Unauthorized to create", "Actions and Connectors").press("r").sees("Connector created")
}

func TestAFailedCreationLosesNothingTyped(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]emulator.Fault{
		"an error of the server": {Match: posts, Status: 503, Times: 1}, "a link that breaks before": {Match: posts, ResetBefore: true, Times: 1},
		"a body that is cut": {Match: posts, CutBody: 5, Times: 1}, "a link that breaks after": {Match: posts, ResetAfter: true, Times: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newHook(t)
			x.link.Add(fault)
			x.press("ctrl+s", "enter").sees("r try again").misses("CANARY-password")
			x.press("esc", "up").sees("Review changes (4 changes)", "https://h.example/x", "set, 15 characters")
			x.press("ctrl+s", "enter").sees("Connector created: ticket-hook-2").misses("CANARY")
			created := 0
			for _, body := range x.bodies() {
				if strings.Contains(body, "CANARY-password") {
					created++
				}
			}
			want := 1
			if fault.Status == 0 && !fault.ResetBefore && !fault.ResetAfter && fault.CutBody == 0 {
				want = 2
			}
			if created != want {
				t.Errorf("%d creations arrived, want %d", created, want)
			}
		})
	}
}

func TestAnUpdateNeverErasesASecretUnasked(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{ID: "ticket-hook"}, 80, 24)
	x.sees("before you change it", "To be typed again:", "- Username, since Authentication is Basic", "Erased where they are left empty:", "- Secret HTTP headers")
	x.press("enter").sees("to be typed again", "erased unless it is typed again")
	x.press("ctrl+s").sees("Nothing is changed").press("esc")
	x.enters("url", "2").press("ctrl+s").sees("'Username' is required", "It must be mended").misses("save anyway")
	x.press("!", "enter").sees("▸ Username *")
	x.enters("user", "u").enters("password", "p").press("ctrl+s")
	x.sees("Enter replaces the whole of ticket-hook", "Secret HTTP headers is left empty: Kibana erases it, if there is one.", "secrets.password: (redacted)")
	x.press("enter").sees("Connector updated: ticket-hook")
	x.arrived(t, "PUT /api/actions/connector/ticket-hook\n"+`{"name": "Ticket hook",
	  "config": {"method": "post", "url": "https://tickets.shop.invalid/hook2", "headers": {"X-Team": "shop"}, "hasAuth": true, "authType": "webhook-authentication-basic"},
	  "secrets": {"user": "u", "password": "p"}}`)
}

func TestASecretGoesWithTheBranchThatHasIt(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{ID: "ticket-hook"}, 80, 24)
	x.press("enter").enters("hasAuth", "off").misses("Username").press("ctrl+s").misses("is required").press("enter").sees("updated")
	x.arrived(t, "PUT /api/actions/connector/ticket-hook\n"+`{"name": "Ticket hook",
	  "config": {"method": "post", "url": "https://tickets.shop.invalid/hook", "headers": {"X-Team": "shop"}, "hasAuth": false, "authType": null}, "secrets": {}}`)
}

func TestMissingSecretsAreToldFirst(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{}, 80, 24)
	x.typed("board").sees("secrets are missing").press("enter")
	x.sees("imported without its secrets", "- API token").press("enter").sees("Kibana reports: the connector was imported", "missing: type it")
}

func TestConnectorsThatCannotBeEditedSayWhy(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{}, 80, 24)
	x.typed("operators").sees("preconfigured", "Enter why not").press("enter").sees("read only", "it is preconfigured", "id: preconfigured-email")
	x.press("esc", "esc", "esc")
	if o := x.m.Outcome(); o.Code != 0 || o.Err != nil {
		t.Errorf("outcome %+v", o)
	}
	x = startActions(t, ActionOptions{ID: "preconfigured-email"}, 80, 24)
	if o := x.m.Outcome(); !x.quit || o.Code != 1 || !strings.Contains(o.Err.Error(), "kibana.yml") {
		t.Errorf("outcome %+v", o)
	}
}

func TestLicenceAndSettingsAreToldBeforeAnythingIsTyped(t *testing.T) {
	t.Parallel()
	x := prepareActions(t, ActionOptions{New: true}, emulator.KibanaOptions{License: "basic", EnabledTypes: []string{".index", ".server-log", ".email"}}, 80, 24).open()
	x.sees("not available", "Index", "basic licence").typed("email").sees("Not available: needs a gold licence or a trial.", "Enter why not")
	x.press("enter").sees("Not available").press("esc", "esc").typed("slack").sees("switched off in kibana.yml")
	for kind, says := range map[string]string{".email": "gold licence", ".gone": "no such type"} {
		x = prepareActions(t, ActionOptions{New: true, Type: kind}, emulator.KibanaOptions{License: "basic"}, 80, 24).open()
		if o := x.m.Outcome(); !x.quit || o.Err == nil || !strings.Contains(o.Err.Error(), says) {
			t.Errorf("%s: %+v", kind, o)
		}
	}
	x = prepareActions(t, ActionOptions{ID: "ticket-hook"}, emulator.KibanaOptions{License: "basic"}, 80, 24).open()
	x.press("enter").sees("Kibana reports: it will refuse this: needs a gold licence")
}

func TestAnotherWritersChangeIsDecidedOn(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{ID: "alert-history"}, 80, 24)
	x.enters("index", "-mine")
	x.another(t, "PUT", "/api/actions/connector/alert-history", `{"name": "Alert history", "config": {"index": "theirs"}, "secrets": {}}`)
	x.press("ctrl+s", "enter").sees("Somebody else changed", "theirs", "alert-history-mine").press("m", "enter").sees("Connector updated")
	if got := x.bodies(); len(got) != 2 || !strings.Contains(got[1], `"index":"alert-history-mine"`) || strings.Contains(got[1], "@timestamp") {
		t.Errorf("sent %q", got)
	}
}

func TestATestRunsOnlyWhenItIsMeant(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{ID: "on-call-mail"}, 80, 24)
	x.press("enter").enters("user", "u").enters("password", "CANARY-password").press("ctrl+s", "enter").sees("it sends an e-mail")
	x.press("t").sees("to, separated by commas").press("enter").sees("The test needs it").typed("a@b.example, c@d.example").press("enter").sees("The test worked")
	x.press("enter")
	if o := x.m.Outcome(); o.Code != 0 || o.Lines[0] != "on-call-mail: connector updated; the test worked" {
		t.Errorf("outcome %+v", o)
	}
	ran := ""
	for _, r := range x.kibana.Requests() {
		if strings.HasSuffix(r.Path, "_execute") {
			ran += string(r.Body)
		}
	}
	if !strings.Contains(ran, `"to":["a@b.example","c@d.example"]`) {
		t.Errorf("ran with %s", ran)
	}
}

func TestWhatATestSendsIsShownWithoutSecrets(t *testing.T) {
	t.Parallel()
	x := newHook(t)
	x.press("ctrl+s", "enter").sees("it sends a request, with these parameters:", `body: {"message": "Test of the connector"}`)
	x.press("t").sees(`body: {"message": "Test of the connector"}`, "Enter run it")
	x = startActions(t, ActionOptions{New: true, Type: ".webhook"}, 80, 24)
	x.enters("name", "n").enters("url", "https://h.example/x").enters("user", "u").enters("password", "Test of the connector")
	x.press("ctrl+s", "enter").sees(`body: {"message": "(redacted)"}`).press("t").sees(`body: {"message": "(redacted)"}`)
	x = startActions(t, ActionOptions{ID: "on-call-mail"}, 80, 24)
	x.press("enter").enters("user", "u").enters("password", "p").press("ctrl+s", "enter").sees("subject: Test of the connector", "to: (asked for first)")
}

func TestATestThatFailsKeepsTheSecretsForTheNextSave(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{ID: "ticket-hook"}, 80, 24)
	x.press("enter").enters("user", "u").enters("password", "CANARY-password").press("ctrl+s", "enter", "t", "enter").sees("The test failed", "e goes back")
	x.press("e").sees("What was typed is still here").press("up").sees("set, 15 characters").enters("url", "x").press("ctrl+s").misses("is required").press("enter").sees("updated")
	x.press("ctrl+c")
	if o := x.m.Outcome(); o.Code != 0 || o.Lines[0] != "ticket-hook: connector updated" {
		t.Errorf("outcome %+v", o)
	}
	x = startActions(t, ActionOptions{ID: "ticket-hook"}, 80, 24)
	x.press("enter").enters("user", "u").enters("password", "p").press("ctrl+s", "enter", "t", "enter", "enter")
	if o := x.m.Outcome(); o.Code != codeNoVerdict || !strings.Contains(o.Lines[0], "the test failed: ") {
		t.Errorf("outcome %+v", o)
	}
}

func TestAKeptDraftOfAnActionConnectorIsOffered(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	keeping := func() *actions {
		x := prepareActions(t, ActionOptions{New: true, Type: ".webhook"}, emulator.KibanaOptions{}, 80, 24)
		x.m.env.drafts = unsent.Open(dir, x.clock.now)
		return x.open()
	}
	x := hook(keeping())
	x.press("ctrl+c").sees("Typed but not sent").press("ctrl+c")
	x.m.keep()
	if o := x.m.Outcome(); o.Code != codeCancelled || !strings.Contains(o.Lines[0], "kept as a draft but for Username, Password") {
		t.Errorf("outcome %+v", o)
	}
	x = keeping()
	x.sees("kb.example:5601", "Left just now, not sent: Name, URL.", "Username, Password").press("enter").sees("Ticket hook", "2 changes taken up", "https://h.example/x")
	x.enters("user", "u").enters("password", "p").press("ctrl+s", "enter").sees("Connector created").press("enter")
	x.m.keep()
	keeping().misses("not sent").sees("New Webhook connector")
}

func TestALateAnswerOfKibanaIsDropped(t *testing.T) {
	t.Parallel()
	x := prepareActions(t, ActionOptions{}, emulator.KibanaOptions{}, 80, 24)
	x.hold = true
	x.begin()
	late := x.held
	x.held, x.hold = nil, false
	x.link.Add(emulator.Fault{Status: 503, Times: 2})
	x.run(x.m.top().start(x.m.env))
	x.sees("try again")
	for _, cmd := range late {
		x.run(cmd)
	}
	x.sees("try again").press("r").sees("Alert history")
}

func TestTheListOfConnectorsLeadsToActionConnectors(t *testing.T) {
	t.Parallel()
	x := prepare(t, "", 80, 24, several())
	stand := raiseKibana(t, x.es, emulator.KibanaOptions{})
	x.m.env.actions = atKibana{stand.client}
	x.begin().sees("F2 actions", "a-z filter").press("f1").sees("F2 leads to the action connectors of Kibana").press("esc")
	x.send(tea.WindowSizeMsg{Width: 40, Height: 10})
	x.sees("F2 actions")
	x.typed("nothing is called so").sees("F2 actions").press("esc")
	x.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	x.send(tea.KeyMsg{Type: tea.KeyF2})
	x.sees("Action connectors", "kb.example:5601").press("down", "enter").sees("Alert history").press("esc", "esc").sees("Source 1")
}

func TestWhatLiesOverAScreenOfKibanaNamesKibanaToo(t *testing.T) {
	t.Parallel()
	x := prepare(t, "", 80, 24, several())
	stand := raiseKibana(t, x.es, emulator.KibanaOptions{})
	x.m.env.actions, x.m.env.drafts = atKibana{stand.client}, unsent.Open(t.TempDir(), x.clock.now)
	x.begin().press("f1").sees("Help", "es.example:9200").misses("kb.example").press("esc")
	x.send(tea.KeyMsg{Type: tea.KeyF2})
	x.press("f1").sees("Help", "kb.example:5601").misses("es.example").press("esc", "down", "enter").sees("Alert history")
	x.press("f1").sees("Help", "kb.example:5601").misses("es.example").press("esc", "ctrl+f").sees("Find a field", "kb.example:5601").misses("es.example")
	x.press("esc").typed("x").press("esc").sees("kb.example:5601").misses("es.example").press("y").sees("Action connectors")
	x.press("enter").sees("Unsent changes of last time", "kb.example:5601").misses("es.example")
}

func TestEqualNamesAreToldApart(t *testing.T) {
	t.Parallel()
	rows := actionRows([]kibana.Connector{{ID: "a", Name: "Hook", TypeID: ".webhook"}, {ID: "b", Name: "Hook", TypeID: ".webhook"}, {ID: "c"}})
	var got []string
	for _, r := range rows[1:] {
		got = append(got, r.label)
	}
	if strings.Join(got, ", ") != "Hook (a), Hook (b), c" {
		t.Errorf("rows %q", got)
	}
}

func TestHelpIsAboutTheScreenOfActionConnectorsUnderIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ scene, says string }{
		"the list": {"action-list", "no connectors of Elasticsearch"}, "the types": {"action-types", "Sends e-mail"},
		"a connector that can't be edited": {"action-barred", "stand in kibana.yml"}, "what must be typed again": {"action-forewarning", "shows them to nobody"},
		"the review": {"action-review", "always sent whole"}, "a refusal": {"action-refused", "This try failed"},
		"the result": {"action-done", "only a test shows"}, "the test": {"action-try", "What it sends"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := actionScenes()[c.scene](t, 80, 24).press("f1").sees("Help", c.says)
			if x.press("f1"); strings.HasPrefix(x.screen(), "Help") {
				t.Errorf("F1 doesn't close it again:\n%s", x.screen())
			}
		})
	}
}

func TestAnIDIsLeftToKibanaWhereTheNameMakesNone(t *testing.T) {
	t.Parallel()
	x := startActions(t, ActionOptions{New: true, Type: ".server-log"}, 80, 24)
	x.enters("name", "漢字").sees("not set (Kibana makes one up)")
	x.link.Add(emulator.Fault{Match: posts, ResetAfter: true, Times: 1})
	x.press("ctrl+s").sees("Enter creates it in the space default:", "POST /api/actions/connector").press("enter").sees("it may have been done")
	x.press("r").sees("Connector created: ") // Looked up by name and type, not created twice.
	x.arrived(t, "POST /api/actions/connector\n"+`{"name": "漢字", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`)
}
