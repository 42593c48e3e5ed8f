package command

import (
	"context"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// analyze runs systemd's own judge over the unit; the test is skipped where there is
// none, or an older one that can't judge a file by itself.
func analyze(t *testing.T, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd-analyze here")
	}
	said := run(t, path, "--version")
	version := regexp.MustCompile(`systemd (\d+)`).FindStringSubmatch(said)
	if len(version) < 2 {
		t.Skipf("this systemd-analyze doesn't say which version it is: %s", said)
	}
	if n, _ := strconv.Atoi(version[1]); n < 250 {
		t.Skipf("systemd %s can't judge a file by itself", version[1])
	}
	return run(t, path, args...)
}

// run runs a program and returns what it says, whatever its exit code: outside of a
// booted machine systemd's programs complain about that, too.
func run(t *testing.T, path string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.WaitDelay = time.Second
	cmd.Env = append(os.Environ(), "SYSTEMD_PAGER=cat", "SYSTEMD_COLORS=0", "LC_ALL=C")
	out, _ := cmd.CombinedOutput()
	if ctx.Err() != nil {
		t.Skipf("%s doesn't end here", path)
	}
	return string(out)
}

func unitFile(t *testing.T) string {
	t.Helper()
	s := raise(t)
	unit := s.run("", "serve", "--print-unit").exits(t, 0).out
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// What isn't installed can't be started, which would be complained about.
	return s.file("connwiz.service", strings.ReplaceAll(unit, "/usr/local/bin/connwiz", self))
}

func TestSystemdUnderstandsTheUnit(t *testing.T) {
	t.Parallel()
	path := unitFile(t)
	said := analyze(t, "verify", "--man=no", path)
	// What it misses on this machine is the machine's business; a line of the unit that
	// it can't read, or has no meaning for, has a number.
	if odd := regexp.MustCompile(`connwiz\.service:\d+: .*`).FindAllString(said, -1); len(odd) > 0 {
		t.Errorf("of the unit it is said: %q", odd)
	}
}

func TestTheUnitGivesAwayLittle(t *testing.T) {
	t.Parallel()
	said := analyze(t, "security", "--offline=true", "--no-pager", unitFile(t))
	level := regexp.MustCompile(`Overall exposure level for connwiz.service: ([0-9.]+)`).FindStringSubmatch(said)
	if len(level) < 2 {
		t.Skipf("there is no verdict: %.500s", said)
	}
	// Other versions count otherwise, but a unit that isn't confined is above 9.
	const most = 2.0
	if exposed, err := strconv.ParseFloat(level[1], 64); err != nil || exposed > most {
		t.Errorf("the exposure is %s, wanted at most %.1f:\n%s", level[1], most, said)
	}
}
