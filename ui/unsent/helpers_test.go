package unsent_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// canary is in every secret of these tests, so that one search finds them all.
const canary = "canary7f3a"

// document has a field of every sort, and secrets with and without the mark.
const document = `{
	"host":{"order":1,"value":"h"},
	"port":{"order":2,"type":"int","value":1},
	"ssl":{"order":3,"type":"bool","value":false},
	"note":{"order":4,"required":false,"value":"n"},
	"rows":{"order":5,"type":"list","value":["a"]},
	"mode":{"order":6,"display":"dropdown","value":"slow","options":[{"label":"S","value":"slow"},{"label":"F","value":"fast"}]},
	"ca":{"order":7,"required":false,"value":"","depends_on":[{"field":"ssl","value":true}]},
	"password":{"order":8,"sensitive":true,"value":"stored-canary7f3a"},
	"api_token":{"order":9,"value":"t"},
	"old_pass":{"order":10,"sensitive":true,"required":false,"value":"old-canary7f3a"}}`

const (
	cluster   = "es.example.org:9200"
	connector = "pg-1"
)

// clock is a time that moves only when it is told to.
type clock struct{ at time.Time }

func newClock() *clock { return &clock{time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time        { return c.at }
func (c *clock) pass(d time.Duration)  { c.at = c.at.Add(d) }
func secret(text string) schema.Secret { return schema.NewSecret([]byte(text)) }

func newStore(t testing.TB) (s *unsent.Store, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "state", "drafts")
	return unsent.Open(dir, newClock().now), dir
}

func parse(t testing.TB, doc string) *schema.Schema {
	t.Helper()
	s, err := schema.Parse([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newDraft(t testing.TB, doc string) *draft.Draft {
	t.Helper()
	return draft.New(parse(t, doc))
}

// edited returns a draft in which every field was touched.
func edited(t testing.TB) *draft.Draft {
	t.Helper()
	d := newDraft(t, document)
	d.SetText("host", "other")
	d.SetText("port", "5x")
	d.Choose("ssl", schema.Bool(true))
	d.Clear("note")
	d.Repair("rows")
	d.Choose("mode", schema.Text("fast"))
	d.SetText("ca", "line 1\nline 2")
	d.SetSecret("password", secret("typed-"+canary))
	d.SetText("api_token", "token-"+canary)
	d.Clear("old_pass")
	return d
}

func save(t testing.TB, s *unsent.Store, d *draft.Draft) {
	t.Helper()
	if err := s.Save(cluster, connector, d); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, s *unsent.Store) unsent.Kept {
	t.Helper()
	kept, ok, err := s.Load(cluster, connector)
	if err != nil || !ok {
		t.Fatalf("nothing was kept: %v", err)
	}
	return kept
}

// absent expects that nothing is offered, and no word about it.
func absent(t testing.TB, s *unsent.Store, cluster, connector string) {
	t.Helper()
	if kept, ok, err := s.Load(cluster, connector); ok || err != nil {
		t.Errorf("offered %+v for %q on %q, error %v", kept, connector, cluster, err)
	}
}

// files returns the files in the store by name.
func files(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// only returns the path of the one file in the store.
func only(t testing.TB, dir string) string {
	t.Helper()
	names := files(t, dir)
	if len(names) != 1 {
		t.Fatalf("files %q, want one", names)
	}
	return filepath.Join(dir, names[0])
}

// noCanary looks through everything below the folder, names included.
func noCanary(t testing.TB, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(canary)) || strings.Contains(path, canary) {
			t.Errorf("a secret is in %s: %s", path, raw)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func names(fields []unsent.Field) string {
	var all []string
	for _, f := range fields {
		all = append(all, f.Name)
	}
	return strings.Join(all, " ")
}
