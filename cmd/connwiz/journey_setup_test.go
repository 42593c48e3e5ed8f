//go:build unix

package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

// The secrets of a newcomer, which must be nowhere but where they belong.
const (
	herPassword   = "CANARY0elastic"
	shopsPassword = "CANARY0shop"
)

// newcomer is a person with a cluster and a data source, and nothing between them.
type newcomer struct {
	*journey
	config string // of the connector service
	home   []string
}

// fresh is a cluster without any connector, which asks for a password.
func fresh(t *testing.T) *newcomer {
	t.Helper()
	es := emulator.New(emulator.Options{Username: "elastic", Password: herPassword})
	before := &front{cluster: es}
	link := emulator.NewFaulty(before)
	server := httptest.NewServer(link)
	t.Cleanup(server.Close)
	dir, err := os.MkdirTemp("", "cw") // t.TempDir names are longer than a line.
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	g := &newcomer{journey: &journey{t: t, es: es, front: before, link: link, url: server.URL}, config: filepath.Join(dir, "config.yml")}
	for _, v := range g.env() {
		if !strings.HasPrefix(v, "ELASTICSEARCH_URL=") {
			g.home = append(g.home, v)
		}
	}
	return g
}

// known is the environment of somebody who has said where the cluster is.
func (g *newcomer) known() []string {
	return append([]string{"ELASTICSEARCH_URL=" + g.url, "ELASTICSEARCH_USERNAME=elastic", "ELASTICSEARCH_PASSWORD=" + herPassword}, g.home...)
}

// sets starts the set-up.
func (g *newcomer) sets(env []string, args ...string) *arrival {
	g.t.Helper()
	o := screentest.Options{Silent: true, Shell: true, Env: env}
	args = append([]string{"setup", "--config-yml", g.config}, args...)
	return &arrival{seat: g.startIn(o, args...), g: g}
}

// startIn runs connwiz in a terminal with just this environment.
func (g *newcomer) startIn(o screentest.Options, args ...string) *seat {
	g.t.Helper()
	return sit(g.t, exec.Command("connwiz", args...), o)
}

// serves runs a connector service that knows the shop as a PostgreSQL.
func (g *newcomer) serves() {
	g.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	service := &emulator.Service{Idling: 20 * time.Millisecond, Schemas: map[string][]byte{"postgresql": []byte(shop)}}
	go func() { ended <- service.Run(ctx, g.es) }()
	g.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			g.t.Errorf("the connector service: %v", err)
		}
	})
}

// did counts the writes to a path that were taken.
func (g *newcomer) did(path string) (n int) {
	for _, r := range g.es.Requests() {
		if r.Path == path && (r.Method == http.MethodPut || r.Method == http.MethodPost) && r.Status < 300 {
			n++
		}
	}
	return n
}

// once fails unless every step was taken exactly once.
func (g *newcomer) once() {
	g.t.Helper()
	for _, path := range []string{
		"/_connector/orders", "/_connector/orders/_index_name", "/_security/api_key", "/_connector/orders/_api_key_id",
		"/_connector/orders/_configuration", "/_connector/orders/_scheduling", "/_connector/_sync_job",
	} {
		if n := g.did(path); n != 1 {
			g.t.Errorf("%d writes to %s, want 1", n, path)
		}
	}
}

// key is the API key that was minted, as it stands in config.yml.
func (g *newcomer) key() string {
	g.t.Helper()
	raw, err := os.ReadFile(g.config)
	if err != nil {
		g.t.Fatal(err)
	}
	found := regexp.MustCompile(`api_key: "?([A-Za-z0-9+/=_-]+)`).FindStringSubmatch(string(raw))
	if found == nil {
		g.t.Fatalf("there is no key in config.yml:\n%s", raw)
	}
	if strings.Contains(string(raw), herPassword) {
		g.t.Error("the password is in config.yml")
	}
	info, err := os.Stat(g.config)
	if err != nil || info.Mode().Perm() != 0o600 {
		g.t.Errorf("config.yml is %v, %v", info.Mode(), err)
	}
	return found[1]
}

// arrival is a person in front of the set-up.
type arrival struct {
	*seat
	g *newcomer
}

// takes presses Enter on a page that has stood a moment.
func (s *arrival) takes(focused, brings string) *arrival {
	s.t.Helper()
	s.WaitFor("▸ " + focused)
	s.submits()
	s.WaitFor(brings)
	return s
}

// agrees goes from a plan to its report.
func (s *arrival) agrees(report string) *arrival {
	s.t.Helper()
	return s.takes("Do it", report)
}

// connects types where the cluster is, and saves nothing.
func (s *arrival) connects() *arrival {
	s.t.Helper()
	s.WaitFor("▸ Address")
	s.does(s.g.url, s.g.url)
	s.does(screentest.Tab, "▸ Sign in with")
	s.does(screentest.Tab, "▸ User name")
	s.does("elastic", "elastic")
	s.does(screentest.Tab, "▸ Password")
	s.does(herPassword, strings.Repeat("•", len(herPassword)))
	s.does(screentest.Tab, "▸ Connect and test") // http:// has no certificate.
	s.takes("Connect and test", "Save this connection?")
	s.does(screentest.Tab, "▸ Go on")
	return s.takes("Go on", "You are elastic")
}

// creates makes the connector.
func (s *arrival) creates() *arrival {
	s.t.Helper()
	s.takes("Go on", "▸ Service type")
	s.does(screentest.Enter, "Amazon S3")
	s.does("post", "▸ PostgreSQL")
	s.does(screentest.Enter, "It will be called")
	s.does(screentest.Tab, "▸ Name")
	s.does("Orders", "with the id orders")
	s.Press(screentest.Tab, screentest.Tab)
	s.does(screentest.Tab, "▸ Create it")
	return s.takes("Create it", "PUT /_connector/orders").agrees("Created connector orders")
}

// attaches gives it an index.
func (s *arrival) attaches() *arrival {
	s.t.Helper()
	s.WaitFor("It is free.")
	s.Press(screentest.Tab)
	s.does(screentest.Tab, "▸ Attach it")
	return s.takes("Attach it", "This will be done").agrees("is attached.")
}

// mints gives it a key.
func (s *arrival) mints() *arrival {
	s.t.Helper()
	s.WaitFor("▸ Key")
	s.Press(screentest.Tab, screentest.Tab)
	s.does(screentest.Tab, "▸ Go on to the plan")
	return s.takes("Go on to the plan", "config.yml will say").agrees("Minted API key")
}

// waits for the service, which begins to run.
func (s *arrival) waits() *arrival {
	s.t.Helper()
	s.WaitFor("Wait for the service")
	s.g.serves()
	s.WaitFor("The schema is registered")
	return s
}

// configures fills the form in.
func (s *arrival) configures() *arrival {
	s.t.Helper()
	s.takes("Open the form", "Review changes")
	s.does("db.example.com", "db.example.com")
	s.Press(screentest.Tab)
	s.does(screentest.Tab, "▸ Sign in with")
	s.does(screentest.Right, "▸ Sign in with")
	s.does(screentest.Tab, "▸ Password")
	s.does(shopsPassword, strings.Repeat("•", len(shopsPassword)))
	s.does("\x13", "Enter sends")
	s.submits()
	s.WaitFor("connected: the connector service accepted it")
	s.does(screentest.Enter, "The service accepted it")
	return s
}

// schedules says when syncs start.
func (s *arrival) schedules() *arrival {
	s.t.Helper()
	s.WaitFor("Every day at 02:00 UTC")
	s.Press(screentest.Tab)
	s.does(screentest.Tab, "▸ Go on to the plan")
	return s.takes("Go on to the plan", "PUT /_connector/orders/_scheduling").agrees("Full syncs start")
}

// syncs starts the first sync.
func (s *arrival) syncs() *arrival {
	s.t.Helper()
	return s.takes("Start a sync", "POST /_connector/_sync_job").agrees("The sync is complete")
}

// hidesAll fails if a secret of the journey was ever drawn.
func (s *arrival) hidesAll() {
	s.t.Helper()
	s.hides(herPassword, shopsPassword, s.g.key())
}

func TestJourneyFromNothingToAFirstSync(t *testing.T) {
	t.Parallel()
	g := fresh(t)
	log, account := filepath.Join(t.TempDir(), "log"), filepath.Join(t.TempDir(), "account")
	s := g.sets(g.home, "--log-file", log, "--debug", "--audit-log", account)
	s.connects().creates().takes("Go on", "▸ Index").attaches().takes("Go on", "▸ Key").mints()
	s.takes("Go on", "How to start the service").takes("How to start the service", "docker run")
	s.takes("Go on", "Wait for the service").waits()
	s.takes("Go on", "Open the form").configures().takes("Go on", "▸ Full syncs").schedules()
	s.takes("Go on", "Start a sync").syncs()
	s.takes("Finish", "orders: set up, and synced")
	s.leaves(0)
	s.hidesAll()
	g.once()
	for _, name := range []string{log, account} {
		raw, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(raw), strings.TrimPrefix(g.url, "http://")) && name == account || len(raw) == 0 {
			t.Errorf("%s: %v\n%s", name, err, raw)
		}
		for _, secret := range []string{herPassword, shopsPassword, g.key()} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%q is in %s", secret, name)
			}
		}
	}
}

// The link drops after each step; the id alone is enough to go on where it was.
func TestJourneyOfASetUpThatIsKilledAfterEveryStep(t *testing.T) {
	t.Parallel()
	g := fresh(t)
	s := g.sets(g.known())
	s.WaitFor("You are elastic")
	s.creates()
	for _, next := range []func(*arrival) *arrival{
		(*arrival).attaches, (*arrival).mints, (*arrival).waits, (*arrival).configures, (*arrival).schedules, (*arrival).syncs,
	} {
		s.Signal(syscall.SIGHUP)
		s.leaves(129)
		s.WaitFor("to go on: connwiz setup orders")
		s.hidesAllButKey()
		s = next(g.sets(g.known(), "orders"))
	}
	s.takes("Finish", "orders: set up, and synced")
	s.leaves(0)
	s.hidesAll()
	g.once()
}

// hidesAllButKey is hidesAll before there is a key.
func (s *arrival) hidesAllButKey() {
	s.t.Helper()
	s.hides(herPassword, shopsPassword)
}

func TestJourneyFromNothingToAFirstSyncLineByLine(t *testing.T) {
	t.Parallel()
	g := fresh(t)
	s := g.sets(g.home, "--plain")
	answers := func(question string, answer string) {
		t.Helper()
		s.WaitLog(question)
		s.Mark()
		s.Send(answer + "\r")
	}
	answers("Address, required", g.url)
	answers("Sign in with", "")
	answers("User name", "elastic")
	answers("Password, required, hidden", herPassword)
	answers("Number", "1")
	answers("Save it", "") // the connection
	answers("Number", "1")
	answers("Number", "") // what the cluster is
	answers("Service type", "postgresql")
	answers("Name", "Orders")
	answers("Description", "")
	answers("Id", "")
	for range 3 { // create, do it, go on
		answers("Number", "1")
	}
	answers("Index", "")
	answers("Create it", "")
	for range 3 {
		answers("Number", "1")
	}
	answers("Key,", "")
	answers("It goes to", "")
	answers("config.yml (", "")
	for range 3 {
		answers("Number", "1")
	}
	answers("How to start the service", "2")
	s.WaitLog("Enter shows what else can be done.")
	g.serves()
	s.WaitLog("The schema is registered")
	answers("Number", "1")
	answers("Open the form", "1")
	answers("Host, required", "db.example.com")
	answers("Port", "")
	answers("Sign in with", "1")
	answers("Password, required, hidden", shopsPassword)
	answers("Encrypted", "")
	answers("Tables", "")
	answers("y or n", "y")
	s.WaitLog("The service accepted it.")
	answers("Number", "1")
	answers("Full syncs", "")
	answers("At (UTC)", "")
	for range 3 { // the plan, do it, go on
		answers("Number", "1")
	}
	answers("Start a sync", "1")
	answers("Do it", "1")
	s.WaitLog("The sync is complete.")
	answers("Finish", "1")
	s.leaves(0)
	s.hidesAll()
	g.once()
}

func TestDemoSetsAConnectorUpToAFinishedSync(t *testing.T) {
	t.Parallel()
	s := &arrival{seat: sit(t, exec.Command("connwiz", "demo"), screentest.Options{Silent: true, Env: fresh(t).home}), g: nil}
	s.WaitFor("postgresql")
	s.does(screentest.PageDown, "▸ Set up a new connector")
	s.takes("Set up a new connector", "Simulated: this demo plays")
	s.creates().takes("Go on", "▸ Index").attaches().takes("Go on", "▸ Key").mints().takes("Go on", "▸ How to start the service")
	s.does(screentest.Tab, "▸ Go on")
	s.takes("Go on", "The schema is registered")
	s.takes("Go on", "▸ Open the form").takes("Open the form", "Review changes")
	s.does("db.example.com", "db.example.com")
	s.Press(screentest.Tab)
	s.does(screentest.Tab, "▸ Database")
	s.does("shop", "shop")
	s.Press(screentest.Tab)
	s.does(screentest.Tab, "▸ User")
	s.does("bob", "bob")
	s.does(screentest.Tab, "▸ Password")
	s.does(shopsPassword, strings.Repeat("•", len(shopsPassword)))
	s.does("\x13", "Enter sends")
	s.submits()
	s.WaitFor("connected: the connector service accepted it")
	s.does(screentest.Enter, "The service accepted it")
	s.takes("Go on", "▸ Full syncs").schedules().takes("Go on", "▸ Start a sync").takes("Start a sync", "POST")
	s.agrees("documents a second")
	s.Press(screentest.CtrlC)
	if code := s.Exit(); code != 130 {
		t.Errorf("exit code %d", code)
	}
}

func TestConnwizAloneSetsUpWhereThereIsNoConnector(t *testing.T) {
	t.Parallel()
	for name, line := range map[string][]string{"on a screen": nil, "line by line": {"--plain"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := fresh(t)
			s := g.startIn(screentest.Options{Silent: true, Shell: true, Env: g.known()}, line...)
			s.WaitFor("You are elastic")
			s.Press(screentest.CtrlC)
			s.leaves(130)
			s.WaitFor("to begin again: connwiz setup")
		})
	}
}
