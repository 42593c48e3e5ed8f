package unsent_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

func TestWhatWasTypedIsThereAgain(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := edited(t)
	save(t, s, d)
	noCanary(t, dir)

	kept := load(t, s)
	equal(t, "saved at", kept.SavedAt, newClock().at)
	equal(t, "to type again", strings.Join(kept.Secrets, " "), "password api_token")
	fresh := newDraft(t, document)
	applied, left := kept.Apply(fresh)
	equal(t, "applied", applied, 8)
	equal(t, "left", strings.Join(left, " "), "")
	for _, name := range []string{"host", "port", "ssl", "note", "rows", "mode", "ca", "old_pass"} {
		was, _ := d.Field(name)
		is, _ := fresh.Field(name)
		equal(t, "text of "+name, is.Text, was.Text)
		equal(t, "state of "+name, is.State, was.State)
	}
	equal(t, "secret entered", fresh.Secret("password").Empty(), true)
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := newDraft(t, document)
	d.SetText("host", "other")
	d.SetSecret("password", secret(canary))
	save(t, s, d)
	raw, err := os.ReadFile(only(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "content", string(raw), `{"version":1,"cluster":"es.example.org:9200","connector":"pg-1",`+
		`"saved_at":"2026-11-22T12:00:00Z","fields":[{"name":"host","text":"other","type":"str","base":"h"}],"secrets":["password"]}`)
}

func TestNoSecretIsKeptWhereverItStands(t *testing.T) {
	t.Parallel()
	const pem = "-----BEGIN RSA PRIVATE KEY-----\n" + canary + "\n-----END RSA PRIVATE KEY-----"
	tests := []struct {
		name   string
		edit   func(*draft.Draft)
		fields string
		again  string
	}{
		{"in its own field", func(d *draft.Draft) { d.SetSecret("password", secret(canary)) }, "", "password"},
		{"as text in a sensitive field", func(d *draft.Draft) { d.SetText("password", canary) }, "", "password"},
		{"in a field that only looks like a secret's", func(d *draft.Draft) { d.SetText("api_token", canary) }, "", "api_token"},
		{
			"chosen in a field that looks like a secret's",
			func(d *draft.Draft) { d.Choose("api_token", schema.Text(canary)) }, "", "api_token",
		},
		{
			"typed into another field too",
			func(d *draft.Draft) { d.SetSecret("password", secret(canary)); d.SetText("host", "pre"+canary) },
			"", "password host",
		},
		{
			"escaped in another field",
			func(d *draft.Draft) {
				d.SetSecret("password", secret(canary+"/ü"))
				d.SetText("host", "h?p="+canary+"%2F%C3%BC")
			},
			"", "password host",
		},
		{
			"of a field that looks like a secret's, in another field",
			func(d *draft.Draft) { d.SetText("api_token", canary); d.SetText("host", canary) }, "", "api_token host",
		},
		{"stored, and typed into another field", func(d *draft.Draft) { d.SetText("host", "stored-"+canary) }, "", "host"},
		{"in a URL", func(d *draft.Draft) { d.SetText("host", "https://me:"+canary+"@h") }, "", "host"},
		{"in a URL, with a slash", func(d *draft.Draft) { d.SetText("host", "https://me:"+canary+"/x@h") }, "", "host"},
		{"as a private key", func(d *draft.Draft) { d.SetText("ca", pem) }, "", "ca"},
		{"as a header", func(d *draft.Draft) { d.SetText("host", `{"Authorization": "`+canary+`"}`) }, "", "host"},
		{"as a bearer token", func(d *draft.Draft) { d.SetText("host", "bearer "+canary) }, "", "host"},
		{"chosen", func(d *draft.Draft) { d.Choose("mode", schema.Text("https://me:"+canary+"@h")) }, "", "mode"},
		{"that is only cleared", func(d *draft.Draft) { d.Clear("old_pass") }, "old_pass", ""},
		{
			"while plain text stays",
			func(d *draft.Draft) {
				d.SetSecret("password", secret(canary))
				d.SetText("host", "https://h:9200/path")
				d.SetText("note", "me@example.org")
			},
			"host note", "password",
		},
		{
			"too short to be told from a word, while the words stay",
			func(d *draft.Draft) { d.SetSecret("password", secret("abc")); d.SetText("host", "abcdef") },
			"host", "password",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newStore(t)
			d := newDraft(t, document)
			tt.edit(d)
			save(t, s, d)
			noCanary(t, dir)
			kept := load(t, s)
			equal(t, "kept", names(kept.Fields), tt.fields)
			equal(t, "to type again", strings.Join(kept.Secrets, " "), tt.again)
		})
	}
}

func TestEditsWhoseFieldIsGoneAreKeptWithoutTheirSecrets(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := newDraft(t, document)
	d.SetText("host", "other")
	d.SetText("note", "of "+canary)
	d.SetText("ca", "of token-"+canary[:5])
	d.SetSecret("password", secret(canary))
	d.SetText("api_token", "token-"+canary[:5])
	next, _ := d.Rebase(parse(t, `{"port":{"type":"int","value":1}}`))
	save(t, s, next)
	noCanary(t, dir)
	kept := load(t, s)
	equal(t, "kept", names(kept.Fields), "host")
	equal(t, "to type again", strings.Join(kept.Secrets, " "), "password api_token note ca")
	applied, left := kept.Apply(newDraft(t, document))
	equal(t, "applied", applied, 1)
	equal(t, "left", len(left), 0)
}

func TestADraftIsOfferedForItsOwnConnectorOnly(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, edited(t))
	for _, other := range []struct{ cluster, connector string }{
		{"other.example.org:9200", connector},
		{"es.example.org:9201", connector},
		{cluster, "pg-2"},
		{cluster, ""},
		{"", connector},
		{cluster + " " + connector, ""},
		{cluster + "\x00" + connector, ""},
		{"es.example.org", "9200" + connector},
	} {
		absent(t, s, other.cluster, other.connector)
	}
	if _, ok, err := s.Load("user:"+canary+"@ES.example.org:9200", connector); !ok || err != nil {
		t.Errorf("the same host in other letters, with credentials: %v, error %v", ok, err)
	}
	if err := s.Save("a b", "c", edited(t)); err != nil {
		t.Fatal(err)
	}
	absent(t, s, "a", "b c")
	if err := s.Save("user:"+canary+"@c", connector, edited(t)); err != nil {
		t.Fatal(err)
	}
	noCanary(t, dir)
}

func TestHostileIdsStayInTheFolder(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	for i, id := range []string{
		"../../escape", "/etc/passwd", "..", ".", "", "a/b", `a\b`, "C:x", "nul", "-rf", "\x1b[2J", "a\x00b", "\xff\xfe",
		strings.Repeat("x", 5000),
	} {
		d := newDraft(t, document)
		d.SetText("host", "other")
		if err := s.Save(cluster, id, d); err != nil {
			t.Errorf("id %.20q: %v", id, err)
		}
		equal(t, "files", len(files(t, dir)), i+1)
	}
	for _, name := range files(t, dir) {
		if len(name) != 64+len(".draft.json") || strings.Trim(name[:64], "0123456789abcdef") != "" {
			t.Errorf("file %q", name)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the folder: %v, %v", entries, err)
	}
}

func TestWhatIsNotTypedIsNotKept(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, newDraft(t, document))
	equal(t, "files", len(files(t, dir)), 0)

	save(t, s, edited(t))
	equal(t, "files with a draft", len(files(t, dir)), 1)
	save(t, s, newDraft(t, document))
	equal(t, "files once all was taken back", len(files(t, dir)), 0)
}

func TestTheLastDraftReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	for _, text := range []string{"one", "two"} {
		d := newDraft(t, document)
		d.SetText("host", text)
		save(t, s, d)
	}
	only(t, dir)
	equal(t, "text", load(t, s).Fields[0].Text, "two")
}

func TestADroppedDraftIsGone(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	for _, when := range []string{"before anything was kept", "with a draft", "twice"} {
		if when == "with a draft" {
			save(t, s, edited(t))
		}
		if err := s.Drop(cluster, connector); err != nil {
			t.Errorf("%s: %v", when, err)
		}
		absent(t, s, cluster, connector)
		equal(t, "files "+when, len(files(t, dir)), 0)
	}
}

func TestADraftExpires(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		later time.Duration
		there bool
	}{
		{"not at once", 0, true},
		{"not on the last day", unsent.MaxAge, true},
		{"after the last day", unsent.MaxAge + time.Second, false},
		{"not when the clock was put back a bit", -time.Hour, true},
		{"when it was saved far in the future", -unsent.MaxAge - time.Second, false},
	}
	for _, tt := range tests {
		for how, reopen := range map[string]bool{"on loading": false, "on opening": true} {
			t.Run(tt.name+", "+how, func(t *testing.T) {
				t.Parallel()
				dir, c := t.TempDir(), newClock()
				s := unsent.Open(dir, c.now)
				save(t, s, edited(t))
				c.pass(tt.later)
				if reopen {
					unsent.Open(dir, c.now)
					equal(t, "file is there", len(files(t, dir)) == 1, tt.there)
				}
				_, ok, err := s.Load(cluster, connector)
				if ok != tt.there || err != nil {
					t.Errorf("there: %v, error %v", ok, err)
				}
				equal(t, "file is there after loading", len(files(t, dir)) == 1, tt.there)
			})
		}
	}
}

func TestOpeningRemovesOnlyWhatIsOldAndOurs(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock()
	hash := strings.Repeat("0a", 32)
	write := func(name string, at time.Time) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	old := c.at.Add(-unsent.MaxAge - time.Hour)
	write(hash+".draft.json", old)
	write(hash+".sending.json", old)
	write(hash+".draft.json.123456", old) // an interrupted save
	kept := []string{"0" + hash[1:] + ".draft.json.1", "notes.txt", hash[:62] + ".draft.json", hash + ".png"}
	write(kept[0], c.at)
	for _, name := range kept[1:] {
		write(name, old)
	}
	unsent.Open(dir, c.now)
	got := files(t, dir)
	equal(t, "files", len(got), len(kept))
	for _, name := range kept {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestWithoutAFolderNothingIsKeptAndNothingBreaks(t *testing.T) {
	t.Parallel()
	s := unsent.Open("", newClock().now)
	absent(t, s, cluster, connector)
	if err := s.Drop(cluster, connector); err != nil {
		t.Error(err)
	}
	if err := s.Save(cluster, connector, edited(t)); err == nil || !strings.Contains(err.Error(), "set HOME or XDG_STATE_HOME") {
		t.Errorf("got %v", err)
	}
}

func TestTheFolderFollowsTheEnvironment(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{root}, parts...)...) }
	tests := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"the state folder", map[string]string{"XDG_STATE_HOME": at("s"), "HOME": at("h")}, at("s", "connwiz", "drafts")},
		{"the home folder", map[string]string{"HOME": at("h")}, at("h", ".local", "state", "connwiz", "drafts")},
		{"never a relative state folder", map[string]string{"XDG_STATE_HOME": "s", "HOME": at("h")}, at("h", ".local", "state", "connwiz", "drafts")},
		{"local application data", map[string]string{"LOCALAPPDATA": at("l")}, at("l", "connwiz", "drafts")},
		{"none", nil, ""},
		{"none below a relative home", map[string]string{"HOME": "h"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "folder", unsent.Dir(func(name string) string { return tt.env[name] }), tt.want)
		})
	}
}
