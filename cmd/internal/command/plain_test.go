package command

import (
	"strings"
	"testing"
)

func TestLineModeTakesAnswersFromAPipeButNoSecret(t *testing.T) {
	t.Parallel()
	s := raise(t).serve()
	r := s.run("other.example.com\n", "edit", "shop", "host", "--plain")
	if r.code != exitCancelled && r.code != exitDone || !strings.Contains(r.out, "Host") || strings.ContainsRune(r.out, 0x1b) {
		t.Errorf("exit code %d, said %q %q", r.code, r.out, r.err)
	}
	secret := s.run(canary+"\n", "edit", "shop", "password", "--plain")
	if secret.code == exitDone || strings.Contains(secret.out+secret.err, canary) {
		t.Errorf("exit code %d, said %q %q", secret.code, secret.out, secret.err)
	}
	s.run("", "edit", "shop", "prt", "--plain").exits(t, 4).says(t, "the nearest is port", "connwiz show shop")
	s.run("", "edit", "shop", "host").exits(t, 2).says(t, "needs a terminal", "connwiz set shop --stdin host")
}
