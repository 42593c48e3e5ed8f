//go:build unix

package command

import (
	"bytes"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"connwiz/ui"
	"connwiz/ui/terminal/screentest"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// labScreens are the ways into the wizard, each with the first screen that needs a
// server.
func labScreens() map[string]labSubject {
	return map[string]labSubject{
		"the list of connectors": {args: nil, about: "Web shop"},
		"the form":               {args: []string{"configure", "shop"}, about: "Review changes"},
		"one field":              {args: []string{"edit", "shop", "host"}, about: "db.example.com"},
		"the set-up":             {args: []string{"setup", "shop"}, about: "API key"},
		"an action connector":    {args: []string{"action", "edit", "alert-history"}, kibana: true, about: "Review"},
	}
}

// TestEveryFaultOnEveryScreen looks at the screens of the wizard on a terminal of
// their own: what failed is said, Ctrl+C leaves, and the terminal is given back.
func TestEveryFaultOnEveryScreen(t *testing.T) {
	t.Parallel()
	for name, subject := range labScreens() {
		for fault, f := range labFaults() {
			t.Run(name+"/"+fault, func(t *testing.T) {
				t.Parallel()
				newCell(t, subject, fault, f, func(*http.Request) bool { return true }).sit()
			})
		}
	}
}

// sit runs the wizard on a terminal until it shows what there is to be seen, and
// leaves.
func (c *cell) sit() {
	c.t.Helper()
	keyboard, tty, err := pty.Open()
	if err != nil {
		c.t.Fatal(err)
	}
	defer keyboard.Close() //nolint:errcheck // nothing is left to be lost
	defer tty.Close()      //nolint:errcheck // nothing is left to be lost
	if err := pty.Setsize(tty, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
		c.t.Fatal(err)
	}
	before, err := term.GetState(int(tty.Fd()))
	if err != nil {
		c.t.Fatal(err)
	}
	display := screentest.NewDisplay(c.t, 80, 24)
	go func() { _, _ = io.Copy(display, keyboard) }() // ends with the terminal
	var errs bytes.Buffer
	streams := Streams{
		In: tty, Out: tty, Err: &errs, InFile: tty, OutFile: tty, Width: 80, Now: time.Now,
		Pace: ui.Pace{First: time.Millisecond, Most: time.Millisecond, Service: time.Millisecond},
	}
	c.stand.env["TERM"] = "xterm-256color"
	streams.Getenv, streams.Environ = c.stand.getenv, c.stand.environ
	ended := make(chan int, 1)
	go func() { ended <- Run(c.t.Context(), streams, Build{Version: "test"}, c.line()) }()
	if c.endsAtOnce() {
		if code := <-ended; code != c.fault.code || errs.Len() == 0 {
			c.t.Errorf("exit code %d, want %d, and %q", code, c.fault.code, errs.String())
		}
	} else {
		c.look(display)
		c.leave(keyboard, ended)
	}
	const end = "[the end]"
	if _, err := io.WriteString(tty, end); err != nil {
		c.t.Fatal(err)
	}
	display.WaitLog(end) // all that was written before is on the display then
	after, err := term.GetState(int(tty.Fd()))
	if err != nil || !reflect.DeepEqual(before, after) {
		c.t.Errorf("the terminal's mode is not as it was found (%v)", err)
	}
	if _, _, visible := display.Cursor(); display.Alternate() || !visible {
		c.t.Errorf("the screen is not given back:\n%s", display.Dump())
	}
	for _, secret := range []string{canary, "CANARY0key", labKey, "hunter2"} {
		if strings.Contains(display.Log()+errs.String(), secret) {
			c.t.Errorf("a secret was drawn:\n%s", display.Dump())
		}
	}
}

// endsAtOnce reports whether the program was started for a connector that it can't
// have: there is nothing to look at then.
func (c *cell) endsAtOnce() bool {
	status := c.fault.fault.Status
	started := len(c.subject.args) > 0 && (c.subject.args[0] == "configure" || c.subject.args[0] == "edit")
	return started && (status == http.StatusUnauthorized || status == http.StatusForbidden)
}

// look waits until the screen says what became of its question.
func (c *cell) look(display *screentest.Display) {
	c.t.Helper()
	if c.fault.harmless {
		display.WaitFor(c.subject.about)
		return
	}
	display.WaitUntil("what failed and a way on", func(screen string) bool {
		screen = strings.ToLower(screen)
		said := strings.Contains(screen, "again") || strings.Contains(screen, "credentials")
		return said && (strings.Contains(screen, "leave") || strings.Contains(screen, "esc"))
	})
}

// leave presses Ctrl+C until the program has ended: the first may only warn.
func (c *cell) leave(keyboard io.Writer, ended <-chan int) {
	c.t.Helper()
	again := time.NewTicker(300 * time.Millisecond)
	defer again.Stop()
	for {
		if _, err := io.WriteString(keyboard, screentest.CtrlC); err != nil {
			c.t.Fatal(err)
		}
		select {
		case code := <-ended:
			if left := code == exitCancelled || code == c.fault.code; !left {
				c.t.Errorf("exit code %d", code)
			}
			return
		case <-again.C:
		}
	}
}
