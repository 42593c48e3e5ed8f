package client_test

import (
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/schema"
)

func TestSchedulesAreMerged(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	id, err := c.Create(t.Context(), client.NewConnector{Name: "x"})
	if err != nil {
		t.Fatal(err)
	}
	off := client.Schedule{Interval: "0 0 0 * * ?"}
	changes := client.Schedules{client.FullSync: {Enabled: true, Interval: "0 0 2 ? * mon"}}
	if r, err := c.SetSchedules(t.Context(), id, changes); r != client.Updated || err != nil {
		t.Fatalf("got %q, %v", r, err)
	}
	got, err := c.Schedules(t.Context(), id)
	if err != nil || len(got) != 3 || got[client.IncrementalSync] != off || got[client.AccessControlSync] != off ||
		got[client.FullSync] != (client.Schedule{Enabled: true, Interval: "0 0 2 ? * MON"}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := c.SetSchedules(t.Context(), id, client.Schedules{client.FullSync: {Interval: "61 0 0 * * ?"}}); reaction(t, err) != client.Rejected {
		t.Errorf("got %v", err)
	}
}

func TestAccessControlIsScheduledInCompany(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	id, err := c.Create(t.Context(), client.NewConnector{Name: "x"})
	if err != nil {
		t.Fatal(err)
	}
	alone := client.Schedules{client.AccessControlSync: {Enabled: true, Interval: "0 0 3 * * ?"}}
	if _, err := c.SetSchedules(t.Context(), id, alone); reaction(t, err) != client.Rejected {
		t.Errorf("alone: got %v", err)
	}
	stored, err := c.Schedules(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := c.SetSchedules(t.Context(), id, alone.Sendable(stored)); r != client.Updated || err != nil {
		t.Errorf("in company: got %q, %v", r, err)
	}
	if len(alone) != 1 {
		t.Error("the changes were changed")
	}
}

func TestASyncJobIsStartedReadListedAndCanceled(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	id, err := c.StartSync(t.Context(), "c1", client.FullSync)
	if err != nil {
		t.Fatal(err)
	}
	job, err := c.SyncJob(t.Context(), id)
	if err != nil || job.ID != id || job.ConnectorID != "c1" || job.IndexName != "search-wares" || job.Type != client.FullSync ||
		job.Status != client.JobPending || job.Trigger != "on_demand" || job.Created.IsZero() || job.Status.Ended() {
		t.Errorf("got %+v, %v", job, err)
	}
	if _, err := c.StartSync(t.Context(), "c1", client.AccessControlSync); err != nil {
		t.Fatal(err)
	}
	page, err := c.SyncJobs(t.Context(), client.JobFilter{ConnectorID: "c1", Types: []client.JobType{client.FullSync}}, 0, 10)
	if err != nil || page.Count != 1 || len(page.Results) != 1 || page.Results[0].ID != id {
		t.Errorf("got %+v, %v", page, err)
	}
	if err := c.CancelSync(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if job, err := c.SyncJob(t.Context(), id); err != nil || !job.Status.Ended() || job.Completed.IsZero() {
		t.Errorf("got %+v, %v", job, err)
	}
	if err := c.CancelSync(t.Context(), id); reaction(t, err) != client.Rejected {
		t.Errorf("got %v", err)
	}
	page, err = c.SyncJobs(t.Context(), client.JobFilter{ConnectorID: "none", Status: client.JobPending}, 0, 10)
	if err != nil || page.Count != 0 || len(page.Results) != 0 {
		t.Errorf("got %+v, %v", page, err)
	}
}

func TestAJobIsReadWithoutTheConfigurationItCarries(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	if _, err := c.StartSync(t.Context(), "c1", client.FullSync); err != nil {
		t.Fatal(err)
	}
	if _, err := c.SyncJobs(t.Context(), client.JobFilter{}, 0, 10); err != nil {
		t.Fatal(err)
	}
	last := s.Requests()[1]
	if !strings.Contains(last.Query, "filter_path=") || strings.Contains(last.Query, "configuration") {
		t.Errorf("asked with %q", last.Query)
	}
}

func TestASyncThatCantStartIsRefused(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	if _, err := c.StartSync(t.Context(), "none", client.FullSync); reaction(t, err) != client.NotFound {
		t.Errorf("got %v", err)
	}
	id, err := c.Create(t.Context(), client.NewConnector{Name: "x", ServiceType: "t"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.StartSync(t.Context(), id, client.FullSync); reaction(t, err) != client.Rejected || !strings.Contains(err.Error(), "no index") {
		t.Errorf("got %v", err)
	}
}

func TestTheClusterTellsWhatTheCallerMayDo(t *testing.T) {
	t.Parallel()
	reader := "a2V5OnJlYWQ="
	wanted := client.Privileges{
		Cluster: []string{"monitor", "manage_connector"},
		Index:   map[string][]string{"search-x": {"read", "create_index"}},
	}
	_, c := start(t, emulator.Options{APIKeys: []string{reader}, ReadOnly: []string{reader}}, client.Config{APIKey: schema.NewSecret([]byte(reader))})
	missing, err := c.Missing(t.Context(), wanted)
	if err != nil || strings.Join(missing.Cluster, ",") != "manage_connector" || strings.Join(missing.Index["search-x"], ",") != "create_index" {
		t.Errorf("got %+v, %v", missing, err)
	}
	_, c = start(t, emulator.Options{}, client.Config{})
	if missing, err := c.Missing(t.Context(), wanted); err != nil || !missing.None() {
		t.Errorf("got %+v, %v", missing, err)
	}
	if who, err := c.WhoAmI(t.Context()); err != nil || who.ByAPIKey() || who.Username != "elastic" || len(who.Roles) != 1 {
		t.Errorf("got %+v, %v", who, err)
	}
	if l, err := c.License(t.Context()); err != nil || l.Type != "basic" || l.Status != "active" || l.DocumentLevelSecurity() {
		t.Errorf("got %+v, %v", l, err)
	}
}
