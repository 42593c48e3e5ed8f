//go:build unix

package serve_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"connwiz/cmd/internal/serve"
)

// TestAPipeIsNoFile: to open one that nobody writes to would keep the service from
// starting, and a reload from ending.
func TestAPipeIsNoFile(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pipe, keys := filepath.Join(folder, "pipe"), write(t, filepath.Join(folder, "keys"), authorized(newKey(t), ""))
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("this file system has no pipes:", err)
	}
	for what, files := range map[string]serve.Files{
		"authorized keys": {AuthorizedKeys: pipe}, "rights": {AuthorizedKeys: keys, Rights: pipe},
	} {
		if _, err := files.Load(); err == nil || !strings.Contains(err.Error(), "not a regular file") {
			t.Errorf("%s: got %v", what, err)
		}
	}
	if _, _, err := serve.HostKey(pipe); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("host key: got %v", err)
	}
}
