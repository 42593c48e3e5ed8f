package command

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal/screentest"

	"golang.org/x/crypto/ssh"
)

// noise collects what a service says, and can be waited for.
type noise struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{}
}

func newNoise() *noise { return &noise{news: make(chan struct{})} }

func (n *noise) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.news)
	n.news = make(chan struct{})
	return n.text.Write(p)
}

func (n *noise) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// wait waits until the text is there and returns what follows it.
func (n *noise) wait(t testing.TB, text string) string {
	t.Helper()
	patience := time.After(30 * time.Second)
	for {
		n.mu.Lock()
		_, after, found := strings.Cut(n.text.String(), text)
		news := n.news
		n.mu.Unlock()
		if found {
			return after
		}
		select {
		case <-news:
		case <-patience:
			t.Fatalf("nobody ever says %q:\n%s", text, n)
		}
	}
}

// harbour is a running connwiz serve in front of a stand.
type harbour struct {
	*stand
	address string
	log     *noise
	signals chan os.Signal
	code    chan int
	ended   func() int
	keys    map[string]ssh.Signer
	pems    map[string]string // files of the private keys
	rights  string            // the rights file
}

// The guests of a harbour: ana may do everything, ron only read, sal only what
// begins with "shop", and mia has other people's names only.
func guestRights(prints map[string]string) string {
	return fmt.Sprintf(`keys:
- {name: ana, key: %q, profile: main, rights: write, connectors: ["*"], sessions: 300}
- {name: ron, key: %q, profile: main, rights: read-only, connectors: ["*"]}
- {name: sal, key: %q, profile: main, rights: write, connectors: ["shop*"]}
- {name: mia, key: %q, rights: write, connectors: ["x"]}
`, prints["ana"], prints["ron"], prints["sal"], prints["mia"])
}

// moor starts the service.
func moor(t testing.TB, flags ...string) *harbour {
	t.Helper()
	h := &harbour{
		stand: raise(t), log: newNoise(), signals: make(chan os.Signal, 1), code: make(chan int, 1),
		keys: map[string]ssh.Signer{}, pems: map[string]string{},
	}
	h.store("wiki", "connected", shop)
	lines, prints := "", map[string]string{}
	for _, name := range []string{"ana", "ron", "sal", "mia"} {
		key := h.newKey(name)
		lines += string(ssh.MarshalAuthorizedKey(key.PublicKey()))
		prints[name] = ssh.FingerprintSHA256(key.PublicKey())
	}
	if err := os.MkdirAll(filepath.Join(h.dir, "config", "connwiz"), 0o700); err != nil {
		t.Fatal(err)
	}
	h.plain("config/connwiz/profiles.yml", fmt.Sprintf("profiles:\n  main: {url: %q}\n", h.url))
	h.rights = h.plain("rights.yml", guestRights(prints))
	args := append([]string{
		"serve", "--listen", "127.0.0.1:0", "--authorized-keys", h.plain("keys", lines), "--rights", h.rights,
		"--state-dir", filepath.Join(h.dir, "state"), "--audit-log", filepath.Join(h.dir, "audit.log"),
		"--ready-file", filepath.Join(h.dir, "ready"), "--url", "http://127.0.0.1:1",
	}, flags...)
	streams := Streams{
		In: strings.NewReader(""), Out: io.Discard, Err: h.log, Now: time.Now, Pace: h.pace, Signals: h.signals, Environ: h.environ,
		Getenv: func(name string) string {
			return map[string]string{
				"XDG_CONFIG_HOME": filepath.Join(h.dir, "config"), "ELASTICSEARCH_URL": "http://127.0.0.1:2", "TERM": "servers-own",
			}[name]
		},
	}
	go func() { h.code <- Run(context.Background(), streams, Build{Version: "test"}, args) }()
	h.address, _, _ = strings.Cut(h.log.wait(t, "msg=serving address="), " ")
	h.ended = sync.OnceValue(h.stop)
	t.Cleanup(func() { h.ended() })
	return h
}

// stop stops the service and returns its exit code.
func (h *harbour) stop() int {
	select {
	case h.signals <- syscall.SIGTERM:
	default:
	}
	select {
	case code := <-h.code:
		return code
	case <-time.After(60 * time.Second):
		h.t.Errorf("the service doesn't end:\n%s", h.log)
		return -1
	}
}

// plain writes a file that others can't change.
func (h *harbour) plain(name, content string) string {
	h.t.Helper()
	path := filepath.Join(h.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

func (h *harbour) newKey(name string) ssh.Signer {
	h.t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		h.t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, name)
	if err != nil {
		h.t.Fatal(err)
	}
	key, err := ssh.NewSignerFromKey(private)
	if err != nil {
		h.t.Fatal(err)
	}
	h.keys[name] = key
	h.pems[name] = h.plain(name+".key", string(pem.EncodeToMemory(block)))
	return key
}

// session opens a session.
func (h *harbour) session(t testing.TB, name string) *ssh.Session {
	t.Helper()
	_, s := h.login(t, name)
	return s
}

func (h *harbour) login(t testing.TB, name string) (*ssh.Client, *ssh.Session) {
	t.Helper()
	c, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{
		User: "wizard", Auth: []ssh.AuthMethod{ssh.PublicKeys(h.keys[name])}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, h.log)
	}
	t.Cleanup(func() { _ = c.Close() })
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

// ask runs a command line as a guest.
func (h *harbour) ask(t testing.TB, name, in, line string) ran {
	t.Helper()
	var out, fail bytes.Buffer
	c, s := h.login(t, name)
	defer c.Close() //nolint:errcheck // it has done its part
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(in), &out, &fail
	err := s.Run(line)
	code := 0
	if exit := new(ssh.ExitError); errors.As(err, &exit) {
		code = exit.ExitStatus()
	} else if err != nil {
		t.Fatalf("%q: %v\n%s", line, err, h.log)
	}
	return ran{code, out.String(), fail.String()}
}

// visitor is a guest at a terminal.
type visitor struct {
	*screentest.Display
	session *ssh.Session
	keys    io.WriteCloser
}

// visit opens a session with a terminal.
func (h *harbour) visit(t testing.TB, name, line string) *visitor {
	t.Helper()
	v := &visitor{Display: screentest.NewDisplay(t, 80, 24), session: h.session(t, name)}
	v.session.Stdout, v.session.Stderr = v.Display, v.Display
	keys, err := v.session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	v.keys = keys
	if err := v.session.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := v.session.Start(line); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *visitor) press(keys string) { _, _ = io.WriteString(v.keys, keys) }

// exit waits for the end of the session.
func (v *visitor) exit(t testing.TB) int {
	t.Helper()
	exit := new(ssh.ExitError)
	if err := v.session.Wait(); errors.As(err, &exit) {
		return exit.ExitStatus()
	} else if err != nil {
		t.Fatal(err)
	}
	return 0
}

func TestGuestsHaveTheCommandsForScripts(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for line, c := range map[string]struct {
		in, out, err string
		code         int
	}{
		"list":                             {out: "shop"},
		"show shop port":                   {out: "5432"},
		"show shop --output json":          {out: `"id": "shop"`},
		"check shop":                       {out: ""},
		"check --schema - --output json":   {in: shop, out: `"valid"`},
		"set shop 'host=db 1' --dry-run":   {out: "db 1"},
		"set shop --values - --dry-run":    {in: "port: 5433", out: "5433"},
		"set shop --stdin token --dry-run": {in: "s3cr3t-token", out: "token"},
		"set shop token=s3cr3t-token":      {code: 2, err: "ssh HOST set"},
		"show nobody":                      {code: 4, err: "ssh HOST list"},
		"set shop port=x":                  {code: 3, err: "port"},
		"show shop; rm -rf /":              {code: 2, err: "there is no shell"},
		"show 'shop":                       {code: 2, err: "left open"},
		"help":                             {out: "connwiz"},
		"set --help":                       {out: "--stdin"},
	} {
		got := h.ask(t, "ana", c.in, line)
		if got.code != c.code || !strings.Contains(got.out, c.out) || !strings.Contains(got.err, c.err) {
			t.Errorf("%s: exit %d\nout: %.400s\nerr: %s", line, got.code, got.out, got.err)
		}
		if strings.Contains(got.out+got.err, "s3cr3t") {
			t.Errorf("%s: shows a secret\n%s%s", line, got.out, got.err)
		}
	}
	if len(h.puts()) != 0 {
		t.Errorf("something was written: %v", h.puts())
	}
	if strings.Contains(h.log.String(), "s3cr3t") {
		t.Errorf("the log holds a secret:\n%s", h.log)
	}
}

func TestNothingOfTheServerIsInReachOfGuests(t *testing.T) {
	t.Parallel()
	h := moor(t)
	secret := h.plain("secret", "the server's own secret")
	for _, line := range []string{
		"sh", "bash -c id", "/bin/sh", "scp -f /etc/passwd", "sftp-server", "serve --listen :1", "demo", "demo --listen 127.0.0.1:0",
		"profile list", "profile add x --url http://h", "apikey shop --show", "config-yml shop", "create --name x", "index shop search-x",
		"schedule shop --full daily", "register shop --schema " + secret, "schema shop", "wait shop --for connected", "doctor", "diff shop --values -",
		"action list", "setup", "setup shop", "completion bash", "man", "version", "--version", "__complete show x", "__completeNoDesc set shop --from-file x",
		"--output json __complete list --config " + secret,
		"list --url http://127.0.0.1:1", "list --cloud-id x", "list --api-key-file " + secret, "list --ca-cert " + secret, "list --ca-fingerprint 00",
		"list --insecure", "list --profile main", "list --config " + secret, "list --kibana-url http://h", "list --kibana-api-key-file " + secret, "list --space x",
		"list --log-file " + secret, "list --log-file=" + secret + " --debug", "list --audit-log " + secret, "--profile=main list", "--config " + secret,
		"set shop --from-file host=" + secret, "set shop --from-file=host=" + secret, "set shop --from-env host=TERM", "set shop --from-command 'host=id'",
		"set shop --values " + secret, "set shop --values=./" + secret, "set shop --values /dev/stdin", "set --all --service-type shopdb host=x --yes",
		"set --ids-from - host=x --yes", "set --ids-from " + secret + " host=x --yes", "set shop host=x --failed-to " + secret,
		"check --schema " + secret, "check --schema - --values " + secret, "check --lint --schema=/etc/passwd", "check shop --values " + secret,
		"set shop --no-such-flag", "edit shop", "configure", "configure shop", "edit shop token", "list\x00", "list \x1b[2J", "list \xff",
	} {
		got := h.ask(t, "ana", "", line)
		if got.code != 2 {
			t.Errorf("%q: exit %d\nout: %.300s\nerr: %s", line, got.code, got.out, got.err)
		}
		if strings.Contains(got.out+got.err, "own secret") || strings.Contains(got.out+got.err, "\x1b") {
			t.Errorf("%q says %q %q", line, got.out, got.err)
		}
	}
	if raw, err := os.ReadFile(secret); err != nil || string(raw) != "the server's own secret" {
		t.Errorf("the file is %q, %v", raw, err)
	}
	if len(h.puts()) != 0 {
		t.Errorf("something was written: %v", h.puts())
	}
	if got := h.ask(t, "ana", "", "list"); got.code != 0 {
		t.Errorf("afterwards: %+v", got)
	}
}

func TestRightsAreEnforcedBelowTheCommands(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for _, c := range []struct {
		who, line string
		code      int
		has, not  string
	}{
		{"ron", "show shop", 0, "Host", ""},
		{"ron", "set shop host=changed", 6, "only reading is allowed here", ""},
		{"ron", "set shop host=changed --force", 6, "only reading is allowed here", ""},
		{"ron", "set shop --as-is", 6, "only reading is allowed here", ""},
		{"ron", "sync shop", 6, "only reading is allowed here", ""},
		{"sal", "list", 0, "shop", "wiki"},
		{"sal", "list --output json", 0, `"count": 1`, "wiki"},
		{"sal", "show shop", 0, "Host", ""},
		{"sal", "show wiki", 4, "connector [wiki] not found", ""},
		{"sal", "check wiki", 4, "connector [wiki] not found", ""},
		{"sal", "set wiki host=changed", 4, "connector [wiki] not found", ""},
		{"sal", "sync wiki", 4, "connector [wiki] not found", ""},
		{"sal", "show _search", 4, "not found", ""},
		{"sal", "show ../_cat/indices", 2, "slash", ""},
		{"sal", "show shop/_secret", 2, "slash", ""},
		{"sal", "show shop%2F..%2Fwiki", 4, "not found", ""},
		{"mia", "list", 7, "", "wiki"}, // the service's own cluster, which is not there
	} {
		got := h.ask(t, c.who, "", c.line)
		if got.code != c.code || !strings.Contains(got.out+got.err, c.has) || c.not != "" && strings.Contains(got.out+got.err, c.not) {
			t.Errorf("%s: %s: exit %d\nout: %.300s\nerr: %s", c.who, c.line, got.code, got.out, got.err)
		}
	}
	if len(h.puts()) != 0 {
		t.Errorf("something was written: %v", h.puts())
	}
	if got := h.ask(t, "sal", "", "set shop host=changed"); got.code != 0 {
		t.Errorf("who may write can't: %+v", got)
	}
}

func TestEverySaveLeavesALineThatSaysWho(t *testing.T) {
	t.Parallel()
	h := moor(t)
	if got := h.ask(t, "sal", "s3cr3t-token", "set shop --stdin token host=new.example"); got.code != 0 {
		t.Fatalf("%+v", got)
	}
	h.ask(t, "ron", "", "set shop host=x")
	raw, err := os.ReadFile(filepath.Join(h.dir, "audit.log"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	print := ssh.FingerprintSHA256(h.keys["sal"].PublicKey())
	for i, wants := range [][]string{
		{`"user":"sal"`, `"key":"` + print + `"`, `"client":"127.0.0.1"`, `"connector":"shop"`, `"token"`, `"host"`, `"outcome":"updated"`, `"exit":0`},
		{`"user":"ron"`, `"outcome":"refused"`, `"exit":6`},
	} {
		for _, want := range wants {
			if i >= len(lines) || !strings.Contains(lines[i], want) {
				t.Errorf("line %d lacks %s:\n%s", i+1, want, raw)
			}
		}
	}
	for _, want := range []string{"msg=saved", "name=sal", "connector=shop", "outcome=updated", `msg="command failed"`, "code=not_allowed"} {
		if !strings.Contains(h.log.String(), want) {
			t.Errorf("the log lacks %s:\n%s", want, h.log)
		}
	}
	if all := string(raw) + h.log.String(); strings.Contains(all, "s3cr3t") || strings.Contains(all, "new.example") {
		t.Errorf("a value is told:\n%s", all)
	}
}

func TestAGuestConfiguresInTheWizard(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "sal", "configure shop")
	v.WaitFor("Review changes")
	v.press("x")
	v.WaitFor("db.example.comx")
	v.press("\x13")
	v.WaitFor("Enter")
	v.Settle()
	v.press("\r")
	v.WaitFor("Configuration updated")
	v.press("\x03")
	if code := v.exit(t); code != 8 && code != 0 && code != 130 {
		t.Errorf("exit code %d\n%s", code, v.Dump())
	}
	if v.Alternate() {
		t.Error("the terminal was not given back")
	}
	if puts := h.puts(); len(puts) != 1 || fmt.Sprint(puts[0]) != "map[host:db.example.comx]" {
		t.Errorf("wrote %v", puts)
	}
}

func TestAloneAGuestChoosesFromWhatIsInSight(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "sal", "")
	v.WaitFor("1 connector")
	if strings.Contains(v.Screen(), "wiki") {
		t.Errorf("the list shows more:\n%s", v.Screen())
	}
	v.press("\x03")
	if code := v.exit(t); code != 130 {
		t.Errorf("exit code %d", code)
	}
}

func TestLineModeWorksOverSSHToo(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "edit shop password --plain")
	v.WaitFor("Password")
	v.Settle()
	v.press("s3cr3t-new\r")
	v.WaitFor("y or n")
	v.Settle()
	v.press("y\r")
	v.WaitFor("Configuration updated")
	v.press("\x03")
	v.exit(t)
	if strings.Contains(v.Log(), "s3cr3t") {
		t.Errorf("the secret was echoed:\n%s", v.Log())
	}
	if puts := h.puts(); len(puts) != 1 || fmt.Sprint(puts[0]) != "map[password:s3cr3t-new]" {
		t.Errorf("wrote %v", puts)
	}
}

func TestDraftsAreKeptForEachKeyApart(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes")
	v.press("-anas-draft")
	v.WaitFor("anas-draft")
	_ = v.session.Close() // the link drops
	h.log.wait(t, `msg="session ended"`)

	other := h.visit(t, "sal", "configure shop")
	other.WaitFor("Review changes")
	if strings.Contains(other.Screen(), "anas-draft") || strings.Contains(other.Screen(), "typed") {
		t.Errorf("another key sees the draft:\n%s", other.Screen())
	}
	again := h.visit(t, "ana", "configure shop")
	again.WaitFor("not sent: host")
	again.Settle()
	again.press("\r")
	again.WaitFor("anas-draft")
}

func TestTwoHundredWizardsSeeOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	h := moor(t, "--max-sessions", "200")
	var all sync.WaitGroup
	for i := range 20 {
		c, first := h.login(t, "ana")
		_ = first.Close()
		all.Go(func() { h.typeOften(t, c, i) })
	}
	all.Wait()
	if strings.Contains(h.log.String(), "typed-by-") {
		t.Error("the log tells what was typed")
	}
}

// typeOften opens ten forms on a connection and types something else into each.
func (h *harbour) typeOften(t *testing.T, c *ssh.Client, number int) {
	screens := make([]*noise, 10)
	for i := range screens {
		s, err := c.NewSession()
		if err != nil {
			t.Error(err)
			return
		}
		screens[i] = newNoise()
		s.Stdout = screens[i]
		keys, _ := s.StdinPipe()
		if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Start("configure shop")); err != nil {
			t.Error(err)
			return
		}
		screens[i].wait(t, "Review changes")
		_, _ = fmt.Fprintf(keys, "typed-by-%d-%d.", number, i)
	}
	for i, screen := range screens {
		mine := fmt.Sprintf("typed-by-%d-%d.", number, i)
		screen.wait(t, mine)
		if n := strings.Count(screen.String(), "typed-by-"); n != strings.Count(screen.String(), mine) {
			t.Errorf("%s sees others: %q", mine, screen)
		}
	}
}

func TestASilentTerminalSeesAFrameAtOnce(t *testing.T) {
	t.Parallel()
	h := moor(t)
	v := h.visit(t, "ana", "configure shop")
	v.WaitFor("Review changes") // nothing is asked, so nothing is waited for
	if log := v.Log(); strings.Contains(log, "\x1b]11;?") || strings.Contains(log, "\x1b[c") || strings.Contains(log, "\x1b[6n") {
		t.Errorf("the terminal was asked: %q", log)
	}
}

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
	for _, broken := range []string{"keys: [", strings.Replace(string(good), "main", "nowhere", 1)} {
		h.plain("rights.yml", broken)
		h.signals <- syscall.SIGHUP
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
	keys := h.plain("keys", string(ssh.MarshalAuthorizedKey(key.PublicKey())))
	rights := h.plain("rights.yml", "keys: [{name: ana, key: "+ssh.FingerprintSHA256(key.PublicKey())+", profile: nowhere, rights: write, connectors: [a]}]")
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nobody connects
	for line, want := range map[string]string{
		"serve": "nobody could log in",
		"serve --authorized-keys " + s.dir + "/none":                         "no such file",
		"serve --authorized-keys " + keys + " --rights " + s.dir + "/none":   "no such file",
		"serve --authorized-keys " + keys + " --rights " + rights:            "nowhere",
		"serve --authorized-keys " + keys + " --max-sessions 0":              "at least 1",
		"serve --authorized-keys " + keys + " --host-key " + keys:            "not a private key",
		"serve --authorized-keys " + keys + " --listen " + l.Addr().String(): "address already in use",
	} {
		if got := s.run("", strings.Fields(line)...); got.code != 2 || !strings.Contains(got.err, want) {
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
