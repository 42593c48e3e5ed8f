package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"connwiz/schema"
)

// scoped returns a client of a fake server whose user sees connectors that begin
// with "own".
func scoped(t *testing.T, url string, readOnly bool) *Client {
	t.Helper()
	c, err := New(Config{URL: url, Pause: time.Millisecond, Retries: -1, Scope: &Scope{
		ReadOnly: readOnly, Sees: func(id string) bool { return strings.HasPrefix(id, "own") },
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// world answers as a cluster with connectors own-1 and other-1, and a job of each.
func world(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/_connector":
		fmt.Fprint(w, `{"count":2,"results":[{"id":"other-1"},{"id":"own-1"}]}`)
	case strings.HasPrefix(path, "/_connector/_sync_job/"):
		owner := strings.TrimPrefix(strings.TrimSuffix(path, "/_cancel"), "/_connector/_sync_job/job-of-")
		fmt.Fprintf(w, `{"id":"job-of-%s","connector":{"id":%q},"result":"updated"}`, owner, owner)
	default:
		fmt.Fprint(w, `{"id":"own-1","result":"updated","configuration":{},"count":0,"results":[]}`)
	}
}

func TestAScopeHidesConnectorsAndRefusesWrites(t *testing.T) {
	t.Parallel()
	value := map[string]schema.Value{"host": schema.Text("h")}
	update := func(id string) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error { _, err := c.UpdateValues(ctx, id, value); return err }
	}
	get := func(id string) func(context.Context, *Client) error {
		return func(ctx context.Context, c *Client) error { _, err := c.Get(ctx, id); return err }
	}
	const fine = Reaction(-1)
	for name, tt := range map[string]struct {
		act              func(context.Context, *Client) error
		want, wantReader Reaction
	}{
		"reads its own":             {get("own-1"), fine, fine},
		"reads another's":           {get("other-1"), NotFound, NotFound},
		"reads by an escaped id":    {get("other%2d1"), NotFound, NotFound},
		"reads a name of the API's": {get("_search"), NotFound, NotFound},
		"writes its own":            {update("own-1"), fine, NotAllowed},
		"writes another's":          {update("other-1"), NotFound, NotFound},
		"reads a job of its own": {func(ctx context.Context, c *Client) error { _, err := c.SyncJob(ctx, "job-of-own-1"); return err },
			fine, fine},
		"reads another's job": {func(ctx context.Context, c *Client) error { _, err := c.SyncJob(ctx, "job-of-other-1"); return err },
			NotFound, NotFound},
		"lists another's jobs": {func(ctx context.Context, c *Client) error {
			_, err := c.SyncJobs(ctx, JobFilter{ConnectorID: "other-1"}, 0, 1)
			return err
		}, NotFound, NotFound},
		"lists everybody's jobs": {func(ctx context.Context, c *Client) error { _, err := c.SyncJobs(ctx, JobFilter{}, 0, 1); return err },
			NotFound, NotFound},
		"starts its own sync": {func(ctx context.Context, c *Client) error { _, err := c.StartSync(ctx, "own-1", FullSync); return err },
			fine, NotAllowed},
		"starts another's sync": {func(ctx context.Context, c *Client) error {
			_, err := c.StartSync(ctx, "other-1", FullSync)
			return err
		},
			NotFound, NotFound},
		"cancels its own sync":   {func(ctx context.Context, c *Client) error { return c.CancelSync(ctx, "job-of-own-1") }, fine, NotAllowed},
		"cancels another's sync": {func(ctx context.Context, c *Client) error { return c.CancelSync(ctx, "job-of-other-1") }, NotFound, NotFound},
		"attaches an index": {func(ctx context.Context, c *Client) error {
			_, err := c.AttachIndex(ctx, "own-1", "search-x")
			return err
		},
			NotAllowed, NotAllowed},
		"creates an index": {func(ctx context.Context, c *Client) error { return c.CreateIndex(ctx, "search-x") }, NotAllowed, NotAllowed},
		"mints a key": {func(ctx context.Context, c *Client) error {
			_, err := c.MintAPIKey(ctx, KeyRequest{Index: "search-x"})
			return err
		},
			NotAllowed, NotAllowed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, world)
			for who, want := range map[string]Reaction{"writer": tt.want, "reader": tt.wantReader} {
				err := tt.act(t.Context(), scoped(t, f.URL, who == "reader"))
				var e *Error
				if got := errors.As(err, &e); got != (want != fine) || got && e.Reaction != want {
					t.Errorf("a %s: got %v, want reaction %d", who, err, want)
				}
			}
			for _, r := range f.requests() {
				if strings.Contains(r.Path, "other-1") && !strings.Contains(r.Path, "_sync_job/") {
					t.Errorf("%s %s left the client", r.Method, r.Path)
				}
			}
		})
	}
}

func TestWhatIsOutOfSightLooksLikeWhatIsNotThere(t *testing.T) {
	t.Parallel()
	f := newFake(t, status(http.StatusNotFound, `{"error":{"type":"resource_not_found_exception","reason":"connector [own-2] not found"},"status":404}`))
	c := scoped(t, f.URL, false)
	_, missing := c.Get(t.Context(), "own-2")
	_, hidden := c.Get(t.Context(), "other")
	if got := strings.ReplaceAll(hidden.Error(), "other", "own-2"); got != missing.Error() {
		t.Errorf("hidden: %q, missing: %q", got, missing)
	}
}

func TestAListHoldsOnlyWhatIsInSight(t *testing.T) {
	t.Parallel()
	c := scoped(t, newFake(t, world).URL, true)
	page, err := c.List(t.Context(), Filter{}, 0, 10)
	if err != nil || page.Count != 1 || len(page.Results) != 1 || page.Results[0].ID != "own-1" {
		t.Errorf("a page is %+v, %v", page, err)
	}
	counts := 0
	all, err := c.All(t.Context(), Filter{}, func(p Page) { counts += p.Count })
	if err != nil || len(all) != 1 || counts != 1 {
		t.Errorf("all are %+v, counted %d, %v", all, counts, err)
	}
}

func TestConnectorsInSightAreFoundOnLaterPages(t *testing.T) {
	t.Parallel()
	f := newFake(t, func(w http.ResponseWriter, r *http.Request) {
		kind := "other"
		if r.URL.Query().Get("from") == "500" {
			kind = "own"
		}
		list := make([]string, pageSize)
		for i := range list {
			list[i] = fmt.Sprintf(`{"id":"%s-%d"}`, kind, i)
		}
		fmt.Fprintf(w, `{"count":1000,"results":[%s]}`, strings.Join(list, ","))
	})
	all, err := scoped(t, f.URL, true).All(t.Context(), Filter{}, nil)
	if err != nil || len(all) != pageSize {
		t.Errorf("found %d, %v", len(all), err)
	}
}
