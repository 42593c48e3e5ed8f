package setup_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/quartz"
	"connwiz/client/setup"
	"connwiz/schema"
)

func TestWaitingSaysWhatIsSeenAndWhatToCheck(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	began := now
	g := setup.New(setup.Options{Now: func() time.Time { return began }})
	seen := func(c client.Summary) client.Summary { c.ID, c.ServiceType = "orders", "postgresql"; return c }
	for name, c := range map[string]struct {
		look     setup.Look
		sentence string
		reason   string // part of the first one; "" none
		arrived  bool
	}{
		"at first nothing needs a reason": {setup.Look{At: now.Add(10 * time.Second), Connector: seen(client.Summary{})},
			"no connector service has checked in yet", "", false},
		"after a while it does": {setup.Look{At: now.Add(time.Minute), Connector: seen(client.Summary{})},
			"no connector service has checked in yet", "isn't running", false},
		"a service that has checked in and doesn't know the type": {
			setup.Look{At: now.Add(time.Minute), Connector: seen(client.Summary{LastSeen: now.Add(30 * time.Second)})},
			"the connector service checked in 30s ago, and has registered no schema yet", "doesn't know service type postgresql", false},
		"one that was there once": {
			setup.Look{At: now.Add(time.Minute), Connector: seen(client.Summary{LastSeen: now.Add(-3 * time.Hour)})},
			"the connector service last checked in 3 hours ago, and has registered no schema", "doesn't know service type", false},
		"no type": {setup.Look{At: now.Add(time.Minute)}, "no connector service has checked in yet", "no service type", false},
		"Elastic's": {setup.Look{At: now.Add(time.Minute), Connector: seen(client.Summary{Native: true})},
			"Elastic's connector service has not registered the schema yet", "runs no connectors any more", false},
		"it came": {setup.Look{At: now.Add(time.Minute), Connector: seen(client.Summary{}), Fields: 1},
			"the schema is registered, 1 field", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := g.Wait().Observe(c.look)
			if p.Sentence != c.sentence || p.Arrived != c.arrived || p.Elapsed != c.look.At.Sub(began) {
				t.Errorf("got %+v", p)
			}
			if (c.reason == "") != (len(p.Reasons) == 0) || c.reason != "" && !strings.Contains(p.Reasons[0], c.reason) {
				t.Errorf("got %q", p.Reasons)
			}
		})
	}
	w := g.Wait()
	if p := w.Unanswered(errors.New("refused"), now.Add(time.Second)); p.Arrived || p.Elapsed != time.Second || !strings.Contains(p.Sentence, "refused") {
		t.Errorf("got %+v", p)
	}
}

func TestALookSeesTheSchemaArrive(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	if l, err := w.guide.Look(t.Context(), id); err != nil || l.Fields != 0 {
		t.Errorf("got %+v, %v", l, err)
	}
	w.service.Poll(w.es)
	if l, err := w.guide.Look(t.Context(), id); err != nil || l.Fields != 2 || !w.guide.Wait().Observe(l).Arrived {
		t.Errorf("got %+v, %v", l, err)
	}
}

func TestASchedulesNextRunsAreInUTCAndLocal(t *testing.T) {
	t.Parallel()
	where := time.FixedZone("CET", 3600)
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	e := setup.Explain(client.FullSync, client.Schedule{Enabled: true, Interval: "0 30 2 * * ?"}, now, where)
	if e.Err != nil || e.Words != "every day at 02:30 UTC" || len(e.Next) != 3 || len(e.Local) != 3 {
		t.Fatalf("got %+v", e)
	}
	if !e.Local[0].Equal(e.Next[0]) || e.Local[0].Hour() != 3 || e.Next[0].Hour() != 2 {
		t.Errorf("got %s, %s", e.Next[0], e.Local[0])
	}
	var wrong *quartz.SyntaxError
	if e = setup.Explain(client.FullSync, client.Schedule{Interval: "0 0 25 * * ?"}, now, nil); !errors.As(e.Err, &wrong) {
		t.Errorf("got %+v", e)
	}
	if e = setup.Explain(client.FullSync, client.Schedule{Interval: "0 0 0 1 1 ? 2020"}, now, nil); len(e.Next) != 0 || len(e.Warnings) == 0 {
		t.Errorf("got %+v", e)
	}
}

func TestSchedulesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	stored := client.Schedule{Enabled: true, Interval: "0 0 5 * * ?"}
	for when, want := range map[string]client.Schedule{
		"off": {Interval: "0 0 5 * * ?"}, "on": {Enabled: true, Interval: "0 0 5 * * ?"},
		"daily 02:30":        {Enabled: true, Interval: "0 30 2 * * ?"},
		"0 0 2 ? * mon-fri":  {Enabled: true, Interval: "0 0 2 ? * MON-FRI"},
		"monthly last 02:30": {Enabled: true, Interval: "0 30 2 L * ?"},
	} {
		if got, err := setup.ReadSchedule(when, stored); err != nil || got != want {
			t.Errorf("%s: %+v, %v", when, got, err)
		}
	}
	if got, err := setup.ReadSchedule("on", client.Schedule{}); err != nil || got.Interval != "0 0 0 * * ?" {
		t.Errorf("got %+v, %v", got, err)
	}
	var wrong *quartz.SyntaxError
	for _, when := range []string{"", "daily", "every 7h", "daily at noon", "weekly 02:30", "61 0 0 * * ?"} {
		if got, err := setup.ReadSchedule(when, stored); !errors.As(err, &wrong) || got.Enabled {
			t.Errorf("%q: %+v, %v", when, got, err)
		}
	}
}

func TestASchedulePlansWhatItSendsAndHowToUndoIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	a := w.guide.SetSchedules(id, client.Schedules{client.AccessControlSync: {Enabled: true, Interval: "0 0 3 ? * mon"}})
	plan, err := a.Plan(t.Context())
	if err != nil || len(plan.Writes) != 1 || !strings.Contains(plan.Writes[0].Body, `"full"`) || !strings.Contains(strings.Join(plan.Warnings, "\n"), "document level security") {
		t.Fatalf("got %+v, %v", plan, err)
	}
	r, err := a.Do(t.Context())
	if err != nil || len(r.Undo) != 1 || !strings.Contains(r.Undo[0], `"enabled":false`) {
		t.Errorf("got %+v, %v", r, err)
	}
	if s := w.survey(id).Schedules[client.AccessControlSync]; !s.Enabled || s.Interval != "0 0 3 ? * MON" {
		t.Errorf("got %+v", s)
	}
	b := w.guide.SetSchedules(id, client.Schedules{client.FullSync: {Enabled: true, Interval: "0 0 4 * * ?"}})
	if _, err := b.Plan(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.client.SetSchedules(t.Context(), id, client.Schedules{client.FullSync: {Interval: "0 0 9 * * ?"}}); err != nil {
		t.Fatal(err)
	}
	var changed *setup.ChangedError
	if _, err := b.Do(t.Context()); !errors.As(err, &changed) || changed.Is != "0 0 9 * * ?" {
		t.Errorf("got %v", err)
	}
}

func TestASyncThatRunsIsNotStartedTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	first := w.guide.StartSync(setup.NewSync{Connector: id})
	r := w.do(first)
	if again, err := first.Do(t.Context()); err != nil || again.JobID != r.JobID {
		t.Errorf("got %+v, %v", again, err)
	}
	var runs *setup.RunningError
	if other, err := w.guide.StartSync(setup.NewSync{Connector: id}).Do(t.Context()); !errors.As(err, &runs) || other.JobID != r.JobID {
		t.Errorf("got %+v, %v", other, err)
	}
	if f := w.survey(id).Fact(setup.Sync); f.Standing != setup.Missing || !strings.Contains(f.Sentence, "pending") {
		t.Errorf("got %+v", f)
	}
	if r := w.do(w.guide.CancelSync(r.JobID)); !strings.Contains(r.Did[0], "canceled") {
		t.Errorf("got %+v", r)
	}
	w.do(w.guide.CancelSync(r.JobID)) // an end that is there already is as good
	if jobs := w.survey(id).Jobs; len(jobs) != 1 {
		t.Errorf("%d jobs", len(jobs))
	}
}

func TestASyncNeedsWhatComesBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	id := w.do(w.guide.Create(setup.NewConnector{Name: "Orders", ServiceType: "postgresql"})).ConnectorID
	for name, c := range map[string]struct {
		action setup.Action
		first  setup.Step
	}{
		"a sync an index":     {w.guide.StartSync(setup.NewSync{Connector: id}), setup.Index},
		"a key an index":      {w.guide.Mint(setup.NewKey{Connector: id}), setup.Index},
		"submitting a schema": {w.guide.SubmitAsIs(id), setup.Schema},
	} {
		var early *setup.NotReadyError
		if _, err := c.action.Plan(t.Context()); !errors.As(err, &early) || early.First != c.first {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := c.action.Do(t.Context()); !errors.As(err, &early) || early.First != c.first {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAJobsProgressAndItsError(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		job  client.SyncJob
		want setup.JobProgress
	}{
		"waits": {client.SyncJob{Status: client.JobPending}, setup.JobProgress{Sentence: "pending"}},
		"runs": {client.SyncJob{Status: client.JobInProgress, Started: at.Add(-20 * time.Second), Indexed: 90, Deleted: 10, Volume: 3},
			setup.JobProgress{Sentence: "in_progress, 90 documents indexed (3 MiB), 10 deleted, 20s", Elapsed: 20 * time.Second, Rate: 5}},
		"is done": {client.SyncJob{Status: client.JobCompleted, Started: at.Add(-time.Hour), Completed: at.Add(-59 * time.Minute), Indexed: 1},
			setup.JobProgress{Sentence: "completed, 1 document indexed (0 MiB), 0 deleted, 1m0s", Elapsed: time.Minute, Rate: 1.0 / 60, Ended: true}},
		"failed": {client.SyncJob{Status: client.JobFailed, Error: "boom"}, setup.JobProgress{Sentence: "error", Error: "boom", Ended: true, Failed: true}},
	} {
		got := setup.DescribeJob(c.job, at)
		c.want.Job = c.job
		if got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
	w := newWorld(t, emulator.Options{})
	id := w.connector()
	w.service.Poll(w.es)
	if _, err := w.client.UpdateValues(t.Context(), id, map[string]schema.Value{"host": schema.Text(""), "password": schema.Text("hunter22")}); err != nil {
		t.Fatal(err)
	}
	r := w.do(w.guide.StartSync(setup.NewSync{Connector: id}))
	w.service.Poll(w.es)
	p, err := w.guide.Job(t.Context(), r.JobID)
	if err != nil || !p.Failed || p.Field != "host" {
		t.Errorf("got %+v, %v", p, err)
	}
	if f := w.survey(id).Fact(setup.Configure); f.Standing != setup.Missing || !strings.Contains(f.Sentence, "'Host' cannot be empty") {
		t.Errorf("got %+v", f)
	}
}

func TestAValidConfigurationIsSubmittedAsItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	w.service.Schemas = map[string][]byte{"postgresql": []byte(`{"port":{"label":"Port","type":"int","value":5432}}`)}
	id := w.connector()
	w.service.Poll(w.es)
	if f := w.survey(id).Fact(setup.Configure); f.Standing != setup.Missing || !strings.Contains(f.Sentence, "not submitted") {
		t.Errorf("got %+v", f)
	}
	w.do(w.guide.SubmitAsIs(id))
	w.do(w.guide.SubmitAsIs(id)) // again is nothing
	if f := w.survey(id).Fact(setup.Configure); f.Standing != setup.Done || len(f.Warnings) == 0 {
		t.Errorf("got %+v", f)
	}
	w.service.Poll(w.es)
	if f := w.survey(id).Fact(setup.Configure); f.Standing != setup.Done || len(f.Warnings) > 0 {
		t.Errorf("got %+v", f)
	}
}

func TestKnownServiceTypesAreWhole(t *testing.T) {
	t.Parallel()
	all := setup.ServiceTypes()
	names := make([]string, 0, len(all))
	for _, one := range all {
		names = append(names, strings.ToLower(one.Name))
		if one.Type == "" || len(one.Prerequisites) == 0 || !strings.HasPrefix(one.Docs, "https://www.elastic.co/docs/") {
			t.Errorf("got %+v", one)
		}
		if found, ok := setup.FindServiceType(one.Type); !ok || found.Name != one.Name {
			t.Errorf("%s isn't found", one.Type)
		}
	}
	if len(all) < 30 || !slices.IsSorted(names) || len(slices.Compact(names)) != len(all) {
		t.Errorf("%d: %q", len(all), names)
	}
	if _, ok := setup.FindServiceType("none"); ok {
		t.Error("an unknown one is found")
	}
}

func TestNamesAreProposedThatAreFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t, emulator.Options{})
	for _, want := range []string{"PostgreSQL", "PostgreSQL 2", "PostgreSQL 3"} {
		name := w.guide.ProposeName(t.Context(), "postgresql")
		if name != want {
			t.Errorf("got %q", name)
		}
		w.do(w.guide.Create(setup.NewConnector{Name: name, ServiceType: "postgresql"}))
	}
}
