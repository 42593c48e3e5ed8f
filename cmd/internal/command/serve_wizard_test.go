package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestAGuestConfiguresInTheWizard(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "sal", "configure shop")
	v.WaitFor("Review changes")
	v.press("x")
	v.WaitFor("db.example.comx")
	v.press("\x13")
	v.enter("Enter")
	v.WaitFor("Configuration updated")
	v.press("\x03")
	if code := v.exit(t); code != 8 && code != 0 && code != 130 {
		t.Errorf("exit code %d\n%s", code, v.Dump())
	}
	if v.Alternate() {
		t.Error("the terminal was not given back")
	}
	if puts := h.puts(); len(puts) != 1 || fmt.Sprint(puts[0]) != "map[host:db.example.comx]" {
		t.Errorf("wrote %v", puts)
	}
}

func TestAloneAGuestChoosesFromWhatIsInSight(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "sal", "")
	v.WaitFor("1 connector")
	if strings.Contains(v.Screen(), "wiki") {
		t.Errorf("the list shows more:\n%s", v.Screen())
	}
	v.press("\x03")
	if code := v.exit(t); code != 130 {
		t.Errorf("exit code %d", code)
	}
}

func TestLineModeWorksOverSSHToo(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "edit shop password --plain")
	v.WaitFor("Password")
	v.Settle()
	v.press("s3cr3t-new\r")
	v.WaitFor("y or n")
	v.Settle()
	v.press("y\r")
	v.WaitFor("Configuration updated")
	v.press("\x03")
	v.exit(t)
	if strings.Contains(v.Log(), "s3cr3t") {
		t.Errorf("the secret was echoed:\n%s", v.Log())
	}
	if puts := h.puts(); len(puts) != 1 || fmt.Sprint(puts[0]) != "map[password:s3cr3t-new]" {
		t.Errorf("wrote %v", puts)
	}
}

func TestDraftsAreKeptForEachKeyApart(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes")
	v.press("-anas-draft")
	v.WaitFor("anas-draft")
	_ = v.session.Close() // the link drops
	h.log.wait(t, `msg="session ended"`)

	other := h.visit(t, "sal", "configure shop")
	other.WaitFor("Review changes")
	if strings.Contains(other.Screen(), "anas-draft") || strings.Contains(other.Screen(), "typed") {
		t.Errorf("another key sees the draft:\n%s", other.Screen())
	}
	again := h.visit(t, "ana", "configure shop")
	again.enter("Unsent changes of last time")
	again.WaitFor("anas-draft")
}

func TestTwoHundredWizardsSeeOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	h := moor(t, "--max-sessions", "200")
	var all sync.WaitGroup
	for i := range 20 {
		c, first := h.login(t, "ana")
		_ = first.Close()
		all.Go(func() { h.typeOften(t, c, i) })
	}
	all.Wait()
	if strings.Contains(h.log.String(), "typed-by-") {
		t.Error("the log tells what was typed")
	}
}

// typeOften opens ten forms on a connection and types something else into each.
func (h *harbour) typeOften(t *testing.T, c *ssh.Client, number int) {
	screens := make([]*noise, 10)
	for i := range screens {
		s, err := c.NewSession()
		if err != nil {
			t.Error(err)
			return
		}
		screens[i] = newNoise()
		s.Stdout = screens[i]
		keys, _ := s.StdinPipe()
		if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Start("configure shop")); err != nil {
			t.Error(err)
			return
		}
		screens[i].wait(t, "Review changes")
		_, _ = fmt.Fprintf(keys, "typed-by-%d-%d.", number, i)
	}
	for i, screen := range screens {
		mine := fmt.Sprintf("typed-by-%d-%d.", number, i)
		screen.wait(t, mine)
		if n := strings.Count(screen.String(), "typed-by-"); n != strings.Count(screen.String(), mine) {
			t.Errorf("%s sees others: %q", mine, screen)
		}
	}
}

func TestAWizardThatRestsGivesTheTerminalBackAndKeepsADraft(t *testing.T) {
	t.Parallel()
	h := moor(t)
	rights, err := os.ReadFile(h.rights)
	if err != nil {
		t.Fatal(err)
	}
	h.plain("rights.yml", "defaults: {idle: 3s}\n"+string(rights))
	h.signals <- syscall.SIGHUP
	h.log.wait(t, "the files were read again")
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes")
	v.press("-unsent")
	v.WaitFor("nothing was typed for a long time")
	if code := v.exit(t); code != 129 || v.Alternate() {
		t.Errorf("exit code %d, on the alternate screen: %v", code, v.Alternate())
	}
	if drafts, _ := filepath.Glob(filepath.Join(h.dir, "state", "drafts", "*", "*.draft.json")); len(drafts) != 1 {
		t.Errorf("drafts %q", drafts)
	}
}

func TestASilentTerminalSeesAFrameAtOnce(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes") // nothing is asked, so nothing is waited for
	if log := v.Log(); strings.Contains(log, "\x1b]11;?") || strings.Contains(log, "\x1b[c") || strings.Contains(log, "\x1b[6n") {
		t.Errorf("the terminal was asked: %q", log)
	}
}

// A draft belongs to the key, not to the name that it goes by: names change hands.
func TestDraftsFollowTheKeyAndNotItsName(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes")
	v.press("-anas-draft")
	v.WaitFor("anas-draft")
	v.hangUp()
	h.log.wait(t, `msg="session ended"`)
	rights, err := os.ReadFile(h.rights)
	if err != nil {
		t.Fatal(err)
	}
	// sal becomes another ana: the same name, profile, rights and connectors.
	rest := strings.Replace(string(rights), "{name: ana,", "{name: anna,", 1)
	rest = strings.Replace(rest, "{name: sal,", "{name: ana,", 1)
	h.plain("rights.yml", strings.Replace(rest, `"shop*"`, `"*"`, 1))
	h.signals <- syscall.SIGHUP
	h.log.wait(t, "the files were read again")

	other := h.visit(t, "sal", "configure shop")
	other.WaitFor("Review changes")
	other.Settle()
	if strings.Contains(other.Screen(), "not sent") || strings.Contains(other.Log(), "anas-draft") {
		t.Errorf("another key of that name sees the draft:\n%s", other.Screen())
	}
	line := h.visit(t, "sal", "configure shop --plain")
	line.WaitFor("Host")
	line.Settle()
	if strings.Contains(line.Log(), "anas-draft") || strings.Contains(line.Log(), "not sent") {
		t.Errorf("another key of that name sees the draft in line mode:\n%s", line.Log())
	}
	again := h.visit(t, "ana", "configure shop")
	again.WaitFor("not sent: Host")
	folders, _ := filepath.Glob(filepath.Join(h.dir, "state", "drafts", "*"))
	if len(folders) != 1 {
		t.Errorf("folders %q", folders)
	}
}
