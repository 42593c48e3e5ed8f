package screentest

import (
	"io"
	"testing"
)

// NewDisplay returns a display for a program that is started in another way, over
// a connection perhaps. It answers nothing that it is asked.
func NewDisplay(t testing.TB, width, height int) *Display {
	t.Helper()
	return newDisplay(t, width, height, io.Discard)
}
