//go:build unix

package command

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestASignalEndsAReadThatNobodyAnswers: one is enough, wherever the command waits.
func TestASignalEndsAReadThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("this file system has no pipes:", err)
	}
	// While somebody could write, a reader waits.
	silent, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	for name, args := range map[string][]string{
		"the values":         {"set", "shop", "--values", path},
		"standard input":     {"set", "shop", "--stdin", "password"},
		"the key file":       {"list", "--api-key-file", path},
		"the config.yml":     {"list", "--config", path},
		"the certificate":    {"list", "--url", "https://127.0.0.1:1", "--ca-cert", path},
		"a schema":           {"check", "--schema", path},
		"a file of a secret": {"set", "shop", "--from-file", "password=" + path},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			in, end := io.Pipe()
			defer end.Close() //nolint:errcheck // it never fails
			signals := make(chan os.Signal, 1)
			signals <- syscall.SIGTERM
			var out, said bytes.Buffer
			code := Run(context.Background(), Streams{
				In: in, Out: &out, Err: &said, Getenv: func(string) string { return "" }, Signals: signals,
			}, Build{}, append([]string{"--url", s.url}, args...))
			if code != 143 {
				t.Errorf("exit code %d, want 143\n%s%s", code, out.String(), said.String())
			}
		})
	}
}

func TestAFileOfAPairIsHintedAtAsItIsTyped(t *testing.T) {
	t.Parallel()
	raise(t).run("", "set", "shop", "--from-file", "password=/nowhere").exits(t, exitUsage).says(t, "--from-file password=FILE")
}
