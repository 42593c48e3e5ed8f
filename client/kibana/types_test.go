package kibana_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/schema"
)

func builtIn(t *testing.T) []*kibana.Type {
	t.Helper()
	all, err := kibana.Types()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheTypesThatAreKnown(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, typ := range builtIn(t) {
		ids = append(ids, typ.ID)
		if found, err := kibana.Lookup(typ.ID); err != nil || found.Name != typ.Name {
			t.Errorf("%s: %v", typ.ID, err)
		}
	}
	slices.Sort(ids)
	want := strings.Fields(".bedrock .cases-webhook .crowdstrike .d3security .email .gemini .gen-ai .index .inference .jira " +
		".jira-service-management .microsoft_defender_endpoint .opsgenie .pagerduty .resilient .sentinelone .server-log .servicenow " +
		".servicenow-itom .servicenow-sir .slack .slack_api .swimlane .teams .thehive .tines .torq .webhook .xmatters .xsoar")
	same(t, ids, want)
	for _, id := range []string{".cases", "index", "._llm", "", "../load.go"} {
		if _, err := kibana.Lookup(id); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", id)) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// The data files can't be wrong in what no compiler checks.
func TestTypesAreSound(t *testing.T) {
	t.Parallel()
	for _, typ := range builtIn(t) {
		t.Run(typ.ID, func(t *testing.T) {
			t.Parallel()
			if !slices.Contains([]string{"basic", "gold", "platinum", "enterprise"}, typ.License) || typ.Summary == "" {
				t.Errorf("licence %q, summary %q", typ.License, typ.Summary)
			}
			if typ.Test != nil && (!json.Valid([]byte(typ.Test.Params)) || typ.Test.Effect == "") {
				t.Errorf("test %+v", typ.Test)
			}
			before := map[string]bool{}
			for _, f := range typ.Fields {
				if before[f.Name] || f.Label == "" || !soundField(typ, f) {
					t.Errorf("%s is there twice, has no label, or an unknown place, kind or rule: %+v", f.Name, f)
				}
				for _, c := range f.When {
					if !before[c.Field] {
						t.Errorf("%s looks at %s, which comes later or not at all", f.Name, c.Field)
					}
				}
				before[f.Name] = true
			}
		})
	}
}

func soundField(typ *kibana.Type, f kibana.Field) bool {
	places := []kibana.Place{kibana.InName, kibana.InConfig, kibana.InSecrets, kibana.InForm}
	kinds := []kibana.Kind{kibana.KindStr, kibana.KindInt, kibana.KindNumber, kibana.KindBool, kibana.KindMap,
		kibana.KindJSON, kibana.KindChannels, kibana.KindFile}
	rules := strings.Fields("url range address json_object template contains contains_one host filled_in pem no_other_pem service_account lines mappings")
	for _, v := range f.Validations {
		if !slices.Contains(rules, v.Type) {
			return false
		}
	}
	for _, c := range slices.Concat(f.When, f.RequiredWhen) {
		on := typ.Field(c.Field)
		// What others look at must be sent where its default decides.
		if on == nil || len(c.OneOf)+len(c.Not) == 0 && !c.Filled || on.Sensitive() {
			return false
		}
	}
	return slices.Contains(places, f.In) && slices.Contains(kinds, f.Kind)
}

func TestSecretsAreListedBeforehand(t *testing.T) {
	t.Parallel()
	same(t, lookup(t, ".xmatters").Secrets(), []string{"Username", "Password", "Initiation URL with API key"})
	same(t, lookup(t, ".server-log").Secrets(), nil)
}

// Every branch of every type, filled in completely or with what is required, makes
// a body that Kibana takes; without any one of the required values it doesn't get
// that far.
func TestWhateverTheFormLetsPassKibanaTakes(t *testing.T) {
	t.Parallel()
	for _, typ := range builtIn(t) {
		t.Run(typ.ID, func(t *testing.T) {
			t.Parallel()
			_, client := start(t, emulator.KibanaOptions{})
			for _, branch := range branches(typ) {
				for _, all := range []bool{false, true} {
					form := fill(t, typ, nil, branch)
					required := complete(form, all)
					r, err := form.Request(false)
					if err != nil {
						t.Fatalf("%s: %v", branch, messages(form.Gate()))
					}
					if made, err := client.Create(t.Context(), "", r); err != nil || made.TypeID != typ.ID {
						t.Errorf("%s, all %v: %v\n%s", branch, all, err, revealed(t, r.Config))
					}
					for _, name := range required {
						form.Clear(name)
						if _, err := form.Request(false); err == nil {
							t.Errorf("%s: passes without %s", branch, name)
						}
						form.SetText(name, plausible(typ.Field(name)))
					}
				}
			}
		})
	}
}

// branches are all combinations of the values that conditions of a type look at.
func branches(typ *kibana.Type) []string {
	combined := []string{`"name":"n"`}
	looked := map[string]bool{}
	for _, f := range typ.Fields {
		for _, c := range f.When {
			looked[c.Field] = true
		}
	}
	for _, f := range typ.Fields {
		values := []schema.Value{schema.Bool(true), schema.Bool(false)}
		if len(f.Options) > 0 {
			values = nil
			for _, o := range f.Options {
				values = append(values, o.Value)
			}
		}
		if !looked[f.Name] {
			continue
		}
		var next []string
		for _, before := range combined {
			for _, v := range values {
				next = append(next, fmt.Sprintf("%s,%q:%s", before, f.Name, v.RevealJSON()))
			}
		}
		combined = next
	}
	for i := range combined {
		combined[i] = "{" + combined[i] + "}"
	}
	return combined
}

// complete fills in the fields that apply, all or the required ones, and returns
// the names of the latter that hold text.
func complete(form *kibana.Form, all bool) (required []string) {
	for _, f := range form.Type().Fields {
		v, _ := form.Field(f.Name)
		if !v.Active || f.Kind == kibana.KindBool || f.In == kibana.InName || v.Typed {
			continue
		}
		if v.Required && !f.Explicit {
			required = append(required, f.Name)
		}
		if v.Required || all {
			form.SetText(f.Name, plausible(&f))
		}
	}
	return required
}

// plausible is a text that a field takes.
func plausible(f *kibana.Field) string {
	if len(f.Options) > 0 {
		return f.Options[0].Value.Reveal()
	}
	text := map[kibana.Kind]string{
		kibana.KindStr: "x", kibana.KindInt: "7", kibana.KindNumber: "0.5", kibana.KindMap: "X: y",
		kibana.KindJSON: "{}", kibana.KindChannels: "C1 #a", kibana.KindFile: "file",
	}[f.Kind]
	for _, rule := range f.Validations {
		switch rule.Type {
		case "url":
			text = "https://a.example/{{{external.system.id}}}"
			if slices.ContainsFunc(f.Validations, func(v kibana.Validation) bool { return v.Type == "filled_in" }) {
				text = "https://a.example"
			}
		case "host":
			text = "https://" + rule.Constraint[0]
		case "address":
			text = "a@b.example"
		case "json_object":
			text = `{"a":1}`
		case "service_account":
			text = `{"type":"service_account"}`
		case "template":
			text = `{"a":{{{case.title}}},"b":{{{case.description}}},"c":{{{case.comment}}},"d":{{{external.system.id}}}}`
		case "pem":
			_ = json.Unmarshal([]byte(pemText(rule.Constraint[0])), &text)
		}
	}
	return text
}

func TestChoicesPutKibanaAndTheProgramTogether(t *testing.T) {
	t.Parallel()
	_, client := start(t, emulator.KibanaOptions{License: "gold", EnabledTypes: strings.Fields(".index .email .opsgenie .cases")})
	registered, err := client.Types(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	registered = append(registered, kibana.TypeInfo{ID: ".mcp", Name: "MCP", EnabledInConfig: true})
	var lines []string
	for _, c := range kibana.Choices(registered, builtIn(t)) {
		if slices.Contains([]string{".index", ".email", ".opsgenie", ".jira", ".mcp"}, c.ID) {
			lines = append(lines, fmt.Sprintf("%s %v %s", c.ID, c.Type != nil, c.Obstacle()))
		}
		if c.System {
			t.Errorf("%s is offered", c.ID)
		}
	}
	same(t, lines, []string{
		".email true ", ".index true ", ".jira true switched off in kibana.yml: xpack.actions.enabledActionTypes lacks .jira",
		".mcp false the licence doesn't allow it", ".opsgenie true needs a platinum licence or a trial",
	})
	for _, info := range registered {
		if typ, err := kibana.Lookup(info.ID); err == nil && (typ.Name != info.Name || typ.License != info.MinimumLicense) {
			t.Errorf("%s: %s, %s against %s, %s", info.ID, typ.Name, typ.License, info.Name, info.MinimumLicense)
		}
	}
	if (kibana.TypeInfo{System: true}).Obstacle() == "" {
		t.Error("a system type has no obstacle")
	}
}
