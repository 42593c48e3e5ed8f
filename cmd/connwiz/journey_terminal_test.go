//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal/screentest"

	"golang.org/x/sys/unix"
)

func TestJourneyThroughSizesThatKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	name := filepath.Join(t.TempDir(), "tty")
	s := sit(t, exec.Command("sh", "-c", `tty >"$0" && exec connwiz configure shop`, name),
		screentest.Options{Silent: true, Shell: true, Env: g.env()})
	s.WaitFor("Review changes")
	typed := "db.example.com"
	for i, size := range [][2]uint16{{40, 10}, {0, 0}, {20, 5}, {65535, 65535}, {1, 1}, {65535, 1}, {80, 24}} {
		misreport(t, name, size[0], size[1])
		letter := string(rune('a' + i))
		typed += letter
		s.Send(letter)
		s.Settle()
	}
	s.WaitFor(typed)
	s.WaitFor("Review changes (1 change)")
	s.WaitFor("Tab next")
	s.Press(screentest.CtrlC)
	s.leaves(130)
}

// misreport tells what runs in a terminal of another size than it has, so that no
// screen must be as large.
func misreport(t *testing.T, nameFile string, width, height uint16) {
	t.Helper()
	name, err := os.ReadFile(nameFile)
	if err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile(strings.TrimSpace(string(name)), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	if err := unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: height, Col: width}); err != nil {
		t.Fatal(err)
	}
}

func TestJourneyOnALowAndNarrowTerminal(t *testing.T) {
	t.Parallel()
	g := raise(t, "needs_configuration", shop).serve()
	s := g.start(screentest.Options{Silent: true, Shell: true, Width: 40, Height: 10}, "configure", theShop)
	s.WaitFor("▸ Host")
	s.does("db.example.com", "db.example.com")
	s.Press(screentest.Tab, screentest.Tab)
	s.does(screentest.Right, "Password *")
	s.Press(screentest.Tab)
	s.does("typed-here", "••••")
	s.does(screentest.AltEnter, "Enter sends 3 values")
	s.submits()
	s.WaitFor("connected: the connector service")
	s.Press(screentest.Enter)
	s.leaves(0)
	g.wrote(map[string]any{"host": "db.example.com", "method": "password", "password": "typed-here"})
}

// asks matches what a program asks a terminal: its name, colours, modes, place of
// the cursor.
var asks = regexp.MustCompile(`\x1b\[[?>=]*[0-9;]*[cnu]|\x1b\[\??[0-9;]*\$p|\x1b\][0-9;]*\?|\x1bP[+$]q|\x1b\[[0-9]+t|\x05`)

func TestJourneyOfTheRealProgramOnASilentTerminal(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "connwiz")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".")
	build.Env = machines()
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	g := raise(t, "connected", filled(t))
	s := sit(t, exec.Command(program, "configure", theShop), screentest.Options{Silent: true, Shell: true, Env: g.env()})
	s.WaitFor("Review changes")
	s.Press(screentest.Tab, screentest.CtrlL, screentest.Esc)
	s.leaves(0)
	if asked := asks.FindString(s.Log()); asked != "" {
		t.Errorf("the terminal was asked %q", asked)
	}
}

// drawing matches every control sequence that drawing needs: styles, moves of the
// cursor, erasing, the modes of the alternate screen, the cursor and pastes, and
// that no mouse is wanted.
var drawing = regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\[[0-9;]*[HABCDGdJKLMSTr]|\x1b\[\?(1049|25|2004)[hl]|\x1b\[\?100[236]l|\r\n?|\n`)

func TestJourneyThroughAHostileSchemaDrawsNothingOfIt(t *testing.T) {
	t.Parallel()
	const evil = `\u001b]0;owned\u0007\u001b[2J\u001b[31;1mred\u009b5n\u001b[6n\u001bP+q544e\u001b\\\u202eevil\u2066\r\n\u0000`
	g := raise(t, "connected", `{
		"a": {"label": "A`+evil+`", "order": 1, "tooltip": "`+evil+`", "placeholder": "`+evil+`", "value": "`+evil+`"},
		"b": {"label": "B`+evil+`", "order": 2, "display": "dropdown", "value": "`+evil+`", "options": [{"label": "`+evil+`", "value": "`+evil+`"}, {"label": "two", "value": "2"}]},
		"c": {"label": "C`+evil+`", "order": 3, "sensitive": true, "tooltip": "`+evil+`", "value": "stored-secret"}}`)
	s := g.configure()
	s.does(screentest.F1, "Help")
	s.does(screentest.Esc, "▸ A")
	s.does(screentest.Tab, "▸ B")
	s.does(screentest.Enter, "  two")
	s.does(screentest.Down, "▸ two")
	s.does(screentest.Enter, "1 change")
	s.does(screentest.Tab, "▸ C")
	s.does("typed-here", "••••")
	s.does(screentest.CtrlF, "Find")
	s.does(screentest.Esc, "▸ C")
	s.does(screentest.CtrlS, "Enter sends 2 values")
	s.Press(screentest.CtrlC, screentest.CtrlC)
	s.leaves(130)
	drawn, _, _ := strings.Cut(s.Log(), "[modes]")
	rest := drawing.ReplaceAllString(drawn, "")
	for i, r := range rest {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Fatalf("%q was drawn: %q", r, rest[max(0, i-40):min(len(rest), i+40)])
		}
	}
	s.hides("stored-secret", "typed-here")
}

func TestJourneyInWhichABurstNeverSubmits(t *testing.T) {
	t.Parallel()
	for name, burst := range map[string]string{
		"text and Enter":        "text\rtext\r",
		"two Enters":            "\r\r",
		"Enter after a letter":  "x\r",
		"many lines":            strings.Repeat("some text\r", 20),
		"a paste with an Enter": "\x1b[200~text\r\x1b[201~",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.configure()
			s.does("-new", "1 change")
			s.does(screentest.CtrlS, "Enter sends 1 value")
			time.Sleep(stands)
			s.Send(burst)
			s.Settle()
			s.WaitFor("Enter sends 1 value")
			g.wrote()
			s.Press(screentest.CtrlC)
			s.leaves(130)
			g.wrote()
		})
	}
}

func TestJourneyInWhichEnterComesTooSoonToSubmit(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := g.configure()
	s.does("-new", "1 change")
	pressed := time.Now()
	s.Press(screentest.CtrlS, screentest.Enter)
	if time.Since(pressed) > stands/2 {
		t.Skip("this machine is too busy to press two keys at once")
	}
	s.WaitFor("Enter sends 1 value")
	s.Settle()
	g.wrote()
	s.submits()
	s.WaitFor("Configuration updated")
	g.wrote(map[string]any{"host": "db.example.com-new"})
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	s.leaves(0)
}
