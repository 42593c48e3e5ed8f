package command

import (
	"runtime"
	"testing"
)

// crowd is how many sessions the service has to carry at the same time.
const crowd = 200

// BenchmarkSessionMemory measures what a session with an open form takes, with the
// client's side in the same process: an upper bound. Budget: 1 MB.
func BenchmarkSessionMemory(b *testing.B) {
	for b.Loop() {
		h := moor(b, "--max-sessions", "300")
		h.visitOften(b, 5) // what the first ones set up stays for the others
		before := inUse()
		h.visitOften(b, crowd)
		b.ReportMetric((inUse()-before)/crowd, "B/session")
	}
}

// inUse is the memory in use.
func inUse() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one freed finalizers for
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse + m.StackInuse)
}

// visitOften opens sessions on the same connector and waits for their forms.
func (h *harbour) visitOften(t testing.TB, n int) {
	t.Helper()
	for range n {
		s := h.session(t, "ana")
		screen := newNoise()
		s.Stdout = screen
		if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := s.StdinPipe(); err != nil {
			t.Fatal(err)
		}
		if err := s.Start("configure shop"); err != nil {
			t.Fatal(err)
		}
		screen.wait(t, "Review changes")
	}
}

// BenchmarkFirstFrameOverSSH measures the time from the first packet of a client,
// on a terminal that never answers, to the whole form, the handshake and the
// cluster's answer included. Budget: 300 ms.
func BenchmarkFirstFrameOverSSH(b *testing.B) {
	h := moor(b, "--max-sessions", "1000")
	for b.Loop() {
		c, s := h.login(b, "ana")
		screen := newNoise()
		s.Stdout = screen
		if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
			b.Fatal(err)
		}
		if _, err := s.StdinPipe(); err != nil {
			b.Fatal(err)
		}
		if err := s.Start("configure shop"); err != nil {
			b.Fatal(err)
		}
		screen.wait(b, "Review changes")
		_ = c.Close()
	}
}
