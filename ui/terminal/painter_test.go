package terminal

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"connwiz/ui/terminal/cells"
	"connwiz/ui/terminal/screentest"
)

// slowLink is a line of 9,600 bit/s, ten of which make a byte, to a window that is
// 300 ms away. It is for tests in whose bubble no real time passes.
type slowLink struct {
	far    *screentest.Window
	writes int
	sent   int
	onWay  chan []byte
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
			_, _ = l.far.Write(p)
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
	l.writes++
	l.sent += len(p)
	time.Sleep(time.Duration(len(p)) * perByte)
	p = append([]byte(nil), p...)
	time.AfterFunc(away, func() { l.onWay <- p })
	return len(p), nil
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
		l.writes, l.sent = 0, 0
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
		if l.writes > 3 {
			t.Errorf("%d frames for 200 keys at once", l.writes)
		}
		if got := strings.Count(l.far.Text(), "x"); got != 200 {
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
			if got := strings.Count(l.far.Text(), "x"); got < n-behind-1 {
				t.Fatalf("after %d keys %d show", n+1, got)
			}
		}
		if l.sent > 2*200 {
			t.Errorf("%d bytes for 200 keys", l.sent)
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
			time.Sleep(40 * time.Millisecond)
		}
		// Four seconds of turning pages, a good second of line each: most are skipped.
		if l.writes > 8 {
			t.Errorf("%d of 100 pages were drawn", l.writes)
		}
		pass(time.Minute)
		want := screentest.NewWindow(t, 400, 24)
		want.Plainly(t, last.Text)
		if where := l.far.Differs(want); where != "" {
			t.Errorf("the last page is not what shows: %s", where)
		}
	})
}
