//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package serviceconfig

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// holding locks the folder of a file as another process would.
func holding(t *testing.T, path string) (release func()) {
	t.Helper()
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if held, _ := tryLock(folder); !held {
		_ = folder.Close()
		t.Skip("folders can't be locked here")
	}
	return func() { _ = folder.Close() }
}

// Every one of them reads the file, adds an entry and puts it in its place: without the
// lock, one would put its file in the place of what another one has just written. On a
// very slow disk some have to be told to try again.
func TestWritersOfOneFileWaitForEachOther(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yml")
	holding(t, path)()
	const writers = 6
	failed := make([]error, writers)
	var all sync.WaitGroup
	for i := range writers {
		all.Go(func() {
			c := orders()
			c.ID = fmt.Sprintf("orders-%d", i)
			var e *Error
			for again := true; again; again = errors.As(failed[i], &e) && e.Kind == Changed {
				_, failed[i] = Write(path, c, noon())
			}
		})
	}
	all.Wait()
	text := read(t, path)
	for i, err := range failed {
		if err != nil || strings.Count(text, fmt.Sprintf("connector_id: orders-%d\n", i)) != 1 {
			t.Errorf("writer %d: %v", i, err)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
	if left := names(t, filepath.Dir(path)); strings.Contains(left, ".tmp") {
		t.Errorf("left behind: %s", left)
	}
}

func TestAWriterThatHoldsTheFolderIsWaitedFor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(dir, "config.yml")
		release := holding(t, path)
		go func() {
			time.Sleep(lockPatience / 2)
			release()
		}()
		if out, err := Write(path, orders(), noon()); err != nil || !out.Created {
			t.Errorf("got %+v, %v", out, err)
		}
	})
}

func TestAWriterThatLetsNobodyInIsNotWaitedForWithoutEnd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(dir, "config.yml")
		defer holding(t, path)()
		_, err := Write(path, orders(), noon())
		var e *Error
		if !errors.As(err, &e) || e.Kind != Changed {
			t.Errorf("got %v", err)
		}
		if left := names(t, dir); left != "" {
			t.Errorf("left behind: %s", left)
		}
	})
}

// A writer that was killed leaves its temporary file, perhaps as another name of the file
// itself. What others keep beside the file stays.
func TestWhatAKilledWriterLeftIsRemoved(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]string{"before the file was there": "", "before it changed places": "log_level: debug\n"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "config.yml")
			holding(t, path)()
			keep := []string{".config.yml.swp", ".config.yml.1.tmp", ".other.yml.connwiz-1.tmp", "config.yml.connwiz-1.tmp"}
			for _, name := range append([]string{".config.yml.connwiz-123.tmp"}, keep...) {
				if err := os.WriteFile(filepath.Join(dir, name), []byte("api_key: "+key), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if before != "" {
				if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := os.Link(path, filepath.Join(dir, ".config.yml.connwiz-9.tmp")); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := Write(path, orders(), noon()); err != nil {
				t.Fatal(err)
			}
			left := names(t, dir)
			if strings.Contains(left, ".config.yml.connwiz-") {
				t.Errorf("left behind: %s", left)
			}
			for _, name := range keep {
				if !strings.Contains(left, name) {
					t.Errorf("%s is gone: %s", name, left)
				}
			}
			if text := read(t, path); !strings.HasPrefix(text, before) || !strings.Contains(text, "connector_id: orders") {
				t.Errorf("config.yml:\n%s", text)
			}
		})
	}
}

func TestAPipeInThePlaceOfTheFolderIsNotOpened(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Write(filepath.Join(dir, "file", "config.yml"), orders(), noon())
	var f *FileError
	if !errors.As(err, &f) {
		t.Errorf("got %v", err)
	}
}
