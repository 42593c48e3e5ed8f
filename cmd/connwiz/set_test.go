//go:build unix

package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// hanging makes writes hang, and tells of each.
func (g *journey) hanging() <-chan struct{} {
	arrived := make(chan struct{}, 8)
	g.front.set(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut {
			g.es.ServeHTTP(w, r)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // without it the server doesn't see that the client has left
		arrived <- struct{}{}
		<-r.Context().Done()
	})
	return arrived
}

// set starts set on the shop.
func (g *journey) set(stdin string, args ...string) (cmd *exec.Cmd, out *bytes.Buffer) {
	g.t.Helper()
	cmd, out = exec.Command("connwiz", append([]string{"set", theShop, "--url", g.url}, args...)...), new(bytes.Buffer)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), out, out
	cmd.Env = append(os.Environ(), "HOME="+g.t.TempDir())
	if err := cmd.Start(); err != nil {
		g.t.Fatal(err)
	}
	return cmd, out
}

// ended sends a signal to a command and returns its exit code.
func ended(t *testing.T, cmd *exec.Cmd, signal syscall.Signal) int {
	t.Helper()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // the exit code is looked at
	return cmd.ProcessState.ExitCode()
}

func TestSignalInTheMiddleOfAWriteSaysThatItMayBeSaved(t *testing.T) {
	t.Parallel()
	for signal, want := range signals() {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			arrived := g.hanging()
			cmd, out := g.set("", "port=1")
			<-arrived
			if code := ended(t, cmd, signal); code != want {
				t.Errorf("exit code %d, want %d", code, want)
			}
			if !strings.Contains(out.String(), "it may have been saved; look: connwiz --url ") {
				t.Errorf("said %q", out.String())
			}
		})
	}
}

func TestSignalInAWaitLeavesItWithoutAVerdict(t *testing.T) {
	t.Parallel()
	for signal, want := range map[syscall.Signal]int{syscall.SIGINT: 8, syscall.SIGTERM: 143, syscall.SIGHUP: 129} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			polled := make(chan struct{}, 64)
			g.front.set(func(w http.ResponseWriter, r *http.Request) {
				g.es.ServeHTTP(w, r)
				if strings.Contains(r.URL.RawQuery, "filter_path") {
					polled <- struct{}{}
				}
			})
			cmd, out := g.set("", "port=1", "--wait")
			<-polled
			if code := ended(t, cmd, signal); code != want {
				t.Errorf("exit code %d, want %d", code, want)
			}
			for _, said := range []string{"shop: Configuration updated", "no verdict"} {
				if !strings.Contains(out.String(), said) {
					t.Errorf("%q was not said: %q", said, out.String())
				}
			}
		})
	}
}

func TestNoProcessShowsTheSecret(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("there is no /proc here")
	}
	const canary = "CANARY0process"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(canary), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, way := range map[string]struct {
		stdin string
		arg   []string
	}{
		"standard input": {canary, []string{"--stdin", "password"}},
		"a file":         {"", []string{"--from-file", "password=" + file}},
		"a command":      {"", []string{"--from-command", "password=cat '" + file + "'"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			arrived := g.hanging()
			cmd, out := g.set(way.stdin, way.arg...)
			<-arrived
			seen := 0
			for _, file := range []string{"cmdline", "environ"} {
				shown, err := filepath.Glob("/proc/[0-9]*/" + file)
				if err != nil {
					t.Fatal(err)
				}
				for _, path := range shown {
					raw, err := os.ReadFile(path)
					if err != nil {
						continue // gone, or not for us
					}
					seen++
					if bytes.Contains(raw, []byte(canary)) {
						t.Errorf("the secret is in %s: %q", path, raw)
					}
				}
			}
			if seen == 0 {
				t.Error("no process could be looked at")
			}
			limits, err := os.ReadFile("/proc/" + strconv.Itoa(cmd.Process.Pid) + "/limits")
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(strings.Join(strings.Fields(string(limits)), " "), "Max core file size 0 0") {
				t.Errorf("a crash would leave a core file: %s", limits)
			}
			ended(t, cmd, syscall.SIGINT)
			if strings.Contains(out.String(), canary) {
				t.Errorf("the secret was said: %s", out)
			}
		})
	}
}

func TestSetManyAsksOnce(t *testing.T) {
	t.Parallel()
	for answer, test := range map[string]struct {
		code int
		puts int
	}{"y\r": {0, 1}, "n\r": {130, 0}, screentest.CtrlC: {130, 0}} {
		t.Run(strconv.Quote(answer), func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.start(screentest.Options{Silent: true}, "set", "--all", "--service-type", "shopdb", "port=1")
			s.WaitFor("Change 1 of 1 connectors?")
			s.Send(answer)
			if code := s.Exit(); code != test.code {
				t.Errorf("exit code %d, want %d: %q", code, test.code, s.Log())
			}
			if n := len(g.puts()); n != test.puts {
				t.Errorf("%d writes, want %d", n, test.puts)
			}
			if strings.ContainsRune(s.Log(), 0x1b) {
				t.Errorf("an escape byte was printed: %q", s.Log())
			}
		})
	}
}

func TestWizardRecordsItsSaves(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"--ascii", "--plain"} {
		t.Run(flag, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t)).serve()
			record := filepath.Join(t.TempDir(), "record")
			s := g.start(screentest.Options{Silent: true}, "edit", theShop, "password", "--audit-log", record, flag)
			s.WaitFor("Password")
			s.Send("CANARY0typed")
			s.Press(screentest.Enter)
			s.WaitFor("replaced")
			if flag == "--plain" {
				s.WaitFor("?")
				s.Settle()
				s.Send("y")
			}
			s.submits()
			s.WaitFor("connected")
			if flag != "--plain" {
				s.Press(screentest.Enter)
			}
			if code := s.Exit(); code != 0 {
				t.Errorf("exit code %d: %q", code, s.Log())
			}
			raw, err := os.ReadFile(record)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(raw, []byte(`"connector":"shop","fields":["password"],"outcome":"updated","exit":0`)) ||
				bytes.Contains(raw, []byte("CANARY")) || bytes.Count(raw, []byte("\n")) != 1 {
				t.Errorf("recorded %q", raw)
			}
			s.hides("CANARY0typed")
		})
	}
}
