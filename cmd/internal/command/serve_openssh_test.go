package command

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// openSSH runs the client that everybody has.
func (h *harbour) openSSH(t *testing.T, name string, args ...string) ran {
	t.Helper()
	path, err := exec.LookPath("ssh")
	if err != nil {
		t.Skip("there is no OpenSSH client here")
	}
	host, port, _ := net.SplitHostPort(h.address)
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	args = append([]string{
		"-F", "/dev/null", "-i", h.pems[name], "-p", port, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(h.dir, "known"),
	}, args...)
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "HOST", "wizard@"+host)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + h.dir, "LANG=C.UTF-8", "EVIL=1"}
	var out, fail bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &fail
	err = cmd.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatalf("ssh: %v\n%s", err, &fail)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), fail.String()}
}

func TestOpenSSHGetsWhatItMayAndNothingElse(t *testing.T) {
	t.Parallel()
	h := moor(t)
	stranger := &harbour{stand: h.stand, address: h.address, keys: map[string]ssh.Signer{}, pems: map[string]string{}}
	stranger.newKey("eve")
	if got := stranger.openSSH(t, "eve", "HOST", "list"); got.code != 255 || !strings.Contains(got.err, "Permission denied (publickey)") {
		t.Errorf("a stranger: %+v", got)
	}
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"HOST list", 0, "shop"},
		{"HOST show nobody", 4, "not found"},
		{"-o SetEnv=ELASTICSEARCH_URL=http://127.0.0.1:1 HOST list", 0, "shop"},
		{"-T HOST", 2, "the wizard needs a terminal"},
		{"HOST /bin/sh", 2, "unknown command"},
		{"-s HOST sftp", 255, "subsystem request failed"},
		{"-W 127.0.0.1:22 HOST", 255, "forward"},
		{"-o ExitOnForwardFailure=yes -R 0:127.0.0.1:22 HOST list", 255, "forward"},
		{"-A -X HOST list", 0, "shop"},
		{"-o PubkeyAuthentication=no -o PreferredAuthentications=password,keyboard-interactive HOST list", 255, "Permission denied (publickey)"},
	} {
		got := h.openSSH(t, "ana", strings.Fields(c.args)...)
		if got.code != c.code || !strings.Contains(got.out+got.err, c.says) {
			t.Errorf("ssh %s: %+v", c.args, got)
		}
	}
	h.log.wait(t, "request=subsystem")
	h.log.wait(t, `msg="channel refused"`)
}
