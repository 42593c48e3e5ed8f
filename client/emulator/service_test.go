package emulator

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) read() time.Time { return c.now }

// world is a server with a service that knows one service type.
func world(t *testing.T) (*peer, *Service, *clock) {
	t.Helper()
	at := &clock{time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
	p := newPeer(t, Options{Now: at.read})
	return p, &Service{Schemas: map[string][]byte{"t": []byte(`{
		"host":{"label":"Host","type":"str"},
		"port":{"label":"Port","type":"int","value":5432,"validations":[{"type":"less_than","constraint":65536}]},
		"password":{"label":"Password","sensitive":true,"required":false}}`)}}, at
}

func TestServiceRegistersItsSchema(t *testing.T) {
	t.Parallel()
	p, v, _ := world(t)
	p.expect("create", c1())
	v.Poll(p.server)
	p.expect("the schema is complete", read("configuration.host", `{"configuration":{"host":{"label":"Host","type":"str","default_value":null,"depends_on":[],`+
		`"display":"text","options":[],"order":1,"required":true,"sensitive":false,"tooltip":null,"ui_restrictions":[],"validations":[],"value":""}}}`))
	p.expect("it waits for values, and has checked in", read("status,last_seen,configuration.port.value",
		`{"configuration":{"port":{"value":5432}},"status":"needs_configuration","last_seen":"<now>"}`))
	p.expect("features are registered", read("features.sync_rules.basic", `{"features":{"sync_rules":{"basic":{"enabled":true}}}}`))
	v.Poll(p.server)
	p.expect("it goes on waiting", read("status", `{"status":"needs_configuration"}`))
}

// A service that is wary waits for what a real one needs, and its time.
func TestAWaryServiceWaitsForAnEntryAndAKey(t *testing.T) {
	t.Parallel()
	wary := func(t *testing.T, o Options) (*peer, *Service) {
		p, v, _ := world(t)
		if o.Version != "" {
			p = newPeer(t, o)
		}
		v.Wary, v.Rounds = true, 2
		v.Poll(p.server)
		return p, v
	}
	rounds := func(p *peer, v *Service, want ...string) {
		t.Helper()
		for _, status := range want {
			v.Poll(p.server)
			p.expect("round", read("status", `{"status":"`+status+`"}`))
		}
	}
	t.Run("a key on record", func(t *testing.T) {
		t.Parallel()
		p, v := wary(t, Options{})
		p.expect("create", c1())
		rounds(p, v, "created", "created", "created", "created")
		p.expect("not seen either", read("last_seen", `{}`))
		p.expect("record", put("_api_key_id", `{"api_key_id":"k"}`, 200, updated))
		rounds(p, v, "created", "created", "needs_configuration")
	})
	t.Run("an entry in the file", func(t *testing.T) {
		t.Parallel()
		p, v := wary(t, Options{})
		listed := map[string]bool{}
		v.Lists = func(id string, recorded bool) bool { return listed[id] && !recorded }
		p.expect("create", c1())
		rounds(p, v, "created", "created", "created")
		listed["c1"] = true
		rounds(p, v, "created", "created", "needs_configuration")
		listed["c1"] = false // The service reads its file when it starts.
		rounds(p, v, "needs_configuration")
	})
	t.Run("what is there when it begins", func(t *testing.T) {
		t.Parallel()
		p, v, _ := world(t)
		p.expect("create", c1())
		v.Wary, v.Rounds = true, 2
		rounds(p, v, "needs_configuration")
	})
	t.Run("a server that can't record keys", func(t *testing.T) {
		t.Parallel()
		p, v := wary(t, Options{Version: "8.12.0"})
		p.expect("create", step{"PUT /_connector/c1", `{"name":"One","service_type":"t","index_name":"search-one"}`, 201, ""})
		rounds(p, v, "created", "created", "needs_configuration")
	})
}

func TestServiceVerdicts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, values, want string }{
		{"all is well", `{"host":"h"}`, `{"status":"connected","error":null}`},
		{"an empty required field", `{"host":""}`, `{"status":"error","error":"Field validation errors: 'Host' cannot be empty."}`},
		{"a rule", `{"host":"h","port":70000}`, `{"status":"error","error":"Field validation errors: 'Port' value '70000' should be less than 65536."}`},
		{"an unreachable host", `{"host":"db.invalid:80"}`, `{"status":"error","error":"Could not connect to db.invalid:80: [Errno -2] Name or service not known"}`},
		{"a refused secret is quoted", `{"host":"h","password":"wrong"}`, `{"status":"error","error":"Could not sign in: the server refused password \"wrong\""}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, v, _ := world(t)
			p.expect("create", c1())
			v.Poll(p.server)
			p.expect("configure", values(c.values, 200, updated))
			v.Poll(p.server)
			p.expect("verdict", read("status,error", c.want))
		})
	}
}

func TestServiceRecoversFromErrors(t *testing.T) {
	t.Parallel()
	p, v, _ := world(t)
	p.expect("create", c1())
	v.Poll(p.server)
	p.expect("wrong values", values(`{"host":""}`, 200, updated))
	v.Poll(p.server)
	p.expect("right values", values(`{"host":"h"}`, 200, updated))
	p.expect("the old text stays until the next round", read("status,error", `{"status":"configured","error":"Field validation errors: 'Host' cannot be empty."}`))
	v.Poll(p.server)
	p.expect("connected", read("status,error", `{"status":"connected","error":null}`))
}

func TestServiceLooksDeadWhenAValueCannotBeConverted(t *testing.T) {
	t.Parallel()
	p, v, at := world(t)
	p.expect("create", c1())
	v.Poll(p.server)
	seen := p.do("GET /_connector/c1?filter_path=last_seen", "").raw
	p.expect("configure", values(`{"host":"h","port":"abc"}`, 200, updated))
	at.now = at.now.Add(time.Hour)
	v.Poll(p.server)
	p.expect("no status, no error", read("status,error", `{"status":"configured"}`))
	if got := p.do("GET /_connector/c1?filter_path=last_seen", "").raw; got != seen {
		t.Errorf("heartbeat: %s, was %s", got, seen)
	}
}

func TestHeartbeat(t *testing.T) {
	t.Parallel()
	p, v, at := world(t)
	seen := func() string {
		return p.do("GET /_connector/c1?filter_path=last_seen", "").body.Get("last_seen").Text()
	}
	p.expect("create", c1())
	v.Poll(p.server)
	first := seen()
	at.now = at.now.Add(300 * time.Second)
	if v.Poll(p.server); seen() != first {
		t.Error("checked in although the last time was not long ago")
	}
	at.now = at.now.Add(time.Second)
	if v.Poll(p.server); seen() == first {
		t.Error("did not check in after the pace")
	}
	second := seen()
	at.now = at.now.Add(time.Second)
	restarted := &Service{Schemas: v.Schemas}
	if restarted.Poll(p.server); seen() == second {
		t.Error("a service that has just started did not check in")
	}
}

func TestServiceLeavesOthersAlone(t *testing.T) {
	t.Parallel()
	p, v, _ := world(t)
	p.expect("a type that the service doesn't know", step{"PUT /_connector/c1", `{"service_type":"other"}`, 201, ""})
	p.expect("no type", step{"PUT /_connector/c2", "", 201, ""})
	p.expect("a deleted one", step{"PUT /_connector/c3", `{"service_type":"t"}`, 201, ""})
	p.expect("delete", step{"DELETE /_connector/c3", "", 200, ""})
	v.Poll(p.server)
	p.expect("untouched", step{"GET /_connector?include_deleted=true&filter_path=results.status,results.last_seen", "", 200,
		`{"results":[{"status":"created"},{"status":"created"},{"status":"created"}]}`})
}

func TestServiceKeepsCheckingInWhenTheTypeBecomesUnknown(t *testing.T) {
	t.Parallel()
	p, v, at := world(t)
	p.expect("create", c1())
	v.Poll(p.server)
	p.expect("configure", values(`{"host":"h"}`, 200, updated))
	p.expect("change type", put("_service_type", `{"service_type":"other"}`, 200, updated))
	p.expect("configure again", values(`{}`, 200, updated))
	at.now = at.now.Add(time.Hour)
	v.Poll(p.server)
	p.expect("no verdict", read("status", `{"status":"configured"}`))
	if got := p.do("GET /_connector/c1", "").body.Get("last_seen").Text(); got != instant(at.now) {
		t.Errorf("last seen %s", got)
	}
}

func TestMigration(t *testing.T) {
	t.Parallel()
	const complete = `"default_value":null,"depends_on":[],"display":"text","options":[],"order":1,"sensitive":false,"tooltip":null,"type":"str","ui_restrictions":[],"validations":[]`
	for _, c := range []struct{ name, schema, stored, path, want string }{
		{"a new label alone doesn't arrive", `{"a":{"label":"New"}}`, `{"a":{"label":"Old","required":true,"value":"v",` + complete + `}}`,
			"configuration.a.label", `{"configuration":{"a":{"label":"Old"}}}`},
		{"with a new field the new label arrives, the value stays", `{"a":{"label":"New","value":"n"},"b":{"label":"B"}}`, `{"a":{"label":"Old","required":true,"value":"v",` + complete + `}}`,
			"configuration.*.label,configuration.a.value", `{"configuration":{"a":{"label":"New","value":"v"},"b":{"label":"B"}}}`},
		{"an empty new attribute loses", `{"a":{"label":"A","required":false},"b":{"label":"B"}}`, `{"a":{"label":"A","required":true,"value":"v",` + complete + `}}`,
			"configuration.a.required", `{"configuration":{"a":{"required":true}}}`},
		{"missing attributes are filled in", `{"a":{"label":"A","tooltip":"T"}}`, `{"a":{"label":"Old","value":"v"}}`,
			"configuration.a.tooltip,configuration.a.label,configuration.a.value", `{"configuration":{"a":{"label":"Old","value":"v","tooltip":"T"}}}`},
		{"fields that the schema dropped stay", `{"a":{"label":"A"}}`, `{"gone":{"label":"G","value":"v"}}`,
			"configuration.gone", `{"configuration":{"gone":{"label":"G","value":"v"}}}`},
	} {
		p := newPeer(t, Options{})
		if err := p.server.PutDocument("c1", []byte(`{"service_type":"t","status":"needs_configuration","configuration":`+c.stored+`}`)); err != nil {
			t.Fatal(err)
		}
		(&Service{Schemas: map[string][]byte{"t": []byte(c.schema)}}).Poll(p.server)
		p.expect(c.name, read(c.path, c.want))
	}
}

func TestRunPollsAtItsPaceUntilTheContextEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		if err := s.PutDocument("c1", []byte(`{"service_type":"t","status":"created","configuration":{}}`)); err != nil {
			t.Fatal(err)
		}
		v := &Service{Idling: 2 * time.Second, Schemas: map[string][]byte{"t": []byte(`{"a":{"label":"A"}}`)}}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- v.Run(ctx, s) }()
		status := func() string {
			doc, err := parseDocument(s.Document("c1"))
			if err != nil {
				t.Fatal(err)
			}
			return doc.Get("status").Text()
		}
		time.Sleep(time.Second)
		if got := status(); got != "created" {
			t.Errorf("after a second: %s", got)
		}
		time.Sleep(2 * time.Second)
		if got := status(); got != "needs_configuration" {
			t.Errorf("after three seconds: %s", got)
		}
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
}

func TestTheSourcesTypeWins(t *testing.T) {
	t.Parallel()
	const typeless = `"depends_on":[],"display":"text","options":[],"order":1,"required":true,"sensitive":false,"tooltip":null,"ui_restrictions":[],"validations":[],"default_value":null`
	for _, c := range []struct{ name, own, stored, want string }{
		{"text that the source reads as a number", `{"f":{"label":"F","type":"int"}}`,
			`{"f":{"label":"F","type":"str","value":"5",` + typeless + `}}`, `{"status":"connected","error":null}`},
		{"text that the source can't read ends the round", `{"f":{"label":"F","type":"int"}}`,
			`{"f":{"label":"F","type":"str","value":"x",` + typeless + `}}`, `{"status":"configured"}`},
		{"the document's required counts", `{"f":{"label":"F","type":"str","required":false}}`,
			`{"f":{"label":"F","type":"str","value":"",` + typeless + `}}`, `{"status":"error","error":"Field validation errors: 'F' cannot be empty."}`},
	} {
		p := newPeer(t, Options{})
		if err := p.server.PutDocument("c1", []byte(`{"service_type":"t","status":"configured","configuration":`+c.stored+`}`)); err != nil {
			t.Fatal(err)
		}
		(&Service{Schemas: map[string][]byte{"t": []byte(c.own)}}).Poll(p.server)
		p.expect(c.name, read("status,error", c.want))
		if p.do("GET /_connector/c1?filter_path=last_seen", "").raw == "{}" {
			t.Errorf("%s: no heartbeat", c.name)
		}
	}
}

func TestSimulatedSync(t *testing.T) {
	t.Parallel()
	job := func(status string, documents string) step {
		return step{"GET /_connector/_sync_job?filter_path=results.status,results.indexed_document_count", "", 200,
			`{"results":[{"indexed_document_count":` + documents + `,"status":"` + status + `"}]}`}
	}
	begin := func(t *testing.T, host string) (*peer, *Service) {
		p, v, _ := world(t)
		p.expect("create", c1())
		v.Poll(p.server)
		p.expect("configure", values(`{"host":"`+host+`"}`, 200, updated))
		p.expect("start", step{"POST /_connector/_sync_job", `{"id":"c1"}`, 201, ""})
		return p, v
	}
	t.Run("runs to its end", func(t *testing.T) {
		t.Parallel()
		p, v := begin(t, "h")
		for _, s := range []step{job("in_progress", "0"), job("in_progress", "120"), job("in_progress", "240"), job("in_progress", "360"), job("completed", "360")} {
			v.Poll(p.server)
			p.expect("round", s)
		}
		p.expect("the connector remembers", read("last_sync_status,last_indexed_document_count,last_sync_error", `{"last_sync_status":"completed","last_sync_error":null,"last_indexed_document_count":360}`))
		p.expect("the index is there", step{"HEAD /search-1", "", 200, ""})
	})
	t.Run("is canceled", func(t *testing.T) {
		t.Parallel()
		p, v := begin(t, "h")
		v.Poll(p.server)
		id := p.do("GET /_connector/_sync_job", "").body.Get("results").Items()[0].Get("id").Text()
		p.expect("cancel", step{"PUT /_connector/_sync_job/" + id + "/_cancel", "", 200, updated})
		v.Poll(p.server)
		p.expect("round", job("canceled", "0"))
	})
	t.Run("fails with its connector", func(t *testing.T) {
		t.Parallel()
		p, v := begin(t, "h.invalid")
		v.Poll(p.server)
		p.expect("round", job("error", "0"))
		p.expect("the connector remembers", read("last_sync_error", `{"last_sync_error":"Could not connect to h.invalid: [Errno -2] Name or service not known"}`))
	})
}

func TestServiceRaisesOnConfigurationsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, configuration := range []string{`null`, `[]`, `{"a":"bare"}`} {
		s := New(Options{})
		raw := `{"service_type":"t","status":"configured","configuration":` + configuration + `}`
		if err := s.PutDocument("c1", []byte(raw)); err != nil {
			t.Fatal(err)
		}
		(&Service{Schemas: map[string][]byte{"t": []byte(`{"a":{"label":"A"}}`)}}).Poll(s)
		if got := string(s.Document("c1")); got != raw {
			t.Errorf("%s: became %s", configuration, got)
		}
	}
}
