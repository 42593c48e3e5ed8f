package command

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"connwiz/client"
	"connwiz/client/profile"

	"github.com/spf13/pflag"
)

// globals are the flags that every command has.
type globals struct {
	where   profile.Flags
	kibana  kibanaFlags
	timeout time.Duration
	output  format
	plain   bool
	noColor bool
	ascii   bool
	theme   choice
	// renderer says who draws the wizard.
	renderer choice
	logFile  string
	debug    bool
	audit    string
}

// register binds the flags.
func (g *globals) register(fs *pflag.FlagSet) {
	fs.StringVar(&g.where.URL, "url", "", "`URL` of Elasticsearch, without credentials")
	fs.StringVar(&g.where.CloudID, "cloud-id", "", "Elastic Cloud `ID`, instead of --url")
	fs.StringVar(&g.where.APIKeyFile, "api-key-file", "", "`FILE` that holds the API key, encoded or as id:api_key")
	fs.StringVar(&g.where.CACertFile, "ca-cert", "", "PEM `FILE` with the certificates to trust")
	fs.StringVar(&g.where.CAFingerprint, "ca-fingerprint", "", "SHA-256 `HEX` of a certificate to trust")
	fs.BoolVar(&g.where.Insecure, "insecure", false, "don't verify certificates")
	fs.StringVar(&g.where.Profile, "profile", "", "`NAME` of a saved cluster")
	fs.StringVar(&g.where.ConfigFile, "config", "", "connectors config.yml `FILE` to read the cluster from")
	g.kibana.register(fs)
	fs.DurationVar(&g.timeout, "timeout", 30*time.Second, "`DURATION` of one request")
	g.output = "text"
	fs.Var(&g.output, "output", "text, json or yaml; set --dry-run: also curl")
	fs.BoolVar(&g.plain, "plain", false, "ask one line at a time, without a screen (also: ACCESSIBLE=1)")
	fs.BoolVar(&g.noColor, "no-color", false, "no colours in the wizard")
	fs.BoolVar(&g.ascii, "ascii", false, "only ASCII characters in the wizard and in tables")
	g.theme = choice{value: "auto", among: []string{"auto", "dark", "light"}}
	fs.Var(&g.theme, "theme", "auto, dark or light")
	g.renderer = choice{value: "cell", among: []string{"cell", "line"}}
	fs.Var(&g.renderer, "renderer", "cell sends the cells that changed, line the lines")
	fs.StringVar(&g.logFile, "log-file", "", "`FILE` to log requests to (method, path and status)")
	fs.BoolVar(&g.debug, "debug", false, "log more")
	fs.StringVar(&g.audit, "audit-log", "", "`FILE` to append a line to for every save: who, what, never values")
}

// check refuses what the flags can't mean; a dry run can be told as curl would
// make it.
func (g *globals) check(dryRun bool) error {
	if g.timeout <= 0 {
		return usagef("--timeout 30s", "--timeout must be longer than nothing")
	}
	if g.debug && g.logFile == "" {
		return usagef("--debug --log-file connwiz.log", "--debug needs a file to log to")
	}
	if g.output == "curl" && !dryRun {
		return usagef("connwiz set ID FIELD=VALUE --dry-run --output curl", "--output curl is for set --dry-run only")
	}
	return nil
}

// connect finds out where Elasticsearch is and returns a client; it makes no
// request. The function gives back what the client holds.
func (a *app) connect() (*client.Client, func(), error) {
	if g := a.streams.guest; g != nil {
		return a.connectGuest(g)
	}
	a.hush()
	at, err := a.machine().Load(a.global.where)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range at.Warnings {
		a.warn(w)
	}
	a.endpoints = at
	a.credentials.AddAPIKey(at.APIKey)
	a.credentials.AddCredentials(at.Username, at.Password)
	a.secrets.Include(a.credentials)
	return a.clientFor(a.settings())
}

// settings are those that the cluster is asked with, once connected.
func (a *app) settings() client.Config {
	at := a.endpoints
	return client.Config{
		URL: at.URL, CloudID: at.CloudID, APIKey: at.APIKey, Username: at.Username, Password: at.Password,
		CACertFile: at.CACertFile, CAFingerprint: at.CAFingerprint, Insecure: at.Insecure,
	}
}

// clientFor makes a client with what all clients here have. The function gives back
// what the client holds.
func (a *app) clientFor(cfg client.Config) (*client.Client, func(), error) {
	log, closer, err := a.logger()
	if err != nil {
		return nil, nil, err
	}
	cfg.Timeout, cfg.Log, cfg.UserAgent = a.global.timeout, log, "connwiz/"+a.build.Version
	cfg.Pause = a.streams.Pace.First // zero: the client's own
	var c *client.Client
	var failed error
	err = a.interruptibly(func() { c, failed = client.New(cfg) }) // which reads certificates
	if err == nil && failed != nil {
		err = asSettings(failed)
	}
	if err != nil {
		return nil, nil, errors.Join(err, closer.Close())
	}
	return c, func() {
		c.Close()
		a.closeLog(closer)
	}, nil
}

// hush keeps the secrets that come now out of core dumps.
func (a *app) hush() {
	if a.streams.Hush == nil {
		return
	}
	if err := a.streams.Hush(); err != nil {
		a.warn(fmt.Sprintf("a crash could leave secrets in a core file: %v", err))
	}
}

// settingsHint is what to do about settings that can't be meant.
const settingsHint = "see where they come from: connwiz help environment"

// asSettings makes what client.New refuses an error of usage: it has made no
// request yet, so only settings can be wrong.
func asSettings(err error) error {
	var settings *client.Error
	if errors.As(err, &settings) {
		return usagef(settingsHint, "%s", settings.Reason)
	}
	return usagef(settingsHint, "%v", err)
}

// logger opens the log file. The file may tell which connectors exist, so that
// only its owner may read it.
func (a *app) logger() (*slog.Logger, io.Closer, error) {
	if a.global.logFile == "" || a.streams.guest != nil {
		return nil, io.NopCloser(nil), nil
	}
	var f *os.File
	var err error
	if ended := a.interruptibly(func() { f, err = os.OpenFile(a.global.logFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600) }); ended != nil {
		return nil, nil, ended
	}
	if err != nil {
		return nil, nil, usagef("name another file: --log-file FILE",
			"open log file %q: %v", a.global.logFile, withoutPath(err))
	}
	level := slog.LevelInfo
	if a.global.debug {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: level})), f, nil
}

// closeLog warns of a log that could not be written to its end.
func (a *app) closeLog(c io.Closer) {
	if err := c.Close(); err != nil {
		a.warn(fmt.Sprintf("close log file %q: %v", a.global.logFile, withoutPath(err)))
	}
}
