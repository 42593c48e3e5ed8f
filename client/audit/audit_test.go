package audit_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/client/audit"
)

// In the role of a writer the test's own program is one of several processes that
// append to the same log.
const writer = "role:writer"

func TestMain(m *testing.M) {
	if len(os.Args) == 5 && os.Args[1] == writer {
		count, _ := strconv.Atoi(os.Args[4])
		if err := writeMany(os.Args[2], os.Args[3], count); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func writeMany(path, name string, count int) error {
	log, err := audit.Open(path)
	if err != nil {
		return err
	}
	for i := range count {
		e := sample()
		e.User = name
		e.Exit = i
		// Longer than what any buffer on the way holds.
		e.Fields = slices.Repeat([]string{"a_field_with_a_long_name_of_" + name}, 600)
		if err := log.Write(e); err != nil {
			return err
		}
	}
	return log.Close()
}

func sample() audit.Entry {
	return audit.Entry{
		Time:    time.Date(2026, 11, 22, 3, 4, 5, 6, time.FixedZone("", 2*3600)),
		Who:     audit.Who{User: "ada", Host: "bastion", Client: "192.0.2.7"},
		Cluster: "es.example.org:9200", Connector: "pg-1",
		Fields: []string{"host", "password"}, Outcome: audit.Updated,
	}
}

func open(t *testing.T, path string) *audit.Log {
	t.Helper()
	log, err := audit.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	return log
}

func write(t *testing.T, log *audit.Log, e audit.Entry) {
	t.Helper()
	if err := log.Write(e); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestASaveIsOneLine(t *testing.T) {
	t.Parallel()
	const whole = `{"time":"2026-11-22T01:04:05Z","user":"ada","host":"bastion","client":"192.0.2.7",` +
		`"cluster":"es.example.org:9200","connector":"pg-1","fields":["host","password"],"outcome":"updated","exit":0}` + "\n"
	tests := []struct {
		name     string
		edit     func(*audit.Entry)
		from, to string // how the line differs
	}{
		{"with everything that is known", func(*audit.Entry) {}, "", ""},
		{"of somebody at the machine itself", func(e *audit.Entry) { e.Client = "" }, `"client":"192.0.2.7",`, ""},
		{
			"that carried no field", func(e *audit.Entry) { e.Fields, e.Outcome = nil, audit.Noop },
			`["host","password"],"outcome":"updated"`, `[],"outcome":"noop"`,
		},
		{
			"that was refused", func(e *audit.Entry) { e.Outcome, e.Exit = audit.Refused, 3 },
			`"updated","exit":0`, `"refused","exit":3`,
		},
		{
			"of which nobody knows what became of it", func(e *audit.Entry) { e.Outcome, e.Exit = audit.Unknown, 7 },
			`"updated","exit":0`, `"unknown","exit":7`,
		},
		{"without the credentials of a URL", func(e *audit.Entry) { e.Cluster = "https://u:canary@" + e.Cluster }, "", ""},
		{
			"even if a name breaks lines", func(e *audit.Entry) { e.Connector = "a\nb\r\tc" },
			`"pg-1"`, `"a\nb\r\tc"`,
		},
		{
			"in which nothing drives the terminal", func(e *audit.Entry) { e.Connector = "\x1b[2J\x07\x7f\u009b31m" },
			`"pg-1"`, `"\u001b[2J\u0007\u007f\u009b31m"`,
		},
		{
			"in which nothing changes the direction or hides",
			func(e *audit.Entry) { e.Fields = []string{"a\u202eb\u2066\u200d\ufeff\u2028\U000e0041"} },
			`["host","password"]`, `["a\u202eb\u2066\u200d\ufeff\u2028\udb40\udc41"]`,
		},
		{
			"in which letters of every script stay",
			func(e *audit.Entry) { e.User, e.Connector = "zoë", `日本 "<&>" 😀` },
			`"user":"ada","host":"bastion","client":"192.0.2.7","cluster":"es.example.org:9200","connector":"pg-1"`,
			`"user":"zoë","host":"bastion","client":"192.0.2.7","cluster":"es.example.org:9200","connector":"日本 \"<&>\" 😀"`,
		},
		{"in which bytes that are no text are replaced", func(e *audit.Entry) { e.User = "\xff" }, `"ada"`, `"\ufffd"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "audit.log")
			e := sample()
			tt.edit(&e)
			write(t, open(t, path), e)
			got, want := read(t, path), strings.Replace(whole, tt.from, tt.to, 1)
			if got != want {
				t.Errorf("got  %swant %s", got, want)
			}
			if strings.Contains(got, "canary") || !json.Valid([]byte(got)) {
				t.Errorf("not fit to be kept: %s", got)
			}
		})
	}
}

func TestTheLogGrowsAndIsNeverCut(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	for _, name := range []string{"first", "second"} {
		e := sample()
		e.Connector = name
		write(t, open(t, path), e)
	}
	lines := strings.Split(read(t, path), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], "first") || !strings.Contains(lines[1], "second") || lines[2] != "" {
		t.Errorf("got %q", lines)
	}
}

func TestAnEntryNeverBecomesPartOfATornLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	if err := os.WriteFile(path, []byte(`{"time":"20`), 0o600); err != nil {
		t.Fatal(err)
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(path, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	log := open(t, path)
	write(t, log, sample())
	write(t, log, sample())
	lines := strings.Split(read(t, path), "\n")
	if len(lines) != 4 || lines[0] != `{"time":"20` || lines[1] != lines[2] || !json.Valid([]byte(lines[1])) {
		t.Errorf("got %q", lines)
	}
}

func TestLinesOfSeveralWritersNeverMix(t *testing.T) {
	t.Parallel()
	const writers, each = 4, 20
	programs := func(path, name string) error {
		c := exec.Command(os.Args[0], writer, path, name, strconv.Itoa(each))
		out, err := c.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	here := func(path, name string) error { return writeMany(path, name, each) }
	tests := []struct {
		name string
		run  func(path, name string) error
	}{
		{"in one process, each with the log open for itself", here},
		{"in processes of their own", programs},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "audit.log")
			together(t, writers, func(name string) error { return tt.run(path, name) })
			checkLines(t, path, writers, each)
		})
	}
}

func TestOneLogIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	const writers, each = 4, 20
	path := filepath.Join(t.TempDir(), "audit.log")
	log := open(t, path)
	together(t, writers, func(name string) error {
		for i := range each {
			e := sample()
			e.User, e.Exit = name, i
			if err := log.Write(e); err != nil {
				return err
			}
		}
		return nil
	})
	checkLines(t, path, writers, each)
}

// together runs the same under several names at the same time.
func together(t *testing.T, count int, run func(name string) error) {
	t.Helper()
	var all sync.WaitGroup
	for i := range count {
		all.Go(func() {
			if err := run(strings.Repeat(strconv.Itoa(i), 3)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

// checkLines expects the lines of every writer, whole and in its own order.
func checkLines(t *testing.T, path string, writers, each int) {
	t.Helper()
	next := map[string]int{}
	for line := range strings.Lines(read(t, path)) {
		var e struct {
			User string
			Exit int
		}
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v in a line of %d bytes", err, len(line))
		}
		if e.Exit != next[e.User] {
			t.Errorf("line %d of writer %s stands where %d is due", e.Exit, e.User, next[e.User])
		}
		next[e.User]++
	}
	if len(next) != writers {
		t.Errorf("%d writers, want %d", len(next), writers)
	}
	for name, lines := range next {
		if lines != each {
			t.Errorf("%d lines of writer %s, want %d", lines, name, each)
		}
	}
}

func TestAClosedLogSaysSo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "audit.log")
	log := open(t, path)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("write to audit log %q: file already closed", path)
	if err := log.Write(sample()); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if err := log.Close(); err == nil {
		t.Error("closed twice")
	}
}

func TestWhoSaves(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		env    map[string]string
		client string
	}{
		{"at the machine itself", nil, ""},
		{"over SSH", map[string]string{"SSH_CONNECTION": "192.0.2.7 50022 192.0.2.1 22"}, "192.0.2.7"},
		{"over IPv6", map[string]string{"SSH_CONNECTION": "2001:db8::7 50022 2001:db8::1 22"}, "2001:db8::7"},
		{"with only the older variable", map[string]string{"SSH_CLIENT": "192.0.2.8 50022 22"}, "192.0.2.8"},
		{
			"with both", map[string]string{"SSH_CLIENT": "192.0.2.8 1 22", "SSH_CONNECTION": "192.0.2.7 1 192.0.2.1 22"},
			"192.0.2.7",
		},
		{"with a blank variable", map[string]string{"SSH_CONNECTION": "  "}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := audit.Local(func(name string) string { return tt.env[name] })
			if w.Client != tt.client {
				t.Errorf("client %q, want %q", w.Client, tt.client)
			}
			if host, _ := os.Hostname(); w.Host != host || w.User == "" {
				t.Errorf("user %q on %q, want somebody on %q", w.User, w.Host, host)
			}
		})
	}
}
