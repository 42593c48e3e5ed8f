//go:build unix

package ui

import (
	"context"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// actionTalk is a conversation about action connectors.
type actionTalk struct {
	*talk
	kibanaStand
}

// talkOfActions starts line mode where o says.
func talkOfActions(t *testing.T, o ActionOptions) *actionTalk {
	t.Helper()
	x := newActionTalk(t, emulator.KibanaOptions{})
	x.beginActions(o)
	return x
}

// newActionTalk has a Kibana but no terminal yet.
func newActionTalk(t *testing.T, k emulator.KibanaOptions) *actionTalk {
	t.Helper()
	x := &actionTalk{talk: newTalk(t, nil)}
	x.kibanaStand = raiseKibana(t, x.es, k)
	return x
}

// beginActions opens the terminal and starts to talk.
func (x *actionTalk) beginActions(a ActionOptions) {
	x.begin("", func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		o.Actions = atKibana{x.client}
		return ActionLine(ctx, o, a, l)
	})
}

// enters goes to a field and gives it a value.
func (x *actionTalk) enters(field, value string) *actionTalk {
	x.t.Helper()
	x.answers("!find "+field, value)
	if field == "crt" || field == "key" { // texts of several lines
		x.types(".\r")
	}
	return x
}

func TestTheDocumentedConnectorsAreCreatedLineByLine(t *testing.T) {
	t.Parallel()
	for name, e := range examples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := talkOfActions(t, ActionOptions{New: true, Type: e.kind})
			for _, entry := range e.entries {
				x.enters(entry.field, entry.value)
			}
			x.answers("!review").tells("Create it as " + e.id).answers("y").tells("Connector created: " + e.id).answers("1")
			x.ends(0)
			x.arrived(t, e.creation())
			if !strings.Contains(x.transcript(), e.id+": connector created\n[exit 0]") {
				t.Errorf("transcript:\n%s", x.transcript())
			}
		})
	}
}

func TestTheStoryOfAChangeLineByLine(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{ID: "ticket-hook"})
	x.tells("To be typed again:").tells("- Password, since Authentication is Basic authentication").tells("- Secret HTTP headers")
	x.enters("url", "https://h.example/x").answers("!review").tells("Username: is required").tells("without it nothing can be sent").tells("(to be typed again)")
	x.answers("CANARY-user", "CANARY-password").tells("Secret HTTP headers is left empty: Kibana erases it, if there is one.")
	x.tells("secrets.password: (redacted)").tells("Replace the whole of ticket-hook, all secrets too?").answers("y")
	x.tells("Connector updated: ticket-hook.").answers("2").tells("The test worked.").answers("1").ends(0)
	x.arrived(t, "PUT /api/actions/connector/ticket-hook\n"+`{"name": "Ticket hook",
	  "config": {"method": "post", "url": "https://h.example/x", "headers": {"X-Team": "shop"}, "hasAuth": true, "authType": "webhook-authentication-basic"},
	  "secrets": {"user": "CANARY-user", "password": "CANARY-password"}}`)
	if strings.Contains(x.transcript(), "CANARY") {
		t.Errorf("a secret is shown:\n%s", x.transcript())
	}
	x.story("action-change")
}

func TestTheStoryOfACreationLineByLine(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{})
	x.tells("1 Create an action connector").answers("operators").tells("1 match of 9 connectors").answers("7").tells("it is preconfigured").answers("<", "1")
	x.tells("30 types").answers("server").tells("Server log").answers("<", "index").answers("8").tells("Writes documents").answers("Audit trail")
	x.tells("audit-trail is used").answers("My_ID").tells("lower case letters").answers("alert-history").tells("is taken").answers("audit", "audit-log", "", "", "y")
	x.tells("Connector created: audit.").answers("2").tells("The test worked.").answers("1").tells("10 connectors").answers("<").ends(0)
	x.arrived(t, "POST /api/actions/connector/audit\n"+
		`{"name": "Audit trail", "connector_type_id": ".index", "config": {"index": "audit-log", "refresh": false}, "secrets": {}}`)
	x.story("action-create")
}

func TestARefusalLineByLineLeadsToItsField(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{New: true, Type: ".index"})
	x.answers("n", "", "!review").tells("Index: is required").answers("2", "y").tells("Kibana refused these values").tells("Problem: Index: ")
	x.another(t, "POST", "/s/b/api/actions/connector/n", `{"name": "n", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`)
	x.answers("i", "y").tells("The id n is taken").tells("n-2 is used").answers("m", "y").tells("Connector created: m.").answers("1").ends(0)
}

func TestALostAnswerLineByLineIsLookedUp(t *testing.T) {
	t.Parallel()
	x := newActionTalk(t, emulator.KibanaOptions{})
	x.link.Add(emulator.Fault{Match: posts, ResetAfter: true, Times: 1})
	x.beginActions(ActionOptions{New: true, Type: ".server-log"})
	x.answers("Line", "!review", "y").tells("it may have been done").answers("").tells("Connector created: line.").answers("1").ends(0)
	if got := x.bodies(); len(got) != 1 {
		t.Errorf("%d creations arrived", len(got))
	}
}

func TestACreationWhoseAnswerWasLostIsNotMadeTwiceLineByLine(t *testing.T) {
	t.Parallel()
	log := ActionOptions{New: true, Type: ".server-log"}
	x := newActionTalk(t, emulator.KibanaOptions{})
	x.drafts = t.TempDir()
	x.link.Add(emulator.Fault{Match: posts, ResetAfter: true, Times: 1})
	x.beginActions(log)
	x.answers("漢字", "!review", "y").tells("it may have been done").answers("<", "!leave", "1").ends(codeCancelled)
	y := &actionTalk{talk: newTalk(t, nil), kibanaStand: x.kibanaStand}
	y.drafts = x.drafts
	y.beginActions(log)
	y.tells("Your last creation got there, though its answer was lost: connector").tells("This form creates another one.").answers("!leave").ends(0)
	if got := x.bodies(); len(got) != 1 {
		t.Errorf("%d creations arrived", len(got))
	}
}

func TestAConnectorIsDeletedLineByLineOnceItsNameIsTyped(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{})
	x.answers("?").tells("!delete with a number deletes").answers("!delete").tells("!delete takes a number of the list.").answers("!delete 1").tells("That row is no connector.")
	x.answers("operators").tells("1 match").answers("!delete 7").tells("can't be deleted here: it is preconfigured").answers("<")
	x.tells("9 connectors").answers("!delete 9").tells("1 rule or case uses it").answers("ticket").tells("neither its name nor its id").tells("Nothing was deleted.")
	x.answers("!delete 9", "<").tells("Nothing was deleted.").answers("!delete 9", "Ticket hook").tells("ticket-hook: connector deleted.").tells("8 connectors").answers("<").ends(0)
	if got := x.deletions(); len(got) != 1 {
		t.Errorf("deleted %v", got)
	}
}

func TestAFieldSaysLineByLineWhenItApplies(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{New: true, Type: ".webhook"})
	x.answers("!find crt").tells("CRT file is hidden: applies when Authentication is SSL authentication.")
	x.answers("!find authType", "2", "", "?").tells("CRT file: applies when Authentication is SSL authentication.").tells("CRT file: applies when Certificate type is CRT and KEY file.")
	x.answers("!leave", "y").ends(codeCancelled)
}

func TestATestThatFailsLineByLineGoesBackToTheForm(t *testing.T) {
	t.Parallel()
	x := talkOfActions(t, ActionOptions{ID: "ticket-hook"})
	x.enters("user", "u").answers("p", "!review", "y").answers("2").tells("The test failed").answers("3").tells("What was typed is still here")
	x.enters("url", "https://h.example/x").answers("!review", "y").answers("2").tells("The test worked").answers("1").ends(0)
}

func TestASecretIsNotTakenFromAPipe(t *testing.T) {
	t.Parallel()
	x := newActionTalk(t, emulator.KibanaOptions{})
	var out strings.Builder
	o := x.options()
	o.Actions = atKibana{x.client}
	in := strings.NewReader("Hook\n\n\n\nhttps://h.example\n\n\n\n\n!leave\n1\n")
	outcome, err := ActionLine(context.Background(), o, ActionOptions{New: true, Type: ".webhook"}, LineIO{In: in, Out: &out, Signals: x.signals})
	if err != nil || outcome.Code != codeCancelled {
		t.Errorf("%+v, %v", outcome, err)
	}
	if want := "use connwiz action create .webhook --stdin user"; !strings.Contains(out.String(), want) {
		t.Errorf("%q is not in\n%s", want, out.String())
	}
}

func TestTheListOfConnectorsLeadsToActionConnectorsLineByLine(t *testing.T) {
	t.Parallel()
	x := &actionTalk{talk: newTalk(t, several())}
	x.kibanaStand = raiseKibana(t, x.es, emulator.KibanaOptions{})
	x.begin("", func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		o.Actions = atKibana{x.client}
		return RunLine(ctx, o, l)
	})
	x.tells("!actions lists Kibana's action connectors").answers("!actions").tells("9 connectors in kb.example:5601").answers("<").tells("5 connectors").answers("<").ends(0)
}

func TestAKeptDraftOfAnActionConnectorIsOfferedLineByLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	begin := func() *actionTalk {
		x := newActionTalk(t, emulator.KibanaOptions{})
		x.drafts = dir
		x.beginActions(ActionOptions{New: true, Type: ".webhook"})
		return x
	}
	begin().enters("name", "Hook").enters("url", "https://h.example").enters("user", "CANARY-user").answers("!leave", "1").ends(codeCancelled)
	x := begin()
	x.tells("not sent: Name, URL.").tells("To be typed again, since secrets are never kept: Username").answers("1").tells("2 changes taken up")
	x.answers("!review").tells("Username: is required").answers("<", "!leave", "2").ends(codeCancelled)
	begin().answers("!leave").ends(0)
}
