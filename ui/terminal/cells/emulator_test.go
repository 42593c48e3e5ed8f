package cells_test

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"

	"github.com/charmbracelet/x/vt"
)

// window is a terminal that counts what it gets.
type window struct {
	*screentest.Window
	em     *vt.Emulator
	writes []string
	refuse error
}

func newWindow(t testing.TB, width, height int) *window {
	t.Helper()
	w := screentest.NewWindow(t, width, height)
	return &window{Window: w, em: w.Emulator}
}

// Write draws what is sent.
func (w *window) Write(p []byte) (int, error) {
	if w.refuse != nil {
		return 0, w.refuse
	}
	w.writes = append(w.writes, string(p))
	n, err := w.em.Write(p)
	if err != nil {
		err = fmt.Errorf("draw: %w", err)
	}
	return n, err
}

// sent returns what was written since the last call.
func (w *window) sent() string {
	s := strings.Join(w.writes, "")
	w.writes = nil
	return s
}

// mustLookLike compares every cell of two windows.
func (w *window) mustLookLike(t *testing.T, want *window, why string) {
	t.Helper()
	if where := w.Differs(want.Window); where != "" {
		t.Fatalf("%s: %s; sent %q", why, where, w.writes)
	}
}
