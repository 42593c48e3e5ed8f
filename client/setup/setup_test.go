package setup_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/schema"
)

func TestANewClusterIsSurveyed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	s := w.survey("")
	if step, done := s.Next(); step != setup.Connector || done {
		t.Errorf("next is %s", step)
	}
	if f := s.Fact(setup.Connect); f.Standing != setup.Done || !strings.Contains(f.Sentence, "Elasticsearch 9.1.5") {
		t.Errorf("got %+v", f)
	}
	for _, f := range s.Facts[2:] {
		if f.Standing != setup.Blocked || f.Sentence == "" {
			t.Errorf("%s: %s, %q", f.Step, f.Standing, f.Sentence)
		}
	}
	if len(s.Facts) != len(setup.Steps()) {
		t.Errorf("%d facts", len(s.Facts))
	}
}

func TestEveryStepOfAWholeSetUpIsDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	p := person{world: w, ctx: t.Context()}
	if err := p.walk(); err != nil {
		t.Fatal(err)
	}
	s := w.survey(p.id)
	for _, f := range s.Facts {
		if f.Standing != setup.Done || f.Sentence == "" || f.Err != nil {
			t.Errorf("%s: %s, %q, %v", f.Step, f.Standing, f.Sentence, f.Err)
		}
	}
	before := len(w.es.Requests())
	if err := p.walk(); err != nil {
		t.Fatal(err)
	}
	for _, r := range w.es.Requests()[before:] {
		if r.Method != "GET" && !strings.HasSuffix(r.Path, "_has_privileges") {
			t.Errorf("a finished set-up sends %s %s", r.Method, r.Path)
		}
	}
}

func TestAClusterThatDoesNotAnswerIsAFact(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]emulator.Fault{
		"no answer": {ResetBefore: true}, "not let in": {Status: 401}, "it failed": {Status: 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{})
			w.faulty.Add(fault)
			s := w.survey("orders")
			f := s.Fact(setup.Connect)
			if f.Standing != setup.Blocked || f.Err == nil || f.Sentence == "" {
				t.Errorf("got %+v", f)
			}
			if step, _ := s.Next(); step != setup.Connect {
				t.Errorf("next is %s", step)
			}
		})
	}
}

func TestWhoMayNotChangeConnectorsIsToldWhatIsMissing(t *testing.T) {
	t.Parallel()
	const reader = "a2V5OnJlYWQ="
	w := newWorld(t, emulator.Options{APIKeys: []string{reader}, ReadOnly: []string{reader}})
	w.client = w.connect(client.Config{APIKey: schema.NewSecret([]byte(reader))})
	w.again()
	s := w.survey("")
	if f := s.Fact(setup.Connect); f.Standing != setup.Blocked || !strings.Contains(f.Sentence, "manage_connector") {
		t.Errorf("got %+v", f)
	}
	if s.Cluster.CanMint {
		t.Error("an API key is said to be able to mint another one")
	}
}

func TestAConnectorThatIsLikeTheWantedOneIsOfferedInstead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	wanted := setup.NewConnector{Name: "Orders, new", ServiceType: "postgresql"}
	id := w.do(w.guide.Create(wanted)).ConnectorID
	_, err := w.guide.Create(wanted).Do(t.Context())
	var twin *setup.TwinError
	if !errors.As(err, &twin) || len(twin.Found) != 1 || twin.Found[0].ID != id {
		t.Fatalf("got %v", err)
	}
	wanted.Another = true
	if other := w.do(w.guide.Create(wanted)).ConnectorID; other == id {
		t.Error("no other one was created")
	}
	wanted.Another, wanted.ServiceType = false, "mysql"
	w.do(w.guide.Create(wanted))
}

func TestAnIDThatIsInUseIsNeverPutTo(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*world){
		"one that is there": func(w *world) {
			w.do(w.guide.Create(setup.NewConnector{ID: "orders", Name: "Mine", ServiceType: "mysql"}))
		},
		"one that is configured": func(w *world) {
			_ = w.es.PutDocument("orders", []byte(`{"name":"Mine","service_type":"mysql","status":"connected","configuration":{}}`))
		},
		"one that was deleted": func(w *world) {
			_ = w.es.PutDocument("orders", []byte(`{"name":"Mine","service_type":"mysql","status":"created","deleted":true}`))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{})
			prepare(w)
			before, puts := string(w.es.Document("orders")), w.count("PUT /_connector/orders")
			a := w.guide.Create(setup.NewConnector{ID: "orders", Name: "Orders", ServiceType: "postgresql", Another: true})
			var exists *client.ExistsError
			for range 2 {
				if _, err := a.Do(t.Context()); !errors.As(err, &exists) {
					t.Errorf("got %v", err)
				}
			}
			if after := string(w.es.Document("orders")); after != before || w.count("PUT /_connector/orders") != puts {
				t.Errorf("it was %s\nit is  %s", before, after)
			}
		})
	}
}

func TestInputsThatCannotBeUsedAreRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	var input *setup.InputError
	for name, n := range map[string]setup.NewConnector{
		"no name": {Name: " ", ServiceType: "t"}, "no type": {Name: "n"}, "two types": {Name: "n", ServiceType: "a,b"},
		"an id with a slash": {Name: "n", ServiceType: "t", ID: "a/b"},
	} {
		if _, err := w.guide.Create(n).Plan(t.Context()); !errors.As(err, &input) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.guide.RecordKey(setup.ExistingKey{Connector: "c"}).Do(t.Context()); !errors.As(err, &input) {
		t.Errorf("no key id: %v", err)
	}
	if _, err := w.guide.SetSchedules("c", nil).Do(t.Context()); !errors.As(err, &input) {
		t.Errorf("no schedule: %v", err)
	}
	if came := w.requests(); len(came) > 0 {
		t.Errorf("sent %q", came)
	}
}

func TestIndexNamesAreJudgedAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"": "must not be empty", "Orders": "must be lower case", "search-orders": "", "a b": "must not contain blanks",
	} {
		if got := setup.CheckIndex(name, false); got.Problem != want || got.Usable() != (want == "") {
			t.Errorf("%q: %+v", name, got)
		}
	}
	if got := setup.CheckIndex("search-orders", true); got.Problem == "" {
		t.Error("a native connector's index needs its prefix")
	}
}

func TestIndexNamesAreLookedUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	first := w.connector()
	second := w.do(w.guide.Create(setup.NewConnector{Name: "orders", ServiceType: "postgresql"})).ConnectorID
	if got, err := w.guide.LookAtIndex(t.Context(), second, "search-orders"); err != nil || got.Usable() || got.TakenBy != first {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := w.guide.LookAtIndex(t.Context(), first, "search-orders"); err != nil || !got.Usable() || !got.Known || got.Exists {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := w.guide.ProposeIndex(t.Context(), second); err != nil || got != "search-orders-2" {
		t.Errorf("got %q, %v", got, err)
	}
	put(t, w, "/search-bare", "")
	if got, err := w.guide.LookAtIndex(t.Context(), second, "search-bare"); err != nil || !got.Usable() || !got.Exists || !strings.Contains(got.Warning, "without mappings") {
		t.Errorf("got %+v, %v", got, err)
	}
	var taken *setup.TakenError
	_, err := w.guide.UseIndex(setup.IndexChoice{Connector: second, Name: "search-orders"}).Do(t.Context())
	if !errors.As(err, &taken) || taken.By.ID != first || taken.By.Name != "Orders" {
		t.Errorf("got %v", err)
	}
}

func TestAnIndexThatSomebodyElseAttachedIsNotReplaced(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	a := w.guide.UseIndex(setup.IndexChoice{Connector: id, Name: "search-mine", Create: true})
	if _, err := a.Plan(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.client.AttachIndex(t.Context(), id, "search-theirs"); err != nil {
		t.Fatal(err)
	}
	var changed *setup.ChangedError
	if _, err := a.Do(t.Context()); !errors.As(err, &changed) || changed.Was != "search-orders" || changed.Is != "search-theirs" {
		t.Errorf("got %v", err)
	}
	if s := w.survey(id); s.Connector.IndexName != "search-theirs" {
		t.Errorf("it is %s", s.Connector.IndexName)
	}
}

func TestAnIndexSaysHowToUndoIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	r := w.do(w.guide.UseIndex(setup.IndexChoice{Connector: id, Name: "search-new", Create: true}))
	want := []string{`PUT /_connector/` + id + `/_index_name {"index_name":"search-orders"}`, "DELETE /search-new"}
	if !slices.Equal(r.Undo, want) {
		t.Errorf("got %q", r.Undo)
	}
	if s := w.survey(id); !s.Index.Mapped || len(s.Fact(setup.Index).Warnings) > 0 {
		t.Errorf("the connector service can't sync into it: %+v", s.Fact(setup.Index))
	}
}

func TestACallerWithAnAPIKeyHasOtherWaysToAKey(t *testing.T) {
	t.Parallel()
	const own = "a2V5OmFsbA=="
	w := newWorld(t, emulator.Options{APIKeys: []string{own}, Username: "elastic", Password: "changeit"})
	w.client = w.connect(client.Config{APIKey: schema.NewSecret([]byte(own))})
	w.again()
	id := w.connector()
	s := w.survey(id)
	if f := s.Fact(setup.APIKey); s.Cluster.CanMint || !strings.Contains(f.Hint, "user name and a password") {
		t.Errorf("got %+v", f)
	}
	file := setup.KeyFile(filepath.Join(t.TempDir(), "key"))
	var derived *client.DerivedKeyError
	if _, err := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: file}).Do(t.Context()); !errors.As(err, &derived) {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(file.String()); err == nil {
		t.Error("an empty key file is left over")
	}
	basic := w.connect(client.Config{Username: "elastic", Password: schema.NewSecret([]byte("changeit"))})
	r := w.do(w.guide.Mint(setup.NewKey{Connector: id, With: basic, KeepAt: file}))
	written, err := os.ReadFile(file.String())
	if err != nil || strings.TrimSpace(string(written)) != string(r.Key.Encoded.Reveal()) {
		t.Errorf("%v", err)
	}
	if info, err := os.Stat(file.String()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if r := w.do(w.guide.RecordKey(setup.ExistingKey{Connector: id, KeyID: "key", Replace: true})); r.KeyID != "key" || r.Replaced == "" {
		t.Errorf("got %+v", r)
	}
}

func TestAKeyThatIsRecordedIsReplacedOnlyWhenAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	first := w.do(w.guide.Mint(setup.NewKey{Connector: id}))
	var has *setup.HasKeyError
	if _, err := w.guide.Mint(setup.NewKey{Connector: id}).Do(t.Context()); !errors.As(err, &has) || has.KeyID != first.KeyID {
		t.Errorf("got %v", err)
	}
	if _, err := w.guide.RecordKey(setup.ExistingKey{Connector: id, KeyID: "x"}).Plan(t.Context()); !errors.As(err, &has) {
		t.Errorf("got %v", err)
	}
	second := w.do(w.guide.Mint(setup.NewKey{Connector: id, Replace: true}))
	if second.Replaced != first.KeyID || second.KeyID == first.KeyID {
		t.Errorf("got %+v", second)
	}
	w.do(w.guide.Invalidate(second.Replaced))
	if s := w.survey(id); s.Key.Recorded.ID != second.KeyID || !s.Key.Valid {
		t.Errorf("got %+v", s.Key)
	}
}

func TestAKeyThatNobodyCanReadAgainIsSaidToBeLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	minted := w.do(w.guide.Mint(setup.NewKey{Connector: id})) // and then the program was killed
	s := w.survey(id)
	f := s.Fact(setup.ConfigYML)
	if !s.Key.Lost || f.Standing != setup.Missing || s.Fact(setup.APIKey).Standing != setup.Done {
		t.Errorf("got %+v, %+v", s.Key, f)
	}
	w.do(w.guide.WriteConfig(setup.ConfigEntry{Connector: id, Key: minted.Key.Encoded}))
	if s = w.survey(id); s.Key.Lost || s.Fact(setup.ConfigYML).Standing != setup.Done {
		t.Errorf("got %+v, %+v", s.Key, s.Fact(setup.ConfigYML))
	}
	// A service that works with it elsewhere has it, whatever is here.
	if err := os.Remove(w.config); err != nil {
		t.Fatal(err)
	}
	w.service.Poll(w.es)
	if s = w.survey(id); s.Key.Lost || s.Fact(setup.ConfigYML).Standing != setup.Optional {
		t.Errorf("got %+v, %+v", s.Key, s.Fact(setup.ConfigYML))
	}
	w.do(w.guide.Invalidate(minted.KeyID))
	if f := w.survey(id).Fact(setup.APIKey); f.Standing != setup.Missing || !strings.Contains(f.Sentence, "no longer valid") {
		t.Errorf("got %+v", f)
	}
}

func TestAFileThatCannotBeWrittenLosesNoKey(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{"the disk is full": syscall.ENOSPC, "the file is read-only": syscall.EROFS} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{})
			id := w.connector()
			broken := true
			w.guide = setup.New(setup.Options{Client: w.client, Address: w.url, ConfigFile: w.config,
				WriteConfig: func(path string, c serviceconfig.Connector, now time.Time) (serviceconfig.Outcome, error) {
					if broken {
						return serviceconfig.Outcome{}, serviceconfig.NewFileError("write", path, cause)
					}
					return serviceconfig.Write(path, c, now)
				}})
			a := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: w.guide.ConfigPlace(setup.ConfigEntry{Connector: id})})
			r, err := a.Do(t.Context())
			var orphan *setup.OrphanError
			var failure *serviceconfig.FileError
			if !errors.As(err, &orphan) || !errors.As(err, &failure) || r.Key == nil || r.Key.Encoded.Empty() || orphan.KeyID != r.Key.ID {
				t.Fatalf("got %+v, %v", r, err)
			}
			if recorded := w.survey(id).Key.Recorded.ID; recorded != "" {
				t.Errorf("a key that is nowhere was recorded: %s", recorded)
			}
			broken = false // somebody made room
			if r, err = a.Do(t.Context()); err != nil || r.KeyID != orphan.KeyID || r.File == nil {
				t.Fatalf("got %+v, %v", r, err)
			}
			if minted := w.count("PUT /_security/api_key"); minted != 1 {
				t.Errorf("%d keys were minted", minted)
			}
			if s := w.survey(id); s.Fact(setup.ConfigYML).Standing != setup.Done || s.Key.Lost {
				t.Errorf("got %+v", s.Fact(setup.ConfigYML))
			}
		})
	}
}

func TestAFileThatWouldNotTakeAKeyIsNoticedBeforeOneIsMinted(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"another service type": "connectors:\n  - connector_id: ID\n    service_type: mysql\n",
		"another key":          "elasticsearch:\n  password: x\nconnectors:\n  - connector_id: ID\n    service_type: postgresql\n    api_key: \"b2xkOnM=\"\n",
		"no YAML":              "{",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{})
			id := w.connector()
			content := strings.ReplaceAll(content, "ID", id)
			if err := os.WriteFile(w.config, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			place := func() setup.KeyPlace { return w.guide.ConfigPlace(setup.ConfigEntry{Connector: id}) }
			var refused *serviceconfig.Error
			if _, err := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: place()}).Plan(t.Context()); !errors.As(err, &refused) {
				t.Errorf("planned: %v", err)
			}
			if _, err := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: place()}).Do(t.Context()); !errors.As(err, &refused) {
				t.Errorf("done: %v", err)
			}
			key := schema.NewSecret([]byte("bmV3OnM="))
			if _, err := w.guide.WriteConfig(setup.ConfigEntry{Connector: id, Key: key}).Do(t.Context()); !errors.As(err, &refused) {
				t.Errorf("written: %v", err)
			}
			if refused.Kind == serviceconfig.Differs && (refused.Have == "" || refused.Want == "") {
				t.Errorf("both states aren't told: %+v", refused)
			}
			if got, err := os.ReadFile(w.config); err != nil || string(got) != content {
				t.Errorf("the file became %s, %v", got, err)
			}
			if minted := w.count("PUT /_security/api_key"); minted != 0 {
				t.Errorf("%d keys were minted", minted)
			}
		})
	}
}

func TestAConnectorThatElasticRuns(t *testing.T) {
	t.Parallel()
	for version, standing := range map[string]setup.Standing{"9.1.5": setup.NotNeeded, "8.17.0": setup.Done} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{Version: version})
			id := w.do(w.guide.Create(setup.NewConnector{Name: "Wiki", ServiceType: "confluence", Native: true})).ConnectorID
			name, err := w.guide.ProposeIndex(t.Context(), id)
			if err != nil || name != "content-wiki" {
				t.Fatalf("got %q, %v", name, err)
			}
			w.do(w.guide.UseIndex(setup.IndexChoice{Connector: id, Name: name}))
			if standing == setup.Done {
				r := w.do(w.guide.Mint(setup.NewKey{Connector: id}))
				if len(r.Undo) != 2 || !strings.Contains(r.Undo[1], "_connector/_secret/") {
					t.Errorf("got %q", r.Undo)
				}
				w.do(w.guide.Mint(setup.NewKey{Connector: id, Replace: true}))
				if secrets := w.count("PUT /_connector/_secret/connwiz-" + id); secrets != 2 {
					t.Errorf("the second key isn't in the same secret: %q", w.requests())
				}
			}
			s := w.survey(id)
			if got := s.Fact(setup.APIKey); got.Standing != standing {
				t.Errorf("got %+v", got)
			}
			if got := s.Fact(setup.ConfigYML); got.Standing != setup.NotNeeded {
				t.Errorf("got %+v", got)
			}
			var early *setup.NotReadyError
			if _, err := w.guide.WriteConfig(setup.ConfigEntry{Connector: id}).Do(t.Context()); !errors.As(err, &early) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAnOldServerIsSaidToBeTooOldAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{Version: "8.12.2"})
	r := w.do(w.guide.Create(setup.NewConnector{Name: "Orders", ServiceType: "postgresql"}))
	id := r.ConnectorID
	if s := w.survey(id); s.Connector.IndexName != "search-orders" {
		t.Errorf("the first release needs an index from the start, got %q", s.Connector.IndexName)
	}
	var old *setup.TooOldError
	_, err := w.guide.UseIndex(setup.IndexChoice{Connector: id, Name: "search-other"}).Do(t.Context())
	if !errors.As(err, &old) || err.Error() != "this server (8.12.2) is too old to attach an index to a connector: that takes 8.13" {
		t.Errorf("got %v", err)
	}
	place := w.guide.ConfigPlace(setup.ConfigEntry{Connector: id})
	if r = w.do(w.guide.Mint(setup.NewKey{Connector: id, KeepAt: place})); len(r.Warnings) == 0 || !strings.Contains(strings.Join(r.Warnings, "\n"), "too old") {
		t.Errorf("got %q", r.Warnings)
	}
	s := w.survey(id)
	for _, step := range []setup.Step{setup.APIKey, setup.ConfigYML} {
		if f := s.Fact(step); f.Standing != setup.Done {
			t.Errorf("%s: %+v", step, f)
		}
	}
	w.service.Poll(w.es)
	if step, _ := w.survey(id).Next(); step != setup.Configure {
		t.Errorf("next is %s", step)
	}
}

func TestServerlessAsksForTheVersionAndLacksSecrets(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{Version: emulator.Serverless})
	c, err := w.guide.StartCommands(t.Context(), "")
	if err != nil || !c.AskVersion || c.Docker != "" {
		t.Errorf("got %+v, %v", c, err)
	}
	if c, err = w.guide.StartCommands(t.Context(), "9.1.5"); err != nil || c.AskVersion || !strings.Contains(c.Docker, ":9.1.5 ") {
		t.Errorf("got %+v, %v", c, err)
	}
	p := person{world: w, ctx: t.Context()}
	if err := p.walk(); err != nil {
		t.Fatal(err)
	}
	w.checkOnce()
}

func TestStartCommandsHaveVersionAndPath(t *testing.T) {
	t.Parallel()
	for version, image := range map[string]string{
		"9.1.5": "integrations/elastic-connectors:9.1.5 ", "8.17.2": "integrations/elastic-connectors:8.17.2.0 ",
		"8.13.0": "enterprise-search/elastic-connectors:8.13.0.0 ",
	} {
		w := newWorld(t, emulator.Options{Version: version})
		c, err := w.guide.StartCommands(t.Context(), "")
		if err != nil || !strings.Contains(c.Docker, image) || !strings.Contains(c.Docker, filepath.Dir(w.config)) || !strings.Contains(c.Source, w.config) || len(c.Notes) == 0 {
			t.Errorf("%s: %+v, %v", version, c, err)
		}
		var bad *serviceconfig.VersionError
		if _, err := w.guide.StartCommands(t.Context(), "new"); !errors.As(err, &bad) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAPlanIsEmptyWhereThereIsNothingToDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	p := person{world: w, ctx: t.Context()}
	if err := p.walk(); err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]setup.Action{
		"the index":     w.guide.UseIndex(setup.IndexChoice{Connector: p.id, Name: "search-orders"}),
		"the key":       w.guide.RecordKey(setup.ExistingKey{Connector: p.id, KeyID: w.survey(p.id).Key.Recorded.ID}),
		"config.yml":    w.guide.WriteConfig(setup.ConfigEntry{Connector: p.id}),
		"submitting":    w.guide.SubmitAsIs(p.id),
		"the schedules": w.guide.SetSchedules(p.id, client.Schedules{client.FullSync: {Enabled: true, Interval: "0 30 2 * * ?"}}),
		"the last sync": w.guide.CancelSync(w.survey(p.id).Jobs[0].ID),
	} {
		before := len(w.es.Requests())
		plan, err := a.Plan(t.Context())
		if err != nil || !plan.Empty() {
			t.Errorf("%s: %+v, %v", name, plan, err)
		}
		if _, err := a.Do(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, r := range w.es.Requests()[before:] {
			if r.Method != "GET" {
				t.Errorf("%s: %s %s", name, r.Method, r.Path)
			}
		}
	}
}

func TestNothingThatIsToldHoldsASecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	var told strings.Builder
	id := w.connector()
	place := w.guide.ConfigPlace(setup.ConfigEntry{Connector: id})
	a := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: place})
	plan, err := a.Plan(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w.service.Poll(w.es)
	if _, err := w.client.UpdateValues(t.Context(), id, map[string]schema.Value{
		"host": schema.Text("db.invalid"), "password": schema.SecretText(schema.NewSecret([]byte("hunter22"))),
	}); err != nil {
		t.Fatal(err)
	}
	s := w.survey(id)
	coded, err := json.Marshal([]any{plan, r, s.Facts, s.Config, s.Key})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&told, "%s %+v %+v %+v %+v", coded, plan, r, s, place)
	for _, secret := range []string{string(r.Key.Encoded.Reveal()), "hunter22"} {
		if strings.Contains(told.String(), secret) {
			t.Errorf("%q is told", secret)
		}
	}
}

func TestAConfigFileOfAnotherClusterIsWarnedOf(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	for host, warned := range map[string]bool{"https://other:9200": true, "${HOST}": false, w.url + "/": false} {
		content := "elasticsearch:\n  host: \"" + host + "\"\n  api_key: x\nconnectors:\n  - connector_id: " + id + "\n    service_type: postgresql\n"
		if err := os.WriteFile(w.config, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		f := w.survey(id).Fact(setup.ConfigYML)
		if f.Standing != setup.Done || warned != (len(f.Warnings) > 0) {
			t.Errorf("%s: %+v", host, f)
		}
	}
}

func TestAServiceTypeIsGivenOnlyToWhoHasNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	put(t, w, "/_connector/bare", `{"name":"Bare"}`)
	put(t, w, "/_connector/other", `{"name":"Other","service_type":"mysql"}`)
	if f := w.survey("bare").Fact(setup.Connector); f.Standing != setup.Missing || !strings.Contains(f.Sentence, "no service type") {
		t.Errorf("got %+v", f)
	}
	w.do(w.guide.GiveServiceType("bare", "postgresql"))
	w.do(w.guide.GiveServiceType("bare", "postgresql"))
	if s := w.survey("bare"); s.Connector.ServiceType != "postgresql" || w.count("PUT /_connector/bare/_service_type") != 1 {
		t.Errorf("got %+v", s.Connector)
	}
	var changed *setup.ChangedError
	if _, err := w.guide.GiveServiceType("other", "postgresql").Do(t.Context()); !errors.As(err, &changed) || changed.Is != "mysql" {
		t.Errorf("got %v", err)
	}
	var input *setup.InputError
	if _, err := w.guide.GiveServiceType("bare", "a b").Plan(t.Context()); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
}

func TestAKeyThatIsInTheFileOnlyHasToBeRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	minted := w.do(w.guide.Mint(setup.NewKey{Connector: id}))
	w.do(w.guide.WriteConfig(setup.ConfigEntry{Connector: id, Key: minted.Key.Encoded}))
	put(t, w, "/_connector/"+id+"/_api_key_id", `{"api_key_id":"gone"}`)
	s := w.survey(id)
	if f := s.Fact(setup.APIKey); s.Key.Unrecorded != minted.KeyID || f.Standing != setup.Missing || !strings.Contains(f.Sentence, "not recorded") {
		t.Errorf("got %+v, %+v", s.Key, f)
	}
	a := w.guide.Mint(setup.NewKey{Connector: id, Replace: true, KeepAt: w.guide.ConfigPlace(setup.ConfigEntry{Connector: id})})
	plan, err := a.Plan(t.Context())
	if err != nil || len(plan.Writes) != 1 || !strings.Contains(plan.Writes[0].Body, minted.KeyID) {
		t.Fatalf("got %+v, %v", plan, err)
	}
	for range 2 { // the second time it is nothing new
		if r, err := a.Do(t.Context()); err != nil || r.KeyID != minted.KeyID || r.Key != nil {
			t.Errorf("got %+v, %v", r, err)
		}
	}
	if n := w.count("PUT /_security/api_key"); n != 1 || w.survey(id).Fact(setup.APIKey).Standing != setup.Done {
		t.Errorf("%d keys were minted", n)
	}
}

func TestAPlanLeavesNoKeyFileBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	path := filepath.Join(t.TempDir(), "orders.key")
	plan := func(path string) error {
		_, err := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: setup.KeyFile(path)}).Plan(t.Context())
		return err
	}
	if err := plan(path); err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("a file is there")
	}
	var failure *serviceconfig.FileError
	if err := plan(filepath.Join(path, "below")); !errors.As(err, &failure) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	var input *setup.InputError
	if err := plan(path); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
	if _, err := w.guide.Mint(setup.NewKey{Connector: id, KeepAt: setup.KeyFile(path)}).Do(t.Context()); !errors.As(err, &input) {
		t.Errorf("got %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "mine" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestASecondSurveyAsksForLess(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	now := time.Now()
	w.guide = setup.New(setup.Options{Client: w.client, ConfigFile: w.config, Now: func() time.Time { return now }})
	surveyed := func() (asked int) {
		before := len(w.es.Requests())
		if f := w.survey("").Fact(setup.Connect); f.Standing != setup.Done || !strings.Contains(f.Sentence, "user elastic") {
			t.Errorf("got %+v", f)
		}
		return len(w.es.Requests()) - before
	}
	if first, second := surveyed(), surveyed(); first != 4 || second != 1 {
		t.Errorf("%d requests, then %d", first, second)
	}
	now = now.Add(time.Minute)
	if later := surveyed(); later != 4 {
		t.Errorf("a minute later %d requests", later)
	}
	w.faulty.Add(emulator.Fault{Status: 401})
	if f := w.survey("").Fact(setup.Connect); f.Standing != setup.Blocked {
		t.Errorf("got %+v", f)
	}
}
