package command

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"connwiz/client"
)

func TestWhatIsMissingIsHintedAtWithWhatIsKnown(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for line, want := range map[string]string{
		"edit shop":           "connwiz edit shop FIELD; its fields: connwiz show shop",
		"edit -- -a":          "connwiz edit -- -a FIELD; its fields: connwiz show -- -a",
		"set shop":            "connwiz set shop FIELD=VALUE; its fields: connwiz show shop",
		"completion":          "connwiz completion bash, or zsh, or fish, or powershell",
		"action":              "connwiz action list, show, create",
		"profile":             "connwiz profile list, add NAME",
		"list --cloud-id x:y": "connwiz help environment",
	} {
		if strings.Contains(line, "cloud-id") {
			s.url = ""
		}
		s.run("", strings.Fields(line)...).exits(t, exitUsage).says(t, want)
	}
}

func TestAJobThatIsNotThereIsSaidToBe(t *testing.T) {
	t.Parallel()
	raise(t).run("", "sync", "shop", "--cancel", "gone").exits(t, exitNotFound).
		says(t, `connector "shop" has no sync job "gone"`, "connwiz sync shop")
}

func TestAListThatTheServerEndsIsSaidToBeNoWholeOne(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.answering(http.MethodGet, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		var page []string
		for i := range 500 {
			page = append(page, fmt.Sprintf(`{"id": "c%s-%d"}`, r.URL.Query().Get("from"), i))
		}
		_, _ = fmt.Fprintf(w, `{"count": %d, "results": [%s]}`, client.Window, strings.Join(page, ","))
	})
	s.run("", "list").exits(t, exitDone).says(t, "no more than 10000 connectors")
}

func TestASilenceIsExplainedBesideTheResult(t *testing.T) {
	t.Parallel()
	done := raise(t).run("", "set", "shop", "port=1", "--wait", "--wait-timeout", "20ms", "--output", "json").exits(t, exitNoVerdict)
	if !strings.Contains(done.err, "connwiz: note: no verdict") {
		t.Errorf("said %q", done.err)
	}
	if got := done.decoded(t)["result"]; got != "updated" {
		t.Errorf("the result is %v", got)
	}
}

func TestWhatChangesNothingIsNotSaidToBeSaved(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "error", strings.Replace(shop, `"db.example.com"`, `""`, 1))
	done := s.run("", "set", "shop", "port=5432").exits(t, exitDone).says(t, "host: the service will refuse: 'Host' cannot be empty.")
	if strings.Contains(done.err, "saved") {
		t.Errorf("said %q", done.err)
	}
}

func TestAConnectorWithoutSchedulesIsSaidToHaveNone(t *testing.T) {
	t.Parallel()
	raise(t).run("", "schedule", "shop").exits(t, exitDone).says(t, "shop: no schedule is stored")
}

func TestAConnectorWithoutAnyConfigurationIsToldApart(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "created", "null")
	s.run("", "show", "shop").exits(t, exitDone).says(t, "no configuration, not even an empty one")
	s.run("", "doctor", "shop").says(t, "fails on that with every poll", "connwiz register shop --schema configuration.json")
	s.store("shop", "created", "{}")
	s.run("", "show", "shop").exits(t, exitDone).says(t, "no configuration yet")
}

func TestAWholeConnectorIsNoConfiguration(t *testing.T) {
	t.Parallel()
	s := raise(t)
	whole := `{"id": "shop", "status": "connected", "name": "n", "configuration": ` + shop + `}`
	s.run(whole, "check", "--schema", "-").exits(t, exitUsage).says(t, "this is a whole connector", `the object "configuration"`)
	s.run(`{"status": {"label": "Status", "value": "error"}, "configuration": {"label": "C", "value": "x"}, "c": {"value": "x"}}`,
		"check", "--schema", "-").exits(t, exitDone)
}

func TestATypeOfSyncHasItsArticle(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for kind, want := range map[string]string{
		"full": "ask for a full sync", "incremental": "ask for an incremental sync", "access_control": "ask for an access control sync",
	} {
		s.run("", "sync", "shop", "--type", kind, "--dry-run").exits(t, exitDone).says(t, want)
	}
}
