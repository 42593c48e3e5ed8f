package unsent_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// planted writes content where the draft is kept.
func planted(t testing.TB, s *unsent.Store, dir string, content []byte) {
	t.Helper()
	d := newDraft(t, document)
	d.SetText("host", "other")
	save(t, s, d)
	if err := os.WriteFile(only(t, dir), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// file returns a file of this connector with these members added or replaced.
func file(members string) string {
	return `{"version":1,"cluster":"es.example.org:9200","connector":"pg-1","saved_at":"2026-11-22T12:00:00Z",` +
		`"fields":[],"secrets":[]` + members + `}`
}

func TestADamagedFileIsAWarningAndNothingMore(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, content, want string }{
		{"empty", "", "it is damaged"},
		{"cut off", file("")[:60], "it is damaged"},
		{"zeros, as a crash may leave them", strings.Repeat("\x00", 512), "it is damaged"},
		{"no JSON, and it would drive the terminal", "\x1b[2Jcanary7f3a", "it is damaged"},
		{"another kind of JSON", `["canary7f3a"]`, "it is damaged"},
		{"null", `null`, "its format is version 0, and this program knows only 1"},
		{"fields that are no list", file(`,"fields":"canary7f3a"`), "it is damaged"},
		{"a field that is no object", file(`,"fields":["canary7f3a"]`), "it is damaged"},
		{"a number that can't be", file(`,"fields":[{"text":1e999}]`), "it is damaged"},
		{"no time", file(`,"saved_at":"canary7f3a"`), "it is damaged"},
		{"a later format", file(`,"version":2`), "its format is version 2, and this program knows only 1"},
		{"another cluster", file(`,"cluster":"canary7f3a"`), "it belongs to another connector"},
		{"another connector", file(`,"connector":"\u001b[2J"`), "it belongs to another connector"},
		{"nested too deeply", file(`,"fields":[{"name":"host","choice":` + strings.Repeat("[", 20000) + `}]`), "it is damaged"},
		{"far too large", file(`,"x":"` + strings.Repeat("x", 5<<20) + `"`), "it is too large"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newStore(t)
			planted(t, s, dir, []byte(tt.content))
			kept, ok, err := s.Load(cluster, connector)
			if ok || len(kept.Fields)+len(kept.Secrets) > 0 {
				t.Fatalf("it was taken: %+v", kept)
			}
			want := `read the draft kept in "` + only(t, dir) + `": ` + tt.want
			if err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
			save(t, s, edited(t))
			equal(t, "kept over it", len(load(t, s).Fields), 8)
		})
	}
}

func TestAHostileFileDoesNoHarm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, fields string
		applied      int
		left         string
	}{
		{"names that no schema has", `{"name":"../x","text":"a"},{"name":"","text":"b"},{"text":"c"}`, 0, "../x  "},
		{"a secret's value", `{"name":"password","text":"planted","type":"str"}`, 0, "password"},
		{"no type", `{"name":"host","text":"a"}`, 0, "host"},
		{"a value that is no choice", `{"name":"mode","choice":{"a":[1]},"type":"str"}`, 0, "mode"},
		{"everything at once", `{"name":"host","text":"a","choice":1,"cleared":true,"repaired":true,"type":"str"}`, 1, ""},
		{"a repair of what needs none", `{"name":"host","repaired":true,"type":"str"}`, 0, ""},
		{"nothing at all", ``, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newStore(t)
			planted(t, s, dir, []byte(file(`,"fields":[`+tt.fields+`]`)))
			d := newDraft(t, document)
			applied, left := load(t, s).Apply(d)
			equal(t, "applied", applied, tt.applied)
			equal(t, "left", strings.Join(left, " "), tt.left)
			equal(t, "secret entered", d.Secret("password").Empty(), true)
		})
	}
}

func TestADraftTooLargeToBeReadIsNotWritten(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := newDraft(t, document)
	d.SetText("host", strings.Repeat("x", 5<<20))
	if err := s.Save(cluster, connector, d); err == nil || !strings.HasSuffix(err.Error(), "bytes are too many") {
		t.Errorf("got %v", err)
	}
	equal(t, "files", len(files(t, dir)), 0)
}

// FuzzLoad puts anything where a draft is kept: it may be refused, but must not
// break anything, fill a secret, or lose a field without a word.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "null", "{}", "[]", file(""), file(`,"version":2`), file(`,"connector":"x"`),
		file(`,"fields":[{"name":"host","text":"a","type":"str"},{"name":"ssl","choice":true,"type":"bool"}]`),
		file(`,"fields":[{"name":"password","text":"a","type":"str"},{"name":"old_pass","cleared":true}]`),
		file(`,"fields":[{"name":"rows","repaired":true,"type":"list"},{"name":"mode","choice":null,"type":"str"}]`),
		file(`,"fields":[{"name":"host","choice":{"a":[1e400,-0]},"type":"str"}],"secrets":["\u0000","password"]`),
		file(`,"saved_at":"9999-12-31T23:59:59Z"`),
	} {
		f.Add([]byte(seed))
	}
	s, dir := newStore(f)
	planted(f, s, dir, nil)
	path := only(f, dir)
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		kept, ok, err := s.Load(cluster, connector)
		if ok && err != nil || !ok && len(kept.Fields) > 0 {
			t.Fatalf("both taken and refused: %+v, %v", kept, err)
		}
		d := newDraft(t, document)
		applied, left := kept.Apply(d)
		if applied+len(left) > len(kept.Fields) {
			t.Errorf("%d applied and %q left of %d", applied, left, len(kept.Fields))
		}
		if v, _ := d.Field("password"); v.State == draft.Replaced {
			t.Error("a secret was filled from a file")
		}
		if _, err := d.Payload(true); err != nil && len(d.Gate()) == 0 {
			t.Errorf("a draft that can't be sent without a reason: %v", err)
		}
	})
}

// FuzzSave types anything into an ordinary field: what is kept comes back as it
// was, and a secret beside it never gets there.
func FuzzSave(f *testing.F) {
	for _, seed := range []string{"", "plain", canary, "a\x00\x1b\u202e", `"}],"secrets":[]`, "https://a:b@c", "\xff", "line\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s, dir := newStore(t)
		d := newDraft(t, document)
		d.SetSecret("password", secret(canary))
		d.SetText("host", typed)
		save(t, s, d)
		noCanary(t, dir)
		fresh, kept := newDraft(t, document), load(t, s)
		if _, left := kept.Apply(fresh); len(left) > 0 {
			t.Errorf("left %q", left)
		}
		if len(kept.Secrets) > 1 {
			return // the text is among what must be typed again
		}
		was, _ := d.Field("host")
		is, _ := fresh.Field("host")
		if want := string([]rune(was.Text)); is.Text != want { // JSON holds no broken UTF-8
			t.Errorf("got %q, want %q", is.Text, want)
		}
	})
}

func TestTheFolderIsMadeForOneUserOnly(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, edited(t))
	equal(t, "folder", perm(t, dir), 0o700)
	equal(t, "folder above", perm(t, filepath.Dir(dir)), 0o700)
	equal(t, "file", perm(t, only(t, dir)), 0o600)
}

func perm(t testing.TB, path string) os.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}
