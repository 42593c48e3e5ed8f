package serviceconfig

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func names(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return strings.Join(found, " ")
}

func TestANewFileIsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yml")
	out, err := Write(path, orders(), noon())
	if err != nil || !out.Created || out.Backup != "" || len(out.Changes) != 4 {
		t.Fatalf("got %+v, %v", out, err)
	}
	if modeOf(t, path) != 0o600 || !strings.Contains(read(t, path), key) {
		t.Errorf("mode %o:\n%s", modeOf(t, path), read(t, path))
	}
	if got := names(t, filepath.Dir(path)); got != "config.yml" {
		t.Errorf("left behind: %s", got)
	}
}

func TestTheOldFileIsKeptAsABackup(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "config.yml")
	const old = "# mine\nelasticsearch:\n  password: x\n"
	if err := os.WriteFile(path, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil { // whatever the umask is
		t.Fatal(err)
	}
	out, err := Write(path, orders(), noon())
	if err != nil || out.Created || out.Backup != path+".20261122T120000Z.bak" {
		t.Fatalf("got %+v, %v", out, err)
	}
	if read(t, out.Backup) != old || modeOf(t, out.Backup) != 0o600 || modeOf(t, path) != 0o600 {
		t.Errorf("backup %q, mode %o; mode %o", read(t, out.Backup), modeOf(t, out.Backup), modeOf(t, path))
	}
	if got := read(t, path); !strings.HasPrefix(got, old) || !strings.Contains(got, key) {
		t.Errorf("got\n%s", got)
	}
	if !strings.Contains(strings.Join(out.Warnings, ";"), "its owner") && !strings.Contains(strings.Join(out.Warnings, ";"), "as its owner") {
		t.Errorf("the change of mode is not told: %q", out.Warnings)
	}
	again, err := Write(path, orders(), noon())
	if err != nil || again.Backup != "" || len(again.Changes) != 0 {
		t.Errorf("the second time: %+v, %v", again, err)
	}
	other := orders()
	other.ID = "wiki"
	third, err := Write(path, other, noon())
	if err != nil || third.Backup != path+".20261122T120000Z-2.bak" {
		t.Errorf("in the same second: %+v, %v", third, err)
	}
	if got := names(t, folder); got != "config.yml config.yml.20261122T120000Z-2.bak config.yml.20261122T120000Z.bak" {
		t.Errorf("left behind: %s", got)
	}
}

func TestALinkStaysALink(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path, link := filepath.Join(folder, "real.yml"), filepath.Join(folder, "config.yml")
	if err := os.WriteFile(path, []byte("elasticsearch.password: x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if _, err := Write(link, orders(), noon()); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 || !strings.Contains(read(t, path), key) {
		t.Errorf("got %v, %v", info.Mode(), err)
	}
}

func TestAFileThatDiffersIsNotTouched(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yml")
	const old = "connectors:\n  - connector_id: orders\n    service_type: mysql\n"
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := Write(path, orders(), noon()); !errors.As(err, &e) || e.Kind != Differs {
		t.Errorf("got %v", err)
	}
	if read(t, path) != old || names(t, filepath.Dir(path)) != "config.yml" {
		t.Errorf("got %s:\n%s", names(t, filepath.Dir(path)), read(t, path))
	}
}

func TestAnotherWritersWorkIsNotLost(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "config.yml")
	if err := os.WriteFile(path, []byte("theirs: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := replace(path, []byte("ours: 1\n"), []byte("ours: 2\n"), info, noon()); !errors.As(err, &e) || e.Kind != Changed {
		t.Errorf("got %v", err)
	}
	if err := create(path, []byte("ours: 2\n")); !errors.As(err, &e) || e.Kind != Changed {
		t.Errorf("got %v", err)
	}
	if read(t, path) != "theirs: 1\n" || names(t, filepath.Dir(path)) != "config.yml" {
		t.Errorf("got %s:\n%s", names(t, filepath.Dir(path)), read(t, path))
	}
}

func TestAFolderThatIsMissingIsAnError(t *testing.T) {
	t.Parallel()
	if _, err := Write(filepath.Join(t.TempDir(), "none", "config.yml"), orders(), noon()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := Write(t.TempDir(), orders(), noon()); err == nil {
		t.Error("a folder was taken for a file")
	}
}

func TestTheImageFitsTheServersVersion(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"9.1.5":          "docker.elastic.co/integrations/elastic-connectors:9.1.5",
		"9.2.0-SNAPSHOT": "docker.elastic.co/integrations/elastic-connectors:9.2.0",
		"8.19.2":         "docker.elastic.co/integrations/elastic-connectors:8.19.2.0",
		"8.17.0":         "docker.elastic.co/integrations/elastic-connectors:8.17.0.0",
		"8.16.3":         "docker.elastic.co/enterprise-search/elastic-connectors:8.16.3.0",
		"8.12.0":         "docker.elastic.co/enterprise-search/elastic-connectors:8.12.0.0",
		"7.17.0":         "",
		"9.1":            "",
		"":               "",
		"9.1.5; rm x":    "",
	} {
		got, err := Image(version)
		var wrong *VersionError
		if got != want || (want == "") != errors.As(err, &wrong) {
			t.Errorf("%q: got %q, %v", version, got, err)
		}
	}
}

func TestTheServiceIsStarted(t *testing.T) {
	t.Parallel()
	s := Start{Version: "9.1.5", ConfigFile: "/etc/my connectors/config.yml"}
	got, err := s.Docker()
	want := `docker run --rm --tty --interactive \
  --volume '/etc/my connectors:/config' \
  --network host \
  docker.elastic.co/integrations/elastic-connectors:9.1.5 \
  /app/bin/elastic-ingest -c /config/config.yml`
	if err != nil || got != want {
		t.Errorf("got %v\n%s", err, got)
	}
	got, err = s.Source()
	if err != nil || !strings.Contains(got, "--branch v9.1.5") || !strings.HasSuffix(got, "bin/elastic-ingest -c '/etc/my connectors/config.yml'") {
		t.Errorf("got %v\n%s", err, got)
	}
	if _, err := (Start{Version: "latest"}).Source(); err == nil {
		t.Error("a version that is none was taken")
	}
}

func TestWhetherAFileCanBeWrittenIsFoundOutBefore(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	there := filepath.Join(folder, "there.yml")
	// Beside a file with such a name no other one can be made, by root neither.
	long := filepath.Join(folder, strings.Repeat("x", 240))
	for _, path := range []string{there, long} {
		if err := os.WriteFile(path, []byte("log_level: INFO\n"), 0o640); err != nil {
			t.Skip("no such names here:", err)
		}
	}
	before := names(t, folder)
	for path, want := range map[string]bool{
		there: true, filepath.Join(folder, "new.yml"): true, long: false, filepath.Join(folder, "missing", "new.yml"): false,
	} {
		var wrong *FileError
		if err := Try(path); (err == nil) != want || err != nil && !errors.As(err, &wrong) {
			t.Errorf("%s: got %v", path, err)
		}
	}
	if after := names(t, folder); after != before || modeOf(t, there) != 0o640 {
		t.Errorf("left behind: %s, mode %#o", after, modeOf(t, there))
	}
}
