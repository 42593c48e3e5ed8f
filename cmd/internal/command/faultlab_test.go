package command

import (
	"bytes"
	"cmp"
	"context"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui"

	"go.uber.org/goleak"
)

// labRoom is how many commands of the lab run at the same time: most wait.
const labRoom = 16

// labKey is the API key that every command of the lab has; it must not be found
// anywhere either.
const labKey = "Q0FOQVJZMGtleQ=="

// cell is one field of the matrix while it runs.
type cell struct {
	t        *testing.T
	subject  labSubject
	fault    labFault
	name     string // of the fault
	writing  bool   // it strikes writes only
	stand    *stand
	kibana   *emulator.Kibana
	faulty   labServer
	returned chan ran
}

// TestEveryFaultAgainstEveryCommand is the fault lab: each fault meets each command,
// once on whatever it asks first, and once on what it writes. The same is asserted
// of every cell: the exit code of the contract, a message with a way on, nothing
// secret anywhere, no escape sequence, nothing half written, at most one effect.
//
// It doesn't run beside other tests, so that goroutines left behind are its own.
func TestEveryFaultAgainstEveryCommand(t *testing.T) { //nolint:paralleltest // see above
	before := goleak.IgnoreCurrent()
	var cells, left atomic.Int32
	room := make(chan struct{}, labRoom)
	t.Run("matrix", func(t *testing.T) {
		for _, name := range labLeaves() {
			subject, known := labSubjects()[name]
			if !known {
				t.Errorf("connwiz %s has no entry in the fault lab", name)
			}
			for fault, f := range labFaults() {
				for _, phase := range []string{"asking", "writing"} {
					t.Run(name+"/"+phase+"/"+fault, func(t *testing.T) {
						if why := labSkips(subject, f, phase); why != "" {
							left.Add(1)
							t.Skip(why)
						}
						cells.Add(1)
						match := func(*http.Request) bool { return true }
						if phase == "writing" {
							match = labWrites
						}
						c := newCell(t, subject, fault, f, match)
						c.writing = phase == "writing"
						room <- struct{}{}
						go func() {
							defer func() { <-room }()
							c.run()
						}()
						t.Parallel() // it runs already: many wait for time-outs
						c.judge(<-c.returned)
					})
				}
			}
		}
	})
	leavesNobody(t)
	if err := goleak.Find(before); err != nil {
		t.Errorf("a goroutine is left: %v", err)
	}
	t.Logf("%d cells, and %d that can't be, each with its reason", cells.Load(), left.Load())
	if cells.Load() < 400 {
		t.Errorf("only %d cells", cells.Load())
	}
}

// labSkips says why a cell can't be.
func labSkips(s labSubject, f labFault, phase string) string {
	switch {
	case s.why != "":
		return s.why
	case phase == "writing" && !s.writes:
		return "it writes nothing"
	case phase == "writing" && (f.off || f.tls):
		return "it fails before there is anything to write"
	}
	return ""
}

// labLeaves are all commands that do something, by their names.
func labLeaves() []string {
	names := []string{"connwiz", "help"}
	for _, cmd := range everyCommand(tree()) {
		if cmd.HasParent() && !cmd.HasAvailableSubCommands() {
			names = append(names, strings.TrimPrefix(cmd.CommandPath(), "connwiz "))
		}
	}
	slices.Sort(names)
	return names
}

// newCell puts up what a command needs, with a fault between it and its server.
func newCell(t *testing.T, s labSubject, name string, f labFault, match func(*http.Request) bool) *cell {
	t.Helper()
	c := &cell{t: t, subject: s, fault: f, name: name, stand: raise(t), returned: make(chan ran, 1)}
	c.kibana = c.stand.es.Kibana(emulator.KibanaOptions{})
	if s.kibana {
		if err := c.kibana.Seed(); err != nil {
			t.Fatal(err)
		}
		c.faulty = labServe(c.kibana, f, true, match)
	} else {
		c.faulty = labServe(c.stand.link, f, false, match)
	}
	t.Cleanup(c.faulty.close)
	c.stand.file("values.yml", "host: typed.example.com\n")
	c.stand.file("schema.json", strings.Replace(shop, `"Host"`, `"Host name"`, 1))
	c.stand.file("secret", canary+"\n")
	maps.Copy(c.stand.env, map[string]string{
		"ELASTICSEARCH_API_KEY": labKey, "KIBANA_API_KEY": labKey,
		"XDG_STATE_HOME": filepath.Join(c.stand.dir, "state"), "XDG_CONFIG_HOME": filepath.Join(c.stand.dir, "config"),
	})
	return c
}

// labGiven are the files that hold secrets: a command is given them, or they are
// for the connector service.
func labGiven() []string { return []string{"secret", "schema.json", "config.yml", "new.yml"} }

// line is the command line.
func (c *cell) line() []string {
	s := c.stand
	args := []string{"--log-file", filepath.Join(s.dir, "log"), "--debug", "--audit-log", filepath.Join(s.dir, "audit")}
	if c.fault.slow {
		wait := "400ms"
		if c.writing { // it must come as far as that
			wait = "3s"
		}
		args = append(args, "--timeout", wait)
	}
	if c.subject.kibana {
		args = append(args, "--kibana-url", c.faulty.url)
	} else {
		args = append(args, "--url", c.faulty.url)
	}
	for _, a := range c.subject.args {
		args = append(args, strings.ReplaceAll(a, "DIR", s.dir))
	}
	return args
}

// getenv is the environment of a cell.
func (s *stand) getenv(name string) string { return s.env[name] }

// run runs the command and sends what became of it.
func (c *cell) run() {
	var out, err bytes.Buffer
	in := c.subject.in
	if c.subject.screen && !c.writing && !c.fault.harmless {
		in = "<\n<\n" // back, and out
	}
	streams := Streams{
		In: strings.NewReader(in), Out: &out, Err: &err, Now: time.Now,
		Pace:   ui.Pace{First: time.Millisecond, Most: 250 * time.Millisecond, Service: time.Millisecond},
		Getenv: c.stand.getenv, Environ: c.stand.environ,
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	code := 0
	pprof.Do(ctx, pprof.Labels(labMark, c.t.Name()), func(ctx context.Context) {
		code = Run(ctx, streams, Build{Version: "test"}, c.line())
	})
	c.returned <- ran{code, out.String(), err.String()}
}

// judge asserts what must be true of every cell.
func (c *cell) judge(r ran) {
	c.t.Helper()
	c.exit(r)
	everything := c.everything(r)
	c.keeps(r, everything)
	c.hides(everything)
	c.faulty.close()
	if c.t.Failed() {
		c.t.Logf("exit code %d\nstdout: %s\nstderr: %s", r.code, r.out, r.err)
	}
}

// hides asserts that no secret is anywhere, that nothing but text was printed, and
// that nothing landed more often than once.
func (c *cell) hides(everything map[string]string) {
	c.t.Helper()
	said := everything["stdout"] + everything["stderr"]
	if strings.ContainsRune(said, 0x1b) || strings.Contains(said, "mistake in connwiz") {
		c.t.Errorf("an escape sequence, or a panic, was printed: %q", said)
	}
	for where, text := range everything {
		for _, secret := range []string{canary, labKey, "CANARY0key", "hunter2"} {
			if strings.Contains(text, secret) && !slices.Contains(labGiven(), filepath.Base(where)) {
				c.t.Errorf("a secret is in %s: %q", where, text)
			}
		}
	}
	for _, twice := range append(labEffects(c.stand.es.Requests()), labEffects(c.kibana.Requests())...) {
		c.t.Errorf("it landed more than once: %s", twice)
	}
}

// exit asserts the exit code, and that a failure says what failed and what to do.
func (c *cell) exit(r ran) {
	c.t.Helper()
	if want := c.wants(); r.code != want {
		c.t.Errorf("exit code %d, want %d", r.code, want)
	}
	if c.fault.harmless || r.code == exitDone {
		return
	}
	c.names(r)
	if !c.subject.screen && !strings.Contains(r.out+r.err, "hint: ") && !strings.Contains(r.out, "connwiz ") {
		c.t.Error("it doesn't say what to do")
	}
}

// names asserts that a message names what failed.
func (c *cell) names(r ran) {
	c.t.Helper()
	said := r.out + r.err
	host := strings.TrimPrefix(strings.TrimPrefix(c.faulty.url, "http://"), "https://")
	names := []string{host, "elsewhere.invalid", cmp.Or(c.subject.about, "shop"), "shop"}
	if c.subject.kibana {
		names = append(names, "alert-history")
	}
	if !slices.ContainsFunc(names, func(name string) bool { return strings.Contains(said, name) }) {
		c.t.Errorf("it doesn't name what failed, one of %q", names)
	}
}

// wants is the exit code that the contract asks for.
func (c *cell) wants() int {
	if c.fault.harmless {
		return c.subject.fine
	}
	phase := "asking"
	if c.writing {
		phase = "writing"
	}
	if code, special := c.subject.codes[phase+"/"+c.name]; special {
		return code
	}
	if code, special := c.subject.codes[phase]; special {
		return code
	}
	return c.fault.code
}

// keeps asserts that what was typed and not saved is still there: in the draft that the
// form offers next time, or where it came from. A save whose answer was lost was looked
// up.
func (c *cell) keeps(r ran, everything map[string]string) {
	c.t.Helper()
	if c.subject.args[0] != "configure" || !c.writing || c.fault.harmless || strings.Contains(r.out, "Configuration updated") {
		return
	}
	for path, text := range everything {
		if strings.Contains(path, "drafts") && strings.Contains(text, "typed.example.com") {
			return
		}
	}
	c.t.Error("what was typed is in no draft")
}

// everything is all that a command left behind: what it said, and every file.
func (c *cell) everything(r ran) map[string]string {
	c.t.Helper()
	all := map[string]string{"stdout": r.out, "stderr": r.err}
	err := filepath.WalkDir(c.stand.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all[path] = string(raw)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}
