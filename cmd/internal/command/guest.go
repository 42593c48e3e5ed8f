package command

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"connwiz/client"
	"connwiz/client/audit"
	"connwiz/client/profile"
	"connwiz/cmd/internal/serve"
	"connwiz/ui/text"
)

// guest is somebody who came over SSH (see connwiz serve) and runs commands in this
// process, but is not its owner. What its owner has is out of reach: files,
// environment, profiles, signals, terminal.
type guest struct {
	grant serve.Grant
	log   *slog.Logger
	// find finds the cluster of the grant; its errors are for the owner.
	find   func(serve.Grant) (profile.Endpoints, error)
	drafts string // the folder of the key's own
	who    audit.Who
	record func(audit.Entry) error
	over   func() error
	told   sync.Map // what the log was told already
}

// runGuest runs the command line of a session.
func (o *serveOptions) runGuest(ctx context.Context, s *serve.Session) int {
	streams := o.guestStreams(s)
	words, err := guestWords(s.Command)
	if err != nil {
		a := &app{streams: streams, secrets: text.NewRedactor()}
		return a.report(newRoot(a), usagef("connwiz --help", "%v", err))
	}
	s.Log.Info("command", "command", verbOf(words))
	return Run(ctx, streams, o.build, words)
}

// guestStreams are everything that a session has.
func (o *serveOptions) guestStreams(s *serve.Session) Streams {
	return Streams{
		In: s.In, Out: s.Out, Err: s.Err, Link: s.Link(), Mute: s.Mute(), Signals: s.Signals,
		Width: s.Width(), ErrTerminal: s.Width() > 0, Getenv: s.Getenv, Now: o.streams.Now, Pace: o.streams.Pace,
		Environ: func() []string { return nil },
		guest: &guest{
			grant: s.Grant, log: s.Log, find: o.endpoints, drafts: o.draftsOf(s.Grant),
			who:    audit.Who{User: s.Grant.Name, Key: s.Grant.Fingerprint, Host: o.host, Client: s.Client},
			record: o.recorder(s.Log), over: s.Over,
		},
	}
}

// guestWords splits a command line, which comes as one text. There is no shell, so
// nothing in it is expanded, and what only a shell can do is refused.
func guestWords(line string) ([]string, error) {
	bad := func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' }
	if !utf8.ValidString(line) || strings.ContainsFunc(line, bad) {
		return nil, usagef("", "the command line holds control characters")
	}
	return splitWords(line)
}

// verbOf is the command for the log. Of other words nobody knows whether they are
// secrets that were typed into the wrong place.
func verbOf(words []string) string {
	if len(words) == 0 {
		return "configure"
	}
	if _, known := guestCommands()[words[0]]; known {
		return words[0]
	}
	return "another one"
}

// connectGuest returns a client of the guest's cluster that does no more than the
// guest may.
func (a *app) connectGuest(g *guest) (*client.Client, func(), error) {
	at, err := g.find(g.grant)
	if err != nil {
		return nil, nil, g.unusable(err)
	}
	a.endpoints = at
	// The client takes the credentials out of what the server says. Here they would
	// show by the hole that a right guess leaves.
	cfg := a.settings()
	cfg.Scope = &client.Scope{ReadOnly: !g.grant.Write, Sees: g.grant.Sees, Found: g.found, Trouble: g.trouble, Over: g.over}
	c, done, err := a.clientFor(cfg)
	if err != nil {
		return nil, nil, g.unusable(err)
	}
	return c, func() {
		done()
		at.APIKey.Wipe()
		at.Password.Wipe()
	}, nil
}

// unusable is the error of a cluster that can't even be asked. Why is for the owner:
// it may name the server's files.
func (g *guest) unusable(why error) error {
	g.log.Error("the cluster can't be used", "profile", g.grant.Profile, "error", why.Error())
	return tell(exitFailed, "failed", "the cluster of this key can't be used now", askTheOwner)
}

// found notes which connectors a session is about. Before they were found nobody
// knows whether a word is the id of one, or a secret in the wrong place.
func (g *guest) found(id string) { g.logOnce(slog.LevelInfo, "connector", "connector", id) }

// trouble notes why the cluster doesn't answer.
func (g *guest) trouble(why string) {
	g.logOnce(slog.LevelWarn, "the cluster can't be used", "error", why)
}

// logOnce notes what a session comes upon often.
func (g *guest) logOnce(level slog.Level, message, key, value string) {
	if _, again := g.told.LoadOrStore(message+" "+value, true); !again {
		g.log.Log(context.Background(), level, message, key, value)
	}
}

// logged notes in the log of the service what a guest has done.
func (a *app) logged(message string, details ...any) {
	if g := a.streams.guest; g != nil {
		g.log.Info(message, details...)
	}
}

// readOnly reports whether this is a guest whose key may only read.
func (a *app) readOnly() bool {
	g := a.streams.guest
	return g != nil && !g.grant.Write
}

// mayWrite refuses a guest of a read-only key what would only be refused at its end.
func (a *app) mayWrite(id string) error {
	if a.readOnly() {
		return tell(exitNotAllowed, "not_allowed", fmt.Sprintf("connector %q: only reading is allowed here", id), askTheOwner)
	}
	return nil
}

// hostFor is what a cluster is called on the screen: guests are told its profile,
// not its address.
func (a *app) hostFor(address string) string {
	switch g := a.streams.guest; {
	case g == nil:
		return address
	case g.grant.Profile != "":
		return g.grant.Profile
	}
	return "this cluster"
}

// askTheOwner is the hint where a guest can't help himself.
const askTheOwner = "ask whoever runs this service: its log says more"

// guestHint is a hint as a guest can follow it.
func guestHint(hint string) string {
	if strings.Contains(hint, "--stdin") && strings.Contains(hint, "--from-") {
		return "ssh HOST set ID --stdin FIELD < FILE"
	}
	for _, rest := range strings.Split(hint, "connwiz ")[1:] {
		verb, _, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		if _, known := guestCommands()[verb]; !known && !strings.HasPrefix(verb, "--help") {
			return askTheOwner
		}
	}
	for _, word := range strings.Fields(hint) {
		name, isFlag := strings.CutPrefix(strings.Trim(word, ",;()"), "--")
		name, _, _ = strings.Cut(name, "=")
		if isFlag && name != "" && !knownToGuests(name) {
			return askTheOwner
		}
	}
	if strings.Contains(hint, "_API_KEY") || strings.Contains(hint, "_URL") {
		return askTheOwner
	}
	// ssh takes an option right behind the host for one of its own.
	hint = strings.ReplaceAll(hint, "connwiz --help", "connwiz help")
	return strings.ReplaceAll(hint, "connwiz ", "ssh HOST ")
}

// crashed tells of a panic by its stack: a guest has no use for that, and the owner
// has.
func (g *guest) crashed(stack []byte) { g.log.Error("panic", "stack", string(stack)) }

// recorder writes a line for every save, into the log and into the audit log.
func (o *serveOptions) recorder(log *slog.Logger) func(audit.Entry) error {
	return func(e audit.Entry) error {
		log.Info("saved", "connector", e.Connector, "fields", strings.Join(e.Fields, ","), "outcome", string(e.Outcome),
			"client", e.Client, "key", e.Key)
		if o.record == nil {
			return nil
		}
		return o.record.Write(e)
	}
}

// draftsOf is the folder of a key's drafts, apart from those of every other one.
func (o *serveOptions) draftsOf(g serve.Grant) string {
	return filepath.Join(o.stateDir, "drafts", hexOf(g.Fingerprint))
}

// guestMachine is what profiles may use while a guest's cluster is looked up: the
// environment without what would win over the profile, and nobody to ask.
func guestMachine(m profile.Machine) profile.Machine {
	getenv := m.Getenv
	m.Getenv = func(name string) string {
		if strings.HasPrefix(name, "ELASTICSEARCH_") || strings.HasPrefix(name, "KIBANA_") || name == "CONNWIZ_PROFILE" {
			return ""
		}
		return getenv(name)
	}
	return m
}

// unattendedMachine is the machine of a service: nobody is there to be asked.
func (o *serveOptions) unattendedMachine() profile.Machine {
	m := o.machine()
	m.Ask = nil
	if m.Patience == 0 {
		m.Patience = 5 * time.Second
	}
	return m
}
