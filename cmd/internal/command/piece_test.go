package command

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
)

// wants checks a command's exit code and what it said.
func (r ran) wants(t *testing.T, code int, said ...string) ran {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d\n%s%s", r.code, code, r.out, r.err)
	}
	for _, part := range said {
		if !strings.Contains(r.out+r.err, part) {
			t.Errorf("%q is not in\n%s%s", part, r.out, r.err)
		}
	}
	return r
}

// result decodes a command's JSON.
func (r ran) result(t *testing.T) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
		t.Fatalf("%v in\n%s%s", err, r.out, r.err)
	}
	return doc
}

func TestTheStepsFromNothingToASync(t *testing.T) {
	t.Parallel()
	s := raise(t).serve()
	config := filepath.Join(s.dir, "config.yml")
	s.run("", "create", "--service-type", "shopdb", "--id", "orders", "--name", "Orders").
		wants(t, 0, "created connector orders", "hint: give it an index: connwiz index orders search-orders")
	s.run("", "index", "orders", "search-orders").
		wants(t, 0, "index search-orders attached", "the first sync creates it", "connwiz apikey orders")
	s.run("", "apikey", "orders", "--config-yml", config).
		wants(t, 0, "recorded, written to "+config, "hint: see how to start the connector service: connwiz config-yml orders --file=")
	s.run("", "config-yml", "orders", "--file", config).
		wants(t, 0, "says it all already", "elastic-connectors:9.1.5", "git clone")
	s.run("", "wait", "orders", "--for", "needs_configuration").wants(t, 0)
	s.run("", "set", "orders", "--as-is", "--yes", "--wait").wants(t, 0)
	s.run("", "schedule", "orders", "--full", "daily 02:30").wants(t, 0, "every day at 02:30 UTC (0 30 2 * * ?)", "next: ")
	s.run("", "sync", "orders", "--watch", "--wait-timeout", "60s").wants(t, 0, "orders: completed, 360 documents indexed")
	s.run("", "doctor", "orders", "--config-yml", config).wants(t, 0, "ok       last sync: completed", "ok       config.yml")
	if info, err := os.Stat(config); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("config.yml: %v, %v", info.Mode(), err)
	}
}

func TestCreateRefusesWhatWouldOverwrite(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "x", "--id", "shop").wants(t, 5, "would be overwritten", "hint: choose another id")
	s.run("", "create", "--service-type", "x", "--index", "search-shop").wants(t, 5, `index "search-shop" belongs to connector "shop"`, "connwiz list")
	s.run("", "create", "--service-type", "x", "--index", "Shop").wants(t, 3, "must be lower case")
	s.run("", "create", "--service-type", "x", "--index", "shop", "--native").wants(t, 3, `must start with "content-"`)
	s.run("", "create").wants(t, 2, "service type is missing")
	s.run("", "create", "--service-type", "x", "--id", "a/b").wants(t, 2)
	for _, r := range s.es.Requests() {
		if r.Method != http.MethodGet && r.Status < 300 {
			t.Errorf("%s %s was answered %d", r.Method, r.Path, r.Status)
		}
	}
	doc := s.run("", "create", "--service-type", "x", "--output", "json").wants(t, 0).result(t)
	if doc["id"] == "" || doc["result"] != "created" || doc["name"] != nil || doc["is_native"] != false {
		t.Errorf("got %v", doc)
	}
}

func TestAnIndexIsAttachedWithWhatToKnowOfIt(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "index", "shop", "search-new", "--create").wants(t, 0, "attached", "it had index search-shop before")
	s.run("", "index", "shop", "search-new").wants(t, 0, "already attached")
	s.run("", "index", "shop", "_bad").wants(t, 3, "must not start with _")
	s.run("", "index", "nope", "search-x").wants(t, 4)
	doc := s.run("", "index", "shop", "search-other", "--output", "json").wants(t, 0).result(t)
	if doc["index"] != "missing" || doc["from"] != "search-new" || doc["result"] != "updated" {
		t.Errorf("got %v", doc)
	}
}

func TestSchedulesAreSetAndExplained(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "x", "--id", "c").wants(t, 0)
	s.run("", "schedule", "c").wants(t, 0, "full: off (0 0 0 * * ?)")
	s.run("", "schedule", "c", "--full", "0 0 2 ? * 2-6").wants(t, 0, "on Monday to Friday at 02:00 UTC", "write MON-FRI")
	s.run("", "schedule", "c", "--access-control", "every 1h").wants(t, 0, "no document level security", "access control: every hour")
	s.run("", "schedule", "c", "--full", "off").wants(t, 0, "full: off (0 0 2 ? * 2-6)")
	s.run("", "schedule", "c", "--full", "61 0 0 * * ?").wants(t, 3, "full", "not between 0 and 59")
	s.run("", "schedule", "nope").wants(t, 4)
	doc := s.run("", "schedule", "c", "--incremental", "daily 12:00", "--output", "json").wants(t, 0).result(t)
	list, _ := doc["schedules"].([]any)
	if len(list) != 3 || doc["result"] != "updated" {
		t.Fatalf("got %v", doc)
	}
	second, _ := list[1].(map[string]any)
	if next, _ := second["next"].([]any); second["type"] != "incremental" || second["interval"] != "0 0 12 * * ?" || len(next) != 3 {
		t.Errorf("got %v", second)
	}
}

func TestScheduledTimesAreToldInUTCAndLocally(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.FixedZone("CET", 3600))
	d := describeSchedule(client.FullSync, client.Schedule{Enabled: true, Interval: "0 30 2 * * ?"}, now)
	if got := d.text(); !strings.Contains(got, "next: 2026-01-02T02:30:00Z, here 2026-01-02T03:30:00+01:00\n") {
		t.Errorf("got %s", got)
	}
	d = describeSchedule(client.FullSync, client.Schedule{Enabled: true, Interval: "0 30 2 * * ?"}, now.UTC())
	if got := d.text(); !strings.Contains(got, "next: 2026-01-02T02:30:00Z\n") {
		t.Errorf("got %s", got)
	}
}

func TestASyncThatCantRunIsWarnedOf(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "x", "--id", "c").wants(t, 0)
	s.run("", "sync", "c").wants(t, 3, "no index attached", "connwiz index c search-NAME")
	s.run("", "index", "c", "search-c").wants(t, 0)
	s.run("", "sync", "c").wants(t, 0, "not configured yet", "asked for a sync, job ", "hint: see whether a connector service looks at it: connwiz doctor c")
	doc := s.run("", "sync", "shop", "--output", "json").wants(t, 0).result(t)
	if doc["status"] != "pending" || doc["connector_id"] != "shop" || doc["job_type"] != "full" {
		t.Errorf("got %v", doc)
	}
	job, _ := doc["id"].(string)
	s.run("", "sync", "shop", "--watch", "--wait-timeout", "3s").wants(t, 8, "pending", "--cancel")
	s.run("", "sync", "c", "--cancel="+job).wants(t, 4, "has no sync job")
	s.run("", "sync", "shop", "--cancel="+job, "--watch").wants(t, 0, "canceled")
	s.run("", "sync", "shop", "--cancel="+job).wants(t, 3, "has ended")
	s.run("", "sync", "nope").wants(t, 4)
	s.run("", "sync", "shop", "--type", "half").wants(t, 2)
}

func TestAFailedSyncIsAFailure(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "configured", strings.Replace(shop, `"value": 5432,`, `"value": 99999,`, 1))
	s.serve()
	s.run("", "sync", "shop", "--watch", "--wait-timeout", "60s").wants(t, 1, "error")
}

func TestTheDoctorNamesTheCause(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "doctor").wants(t, 0, "ok       connection", "ok       privileges", "licence: basic", "1, none with the status error")
	s.run("", "doctor", "nope").wants(t, 4, "failed   connector")
	s.run("", "doctor", "shop").wants(t, 0, "ok       heartbeat", "warning  API key", "warning  last sync", "warning  schedule")
	s.run("", "doctor", "shop", "--config-yml", filepath.Join(s.dir, "none.yml")).wants(t, 2, "isn't there", "connwiz config-yml shop")
	s.run("", "doctor", "shop", "--config-yml", s.file("a.yml", "connectors: []\n")).wants(t, 3, "is not listed")
	s.run("", "doctor", "shop", "--config-yml", s.file("b.yml", "connectors:\n- connector_id: shop\n  service_type: y\n")).wants(t, 5, `"y"`)
	open := s.file("c.yml", "elasticsearch.password: p\nconnectors:\n- connector_id: shop\n  service_type: shopdb\n")
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	s.run("", "doctor", "shop", "--config-yml", open).
		wants(t, 0, "others may read it")
	if err := s.es.PutDocument("old", []byte(`{"name":"o","service_type":"x","status":"error","error":"'P' value 'CANARY0' should be 1","last_seen":"2020-01-01T00:00:00Z","last_sync_status":"error","last_sync_error":"no"}`)); err != nil {
		t.Fatal(err)
	}
	r := s.run("", "doctor", "old").wants(t, 3, "no index is attached", "days ago", "failed   status: error: 'P' value '(redacted)'", "failed   last sync")
	if strings.Contains(r.out, "CANARY0") {
		t.Error("a value was printed")
	}
	s.run("", "doctor").wants(t, 8, "1 of 2 have the status error", "connwiz doctor old")
	doc := s.run("", "doctor", "old", "--output", "json").wants(t, 3).result(t)
	if doc["healthy"] != false || doc["id"] != "old" || len(doc["findings"].([]any)) < 9 {
		t.Errorf("got %v", doc)
	}
}

func TestTheDoctorTellsWhatTheCallerLacks(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.link.Add(emulator.Fault{Match: func(r *http.Request) bool { return r.URL.Path == "/" }, Status: 403})
	s.run("", "doctor").wants(t, 0, "warning  connection")
	s.link.Clear()
	s.link.Add(emulator.Fault{Status: 401})
	s.run("", "doctor").wants(t, 6, "failed   connection", "skipped  everything else")
	s.link.Clear()
	s.link.Add(emulator.Fault{Match: func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/_security") }, Status: 400})
	s.run("", "doctor").wants(t, 0, "who you are is not known")
}

func TestAWatchCanBeLeft(t *testing.T) {
	t.Parallel()
	s := raise(t)
	start := time.Now()
	s.run("", "sync", "shop", "--watch", "--wait-timeout", "1s").wants(t, 8)
	if time.Since(start) > 5*time.Second {
		t.Error("it took too long")
	}
}

func TestWhatIsDoneIsOnRecord(t *testing.T) {
	t.Parallel()
	s := raise(t)
	path := filepath.Join(s.dir, "audit.log")
	s.run("", "create", "--service-type", "x", "--name", "n", "--audit-log", path).wants(t, 0)
	s.run("", "index", "shop", "search-n", "--audit-log", path).wants(t, 0)
	s.run("", "apikey", "shop", "--existing", "K1", "--audit-log", path).wants(t, 0)
	s.run("", "create", "--service-type", "x", "--id", "shop", "--audit-log", path).wants(t, 5)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], "service_type") || !strings.Contains(lines[1], "index_name") ||
		!strings.Contains(lines[2], "api_key_id") || !strings.Contains(lines[3], "shop") {
		t.Errorf("got\n%s", raw)
	}
}

func TestAnAnswerThatIsLostIsLookedUp(t *testing.T) {
	t.Parallel()
	writes := func(r *http.Request) bool { return r.Method == http.MethodPost || r.Method == http.MethodPut }
	for name, args := range map[string][]string{
		"create": {"create", "--service-type", "x", "--name", "Some name"},
		"apikey": {"apikey", "shop", "--key-file", "lost.key"},
		"sync":   {"sync", "shop"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			if name == "apikey" {
				args[3] = filepath.Join(s.dir, args[3])
			}
			sent := false
			s.link.Add(emulator.Fault{ResetAfter: true, Match: func(r *http.Request) bool { return writes(r) && !sent }})
			if name == "apikey" { // nobody can read the key again
				s.run("", args...).wants(t, 7, "it may have been done; ", "connwiz ")
				return
			}
			s.run("", args...).wants(t, 0, "it was looked up: it was done, once")
			// Where looking is in vain, too, it stays a doubt.
			s.link.Clear()
			s.link.Add(emulator.Fault{ResetBefore: true, Match: func(r *http.Request) bool { return sent }})
			s.link.Add(emulator.Fault{ResetAfter: true, Match: func(r *http.Request) bool {
				sent = writes(r)
				return sent
			}})
			s.run("", args...).wants(t, 7, "it may have been done; ", "connwiz ")
		})
	}
}

func TestADryRunShowsWhatWouldBeDoneAndDoesNothing(t *testing.T) {
	t.Parallel()
	s := raise(t)
	config := filepath.Join(s.dir, "config.yml")
	for name, c := range map[string]struct {
		args []string
		said []string
	}{
		"create":            {[]string{"create", "--service-type", "x", "--name", "N"}, []string{"POST", "/_connector", `{"name":"N","service_type":"x"}`}},
		"create with an id": {[]string{"create", "--service-type", "x", "--id", "new"}, []string{"PUT", "/_connector/new"}},
		"index":             {[]string{"index", "shop", "search-x", "--create"}, []string{"/_connector/shop/_index_name", "PUT", "/search-x"}},
		"apikey":            {[]string{"apikey", "shop", "--config-yml", config}, []string{"/_security/api_key", "/_connector/shop/_api_key_id", config}},
		"an existing key":   {[]string{"apikey", "shop", "--existing", "K"}, []string{"/_connector/shop/_api_key_id", `"K"`}},
		"schedule":          {[]string{"schedule", "shop", "--full", "daily 02:30"}, []string{"/_connector/shop/_scheduling", "0 30 2 * * ?"}},
		"sync":              {[]string{"sync", "shop"}, []string{"/_connector/_sync_job", `"on_demand"`}},
		"config-yml":        {[]string{"config-yml", "shop", "--file", config}, []string{config}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, part := range c.said {
				coded, err := json.Marshal(part)
				if err != nil {
					t.Fatal(err)
				}
				s.run("", append(c.args, "--dry-run")...).wants(t, 0, part)
				s.run("", append(c.args, "--dry-run", "--output", "json")...).wants(t, 0, strings.Trim(string(coded), `"`), `"dry_run": true`)
			}
		})
	}
	for _, r := range s.es.Requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s came", r.Method, r.Path)
		}
	}
	if _, err := os.Stat(config); err == nil {
		t.Error("a file was written")
	}
	s.run("", "create", "--service-type", "x", "--id", "shop", "--dry-run").wants(t, 5, "would be overwritten")
	s.run("", "sync", "shop", "--dry-run", "--output", "curl").wants(t, 2, "goes with set")
	s.run("", "index", "shop", "search-shop", "--dry-run").wants(t, 0, "would let the first sync create the index")
}

func TestHintsAreGoodForIdsThatBeginWithADash(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "x", "--id=-a", "--index", "search-a").wants(t, 0, "connwiz apikey --config-yml config.yml -- -a")
	s.run("", "sync", "--", "-a").wants(t, 0, "connwiz doctor -- -a")
	s.run("", "doctor", "--", "-a").wants(t, 8, "connwiz wait --for needs_configuration -- -a")
}
