package kibana_test

import (
	"strings"
	"testing"

	"connwiz/client/kibana"
)

// withID starts a form that asks for the id.
func withID(t *testing.T, name string, taken ...string) *kibana.Form {
	t.Helper()
	form, err := kibana.NewFormWithID(lookup(t, ".server-log"), taken)
	if err != nil {
		t.Fatal(err)
	}
	form.SetText("name", name)
	return form
}

func TestAnIDIsProposedOfTheName(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 40)
	for name, c := range map[string]struct {
		taken []string
		want  string
	}{
		"Alert history":       {nil, "alert-history"},
		"  Ärger & Co. (2) ":  {nil, "rger-co-2"},
		"Alert history ":      {[]string{"alert-history"}, "alert-history-2"},
		"ALERT HISTORY":       {[]string{"alert-history", "alert-history-2"}, "alert-history-3"},
		"漢字":                  {nil, ""},
		long:                  {nil, long[:36]},
		long + "a":            {[]string{long[:36]}, long[:34] + "-2"},
		"--- x ---":           {nil, "x"},
		"On-call  mail, EMEA": {nil, "on-call-mail-emea"},
	} {
		form := withID(t, name, c.taken...)
		if got := form.ID(); got != c.want {
			t.Errorf("%q: got %q, want %q", name, got, c.want)
		}
		v, _ := form.Field("id")
		if v.Default.String() != c.want && c.want != "" || c.want == "" && v.Placeholder == "" {
			t.Errorf("%q: the field says %q, %q", name, v.Default, v.Placeholder)
		}
		if len(form.Gate()) > 0 {
			t.Errorf("%q: %v", name, messages(form.Gate()))
		}
	}
}

func TestAnIDIsCheckedAsItIsTyped(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"mine":                  "",
		"My_ID":                 "'ID' may only have lower case letters, digits and hyphens: my-id would do.",
		"USED":                  "'ID' may only have lower case letters, digits and hyphens.",
		strings.Repeat("a", 37): "'ID' has more than 36 characters: " + strings.Repeat("a", 36) + " would do.",
		"used":                  "'ID' is taken: choose another.",
		"late":                  "'ID' is taken: choose another.",
	} {
		form := withID(t, "n", "used")
		form.SetText("id", id)
		form.Taken("late")
		v, _ := form.Field("id")
		if got := strings.Join(messages(v.Problems), ""); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
		if form.ID() != id {
			t.Errorf("the id is %q", form.ID())
		}
		if _, err := form.Request(true); (err == nil) != (want == "") {
			t.Errorf("%s: %v", id, err)
		}
	}
}

func TestAnIDIsNoPartOfTheBody(t *testing.T) {
	t.Parallel()
	form := withID(t, "Line", "line")
	if !form.TakeDefault("id") {
		t.Error("the proposal can't be taken")
	}
	r := request(t, form)
	if form.ID() != "line-2" || len(r.Config) > 0 || len(r.Secrets) > 0 || r.Name != "Line" {
		t.Errorf("%s: %v", form.ID(), r)
	}
	other := form.Copy()
	form.Wipe()
	if other.ID() != "line-2" || !other.Dirty() {
		t.Error("the copy lost the id")
	}
	if got := fill(t, lookup(t, ".server-log"), nil, `{"name":"n"}`).ID(); got != "" {
		t.Errorf("a form that doesn't ask has the id %q", got)
	}
}

func TestAFreshFormShoutsNothing(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".email"), nil, `{"port": "smtp"}`)
	if v, _ := form.Field("host"); len(v.Problems) > 0 || len(v.ServiceProblems) != 1 {
		t.Errorf("host: %v, %v", messages(v.Problems), messages(v.ServiceProblems))
	}
	if v, _ := form.Field("port"); len(v.Problems) != 1 {
		t.Errorf("port: %v", messages(v.Problems))
	}
}

func TestConditionsAreToldInWords(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".email"), nil, `{}`)
	same(t, form.Conditions("password"), []string{"applies when Service is not MS Exchange Server", "applies when Require authentication for this server is on"})
	same(t, form.Conditions("from"), nil)
	same(t, form.Conditions("gone"), nil)
}
