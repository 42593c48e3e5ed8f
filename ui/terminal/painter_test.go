package terminal

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"connwiz/ui/terminal/cells"
	"connwiz/ui/terminal/screentest"

	tea "github.com/charmbracelet/bubbletea"
)

// slowLink is a line of 9,600 bit/s, ten of which make a byte, to a window that is
// 300 ms away. It is for tests in whose bubble no real time passes.
type slowLink struct {
	onWay chan []byte

	mu     sync.Mutex
	far    *screentest.Window
	writes int
	sent   int
}

const (
	perByte = time.Second / 960
	away    = 300 * time.Millisecond
)

func newSlowLink(t *testing.T, width, height int) *slowLink {
	t.Helper()
	l := &slowLink{far: screentest.NewWindow(t, width, height), onWay: make(chan []byte, 1000)}
	arrived := make(chan struct{})
	go func() {
		defer close(arrived)
		for p := range l.onWay {
			l.mu.Lock()
			_, _ = l.far.Write(p)
			l.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		close(l.onWay)
		<-arrived
	})
	return l
}

// Write takes as long as the line does; what was written arrives later.
func (l *slowLink) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.writes++
	l.sent += len(p)
	l.mu.Unlock()
	time.Sleep(time.Duration(len(p)) * perByte)
	p = append([]byte(nil), p...)
	time.AfterFunc(away, func() { l.onWay <- p })
	return len(p), nil
}

// seen returns what arrived, and what it took since the last call.
func (l *slowLink) seen() (screen string, writes, sent int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	writes, sent = l.writes, l.sent
	l.writes, l.sent = 0, 0
	return l.far.Text(), writes, sent
}

// pass lets time pass, and what it brings happen.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// typing is a form of 20 rows into whose first one text was typed.
func typing(text string) cells.Frame {
	rows := make([]string, 20)
	for i := range rows {
		rows[i] = fmt.Sprintf("  Field %2d   value %d", i, i*i)
	}
	rows[0] = "> Field  0   " + text
	return cells.Frame{Text: strings.Join(rows, "\n"), Width: 400, Height: 24, Cursor: cells.Cursor{X: len(rows[0])}}
}

// onSlowLink runs a painter on a slow link in a bubble without real time.
func onSlowLink(t *testing.T, test func(t *testing.T, p *painter, l *slowLink)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := newSlowLink(t, 400, 24)
		p := newPainter(l, cells.Options{}, func() {})
		go p.loop()
		p.show(typing(""))
		pass(time.Minute)
		l.seen()
		test(t, p, l)
		pass(time.Minute)
		p.close()
		pass(time.Minute)
	})
}

func TestABurstOnASlowLinkBecomesFewFrames(t *testing.T) {
	t.Parallel()
	onSlowLink(t, func(t *testing.T, p *painter, l *slowLink) {
		t.Helper()
		begun := time.Now()
		for n := range 200 {
			p.show(typing(strings.Repeat("x", n+1)))
		}
		if waited := time.Since(begun); waited != 0 {
			t.Errorf("typing waited %v for the link", waited)
		}
		pass(time.Minute)
		screen, writes, _ := l.seen()
		if writes > 3 {
			t.Errorf("%d frames for 200 keys at once", writes)
		}
		if got := strings.Count(screen, "x"); got != 200 {
			t.Errorf("%d of 200 keys show", got)
		}
	})
}

func TestTypingOnASlowLinkWaitsForNothingButTheLink(t *testing.T) {
	t.Parallel()
	onSlowLink(t, func(t *testing.T, p *painter, l *slowLink) {
		t.Helper()
		const pause = 50 * time.Millisecond // 20 keys a second, faster than people type
		for n := range 200 {
			begun := time.Now()
			p.show(typing(strings.Repeat("x", n+1)))
			if waited := time.Since(begun); waited != 0 {
				t.Fatalf("key %d waited %v for the link", n, waited)
			}
			pass(pause)
			// What was typed shows as soon as the line and its length allow.
			behind := int((away + frameTime + 10*perByte) / pause)
			screen, _, sent := l.seen()
			if got := strings.Count(screen, "x"); got < n-behind-1 {
				t.Fatalf("after %d keys %d show", n+1, got)
			}
			if sent > 10 {
				t.Errorf("%d bytes for a key", sent)
			}
		}
	})
}

func TestASlowLinkIsNotKeptBusyByFramesThatNobodyWillSee(t *testing.T) {
	t.Parallel()
	onSlowLink(t, func(t *testing.T, p *painter, l *slowLink) {
		t.Helper()
		var last cells.Frame
		for n := range 100 { // pages, each as large as the screen
			rows := make([]string, 20)
			for i := range rows {
				rows[i] = strings.Repeat(fmt.Sprintf("page %d row %d ", n, i), 3)
			}
			last = cells.Frame{Text: strings.Join(rows, "\n"), Width: 400, Height: 24, Cursor: cells.Cursor{Hidden: true}}
			p.show(last)
			pass(40 * time.Millisecond)
		}
		// Four seconds of turning pages, a good second of line each: most are skipped.
		if _, writes, _ := l.seen(); writes > 8 {
			t.Errorf("%d of 100 pages were drawn", writes)
		}
		pass(time.Minute)
		want := screentest.NewWindow(t, 400, 24)
		want.Plainly(t, last.Text)
		l.mu.Lock()
		defer l.mu.Unlock()
		if where := l.far.Differs(want); where != "" {
			t.Errorf("the last page is not what shows: %s", where)
		}
	})
}

// counter is a model that shows the keys it gets.
type counter struct{ keys string }

func (c counter) Init() tea.Cmd { return nil }

func (c counter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok {
		c.keys += k.String()[:1]
	}
	return c, nil
}

func (c counter) View() string { return c.keys }

// tally counts what is written.
type tally struct {
	mu     sync.Mutex
	writes int
}

func (w *tally) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	return len(p), nil
}

// taken returns the count so far, and starts a new one.
func (w *tally) taken() (writes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	writes, w.writes = w.writes, 0
	return writes
}

// The clock of the bubble moves only while all wait: how fast the machine is changes
// nothing.
func TestABurstBecomesFewFrames(t *testing.T) {
	t.Parallel()
	const keys = 60
	for name, c := range map[string]struct {
		pause time.Duration
		most  int
	}{
		"at once":        {0, 2},
		"one a ms":       {time.Millisecond, 2 + keys*int(time.Millisecond)/int(frameTime)},
		"one each 20 ms": {20 * time.Millisecond, keys},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := &tally{}
				p := newPainter(w, cells.Options{}, func() {})
				go p.loop()
				s := &stage{model: counter{}, painter: p}
				program := tea.NewProgram(s, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignalHandler(), tea.WithoutRenderer())
				ended := make(chan error, 1)
				go func() {
					_, err := program.Run()
					ended <- err
				}()
				program.Send(tea.WindowSizeMsg{Width: 100, Height: 10})
				pass(time.Minute)
				w.taken()
				for range keys {
					program.Send(tea.KeyMsg{Type: tea.KeyDown})
					pass(c.pause)
				}
				pass(time.Minute)
				if frames := w.taken(); frames == 0 || frames > c.most {
					t.Errorf("%d frames for %d keys, want 1 to %d", frames, keys, c.most)
				}
				if got := s.View(); got != strings.Repeat("d", keys) {
					t.Errorf("the last frame is %q", got)
				}
				program.Quit()
				if err := <-ended; err != nil {
					t.Error(err)
				}
				p.close()
			})
		})
	}
}
