package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

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
		"nonsense":                         {code: 2, err: "hint: see the commands: ssh HOST help"},
		"list --url http://h":              {code: 2, err: "hint: leave it out"},
		"set shop --from-file token=f":     {code: 2, err: "hint: values come from standard input: ssh HOST set"},
		"edit shop token":                  {code: 2, err: "ssh -t HOST COMMAND; without one: ssh HOST set shop --stdin token < FILE"},
		"":                                 {code: 2, err: "hint: ask for one: ssh -t HOST"},
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

// The memory of the service is everybody's.
func TestGuestsSendOnlySoMuch(t *testing.T) {
	t.Parallel()
	h := moor(t)
	large := `{"host": "` + strings.Repeat("x", maxGuestFile) + `"}`
	for _, line := range []string{"check --schema -", "set shop --values -", "set shop --stdin token"} {
		got := h.ask(t, "ana", large, line)
		if got.code != 2 || !strings.Contains(got.err, "larger than 1 MB") {
			t.Errorf("%s: exit %d\n%.200s", line, got.code, got.err)
		}
	}
	if len(h.puts()) != 0 {
		t.Error("something was written")
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
	h.log.wait(t, `msg="flag refused"`)
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
		{"sal", "show wiki", 4, `connector "wiki": not found`, ""},
		{"sal", "check wiki", 4, `connector "wiki": not found`, ""},
		{"sal", "set wiki host=changed", 4, `connector "wiki": not found`, ""},
		{"sal", "sync wiki", 4, `connector "wiki": not found`, ""},
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
