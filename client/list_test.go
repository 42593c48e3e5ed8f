package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestConnectorsOfEveryStyleAreRead(t *testing.T) {
	t.Parallel()
	full := time.Date(2023, 5, 25, 12, 30, 0, 567_149_000, time.UTC)
	tests := map[string]struct {
		document string
		want     Summary
	}{
		"what the API stores": {
			`{"id":"c1","name":"N","description":"D","service_type":"github","index_name":"search-1","status":"created",
			"is_native":true,"deleted":true,"last_sync_status":"completed","last_sync_error":"E","api_key_id":"K",
			"error":"boom","last_seen":"2023-05-25T12:30:00.567149Z","configuration":{}}`,
			Summary{
				ID: "c1", Name: "N", Description: "D", ServiceType: "github", IndexName: "search-1", Status: Created,
				Native: true, Deleted: true, LastSyncStatus: "completed", LastSyncError: "E", APIKeyID: "K",
				Error: "boom", LastSeen: full,
			},
		},
		"what Kibana stores": {
			`{"id":"c1","name":null,"description":null,"service_type":null,"index_name":null,"status":"needs_configuration",
			"is_native":false,"deleted":null,"last_sync_status":null,"last_sync_error":null,"api_key_id":null,"error":null,
			"last_seen":null,"configuration":null,"pipeline":{"name":"x"},"language":null}`,
			Summary{ID: "c1", Status: NeedsConfiguration},
		},
		"almost nothing":             {`{}`, Summary{ID: "c1"}},
		"unknown keys":               {`{"foo":{"id":"x"},"Name":"no","NAME":"no","error.x":1}`, Summary{ID: "c1"}},
		"values of odd kinds":        {`{"name":5,"error":{"a":1},"last_seen":17,"is_native":"true","status":[]}`, Summary{ID: "c1", Native: true}},
		"a time with 3 digits":       {`{"last_seen":"2023-05-25T12:30:00.567Z"}`, Summary{ID: "c1", LastSeen: full.Truncate(time.Millisecond)}},
		"a time with 9 digits":       {`{"last_seen":"2023-05-25T12:30:00.567149000Z"}`, Summary{ID: "c1", LastSeen: full}},
		"a time with an offset":      {`{"last_seen":"2023-05-25T14:30:00.567149+02:00"}`, Summary{ID: "c1", LastSeen: full}},
		"a time without a zone":      {`{"last_seen":"2023-05-25T12:30:00.567149"}`, Summary{ID: "c1", LastSeen: full}},
		"a time that can't be read":  {`{"last_seen":"yesterday"}`, Summary{ID: "c1"}},
		"a status nobody knows":      {`{"status":"paused"}`, Summary{ID: "c1", Status: "paused"}},
		"a text with escapes":        {`{"name":"a\/b \ud83d\ude00 \u0000"}`, Summary{ID: "c1", Name: "a/b 😀 \x00"}},
		`the text "null"`:            {`{"name":"null"}`, Summary{ID: "c1", Name: "null"}},
		"the last of a repeated key": {`{"name":"a","name":"b"}`, Summary{ID: "c1", Name: "b"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			document := strings.Replace(`{"id":"c1",`+tt.document[1:], ",}", "}", 1)
			if strings.HasPrefix(tt.document, `{"id":`) {
				document = tt.document
			}
			c := connectTo(t, newFake(t, ok(document)).URL)
			connector, err := c.Get(t.Context(), "c1")
			if err != nil {
				t.Fatal(err)
			}
			summary, err := c.Summary(t.Context(), "c1")
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range []Summary{connector.Summary, summary} {
				got.LastSeen = got.LastSeen.UTC()
				if got != tt.want {
					t.Errorf("got  %+v\nwant %+v", got, tt.want)
				}
			}
			if !connector.Configuration.Empty() {
				t.Error("the configuration isn't empty")
			}
		})
	}
}

func TestGetReadsTheConfigurationInItsOrder(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"id":"c1","configuration":{"z":{"label":"Z","value":"1","odd":true},"a":{"label":"A"}}}`))
	c, err := connectTo(t, f.URL).Get(t.Context(), "c1")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range c.Configuration.Fields() {
		names = append(names, field.Name)
	}
	if !slices.Equal(names, []string{"z", "a"}) {
		t.Errorf("got %v", names)
	}
	mustContain(t, string(c.Configuration.Raw()), `"odd"`)
}

func TestPollsAndListsAskForNoConfiguration(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"id":"c1"}`))
	c := connectTo(t, f.URL)
	if _, err := c.Summary(t.Context(), "c1"); err != nil {
		t.Fatal(err)
	}
	filter := Filter{Query: "q&x", ServiceType: "t1,t2", IndexName: "i", Name: "n"}
	if _, err := c.List(t.Context(), filter, 20, 10); err != nil {
		t.Fatal(err)
	}
	poll, list := query(t, f.requests()[0]), query(t, f.requests()[1])
	for _, paths := range []string{poll.Get("filter_path"), list.Get("filter_path")} {
		mustContain(t, paths, "id", "status", "error", "last_seen", "api_key_id")
		mustLack(t, paths, "configuration", "filtering", "*")
	}
	list.Del("filter_path")
	if want := "connector_name=n&from=20&index_name=i&query=q%26x&service_type=t1%2Ct2&size=10"; list.Encode() != want {
		t.Errorf("asked %s, want %s", list.Encode(), want)
	}
}

func query(t *testing.T, s seen) url.Values {
	t.Helper()
	v, err := url.ParseQuery(s.Query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestAnEmptyListIsNoError(t *testing.T) {
	t.Parallel()
	for _, content := range []string{`{"count":0,"results":[]}`, `{"count":0}`, `{}`, `{"count":0,"results":null}`} {
		p, err := connectTo(t, newFake(t, ok(content)).URL).List(t.Context(), Filter{}, 0, 10)
		if err != nil || p.Count != 0 || len(p.Results) != 0 {
			t.Errorf("%s: got %+v, %v", content, p, err)
		}
	}
}

// pages answers as a cluster with n connectors would; shift moves the second and
// later pages back by so many, as when connectors are created meanwhile.
func pages(n, shift int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		from, _ := strconv.Atoi(r.URL.Query().Get("from"))
		size, _ := strconv.Atoi(r.URL.Query().Get("size"))
		if from+size > 10_000 {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if from > 0 {
			from -= shift
		}
		var results []string
		for i := from; i < min(from+size, n); i++ {
			results = append(results, fmt.Sprintf(`{"id":"c%d"}`, i))
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"count": min(n, 10_000), "results": json.RawMessage("[" + strings.Join(results, ",") + "]"),
		})
	}
}

func TestAllReadsPageByPage(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ n, shift, want, requests int }{
		"none":                          {0, 0, 0, 1},
		"one page":                      {pageSize - 1, 0, pageSize - 1, 1},
		"a page to the brim":            {pageSize, 0, pageSize, 1},
		"several pages":                 {2*pageSize + 1, 0, 2*pageSize + 1, 3},
		"more than the server's window": {10_700, 0, 10_000, 10_000 / pageSize},
		"some that moved meanwhile":     {2*pageSize - 10, 10, 2*pageSize - 10, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, pages(tt.n, tt.shift))
			told := 0
			all, err := connectTo(t, f.URL).All(t.Context(), Filter{}, func(p Page) { told += len(p.Results) })
			if err != nil || len(all) != tt.want || told != tt.want {
				t.Errorf("got %d, told %d, want %d (%v)", len(all), told, tt.want, err)
			}
			if got := len(f.requests()); got != tt.requests {
				t.Errorf("%d requests, want %d", got, tt.requests)
			}
		})
	}
}

func TestAllKeepsWhatItReadBeforeAnError(t *testing.T) {
	t.Parallel()
	f := newFake(t, answers(pages(2*pageSize, 0), status(500, "")))
	all, err := connectTo(t, f.URL).All(t.Context(), Filter{}, nil)
	if len(all) != pageSize || failed(t, err).Op != "list connectors" {
		t.Errorf("got %d, %v", len(all), err)
	}
}

func TestAnAnswerWithoutAnIDIsNoConnector(t *testing.T) {
	t.Parallel()
	c := connectTo(t, newFake(t, ok(`{}`)).URL)
	_, err := c.Get(t.Context(), "c1")
	var e *Error
	if !errors.As(err, &e) || e.Reaction != Trouble {
		t.Errorf("got %v, want trouble", err)
	}
}
