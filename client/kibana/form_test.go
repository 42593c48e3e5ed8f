package kibana_test

import (
	"strings"
	"testing"

	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/schema/draft"
)

func TestFieldsFollowTheChosenBranch(t *testing.T) {
	t.Parallel()
	typ := lookup(t, ".webhook")
	form := fill(t, typ, nil, `{}`)
	shown := func() string {
		var all []string
		for _, f := range typ.Fields {
			v, ok := form.Field(f.Name)
			if !ok || v.Active != form.Active(f.Name) || v.Active != (form.Hidden(f.Name) == "") {
				t.Fatalf("%s: %+v", f.Name, v)
			}
			if v.Active && len(f.When) > 0 {
				all = append(all, f.Name)
			}
		}
		return strings.Join(all, " ")
	}
	for _, step := range []struct {
		field string
		value schema.Value
		want  string
	}{
		{"hasAuth", schema.Null(), "authType user password"},
		{"authType", schema.Text("webhook-authentication-ssl"), "authType certType crt key password"},
		{"certType", schema.Text("ssl-pfx"), "authType certType pfx password"},
		{"authType", schema.Text("webhook-oauth2-client-credentials"), "authType accessTokenUrl clientId clientSecret scope additionalFields"},
		{"hasAuth", schema.Bool(false), ""},
		{"hasAuth", schema.Bool(true), "authType accessTokenUrl clientId clientSecret scope additionalFields"},
		{"authType", schema.Text("webhook-authentication-ssl"), "authType certType pfx password"},
	} {
		form.Choose(step.field, step.value)
		if got := shown(); got != step.want {
			t.Errorf("after %s = %v: %s, want %s", step.field, step.value, got, step.want)
		}
	}
	if got := form.Hidden("crt"); got != "applies when Certificate type is CRT and KEY file" {
		t.Errorf("hidden because %q", got)
	}
	if form.Hidden("nothing") != "" || form.Active("nothing") {
		t.Error("an unknown field is active or hidden")
	}
	if _, ok := form.Field("nothing"); ok {
		t.Error("an unknown field is known")
	}
}

func TestWhatWasTypedComesBackWithItsBranch(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".xmatters"), nil, `{"name":"n","configUrl":"https://a.example","user":"u","password":"canary"}`)
	form.Choose("usesBasic", schema.Bool(false))
	if form.Active("password") || len(form.Gate()) != 1 {
		t.Errorf("gate %v", messages(form.Gate()))
	}
	form.Choose("usesBasic", schema.Bool(true))
	if r := request(t, form); revealed(t, r.Secrets) != `{"password":"canary","user":"u"}` {
		t.Errorf("secrets %s", revealed(t, r.Secrets))
	}
	chars, lines := form.SecretSize("password")
	if chars != 6 || lines != 1 || string(form.Secret("password").Reveal()) != "canary" {
		t.Errorf("%d characters, %d lines", chars, lines)
	}
}

// requireds are whether a field must be filled in, by what else is entered.
func TestRequiredFollowsOtherFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, kind, values, field string
		want                      bool
	}{
		{"a comment's URL alone is optional", ".cases-webhook", `{}`, "createCommentUrl", false},
		{"with the object it isn't", ".cases-webhook", `{"createCommentJson":"{}"}`, "createCommentUrl", true},
		{"nor the other way round", ".cases-webhook", `{"createCommentUrl":"https://a.example"}`, "createCommentJson", true},
		{"OpenAI has a model of its own", ".gen-ai", `{"apiProvider":"OpenAI"}`, "defaultModel", false},
		{"others have none", ".gen-ai", `{"apiProvider":"Other"}`, "defaultModel", true},
		{"a key is needed", ".gen-ai", `{"apiProvider":"Other"}`, "apiKey", true},
		{"but for PKI", ".gen-ai", `{"apiProvider":"Other","pki":true}`, "apiKey", false},
		{"which only others have", ".gen-ai", `{"apiProvider":"OpenAI","pki":true}`, "apiKey", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if v, _ := fill(t, lookup(t, c.kind), nil, c.values).Field(c.field); v.Required != c.want {
				t.Errorf("required %v", v.Required)
			}
		})
	}
}

func TestRulesOfTheOtherTypes(t *testing.T) {
	t.Parallel()
	const cases = `"name":"n","hasAuth":false,"createIncidentUrl":"https://a.example","createIncidentResponseKey":"id","getIncidentResponseExternalTitleKey":"t",
		"updateIncidentUrl":"https://a.example","updateIncidentJson":"{\"a\":{{{case.title}}},\"b\":\"{{ case.description }}\"}"`
	const more = `,"createIncidentJson":"{\"a\":{{{case.title}}},\"b\":{{{case.description}}}}","getIncidentUrl":"https://a.example/{{{external.system.id}}}","viewIncidentUrl":"https://a.example/{{{external.system.title}}}"`
	for _, c := range []struct {
		name, kind, values string
		problems           []string
	}{
		{"variables where they belong", ".cases-webhook", `{` + cases + more + `}`, nil},
		{"variables that are missing", ".cases-webhook", `{` + cases + `,"createIncidentJson":"{\"a\":{{{case.title}}}}","getIncidentUrl":"https://a.example","viewIncidentUrl":"https://a.example"}`, []string{
			"'Create case object' must contain the variable {{{case.description}}}.",
			"'Get case URL' must contain the variable {{{external.system.id}}}.",
			"'External case view URL' must contain the variable {{{external.system.id}}} or {{{external.system.title}}}.",
		}},
		{"with POST the URL needs none", ".cases-webhook", `{` + cases + more + `,"getIncidentMethod":"post","getIncidentUrl":"https://a.example","getIncidentJson":"{\"id\":{{{external.system.id}}}}"}`, nil},
		{"templates are JSON", ".cases-webhook", `{` + cases + more + `,"createIncidentJson":"{{{{case.title}}}}"}`, []string{"'Create case object' must be JSON once its variables are filled in."}},
		{"a header stands once", ".webhook", `{"name":"n","url":"https://a.example","hasAuth":false,"headers":"X: y\nX: z"}`,
			[]string{"'HTTP headers' must name each only once: line 2 repeats one."}},
		{"too many headers", ".webhook", `{"name":"n","url":"https://a.example","hasAuth":false,"headers":"` + manyHeaders(21) + `"}`, []string{"'HTTP headers' must have at most 20 lines."}},
		{"headers as JSON are texts", ".webhook", `{"name":"n","url":"https://a.example","hasAuth":false,"headers":{"a":1}}`, []string{"'HTTP headers' must have a text for each name."}},
		{"headers as broken JSON", ".webhook", `{"name":"n","url":"https://a.example","hasAuth":false,"headers":"{"}`, []string{"'HTTP headers' must be a JSON object."}},
		{"Torq has hosts of its own", ".torq", `{"name":"n","webhookIntegrationUrl":"https://a.example","token":"t"}`,
			[]string{"'Torq endpoint URL' must begin with https://hooks.torq.io or https://hooks.eu.torq.io."}},
		{"and takes one's own machine", ".torq", `{"name":"n","webhookIntegrationUrl":"http://localhost:1","token":"t"}`, nil},
		{"Gemini wants JSON", ".gemini", `{"name":"n","apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p","credentialsJson":"x"}`,
			[]string{"'Credentials JSON' must be JSON: the whole key file of a service account."}},
		{"of a service account", ".gemini", `{"name":"n","apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p","credentialsJson":"{\"type\":\"authorized_user\"}"}`,
			[]string{`'Credentials JSON' must be the key of a service account: its "type" is another.`}},
		{"Gemini is content", ".gemini", `{"name":"n","apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p","credentialsJson":"{\"type\":\"service_account\"}"}`, nil},
		{"placeholders are replaced", ".gen-ai", `{"name":"n","apiProvider":"Azure OpenAI","apiUrl":"https://a.example/{deployment-id}","apiKey":"k"}`,
			[]string{"'URL' still has a placeholder in braces: replace it."}},
		{"PKI files are PEM", ".gen-ai", `{"name":"n","apiProvider":"Other","apiUrl":"https://a.example","defaultModel":"m","pki":true,"certificateData":"x y","privateKeyData":` + pemText("CERTIFICATE") + `}`, []string{
			"'Certificate' must be a PEM file that begins with -----BEGIN CERTIFICATE-----.", "'Private key' must be a PEM file that begins with -----BEGIN PRIVATE KEY-----.",
		}},
		{"mappings are an object", ".swimlane", `{"name":"n","apiUrl":"https://a.example","appId":"a","connectorType":"all","mappings":"[]","apiToken":"t"}`, []string{"'Field mappings' must be a JSON object."}},
		{"three words are no channel", ".slack_api", `{"name":"n","token":"t","allowedChannels":"a b #c"}`, []string{`'Allowed channels' must have "#channel" or "ID #channel" on each line: line 1 has not.`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			same(t, messages(fill(t, lookup(t, c.kind), nil, c.values).Gate()), c.problems)
		})
	}
}

func manyHeaders(n int) string {
	var all strings.Builder
	for i := range n {
		all.WriteString("X-" + strings.Repeat("a", i+1) + `: v\n`)
	}
	return all.String()
}

func TestAChangeNamesTheSecretsThatMustBeTypedAgain(t *testing.T) {
	t.Parallel()
	const why = "Kibana never gives secrets back and replaces all of them with every change"
	const basic = "Authentication is Basic authentication"
	existing := sample(".webhook", `{"url":"https://a.example","hasAuth":true,"authType":"webhook-authentication-basic","method":"post","headers":{"X":"1"}}`)
	form := fill(t, lookup(t, ".webhook"), existing, `{"url":"https://b.example","user":"u"}`)
	want := []kibana.Reentry{
		{Field: "user", Label: "Username", Required: true, Typed: true, Why: why + " (" + basic + ")", Because: basic},
		{Field: "password", Label: "Password", Required: true, Why: why + " (" + basic + ")", Because: basic},
		{Field: "secretHeaders", Label: "Secret HTTP headers", Why: "Kibana erases it with this change if it is left empty"},
	}
	got := form.Reentries()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("got %+v", got)
		}
	}
	same(t, messages(form.Gate()), []string{"'Password' is required, since Authentication is Basic authentication."})
	form.Choose("hasAuth", schema.Bool(false))
	if got := form.Reentries(); len(got) != 1 {
		t.Errorf("without authentication: %+v", got)
	}
	if got := fill(t, lookup(t, ".webhook"), nil, `{}`).Reentries(); got != nil {
		t.Errorf("a new connector: %+v", got)
	}
	if got := fill(t, lookup(t, ".jira"), sample(".jira", `{}`), `{}`).Reentries(); got[0].Why != why {
		t.Errorf("without a choice: %+v", got)
	}
	imported := sample(".jira", `{"apiUrl":"https://a.example","projectKey":"P"}`)
	imported.MissingSecrets = true
	if got := fill(t, lookup(t, ".jira"), imported, `{}`).Reentries(); got[0].Why != "the connector was imported without its secrets" {
		t.Errorf("imported: %+v", got)
	}
}

func TestAChangeSendsTheWholeConfiguration(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, kind, config, values, want string }{
		{
			"what is stored stays, what is null or of the other branch goes", ".email",
			`{"service":"gmail","from":"a@b.example","host":"h","port":null,"secure":true,"hasAuth":false,"clientId":null,"oauthTokenUrl":null}`, `{"from":"c@d.example"}`,
			`{"from":"c@d.example","hasAuth":false,"service":"gmail"}`,
		},
		{
			"keys of newer versions stay", ".index", `{"index":"i","refresh":true,"executionTimeField":null,"pipeline":"p","mode":{"a":[1]},"blank":" "}`, `{}`,
			`{"index":"i","mode":{"a":[1]},"pipeline":"p","refresh":true}`,
		},
		{
			"maps and lists come back as they were", ".slack_api", `{"allowedChannels":[{"id":"C1","name":"#a"},{"name":"#b"}]}`, `{"token":"t"}`,
			`{"allowedChannels":[{"id":"C1","name":"#a"},{"name":"#b"}]}`,
		},
		{
			"headers that don't fit on a line too", ".webhook", `{"url":"https://a.example","hasAuth":false,"headers":{"X":"1\n2","Y":" z "}}`, `{}`,
			`{"authType":null,"hasAuth":false,"headers":{"X":"1\n2","Y":" z "},"url":"https://a.example"}`,
		},
		{
			"a field can be emptied", ".pagerduty", `{"apiUrl":"https://a.example"}`, `{"routingKey":"k","apiUrl":""}`, `{}`,
		},
		{
			"the choice of an old connector is what Kibana takes it for", ".webhook", `{"url":"https://a.example","hasAuth":true}`, `{"user":"u","password":"p"}`,
			`{"authType":"webhook-authentication-basic","hasAuth":true,"url":"https://a.example"}`,
		},
		{
			"objects come back", ".inference", `{"provider":"p","taskType":"rerank","inferenceId":"i","providerConfig":{"a":1}}`, `{}`,
			`{"inferenceId":"i","provider":"p","providerConfig":{"a":1},"taskType":"rerank"}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := request(t, fill(t, lookup(t, c.kind), sample(c.kind, c.config), c.values))
			if got := revealed(t, r.Config); got != c.want || r.Name != "Old" {
				t.Errorf("%q\ngot  %s\nwant %s", r.Name, got, c.want)
			}
		})
	}
}

func TestAStoredValueThatCannotBeReadBlocks(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".email"), sample(".email", `{"from":"a@b.example","host":"h","port":"smtp","hasAuth":false}`), `{}`)
	if got := form.Gate(); len(got) != 1 || got[0].Field != "port" {
		t.Fatalf("gate %v", messages(got))
	}
	form.SetText("port", "25")
	if r := request(t, form); revealed(t, r.Config) != `{"from":"a@b.example","hasAuth":false,"host":"h","port":25,"service":"other"}` {
		t.Errorf("config %s", revealed(t, r.Config))
	}
}

func TestSomeConnectorsCannotBeChanged(t *testing.T) {
	t.Parallel()
	preconfigured, system, other := sample(".index", `{}`), sample(".index", `{}`), sample(".jira", `{}`)
	preconfigured.Preconfigured, system.System = true, true
	for c, want := range map[*kibana.Connector]string{
		preconfigured: "preconfigured", system: "Kibana's own", other: "of type .jira",
	} {
		if _, err := kibana.NewForm(lookup(t, ".index"), c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %q", err, want)
		}
	}
}

// editing is what a screen for a draft of Elasticsearch needs of one: both kinds of
// form can be behind it.
type editing interface {
	Schema() *schema.Schema
	Field(name string) (draft.Field, bool)
	Active(name string) bool
	SetText(name, text string)
	SetSecret(name string, s schema.Secret)
	Secret(name string) schema.Secret
	SecretSize(name string) (chars, lines int)
	Choose(name string, v schema.Value)
	Clear(name string)
	Restore(name string)
	TakeDefault(name string) bool
	Changes() []draft.Change
	Dirty() bool
	UnsentSecrets() []string
	Typed() []draft.TypedField
	Retype(fields []draft.TypedField) []draft.TypedField
	Gate() []schema.Problem
	Warnings() []schema.Problem
	Wipe()
}

var (
	_ editing = (*kibana.Form)(nil)
	_ editing = (*draft.Draft)(nil)
)

func TestAFormIsDrivenLikeADraft(t *testing.T) {
	t.Parallel()
	var form editing = fill(t, lookup(t, ".opsgenie"), nil, `{}`)
	if form.Dirty() || form.TakeDefault("apiKey") || !form.TakeDefault("apiUrl") {
		t.Error("a default was taken or not")
	}
	if v, _ := form.Field("apiUrl"); v.Text != "https://api.opsgenie.com" || v.State != draft.Changed || !v.Required {
		t.Errorf("URL %+v", v)
	}
	form.SetSecret("apiKey", schema.NewSecret([]byte(" canary ")))
	form.SetText("name", "Night shift")
	same(t, messages(form.Warnings()), []string{"'API key' begins or ends with blanks, which are kept."})
	same(t, form.UnsentSecrets(), []string{"apiKey"})
	if changes := form.Changes(); len(changes) != 3 || !form.Dirty() {
		t.Errorf("%d changes", len(changes))
	}
	typed := form.Typed()
	form.Wipe()
	form.Clear("name")
	form.Restore("apiUrl")
	if form.Dirty() || len(typed) != 2 {
		t.Errorf("after taking all back: dirty, or typed %v", typed)
	}
	if left := form.Retype(append(typed, draft.TypedField{Name: "gone"})); len(left) != 1 || len(form.Changes()) != 2 {
		t.Errorf("left %v", left)
	}
	form.Choose("gone", schema.Null())
	if sections := form.Schema().Sections(); len(sections) != 1 || sections[0].Fields[0].Name != "name" {
		t.Errorf("layout %+v", sections)
	}
}

func TestBlankTextIsLeftInPeace(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".index"), nil, `{"name":"n","index":"i","executionTimeField":" "}`)
	if len(form.Warnings()) > 0 || len(form.Gate()) > 0 {
		t.Errorf("%v %v", messages(form.Warnings()), messages(form.Gate()))
	}
	if got := revealed(t, request(t, form).Config); got != `{"index":"i","refresh":false}` {
		t.Errorf("config %s", got)
	}
}

func TestAFormIsCarriedOverToWhatOthersSaved(t *testing.T) {
	t.Parallel()
	typ := lookup(t, ".jira")
	form := fill(t, typ, sample(".jira", `{"apiUrl":"https://a.example","projectKey":"P"}`),
		`{"projectKey":"MINE","email":"e","apiToken":"canary"}`)
	next, conflicts, err := form.Rebase(sample(".jira", `{"apiUrl":"https://b.example","projectKey":"THEIRS"}`))
	if err != nil || len(conflicts) != 1 || conflicts[0].Name != "projectKey" || conflicts[0].Theirs.Reveal() != "THEIRS" {
		t.Fatalf("%v, %v", conflicts, err)
	}
	form.Wipe()
	r := request(t, next)
	if got := revealed(t, r.Config) + revealed(t, r.Secrets); got != `{"apiUrl":"https://b.example","projectKey":"MINE"}{"apiToken":"canary","email":"e"}` {
		t.Errorf("sent %s", got)
	}
	if _, _, err := form.Rebase(sample(".index", `{}`)); err == nil {
		t.Error("carried over to another type")
	}
}
