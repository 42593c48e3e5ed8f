package command

import (
	"bytes"
	"runtime/pprof"
	"strings"
	"testing"
	"time"
)

// labMark labels the goroutines of a cell: each has the label of the one that started
// it, so that those left behind can be told from those of the cells beside it.
const labMark = "cell"

// leavesNobody fails if a goroutine of a cell is still there, which its label names.
// The servers are closed before; however long the machine takes, what ends by itself isn't left.
func leavesNobody(t *testing.T) {
	t.Helper()
	for deadline, pause := time.Now().Add(time.Minute), time.Millisecond; ; pause = min(2*pause, time.Second) {
		left := labelled(t, t.Name())
		switch {
		case left == "":
			return
		case time.Now().After(deadline):
			t.Errorf("a goroutine is left:\n%s", left)
			return
		}
		time.Sleep(pause)
	}
}

// labelled are the stacks of the goroutines of the cells of a test.
func labelled(t *testing.T, name string) string {
	t.Helper()
	var profile bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
		t.Fatal(err)
	}
	var left []string
	for stack := range strings.SplitSeq(profile.String(), "\n\n") {
		if !strings.Contains(stack, "os/signal.loop") && strings.Contains(stack, `"`+labMark+`":"`+name+"/") {
			left = append(left, stack)
		}
	}
	return strings.Join(left, "\n\n")
}
