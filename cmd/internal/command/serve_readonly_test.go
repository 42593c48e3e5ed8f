package command

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// Who can't save must not find that out at the end of a long form.
func TestAReadOnlyGuestIsToldFromTheStart(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ron", "")
	v.WaitFor("2 connectors")
	v.WaitFor("read only")
	v.press("shop")
	v.enter("Filter: shop")
	v.WaitFor("Review changes")
	v.WaitFor("read only")
	v.press("-typed")
	v.WaitFor("-typed")
	v.press("\x13")
	v.enter("Read only: what is typed here can't be saved. Enter goes back.")
	v.WaitFor("Review changes")
	v.hangUp()
	for _, c := range []struct{ line, keys, seen string }{
		{"edit shop password", "new-one", "•••••••"},
		{"edit shop port", "9", "54329"},
	} {
		v := h.visit(t, "ron", c.line)
		v.WaitFor("read only")
		v.Settle()
		v.press(c.keys)
		v.enter(c.seen)
		v.WaitFor("Read only: what is typed here can't be saved.")
		v.hangUp()
	}
	if len(h.puts()) != 0 {
		t.Errorf("something was written: %v", h.puts())
	}
}

func TestAReadOnlyGuestIsToldInLineModeToo(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for line, keys := range map[string]string{
		"configure shop --plain": "!review\r", "edit shop port --plain": "9\r", "--plain": "shop\r",
	} {
		v := h.visit(t, "ron", line)
		v.WaitFor("Read only: what is typed here can't be saved.")
		v.Settle()
		v.press(keys)
		v.Settle()
		v.hangUp()
		if strings.Contains(v.Log(), "Send 1 value") {
			t.Errorf("%s: sending is offered:\n%s", line, v.Log())
		}
	}
	v := h.visit(t, "ana", "edit shop port --plain")
	v.WaitFor("Port")
	v.hangUp()
	if strings.Contains(v.Log(), "Read only") {
		t.Errorf("who may write is told otherwise:\n%s", v.Log())
	}
}

// A secret that can't be saved had better stay where it is.
func TestAReadOnlyGuestIsRefusedBeforeAnythingIsRead(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for _, line := range []string{"set shop --stdin password", "set shop --values -", "set shop host=x", "set shop --as-is", "sync shop", "sync shop --cancel x"} {
		c, s := h.login(t, "ron")
		said := newNoise()
		s.Stderr = said
		if _, err := s.StdinPipe(); err != nil { // Nobody types anything, and nobody hangs up.
			t.Fatal(err)
		}
		if err := s.Start(line); err != nil {
			t.Fatal(err)
		}
		if code := exitOf(t, s.Wait()); code != 6 || !strings.Contains(said.String(), "only reading is allowed here") {
			t.Errorf("%s: exit %d, %s", line, code, said)
		}
		_ = c.Close()
	}
	raw, err := os.ReadFile(filepath.Join(h.dir, "audit.log"))
	if err != nil || strings.Count(string(raw), `"outcome":"refused"`) != 4 {
		t.Errorf("the audit log says %s, %v", raw, err)
	}
	if got := h.ask(t, "ron", "", "set shop port=9 --dry-run"); got.code != 0 || !strings.Contains(got.out, "would change") {
		t.Errorf("a dry run: %+v", got)
	}
}

// The smallest screen shows it too.
func TestTheSmallestScreenSaysReadOnly(t *testing.T) {
	t.Parallel()
	h := moor(t)
	s := h.session(t, "ron")
	d := screentest.NewDisplay(t, 40, 10)
	s.Stdout = d
	keys, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 10, 40, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Start("configure shop"); err != nil {
		t.Fatal(err)
	}
	d.WaitFor("read only")
	_, _ = io.WriteString(keys, "\x03")
	exitOf(t, s.Wait())
}
