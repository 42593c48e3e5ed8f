package command

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestPanicBecomesAnErrorWithoutItsValue(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	a := &app{streams: Streams{Err: &stderr}}
	root := &cobra.Command{Use: "connwiz", RunE: func(*cobra.Command, []string) error { panic("CANARY0secret") }}
	root.SetArgs(nil)
	cmd, err := a.execute(context.Background(), root)
	if code := a.report(cmd, err); code != exitFailed {
		t.Errorf("exit code %d, want %d", code, exitFailed)
	}
	if said := stderr.String(); strings.Contains(said, "CANARY") || !strings.Contains(said, "run_test.go") {
		t.Errorf("said %q", said)
	}
}
