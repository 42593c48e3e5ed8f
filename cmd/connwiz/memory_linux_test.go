package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal/screentest"
)

// What may be left in memory of a secret that was sent: the strings that a few
// rules of the schema make of it, which the runtime gives back without clearing
// them, and what the readers of Bubble Tea make of text that comes at once. They
// are soon overwritten, but nobody can say when; so these are bounds, for nothing
// is the rule. All that is ours to clear is cleared: buffers of input, editor,
// draft, payload, request and redactor.
const (
	mostStrings = 4
	mostRunes   = 2
)

// maxRegion leaves out what only a tool such as the race detector reserves.
const maxRegion = 256 << 20

// remains counts how often a text stands in the writable memory of a process: as
// bytes, and as the runes that an editor holds.
func remains(t *testing.T, pid int, text string) (asBytes, asRunes int) {
	t.Helper()
	maps, err := os.Open(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Skipf("the memory of a process that holds secrets is open to root only: %v", err)
	}
	defer maps.Close() //nolint:errcheck // only read
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if errors.Is(err, fs.ErrPermission) {
		t.Skip("the memory of a process that holds secrets is open to root only")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close() //nolint:errcheck // only read
	looked := false
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		var from, to int64
		var mode string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &mode); err != nil ||
			!strings.HasPrefix(mode, "rw") || to-from > maxRegion {
			continue
		}
		region := make([]byte, to-from)
		n, _ := memory.ReadAt(region, from) // what isn't there can't be read
		looked = looked || n > 0
		asBytes += bytes.Count(region[:n], []byte(text))
		asRunes += bytes.Count(region[:n], wide(text))
	}
	if !looked {
		t.Skip("the memory of the process can't be read here")
	}
	return asBytes, asRunes
}

// wide is a text as an array of runes lies in memory.
func wide(text string) []byte {
	var out []byte
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8), byte(r>>16), byte(r>>24))
	}
	return out
}

// newCanary makes a secret that stands nowhere else, not even in this program.
func newCanary() string { return fmt.Sprintf("c4n4ry-%d-%d", os.Getpid(), time.Now().UnixNano()) }

// forgets fails if more of a secret is left than can be.
func forgets(t *testing.T, pid int, secret string) {
	t.Helper()
	asBytes, asRunes := remains(t, pid, secret)
	t.Logf("left in memory: %d as bytes, %d as runes", asBytes, asRunes)
	if asBytes > mostStrings || asRunes > mostRunes {
		t.Errorf("the secret is in memory %d times as bytes and %d times as runes", asBytes, asRunes)
	}
}

// waits returns when a write was answered and what came of it is being asked for.
func (g *journey) waits() {
	g.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		all := g.es.Requests()
		if len(all) > 0 && len(g.puts()) > 0 && all[len(all)-1].Method != "PUT" {
			return
		}
	}
	g.t.Fatal("nothing was saved")
}

func TestSetForgetsASecretThatWasSent(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	canary := newCanary()
	cmd, out := g.set(canary+"\n", "--stdin", "password", "--wait", "--wait-timeout", "1m")
	g.waits()
	forgets(t, cmd.Process.Pid, canary)
	ended(t, cmd, syscall.SIGQUIT)
	if said := out.String(); strings.Contains(said, canary) || !strings.Contains(said, "goroutine ") {
		t.Errorf("what a program says that is made to say where it is: %s", said)
	}
	g.wrote(map[string]any{"password": canary})
}

func TestEditForgetsASecretThatWasSent(t *testing.T) {
	t.Parallel()
	for name, enter := range map[string]func(*seat, string){
		"typed": func(s *seat, secret string) {
			for _, r := range secret {
				s.Press(string(r))
			}
		},
		"typed at once": func(s *seat, secret string) { s.Press(secret) },
		"pasted":        func(s *seat, secret string) { s.Paste(secret) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			canary := newCanary()
			s := sit(t, exec.Command("connwiz", "edit", "shop", "password"), screentest.Options{Silent: true, Env: g.env()})
			s.WaitFor("Password")
			enter(s, canary)
			s.WaitFor(strings.Repeat("•", 8))
			s.does(screentest.Enter, "Enter sends 1 value to shop")
			s.submits()
			s.WaitFor("Configuration updated")
			forgets(t, s.Pid(), canary)
			g.wrote(map[string]any{"password": canary})
		})
	}
}
