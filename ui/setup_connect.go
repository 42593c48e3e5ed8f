package ui

import (
	"context"
	"net/url"
	"strings"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/client/setup"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// connectChapter is the first step: which cluster, and as whom.
type connectChapter struct {
	trip *trip
	ask  *draft.Draft
	// asking is set while another cluster is asked for than that of the link.
	asking bool
	keep   keepChapter
}

// The questions of the first step.
const (
	askAddress = "address"
	askMethod  = "method"
	askUser    = "username"
	askPass    = "password"
	askKey     = "api_key"
	askTrust   = "trust"
	askCA      = "ca_cert"
	askPrint   = "ca_fingerprint"
)

// newConnectChapter asks for a cluster where none is named yet.
func newConnectChapter(t *trip) *connectChapter {
	address := ""
	if t.link != nil {
		address = t.link.Address // Other credentials are often for the same cluster.
	}
	return &connectChapter{trip: t, asking: t.link == nil, ask: connectQuestions(address), keep: keepChapter{trip: t}}
}

// connectQuestions are what a connection takes.
func connectQuestions(address string) *draft.Draft {
	return questions(
		fieldOf{name: askAddress, label: "Address", value: address, example: "https://es.example.com:9200",
			help: "The URL of Elasticsearch, or an Elastic Cloud id: copy it whole from the deployment's page."},
		fieldOf{name: askMethod, label: "Sign in with", value: "password", help: "An API key can do everything but mint another key, which step 4 wants.",
			options: []answerOf{{"password", "User name and password"}, {"key", "API key"}, {"none", "Nothing: the cluster asks for nothing"}}},
		fieldOf{name: askUser, label: "User name", example: "elastic", when: [2]string{askMethod, "password"}},
		fieldOf{name: askPass, label: "Password", secret: true, when: [2]string{askMethod, "password"},
			help: "It is used here, and kept only where you say so in the next question."},
		fieldOf{name: askKey, label: "API key", secret: true, when: [2]string{askMethod, "key"},
			help: "As Kibana shows it: encoded, or as id:api_key."},
		fieldOf{name: askTrust, label: "Certificate", value: "system", help: "How to know that this is the cluster that you mean.",
			options: []answerOf{{"system", "Trusted by this machine"}, {"file", "Signed by a CA in a file"}, {"print", "Known by its fingerprint"}}},
		fieldOf{name: askCA, label: "CA file", example: "/etc/elasticsearch/certs/http_ca.crt", help: "A PEM file.", when: [2]string{askTrust, "file"}},
		fieldOf{name: askPrint, label: "Fingerprint", help: "SHA-256 of a certificate in the chain, in hex; Elasticsearch prints it when it first starts.",
			when: [2]string{askTrust, "print"}},
	)
}

// arrive has nothing to read: what is true was read on the way.
func (c *connectChapter) arrive() turn {
	c.keep.begin()
	return turn{}
}

// wipe forgets what was typed.
func (c *connectChapter) wipe() {
	c.ask.Wipe()
	c.keep.wipe()
}

// mend knows a way out for a profile that can't be saved.
func (c *connectChapter) mend(failed error, _ turn) (page, bool) { return c.keep.mend(failed) }

// page asks for a cluster, or shows what it is.
func (c *connectChapter) page() page {
	switch {
	case c.asking:
		return c.askPage()
	case c.keep.asking():
		return c.keep.page()
	}
	return c.factsPage()
}

// askPage asks where the cluster is and as whom to ask it.
func (c *connectChapter) askPage() page {
	p := page{name: "ask", heading: "Connect",
		about:   "Where Elasticsearch is, and as whom to ask it. Nothing is changed by this step.",
		fields:  c.ask,
		asks:    c.asks,
		notes:   c.judge(),
		choices: []choice{{label: "Connect and test", help: "Asks who you are there, and what you may do.", take: c.connect}},
	}
	if c.trip.link != nil {
		p.back = func() turn { c.asking = false; return turn{} }
		p.choices = append(p.choices, choice{label: "Stay with", about: c.trip.e.host, take: p.back})
	}
	return p
}

// judge says what is wrong with an address, as it is typed.
func (c *connectChapter) judge() []remark {
	address := answer(c.ask, askAddress)
	if address == "" {
		return nil
	}
	cfg, problem := addressOf(address)
	if problem != "" {
		return remarks(bad, problem)
	}
	if u, err := url.Parse(cfg.URL); err == nil && u.Scheme == "http" && !loopback(u.Hostname()) && answer(c.ask, askMethod) != "none" {
		return remarks(warning, "With http:// everybody on the way can read your credentials.")
	}
	return nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

// addressOf reads a URL or a cloud id.
func addressOf(typed string) (cfg client.Config, problem string) {
	u, err := url.Parse(typed)
	switch {
	case err == nil && u.Scheme != "" && u.Host != "" && u.User != nil:
		return cfg, "Leave the user name and the password out of the address: they have questions of their own."
	case err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return client.Config{URL: typed}, ""
	case strings.Contains(typed, "://"):
		return cfg, "An address begins with https:// or http://."
	}
	if _, _, err := client.CloudURLs(typed); err == nil {
		return client.Config{CloudID: typed}, ""
	}
	return cfg, "Begin with https:// or http://, or copy a cloud id whole."
}

// connect makes a link and tests it.
func (c *connectChapter) connect() turn {
	cfg, problem := c.config()
	if problem != nil {
		return failing(problem)
	}
	t, connect := c.trip, c.trip.o.Connect
	id, file, now := t.id, t.configFile, t.e.now
	return turn{busy: "Asking the cluster", job: func(ctx context.Context) (func() turn, error) {
		l, err := connect(cfg)
		if err != nil {
			return nil, err
		}
		guide := setup.New(setup.Options{Client: l.Client, Address: l.Address, ConfigFile: file, Now: now})
		s, err := guide.Survey(ctx, id)
		return func() turn { return c.connected(l, s, err) }, err
	}}
}

// connected takes a link over, also one that doesn't answer: what was typed is
// still there.
func (c *connectChapter) connected(l *Link, s *setup.Survey, err error) turn {
	c.trip.links = append(c.trip.links, l)
	if err != nil {
		return turn{}
	}
	c.trip.use(l)
	c.trip.take(s)
	c.asking = false
	where, _ := c.where()
	c.trip.typed, c.trip.profile = &where, ""
	if cfg, err := c.config(); err == nil && s.Fact(setup.Connect).Standing == setup.Done {
		return c.keep.offer(cfg)
	}
	return turn{}
}

// failing is a turn that only fails.
func failing(err error) turn {
	return turn{job: func(context.Context) (func() turn, error) { return nil, err }}
}

// where is the cluster that was typed, without credentials.
func (c *connectChapter) where() (client.Config, error) {
	address := answer(c.ask, askAddress)
	cfg, problem := addressOf(address)
	switch {
	case address == "":
		return cfg, &setup.InputError{Field: "address", Reason: "it is missing"}
	case problem != "":
		return cfg, &setup.InputError{Field: "address", Reason: problem}
	}
	if c.asks(askTrust) {
		cfg.CACertFile, cfg.CAFingerprint = answer(c.ask, askCA), answer(c.ask, askPrint)
	}
	return cfg, nil
}

// asks reports whether a question makes sense for the address that is typed: without
// TLS there is no certificate to know the cluster by.
func (c *connectChapter) asks(question string) bool {
	switch question {
	case askTrust, askCA, askPrint:
		return !strings.HasPrefix(strings.ToLower(answer(c.ask, askAddress)), "http://")
	}
	return true
}

// config is what was typed. Its secrets are copies, since the link keeps them.
func (c *connectChapter) config() (client.Config, error) {
	cfg, err := c.where()
	if err != nil {
		return cfg, err
	}
	switch answer(c.ask, askMethod) {
	case "password":
		cfg.Username, cfg.Password = answer(c.ask, askUser), c.copied(askPass)
		if cfg.Username == "" || cfg.Password.Empty() {
			return cfg, &setup.InputError{Field: "user name and password", Reason: "one of them is missing"}
		}
	case "key":
		if cfg.APIKey = profile.APIKey(c.copied(askKey).Reveal()); cfg.APIKey.Empty() {
			return cfg, &setup.InputError{Field: "API key", Reason: "it is missing"}
		}
		c.trip.learn(cfg.APIKey) // In the form that is sent, too.
	}
	return cfg, nil
}

// copied is a copy of a secret that was typed, known to the choke point.
func (c *connectChapter) copied(name string) schema.Secret {
	s := secretAnswer(c.ask, name)
	if s.Empty() {
		return s
	}
	c.trip.learn(s)
	return schema.NewSecret([]byte(string(s.Reveal())))
}
