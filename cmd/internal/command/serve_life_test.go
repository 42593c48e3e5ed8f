package command

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/crypto/ssh"
)

func TestAStoppingServiceKeepsDraftsAndExits(t *testing.T) {
	t.Parallel()
	h := moor(t)
	ready := filepath.Join(h.dir, "ready")
	if raw, err := os.ReadFile(ready); err != nil || !strings.HasSuffix(string(raw), h.address+"\n") {
		t.Errorf("the ready file is %q, %v", raw, err)
	}
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes")
	v.press("-unsent")
	v.WaitFor("-unsent")
	if code := h.ended(); code != 143 {
		t.Errorf("exit code %d", code)
	}
	v.WaitFor("the service is stopping")
	if code := v.exit(t); code != 143 || v.Alternate() {
		t.Errorf("the session ended with %d, on the alternate screen: %v", code, v.Alternate())
	}
	if _, err := os.Stat(ready); err == nil {
		t.Error("the ready file is still there")
	}
	if drafts, _ := filepath.Glob(filepath.Join(h.dir, "state", "drafts", "*", "*.draft.json")); len(drafts) != 1 {
		t.Errorf("drafts %q", drafts)
	}
	if strings.Contains(v.Screen(), "servers-own") {
		t.Error("the server's own terminal is used")
	}
}

func TestAReloadTakesNewRightsAndKeepsOldOnesWhereTheyAreBroken(t *testing.T) {
	t.Parallel()
	h := moor(t)
	good, err := os.ReadFile(h.rights)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range [][2]string{{"kyes: []", "field kyes not found"}, {strings.Replace(string(good), "main", "nowhere", 1), "nowhere"}} {
		h.plain("rights.yml", broken[0])
		h.signals <- syscall.SIGHUP
		h.log.wait(t, broken[1])
		h.log.wait(t, "what was read before still counts")
		if got := h.ask(t, "sal", "", "list"); got.code != 0 {
			t.Errorf("after a broken file: %+v", got)
		}
	}
	h.plain("rights.yml", strings.Replace(string(good), `["shop*"]`, `["wiki"]`, 1))
	h.signals <- syscall.SIGHUP
	h.log.wait(t, `level=INFO msg="the files were read again"`)
	if got := h.ask(t, "sal", "", "list --output json"); got.code != 0 || !strings.Contains(got.out, "wiki") || strings.Contains(got.out, `"shop"`) {
		t.Errorf("after a good file: %+v", got)
	}
}

func TestAServiceThatMakesNoSenseDoesNotStart(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.env["XDG_STATE_HOME"] = s.dir
	h := &harbour{stand: s, keys: map[string]ssh.Signer{}, pems: map[string]string{}}
	key := h.newKey("ana")
	h.plain("keys", string(ssh.MarshalAuthorizedKey(key.PublicKey())))
	h.plain("rights.yml", "keys: [{name: ana, key: "+ssh.FingerprintSHA256(key.PublicKey())+", profile: nowhere, rights: write, connectors: [a]}]")
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nobody connects
	for line, want := range map[string]string{
		"serve":                            "nobody could log in",
		"serve --authorized-keys DIR/none": "no such file",
		"serve --authorized-keys DIR/keys --rights DIR/none":             "no such file",
		"serve --authorized-keys DIR/keys --rights DIR/rights.yml":       "nowhere",
		"serve --authorized-keys DIR/keys --max-sessions 0":              "at least 1",
		"serve --authorized-keys DIR/keys --host-key DIR/keys":           "not a private key",
		"serve --authorized-keys DIR/keys --listen " + l.Addr().String(): "address already in use",
	} {
		words := strings.Fields(line)
		for i, word := range words {
			words[i] = strings.ReplaceAll(word, "DIR", s.dir) // which may have blanks
		}
		if got := s.run("", words...); got.code != 2 || !strings.Contains(got.err, want) {
			t.Errorf("%s: exit %d\n%s", line, got.code, got.err)
		}
	}
	unit := s.run("", "serve", "--print-unit")
	if unit.code != 0 || !strings.Contains(unit.out, "ExecReload=/bin/kill -HUP $MAINPID") {
		t.Errorf("the unit is %+v", unit)
	}
	if help := s.run("", "help", "serve"); !strings.Contains(help.out, "What it protects, and from whom") {
		t.Errorf("the help is %s", help.out)
	}
}

// A key that may only read from now on must not save what it is about to.
func TestAReloadTakesRightsFromSessionsThatRun(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"read only":        {`profile: main, rights: write, connectors: ["*"], sessions: 300`, `profile: main, rights: read-only, connectors: ["*"], sessions: 300`},
		"other connectors": {`rights: write, connectors: ["*"], sessions: 300`, `rights: write, connectors: ["wiki"], sessions: 300`},
		"gone":             {"{name: ana,", "{name: nobody, key: \"SHA256:" + strings.Repeat("A", 43) + "\", rights: read-only, connectors: [x]}\n#"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := moor(t)
			v := h.visit(t, "ana", "configure shop")
			v.WaitFor("Review changes")
			v.press("-unsent")
			v.WaitFor("-unsent")
			reads := h.session(t, "ana") // a command that waits for its input
			in, err := reads.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := reads.Start("set shop --stdin password"); err != nil {
				t.Fatal(err)
			}
			h.log.wait(t, "command=set")
			rights, err := os.ReadFile(h.rights)
			if err != nil {
				t.Fatal(err)
			}
			fresh := strings.Replace(string(rights), change[0], change[1], 1)
			if fresh == string(rights) {
				t.Fatal("the rights stay the same")
			}
			h.plain("rights.yml", fresh)
			h.signals <- syscall.SIGHUP
			h.log.wait(t, "the files were read again")
			v.WaitFor("the rights of your key have changed")
			if code := v.exit(t); code != 129 {
				t.Errorf("the wizard ends with %d", code)
			}
			_, _ = io.WriteString(in, "s3cr3t-late")
			_ = in.Close()
			if err := reads.Wait(); err == nil {
				t.Error("the command succeeded")
			}
			if len(h.puts()) != 0 {
				t.Errorf("something was written: %v", h.puts())
			}
		})
	}
}

// Others may write to the folder that a ready file is in, such as /tmp.
func TestTheReadyFileFollowsNoLink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	victim, ready := filepath.Join(dir, "victim"), filepath.Join(dir, "ready")
	if err := os.WriteFile(victim, []byte("as it was"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{ready, ready + ".new"} {
		if err := os.Symlink(victim, link); err != nil {
			t.Skip("no links here:", err)
		}
	}
	if err := (&serveOptions{readyFile: ready}).ready("here:1"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(ready)
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("the ready file is %v, %v", info, err)
	}
	if raw, err := os.ReadFile(victim); string(raw) != "as it was" {
		t.Errorf("what the link leads to is %q, %v", raw, err)
	}
}
