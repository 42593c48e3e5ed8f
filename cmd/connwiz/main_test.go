package main

import (
	"errors"
	"flag"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"connwiz/client/emulator"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(atHome{m}, map[string]func(){"connwiz": func() { os.Exit(run()) }})
}

// atHome runs the tests in an environment that says nothing about clusters,
// profiles and terminals, whatever that of the machine says. Commands get it from
// them.
type atHome struct{ *testing.M }

// Run runs the tests.
func (h atHome) Run() int {
	home, err := os.MkdirTemp("", "connwiz-home-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(home) //nolint:errcheck // nothing is lost with it
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		if !ofTheMachine(name) {
			continue
		}
		_ = os.Unsetenv(name) // it has been set, so that it can be
		if name == "HOME" || strings.HasPrefix(name, "XDG_") {
			_ = os.Setenv(machinesOwn+name, value)
		}
	}
	if err := os.Setenv("HOME", home); err != nil {
		panic(err)
	}
	return h.M.Run()
}

const (
	// machinesOwn begins the names of variables that hold what the machine's say.
	machinesOwn = "MACHINE_"
	// picturesWanted is set to draw pictures.
	picturesWanted = "CONNWIZ_PICTURES"
)

// ofTheMachine reports whether a variable says something that must not matter.
func ofTheMachine(name string) bool {
	switch name {
	case "HOME", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM", "TMUX", "STY", "ACCESSIBLE", "STATE_DIRECTORY", "LANGUAGE", "COLUMNS", "LINES",
		"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY":
		return true
	}
	for _, prefix := range []string{"ELASTICSEARCH_", "KIBANA_", "CONNWIZ_", "XDG_", "LC_"} {
		if strings.HasPrefix(name, prefix) {
			return name != picturesWanted
		}
	}
	return false
}

// machines is the environment of the machine, as the Go command needs it to find its
// folders.
func machines() []string {
	env := os.Environ()
	for _, pair := range os.Environ() {
		if own, found := strings.CutPrefix(pair, machinesOwn); found {
			env = append(env, own) // the last one counts
		}
	}
	return env
}

// TestScripts runs the scripts in testdata/script through the real main.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir)
			e.Values[running{}] = new(running)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"emulator": startEmulator,
			"kibana":   startKibana,
			"document": putDocument,
			"silent":   silent,
		},
	})
}

// exits runs a command and asserts its exit code: exits CODE COMMAND [ARGS...].
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGS...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// running is a script's emulator, and the key of it.
type running struct{ es *emulator.Server }

// startEmulator starts an Elasticsearch stand-in and points ELASTICSEARCH_URL to
// it: emulator [sample] [user=NAME:PASSWORD] [key=KEY] [status=CODE].
func startEmulator(ts *testscript.TestScript, _ bool, args []string) {
	var o emulator.Options
	var fault emulator.Fault
	sample := false
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		switch name {
		case "sample":
			sample = true
		case "user":
			o.Username, o.Password, _ = strings.Cut(value, ":")
		case "key":
			o.APIKeys = append(o.APIKeys, value)
		case "status":
			code, err := strconv.Atoi(value)
			ts.Check(err)
			fault.Status = code
		default:
			ts.Fatalf("emulator: unknown option %q", arg)
		}
	}
	es := emulator.New(o)
	if sample {
		ts.Check(es.Seed())
	}
	faulty := emulator.NewFaulty(es)
	if fault.Status != 0 {
		faulty.Add(fault)
	}
	server := httptest.NewServer(faulty)
	ts.Defer(server.Close)
	ts.Setenv("ELASTICSEARCH_URL", server.URL)
	stage(ts).es = es
}

// stage returns what the script has running.
func stage(ts *testscript.TestScript) *running {
	r, ok := ts.Value(running{}).(*running)
	if !ok {
		ts.Fatalf("the script was not set up")
	}
	return r
}

// putDocument stores a connector as its service would: document ID FILE.
func putDocument(ts *testscript.TestScript, neg bool, args []string) {
	es := stage(ts).es
	if neg || es == nil || len(args) != 2 {
		ts.Fatalf("usage: emulator, then document ID FILE")
	}
	ts.Check(es.PutDocument(args[0], []byte(ts.ReadFile(args[1]))))
}

// silent asserts that none of the texts is in the output of the last command or
// in the files named after --: silent TEXT... [-- FILE...].
func silent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: silent TEXT... [-- FILE...]")
	}
	texts, files := args, []string{"stdout", "stderr"}
	for i, arg := range args {
		if arg == "--" {
			texts, files = args[:i], append(files, args[i+1:]...)
			break
		}
	}
	for _, file := range files {
		for _, text := range texts {
			if strings.Contains(ts.ReadFile(file), text) {
				ts.Fatalf("%s holds %q", file, text)
			}
		}
	}
}
