package screentest

import (
	"fmt"
	"strings"
	"time"
)

// WaitFor waits until a text is on the screen.
func (s *Display) WaitFor(text string) {
	s.t.Helper()
	s.WaitUntil(fmt.Sprintf("%q on the screen", text), func(screen string) bool { return strings.Contains(screen, text) })
}

// WaitGone waits until a text is not on the screen.
func (s *Display) WaitGone(text string) {
	s.t.Helper()
	s.WaitUntil(fmt.Sprintf("%q gone from the screen", text), func(screen string) bool { return !strings.Contains(screen, text) })
}

// WaitUntil waits until the screen is as it should be.
func (s *Display) WaitUntil(what string, ok func(screen string) bool) {
	s.t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	for {
		changed := s.next()
		if ok(s.Screen()) {
			return
		}
		select {
		case <-changed:
		case <-deadline.C:
			s.fail("waited in vain for " + what)
		}
	}
}

// WaitLog waits until a text was written since the mark, be it a control sequence.
func (s *Display) WaitLog(text string) {
	s.t.Helper()
	s.WaitUntil(fmt.Sprintf("%q written", text), func(string) bool { return strings.Contains(s.Log(), text) })
}

// Settle waits until nothing was written for a while, which is long enough for
// every frame that is under way.
func (s *Display) Settle() {
	s.t.Helper()
	const quiet = 80 * time.Millisecond
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		select {
		case <-s.next():
		case <-time.After(quiet):
			return
		}
	}
	s.fail("the screen never came to rest")
}

// next returns a channel that is closed by the next write.
func (s *Display) next() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// fail ends the test with the screen in its message.
func (s *Display) fail(why string) {
	s.t.Helper()
	s.t.Fatalf("%s\n%s", why, s.Dump())
}

// Dump returns the screen in a frame and the end of what was written.
func (s *Display) Dump() string {
	var b strings.Builder
	lines := s.Lines()
	for _, line := range lines {
		b.WriteString("  │" + line + "\n")
	}
	log := s.Log()
	const tail = 300
	fmt.Fprintf(&b, "  last written: %q", log[max(0, len(log)-tail):])
	return b.String()
}
