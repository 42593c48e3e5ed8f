package main

import (
	"net/http/httptest"
	"strings"

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
