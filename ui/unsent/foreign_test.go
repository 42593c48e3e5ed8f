//go:build unix

package unsent_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/unsent"
)

// move puts the file at path aside and returns where.
func move(t *testing.T, path string) string {
	t.Helper()
	aside := filepath.Join(t.TempDir(), "aside")
	if err := os.Rename(path, aside); err != nil {
		t.Fatal(err)
	}
	return aside
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatOthersMayHaveWrittenIsRefused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(t *testing.T, path string)
		want   string
	}{
		{
			"the group can read it", func(t *testing.T, path string) { must(t, os.Chmod(path, 0o640)) },
			"others may have changed or read it (mode 0640 instead of 0600)",
		},
		{
			"everybody can write to it", func(t *testing.T, path string) { must(t, os.Chmod(path, 0o602)) },
			"others may have changed or read it (mode 0602 instead of 0600)",
		},
		{
			"it is a link, even to a good one",
			func(t *testing.T, path string) { must(t, os.Symlink(move(t, path), path)) },
			"it is not a regular file",
		},
		{
			"it is a pipe, whose writer is not there",
			func(t *testing.T, path string) { move(t, path); must(t, syscall.Mkfifo(path, 0o600)) },
			"it is not a regular file",
		},
		{
			"it is a folder", func(t *testing.T, path string) { move(t, path); must(t, os.Mkdir(path, 0o700)) },
			"it is not a regular file",
		},
		{
			"it belongs to another user",
			func(t *testing.T, path string) {
				if os.Geteuid() != 0 {
					t.Skip("only root can give a file away")
				}
				if err := os.Chown(path, 65534, 65534); err != nil {
					t.Skipf("a file can't be given away here: %v", err)
				}
			},
			"it belongs to another user (uid 65534)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newStore(t)
			save(t, s, edited(t))
			path := only(t, dir)
			tt.change(t, path)
			_, ok, err := s.Load(cluster, connector)
			want := `read the draft kept in "` + path + `": ` + tt.want
			if ok || err == nil || err.Error() != want {
				t.Errorf("got  %v, %v\nwant %s", ok, err, want)
			}
		})
	}
}

func TestSavingReplacesALinkAndNotWhatItPointsTo(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, edited(t))
	path := only(t, dir)
	must(t, os.Remove(path))
	victim := filepath.Join(t.TempDir(), "victim")
	must(t, os.WriteFile(victim, []byte("untouched"), 0o600))
	must(t, os.Symlink(victim, path))
	save(t, s, edited(t))
	raw, err := os.ReadFile(victim)
	must(t, err)
	equal(t, "victim", string(raw), "untouched")
	equal(t, "kept", len(load(t, s).Fields), 8)
	equal(t, "mode", perm(t, path), 0o600)
}

func TestAFolderThatOthersCanWriteToIsNotUsed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o770))
	s := unsent.Open(dir, newClock().now)
	err := s.Save(cluster, connector, edited(t))
	if err == nil || !strings.HasSuffix(err.Error(), "others can write to its folder (mode 0770): chmod 700") {
		t.Errorf("got %v", err)
	}
	equal(t, "files", len(files(t, dir)), 0)
}

func TestAFailedSaveLeavesTheDraftBeforeAndNoRemains(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	save(t, s, edited(t))
	path := only(t, dir)
	move(t, path)
	must(t, os.MkdirAll(filepath.Join(path, "in the way"), 0o700))
	if err := s.Save(cluster, connector, edited(t)); err == nil || strings.Count(err.Error(), dir) != 1 {
		t.Errorf("got %v", err)
	}
	only(t, dir)
}
