//go:build unix

package serviceconfig

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAFileThatIsNoneIsRefusedAtOnce: a pipe that nobody writes to would be waited for,
// and a device that never ends read until the memory is full.
func TestAFileThatIsNoneIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pipe, link, large := filepath.Join(folder, "pipe"), filepath.Join(folder, "link"), filepath.Join(folder, "large")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("this file system has no pipes:", err)
	}
	lost := filepath.Join(folder, "lost")
	if err := errors.Join(os.Symlink(pipe, link), os.Symlink(filepath.Join(folder, "nowhere"), lost), os.WriteFile(large, nil, 0o600), os.Truncate(large, 1<<40)); err != nil {
		t.Skip("this file system has no links or no holes:", err)
	}
	for path, want := range map[string]string{
		pipe: "not a regular file", link: "not a regular file", "/dev/zero": "not a regular file",
		lost: "a link that leads nowhere", folder: "is a directory", large: "longer than 4 MiB",
	} {
		_, err := Write(path, orders(), noon())
		var wrong *FileError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
	}
	if got := names(t, folder); got != "large link lost pipe" {
		t.Errorf("left behind: %s", got)
	}
}
