//go:build unix

package audit_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"connwiz/client/audit"
)

// made returns the path of a file of this mode, whatever the umask.
func made(t *testing.T, dir string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(dir, "audit.log")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// link returns the path of a symbolic link to the target.
func link(t *testing.T, dir, target string) string {
	t.Helper()
	path := filepath.Join(dir, "link")
	if err := os.Symlink(target, path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestALogThatProvesNothingIsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		make func(t *testing.T, dir string) string
		want string
	}{
		{
			"the group can write to it",
			func(t *testing.T, dir string) string { return made(t, dir, 0o660) },
			"others can write to it (mode 0660): chmod go-w",
		},
		{
			"everybody can write to it",
			func(t *testing.T, dir string) string { return made(t, dir, 0o602) },
			"others can write to it (mode 0602): chmod go-w",
		},
		{
			"it belongs to another user",
			func(t *testing.T, dir string) string {
				path := made(t, dir, 0o600)
				if os.Geteuid() != 0 {
					t.Skip("only root can give a file away")
				}
				if err := os.Chown(path, 65534, 65534); err != nil {
					t.Skipf("a file can't be given away here: %v", err)
				}
				return path
			},
			"it belongs to another user (uid 65534)",
		},
		{
			"it is a link",
			func(t *testing.T, dir string) string { return link(t, dir, made(t, dir, 0o600)) },
			"it is not a regular file",
		},
		{
			"it is a link to nowhere",
			func(t *testing.T, dir string) string { return link(t, dir, filepath.Join(dir, "nowhere")) },
			"it is not a regular file",
		},
		{
			"it is a folder",
			func(_ *testing.T, dir string) string { return dir },
			"it is not a regular file",
		},
		{
			"it is a pipe, whose reader is not there",
			func(t *testing.T, dir string) string {
				path := filepath.Join(dir, "pipe")
				if err := syscall.Mkfifo(path, 0o600); err != nil {
					t.Fatal(err)
				}
				return path
			},
			"it is not a regular file",
		},
		{
			"its folder is not there",
			func(_ *testing.T, dir string) string { return filepath.Join(dir, "none", "audit.log") },
			"no such file or directory",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := tt.make(t, dir)
			log, err := audit.Open(path)
			if err == nil {
				_ = log.Close()
				t.Fatal("it was opened")
			}
			if want := `open audit log "` + path + `": ` + tt.want; err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
			if strings.Contains(tt.name, "nowhere") {
				if _, err := os.Lstat(filepath.Join(dir, "nowhere")); err == nil {
					t.Error("the link's target was made")
				}
			}
		})
	}
}

func TestModesOfTheLog(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		path func(t *testing.T, dir string) string
		want os.FileMode
	}{
		{"a new one is its owner's only", func(_ *testing.T, dir string) string { return filepath.Join(dir, "audit.log") }, 0o600},
		{"one that a group may read stays so", func(t *testing.T, dir string) string { return made(t, dir, 0o640) }, 0o640},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path := tt.path(t, t.TempDir())
			write(t, open(t, path), sample())
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode().Perm() != tt.want {
				t.Errorf("mode %#o, want %#o", info.Mode().Perm(), tt.want)
			}
		})
	}
}
