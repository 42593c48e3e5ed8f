//go:build unix

package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

func TestActionDeleteAsksAndSaysWhatDependsOnIt(t *testing.T) {
	t.Parallel()
	for answer, test := range map[string]struct {
		code    int
		deleted bool
	}{"y\r": {0, true}, "n\r": {130, false}, screentest.CtrlC: {130, false}} {
		t.Run(strconv.Quote(answer), func(t *testing.T) {
			t.Parallel()
			kibana := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
			if err := kibana.Seed(); err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(kibana)
			t.Cleanup(server.Close)
			cmd := exec.Command("connwiz", "action", "delete", "on-call-mail", "--kibana-url", server.URL)
			s := sit(t, cmd, screentest.Options{Silent: true})
			s.WaitFor("which 4 rules")
			s.Send(answer)
			if code := s.Exit(); code != test.code {
				t.Errorf("exit code %d, want %d: %q", code, test.code, s.Log())
			}
			deleted := slices.ContainsFunc(kibana.Requests(), func(r emulator.Request) bool { return r.Method == http.MethodDelete })
			if deleted != test.deleted {
				t.Errorf("deleted: %v, want %v", deleted, test.deleted)
			}
		})
	}
}

func TestASignalDuringAnActionsWriteLeavesItInDoubt(t *testing.T) {
	t.Parallel()
	kibana := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
	arrived := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			kibana.ServeHTTP(w, r)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body)
		arrived <- struct{}{}
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	cmd := exec.Command("connwiz", "action", "create", ".server-log", "--name", "Log", "--kibana-url", server.URL)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-arrived
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the exit code is looked at
	if code := cmd.ProcessState.ExitCode(); code != 143 {
		t.Errorf("exit code %d, want 143", code)
	}
	for _, part := range []string{"it may have been done", "hint: look: connwiz --kibana-url "} {
		if !strings.Contains(stderr.String(), part) {
			t.Errorf("%q is not in %q", part, stderr.String())
		}
	}
}
