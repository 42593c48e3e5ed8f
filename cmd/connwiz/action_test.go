package main

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"connwiz/client/emulator"

	"github.com/rogpeppe/go-internal/testscript"
)

// startKibana starts a Kibana stand-in beside the emulator and points KIBANA_URL
// to it: kibana [sample] [license=LICENCE] [key=KEY].
func startKibana(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: kibana [sample] [license=LICENCE] [key=KEY]")
	}
	var o emulator.KibanaOptions
	var keys []string
	sample := false
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		switch name {
		case "sample":
			sample = true
		case "license":
			o.License = value
		case "key":
			keys = append(keys, value)
		default:
			ts.Fatalf("kibana: unknown option %q", arg)
		}
	}
	kibana := emulator.New(emulator.Options{APIKeys: keys}).Kibana(o)
	if sample {
		ts.Check(kibana.Seed())
	}
	server := httptest.NewServer(kibana)
	ts.Defer(server.Close)
	ts.Setenv("KIBANA_URL", server.URL)
}

func TestTheServedDemoHasKibanaToo(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("connwiz", "demo", "--listen", "127.0.0.1:0", "--listen-kibana", "127.0.0.1:0", "--output", "json")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	}()
	var at struct {
		Kibana string `json:"kibana_url"`
	}
	if err := json.NewDecoder(stdout).Decode(&at); err != nil {
		t.Fatal(err)
	}
	listed, err := exec.Command("connwiz", "action", "list", "--kibana-url", at.Kibana).CombinedOutput()
	if err != nil || !bytes.Contains(listed, []byte("on-call-mail")) {
		t.Errorf("action list on the served demo: %v\n%s", err, listed)
	}
}
