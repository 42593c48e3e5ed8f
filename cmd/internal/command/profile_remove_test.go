package command

import (
	"errors"
	"strings"
	"testing"
)

func TestProfileRemoveAsksOrSaysThatItCannot(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin").exits(t, 0)
	b.run("", "profile", "remove", "prod").exits(t, 2).says(t, "nobody can be asked", "connwiz profile remove prod --yes")
	b.keys.fails = errors.New("locked")
	b.run("", "profile", "remove", "prod", "--yes").exits(t, 2).says(t, "locked", "--keep-secret")
	b.run("", "profile", "remove", "prod", "--yes", "--keep-secret", "--output", "json").exits(t, 0).
		says(t, `"result": "removed"`, `"secret_deleted": false`, `"was_current": true`)
	if strings.Contains(b.profiles(), "prod") || b.keys.items["connwiz/prod"] != canary {
		t.Errorf("left: %s, %v", b.profiles(), b.keys.items)
	}
}

// Who removes a profile that isn't there has no use for the way to add one.
func TestRemovingAProfileThatIsNotThereTellsWhichThereAre(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.env["XDG_CONFIG_HOME"] = s.dir
	s.run("", "profile", "remove", "nope", "--yes").exits(t, 2).says(t, `no profile "nope"`, "hint: see which there are: connwiz profile list")
	s.run("", "profile", "add", "prod", "--yes", "--store", "none").exits(t, 0)
	s.run("", "profile", "remove", "nope", "--yes").exits(t, 2).says(t, `no profile "nope"`, "profiles are: prod")
}
