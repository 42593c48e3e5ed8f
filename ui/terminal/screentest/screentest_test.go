//go:build unix

package screentest_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"

	tea "github.com/charmbracelet/bubbletea"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// page shows its size and its keys, and quits on q.
type page struct {
	size tea.WindowSizeMsg
	keys string
}

func (p page) Init() tea.Cmd { return nil }

func (p page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.size = msg
	case tea.KeyMsg:
		p.keys += "<" + msg.String() + ">"
		if msg.String() == "q" {
			return p, tea.Quit
		}
	}
	return p, nil
}

func (p page) View() string {
	return fmt.Sprintf("%dx%d\n\x1b[1mkeys\x1b[0m 漢 \x1b[7m%s\x1b[0m", p.size.Width, p.size.Height, p.keys)
}

func TestAModelRunsOnAScreenOfItsOwn(t *testing.T) {
	t.Parallel()
	m := screentest.RunModel(t, page{}, 60, 10)
	m.WaitFor("60x10")
	m.Press("a", screentest.Down, screentest.Enter, screentest.Esc)
	m.WaitFor("<a><down><enter><esc>")
	m.Paste(strings.Repeat("x", 300) + "\r")
	m.WaitFor("<[xxx")
	m.Resize(100, 20)
	m.WaitFor("100x20")
	if got := m.Lines(); len(got) != 20 || !strings.HasPrefix(got[1], "keys 漢 <a>") {
		t.Errorf("the screen is %q", got)
	}
	if look, ok := m.Look("keys"); !ok || !look.Bold || look.Reverse {
		t.Errorf("the heading looks like %+v", look)
	}
	if look, ok := m.Look("<a>"); !ok || !look.Reverse {
		t.Errorf("the keys, behind a wide character, look like %+v", look)
	}
	if _, ok := m.Look("nowhere"); ok {
		t.Error("what isn't there has a look")
	}
	m.Press("q")
	if final, ok := m.Final().(page); !ok || !strings.HasSuffix(final.keys, "<q>") {
		t.Errorf("the final model is %+v", final)
	}
}

func TestBytesAreCountedFromTheMark(t *testing.T) {
	t.Parallel()
	m := screentest.RunModel(t, page{}, 40, 5)
	m.WaitFor("40x5")
	m.Settle()
	m.Mark()
	if m.Bytes() != 0 {
		t.Errorf("%d bytes right after the mark", m.Bytes())
	}
	m.Press("a")
	m.WaitFor("<a>")
	m.WaitLog("<a>")
	if n := m.Bytes(); n == 0 || n > 200 || !strings.Contains(m.Log(), "<a>") {
		t.Errorf("%d bytes for a key", n)
	}
}

func TestACommandRunsInATerminal(t *testing.T) {
	t.Parallel()
	s := screentest.Start(t, exec.Command("sh", "-c", `stty size; read a; read b; stty size; echo "got $a $b $COLOUR"; exit 3`),
		screentest.Options{Width: 50, Height: 12, Env: []string{"COLOUR=red"}})
	s.WaitFor("12 50")
	s.Send("one\n")
	s.WaitFor("one")
	s.Resize(70, 20)
	s.Send("two\n")
	s.WaitFor("20 70")
	s.WaitFor("got one two red")
	s.WaitGone("never there")
	if x, y, visible := s.Cursor(); x != 0 || y == 0 || !visible {
		t.Errorf("the cursor is at %d, %d, visible %v", x, y, visible)
	}
	if code := s.Exit(); code != 3 {
		t.Errorf("exit code %d", code)
	}
}

func TestAnAnsweringTerminalAnswersAndASilentOneDoesNot(t *testing.T) {
	t.Parallel()
	ask := `stty raw -echo min 0 time 20; printf '\033[6n'; dd bs=1 count=6 2>/dev/null | tr '\033' E; printf '\r\nend\r\n'`
	for _, silent := range []bool{true, false} {
		s := screentest.Start(t, exec.Command("sh", "-c", ask), screentest.Options{Silent: silent})
		s.WaitFor("end")
		if answered := strings.Contains(s.Screen(), "E[1;1R"); answered == silent {
			t.Errorf("silent %v, answered %v:\n%s", silent, answered, s.Dump())
		}
	}
}

func TestAShellFindsATerminalThatWasLeftAlone(t *testing.T) {
	t.Parallel()
	s := screentest.Start(t, exec.Command("true"), screentest.Options{Shell: true})
	if faults := s.Left(); len(faults) > 0 {
		t.Errorf("found %q", faults)
	}
}
