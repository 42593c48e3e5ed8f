package command

import (
	"bytes"
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/client/emulator"
)

// typed runs a command line as a person types it, in a shell that knows no cluster.
func (s *stand) typed(in, line string) ran {
	s.t.Helper()
	words, err := splitWords(line)
	if err != nil || len(words) == 0 || words[0] != "connwiz" {
		s.t.Fatalf("%q can't be typed: %v", line, err)
	}
	var out, errs bytes.Buffer
	code := Run(context.Background(), Streams{
		In: strings.NewReader(in), Out: &out, Err: &errs, Now: time.Now, Pace: s.pace,
		Getenv: func(name string) string { return s.env[name] }, Environ: s.environ,
	}, Build{Version: "test"}, words[1:])
	return ran{code, out.String(), errs.String()}
}

// told is the command line that follows some words.
func (r ran) told(t *testing.T, after string) string {
	t.Helper()
	_, rest, found := strings.Cut(r.out+r.err, after)
	if !found {
		t.Fatalf("%q was not said\n%s%s", after, r.out, r.err)
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(strings.TrimSpace(line), ".")
}

func TestAHintToGoOnWithASetUpWorksWhenItIsTyped(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		id    string
		flags func(*stand) string
	}{
		"an address":                {"orders", func(s *stand) string { return "--url " + s.url }},
		"an id that begins oddly":   {"-orders", func(s *stand) string { return "--url " + s.url }},
		"an id with a blank":        {"the orders", func(s *stand) string { return "--url " + s.url }},
		"a config.yml with a blank": {"orders", func(s *stand) string { return "--url " + s.url + " --config-yml '" + s.dir + "/my config.yml'" }},
		"a key file and a switch": {"orders", func(s *stand) string {
			return "--url " + s.url + " --insecure --timeout 20s --api-key-file '" + s.file("es.key", "a2V5OmtleQ==") + "'"
		}},
		"a config.yml that names the cluster": {"orders", func(s *stand) string {
			return "--config '" + s.file("service.yml", "elasticsearch:\n  host: "+s.url+"\n") + "'"
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			s.run("", "create", "--service-type", "shopdb", "--id="+c.id, "--name", "Orders").exits(t, 0)
			first := s.typed("", "connwiz setup --plain "+c.flags(s)+" -- '"+c.id+"'").exits(t, exitCancelled)
			first.says(t, "Step 3 of 8: Index.")
			again := first.told(t, "to go on: ")
			for flag := range strings.FieldsSeq(c.flags(s)) {
				if strings.HasPrefix(flag, "--") && !strings.Contains(again, flag) {
					t.Errorf("%s is not repeated in %q", flag, again)
				}
			}
			second := s.typed("", again).exits(t, exitCancelled).says(t, "Step 3 of 8: Index.")
			if next := second.told(t, "to go on: "); next != again {
				t.Errorf("the second time: %q, the first time: %q", next, again)
			}
		})
	}
}

func TestAHintOfASetUpWithAProfileNamesIt(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.env["XDG_CONFIG_HOME"] = filepath.Join(s.dir, "home")
	s.run("", "profile", "add", "prod", "--yes", "--store", "none").exits(t, 0)
	s.run("", "create", "--service-type", "shopdb", "--id", "orders").exits(t, 0)
	again := s.typed("", "connwiz --profile prod setup orders --plain").told(t, "to go on: ")
	if again != "connwiz setup orders --plain --profile prod" {
		t.Errorf("to go on: %q", again)
	}
	s.typed("", again).says(t, "Step 3 of 8: Index.")
}

// What is told where to look next works, too.
func TestAHintBesideAFinishedSyncWorksWhenItIsTyped(t *testing.T) {
	t.Parallel()
	s := raise(t).serve()
	s.env["ELASTICSEARCH_URL"] = "http://127.0.0.1:1" // another cluster than the flag's
	s.run("", "create", "--service-type", "shopdb", "--id", "orders").exits(t, 0)
	s.run("", "index", "orders", "search-orders").exits(t, 0)
	s.run("", "apikey", "orders", "--config-yml", filepath.Join(s.dir, "config.yml")).exits(t, 0)
	s.run("", "wait", "orders", "--for", "needs_configuration").exits(t, 0)
	s.run("", "set", "orders", "--as-is", "--yes", "--wait").exits(t, 0)
	s.run("", "schedule", "orders", "--full", "daily 02:30").exits(t, 0)
	line := "connwiz setup orders --plain --url " + s.url + " --config-yml '" + filepath.Join(s.dir, "config.yml") + "'"
	s.pace.Service = time.Minute // Nobody is at the input any more, and yet the end is waited for.
	r := s.typed("1\n1\n", line).says(t, "The sync is complete.")
	for _, tail := range []string{" says whether all is well", " changes when syncs start"} {
		before, _, found := strings.Cut(r.out, tail)
		at := strings.LastIndex(before, "connwiz ")
		if !found || at < 0 {
			t.Fatalf("%q was not said:\n%s", tail, r.out)
		}
		s.typed("", before[at:]).exits(t, 0)
	}
}

func TestTheDemoTellsNobodyToComeBack(t *testing.T) {
	t.Parallel()
	var out, errs bytes.Buffer
	Run(context.Background(), Streams{
		In: strings.NewReader("0\n!leave\n"), Out: &out, Err: &errs, Now: time.Now, Getenv: func(string) string { return "" },
	}, Build{Version: "test"}, []string{"demo", "--plain"})
	if said := out.String(); !strings.Contains(said, "the demo keeps nothing") || strings.Contains(said, "connwiz setup") {
		t.Errorf("said:\n%s%s", said, errs.String())
	}
}

// Credentials that are refused are asked for, with the address filled in.
func TestASetUpWithoutCredentialsAsksForThem(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.link.Add(emulator.Fault{Status: http.StatusUnauthorized, Body: `{"error":{"type":"security_exception","reason":"who are you"},"status":401}`})
	r := s.run("1\n", "setup", "--plain")
	r.says(t, "1 Another address or other credentials", "Address ("+s.url+")")
}
