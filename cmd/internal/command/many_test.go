package command

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// crowd adds more shops, of which one is of another kind and one is broken.
func (s *stand) crowd(n int) *stand {
	s.t.Helper()
	for i := range n {
		s.store(fmt.Sprintf("shop-%03d", i), "connected", shop)
	}
	return s
}

func TestSetManyTellsOfEach(t *testing.T) {
	t.Parallel()
	s := raise(t).crowd(3)
	s.store("odd", "connected", `{"host": {"value": "x"}}`)
	s.store("even", "connected", strings.Replace(shop, "5432", "7000", 1))
	failed := filepath.Join(s.dir, "failed")
	r := s.run("", "set", "--all", "--service-type", "shopdb", "port=7000", "--yes", "--failed-to", failed).exits(t, 1)
	for id, row := range map[string]string{
		"shop": "updated 0 port", "shop-002": "updated 0 port", "even": "noop 0", "odd": `failed 4 connector "odd": no field "port"; the nearest is host`,
	} {
		if !hasRow(r.out, id+" "+row) {
			t.Errorf("no row %q in\n%s", id+" "+row, r.out)
		}
	}
	if r.says(t, "1 of 6 failed"); strings.ContainsAny(r.err, "\r\x1b") {
		t.Errorf("a bar was drawn where there is no terminal: %q", r.err)
	}
	if got := read(t, failed); got != "odd\n" {
		t.Errorf("the file of failures holds %q", got)
	}
	s.store("odd", "connected", shop)
	s.run("", "set", "--ids-from", failed, "port=7000", "--yes", "--failed-to", failed).exits(t, 0).says(t, "0 of 1 failed")
	s.run("", "set", "--ids-from", failed, "port=7000", "--yes").exits(t, 0).says(t, "0 of 0 failed")
}

// hasRow reports whether a table has a row of these words.
func hasRow(table, words string) bool {
	for line := range strings.Lines(table) {
		if strings.Join(strings.Fields(line), " ") == words {
			return true
		}
	}
	return false
}

func TestSetManyForPrograms(t *testing.T) {
	t.Parallel()
	s := raise(t).serve()
	ids := "shop\n\nnope\nshop\n"
	doc := s.run(ids, "set", "--ids-from", "-", "port=7000", "--yes", "--wait", "--output", "json").exits(t, 1).decoded(t)
	rows, _ := doc["connectors"].([]any)
	if doc["count"] != 2.0 || doc["failed"] != 1.0 || len(rows) != 2 {
		t.Fatalf("result %v", doc)
	}
	one, other := rows[0].(map[string]any), rows[1].(map[string]any)
	if one["connector_id"] != "shop" || one["exit"] != 0.0 || one["result"] != "updated" || one["status"] != "connected" || one["failure"] != nil {
		t.Errorf("the first row is %v", one)
	}
	if f, _ := other["failure"].(map[string]any); other["exit"] != 4.0 || f["code"] != "not_found" {
		t.Errorf("the second row is %v", other)
	}
}

func TestSetManyPlansWithoutAsking(t *testing.T) {
	t.Parallel()
	s := raise(t).crowd(2)
	s.run("", "set", "--all", "--service-type", "shopdb", "port=7000", "--dry-run").exits(t, 0).says(t, "WOULD CHANGE", "shop-001")
	doc := s.run("", "set", "--all", "--service-type", "shopdb", "port=7000", "--dry-run", "--output", "json").exits(t, 0).decoded(t)
	if doc["count"] != 3.0 || doc["failed"] != 0.0 {
		t.Errorf("result %v", doc)
	}
	s.run("", "set", "--all", "--service-type", "shopdb", "port=many", "--dry-run").exits(t, 1).says(t, "can't: ")
	curl := s.run("", "set", "--all", "--service-type", "shopdb", "port=7000", "--dry-run", "--output", "curl").exits(t, 0)
	if n := strings.Count(curl.out, "\ncurl "); n != 3 {
		t.Errorf("%d lines for curl, want 3:\n%s", n, curl.out)
	}
	if got := s.puts(); len(got) > 0 {
		t.Errorf("sent %v", got)
	}
}

func TestSetManyMakesFewRequestsAtOnce(t *testing.T) {
	t.Parallel()
	s := raise(t).crowd(40)
	var now, most atomic.Int64
	inner := s.link.Handler
	s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for seen := most.Load(); n > seen && !most.CompareAndSwap(seen, n); seen = most.Load() {
		}
		inner.ServeHTTP(w, r)
	})
	s.run("", "set", "--all", "--service-type", "shopdb", "port=7000", "--yes").exits(t, 0)
	if most.Load() > atOnce {
		t.Errorf("%d requests at once, want %d at most", most.Load(), atOnce)
	}
}

func TestSetManyTellsWhatWasDoneWhenItIsStopped(t *testing.T) {
	t.Parallel()
	s := raise(t).crowd(20)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var once sync.Once
	inner := s.link.Handler
	s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r)
		if r.Method == http.MethodPut {
			once.Do(cancel)
		}
	})
	r := s.runIn(ctx, "", "set", "--all", "--service-type", "shopdb", "port=7000", "--yes", "--output", "json")
	var doc struct {
		Connectors []struct{ Exit int }
	}
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil || len(doc.Connectors) != 21 {
		t.Errorf("the result is %s (%v)", r.out, err)
	}
	if r.code != 130 {
		t.Errorf("exit code %d, want 130", r.code)
	}
}

func TestProgressIsTextAndCarriageReturns(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	a := &app{streams: Streams{Err: &b, ErrTerminal: true}}
	draw := a.progress("sending", 100)
	for i := range 100 {
		draw(i + 1)
	}
	if said := b.String(); !strings.Contains(said, "\rsending [###############...............] 50/100") || strings.Contains(said, "\x1b") {
		t.Errorf("drew %q", said)
	}
}

func BenchmarkSetThousandConnectors(b *testing.B) {
	s := raise(b).crowd(999)
	for port := 1; b.Loop(); port++ {
		start := time.Now()
		s.run("", "set", "--all", "--service-type", "shopdb", fmt.Sprint("port=", port), "--yes").exits(b, 0)
		b.ReportMetric(float64(time.Since(start).Milliseconds())/1000, "ms/connector")
	}
}
