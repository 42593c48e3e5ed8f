package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/profile"

	"github.com/spf13/cobra"
)

func TestReport(t *testing.T) {
	t.Parallel()
	request := func(r client.Reaction, status int) error {
		return &client.Error{Reaction: r, Op: "read connector", Target: "-a b", Status: status, Reason: "because"}
	}
	tests := map[string]struct {
		err        error
		exit       int
		code, hint string
	}{
		"server trouble":           {request(client.Trouble, 500), 1, "failed", "--log-file"},
		"anything else":            {errors.New("odd"), 1, "failed", "--log-file"},
		"usage":                    {usagef("connwiz x", "wrong"), 2, "usage", "connwiz x"},
		"settings":                 {&profile.Error{Message: "no", Hint: "connwiz demo"}, 2, "usage", "connwiz demo"},
		"values refused":           {request(client.Rejected, 400), 3, "invalid", "connwiz check -- '-a b'"},
		"a server before 8.13":     {&client.Error{Reaction: client.Rejected, Reason: "[1:2] [request] unknown field [values]"}, 3, "invalid", "before 8.13"},
		"no such connector":        {request(client.NotFound, 404), 4, "not_found", "connwiz list"},
		"no such field":            {&missingError{"no field", "connwiz show x"}, 4, "not_found", "connwiz show x"},
		"another writer":           {request(client.Conflict, 409), 5, "conflict", "connwiz show -- '-a b'"},
		"unknown credentials":      {request(client.NotAllowed, 401), 6, "not_allowed", "ELASTICSEARCH_API_KEY"},
		"too few rights":           {request(client.NotAllowed, 403), 6, "not_allowed", "manage_connector"},
		"not reachable":            {request(client.Unreachable, 0), 7, "unreachable", "--url"},
		"wrapped":                  {fmt.Errorf("list: %w", request(client.Unreachable, 503)), 7, "unreachable", "--url"},
		"a server that is busy":    {request(client.Unreachable, 429), 7, "unreachable", "run it again in a while"},
		"one that says how long":   {&client.Error{Reaction: client.Unreachable, Status: 429, RetryAfter: time.Hour}, 7, "unreachable", "1h0m0s"},
		"a time-out":               {&client.Error{Reaction: client.Unreachable, Err: context.DeadlineExceeded}, 7, "unreachable", "--timeout"},
		"a redirect":               {request(client.Trouble, 302), 1, "failed", "check the address"},
		"a proxy's page":           {request(client.Trouble, 404), 1, "failed", "check the address"},
		"no such endpoint":         {&client.Error{Reaction: client.Trouble, Status: 400, NoEndpoint: true}, 1, "failed", "connwiz doctor"},
		"no credentials":           {&client.Error{Reaction: client.NotAllowed, Status: 401, Reason: "missing authentication credentials"}, 6, "not_allowed", "no credentials were given"},
		"a list refused":           {&client.Error{Reaction: client.Rejected, Status: 400}, 3, "invalid", "--log-file"},
		"no room for the result":   {fmt.Errorf("saved, but: %w", syscall.ENOSPC), 1, "failed", "make room"},
		"Ctrl+C":                   {signalError{signal: syscall.SIGINT}, 130, "cancelled", "run it again"},
		"a context that was ended": {fmt.Errorf("get: %w", context.Canceled), 130, "cancelled", ""},
		"SIGTERM":                  {signalError{signal: syscall.SIGTERM}, 143, "terminated", "run it again"},
		"SIGHUP":                   {signalError{signal: syscall.SIGHUP}, 129, "hung_up", "run it again"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var plain, structured bytes.Buffer
			cmd := &cobra.Command{Use: "connwiz"}
			exit := (&app{streams: Streams{Err: &plain}}).report(cmd, test.err)
			again := (&app{streams: Streams{Err: &structured}, global: globals{output: "json"}}).report(cmd, test.err)
			if exit != test.exit || again != test.exit {
				t.Errorf("exit %d, with JSON %d, want %d", exit, again, test.exit)
			}
			if !strings.Contains(plain.String(), test.hint) || !strings.HasPrefix(plain.String(), "connwiz: ") {
				t.Errorf("text %q lacks the hint %q", plain.String(), test.hint)
			}
			var doc struct{ Error failure }
			if err := json.Unmarshal(structured.Bytes(), &doc); err != nil {
				t.Fatal(err)
			}
			if doc.Error.Code != test.code || !strings.Contains(doc.Error.Hint, test.hint) || doc.Error.Fields == nil {
				t.Errorf("JSON is %s", structured.String())
			}
		})
	}
}

func TestReportNeutralisesText(t *testing.T) {
	t.Parallel()
	hostile := errors.New("bad \x1b]0;title\x07 \u009b31m \u202egnp")
	for _, out := range []format{"text", "json", "yaml"} {
		var b bytes.Buffer
		(&app{streams: Streams{Err: &b}, global: globals{output: out}}).report(&cobra.Command{Use: "connwiz"}, hostile)
		if strings.ContainsAny(b.String(), "\x1b\x07\u009b\u202e") {
			t.Errorf("%s holds a control character: %q", out, b.String())
		}
	}
}

func TestShellArg(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"plain-1.x": "plain-1.x", "a b": "'a b'", "it's": `'it'\''s'`, "-x": "-- -x", "": "''", "$(x)": "'$(x)'",
	} {
		if got := shellArg(id); got != want {
			t.Errorf("shellArg(%q) = %s, want %s", id, got, want)
		}
	}
}
