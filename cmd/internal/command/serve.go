package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"

	"connwiz/client/audit"
	"connwiz/client/profile"
	"connwiz/cmd/internal/serve"
	"connwiz/ui/unsent"

	"github.com/spf13/cobra"
)

const serveExamples = `  # everybody with a key may look at the connectors of one cluster
  connwiz serve --profile production --authorized-keys ~/.ssh/authorized_keys

  # say who may do what, and keep a record
  connwiz serve --listen :2222 --authorized-keys keys --rights rights.yml --audit-log audit.log

  # as a service
  connwiz serve --print-unit > /etc/systemd/system/connwiz.service`

// serveOptions are the inputs of serve.
type serveOptions struct {
	*app
	listen    string
	files     serve.Files
	hostKey   string
	stateDir  string
	readyFile string
	printUnit bool
	limits    serve.Limits

	record *audit.Log // nil: the log has to do
	host   string     // the name of this machine
}

func newServe(a *app) *cobra.Command {
	o := &serveOptions{app: a, limits: serve.DefaultLimits()}
	cmd := &cobra.Command{
		Use:     "serve --authorized-keys FILE",
		Short:   "Serve the wizard over SSH",
		Long:    strings.TrimSpace(serve.Manual),
		Example: serveExamples,
		Args:    exactly(0, 0),
		RunE:    a.sit(func(ctx context.Context, _ []string) error { return o.run(ctx) }),
	}
	fs := cmd.Flags()
	fs.StringVar(&o.listen, "listen", ":2222", "take connections on `ADDRESS`")
	fs.StringVar(&o.files.AuthorizedKeys, "authorized-keys", "", "`FILE` with the public keys that may log in")
	fs.StringVar(&o.files.Rights, "rights", "", "YAML `FILE` that says what each key may do (without: read everything)")
	fs.StringVar(&o.hostKey, "host-key", "", "`FILE` with the service's own key, made if it isn't there")
	fs.StringVar(&o.stateDir, "state-dir", "", "`FOLDER` for drafts and the host key")
	fs.StringVar(&o.readyFile, "ready-file", "", "`FILE` that is there while connections are taken")
	fs.IntVar(&o.limits.Sessions, "max-sessions", o.limits.Sessions, "`NUMBER` of sessions at the same time")
	fs.BoolVar(&o.printUnit, "print-unit", false, "print a unit for systemd, and do nothing")
	return cmd
}

func (o *serveOptions) run(ctx context.Context) error {
	if o.printUnit {
		_, err := io.WriteString(o.streams.Out, serve.Unit)
		return err
	}
	if o.files.AuthorizedKeys == "" {
		return usagef("connwiz serve --authorized-keys ~/.ssh/authorized_keys", "nobody could log in: name the keys that may")
	}
	if o.limits.Sessions < 1 {
		return usagef("--max-sessions 200", "--max-sessions must be at least 1")
	}
	o.hush()
	log, closeLog, err := o.serviceLog()
	if err != nil {
		return err
	}
	defer o.closeLog(closeLog)
	access, err := o.load()
	if err != nil {
		return err
	}
	if err := o.prepare(); err != nil {
		return err
	}
	defer o.closeRecord()
	return o.serve(ctx, log, access)
}

// serviceLog is the log of the service: a file if there is to be one, else standard
// error, where a service manager reads.
func (o *serveOptions) serviceLog() (*slog.Logger, io.Closer, error) {
	if o.global.logFile != "" {
		return o.logger()
	}
	return slog.New(slog.NewTextHandler(o.streams.Err, nil)), io.NopCloser(nil), nil
}

// prepare finds or makes what the service keeps.
func (o *serveOptions) prepare() error {
	if o.stateDir == "" {
		o.stateDir = stateDir(o.streams.Getenv)
	}
	if o.stateDir == "" {
		return usagef("connwiz serve --state-dir FOLDER", "no folder for drafts and the host key is known")
	}
	if o.hostKey == "" {
		o.hostKey = filepath.Join(o.stateDir, "host_ed25519")
	}
	o.host, _ = os.Hostname()
	if o.global.audit == "" {
		return nil
	}
	record, err := audit.Open(o.global.audit)
	if err != nil {
		return usagef("name another file: --audit-log FILE", "%v", err)
	}
	o.record = record
	return nil
}

// closeRecord closes the audit log.
func (o *serveOptions) closeRecord() {
	if o.record == nil {
		return
	}
	if err := o.record.Close(); err != nil {
		o.warn(err.Error())
	}
}

// stateDir is where the service keeps what outlives it, "" when unknown.
func stateDir(getenv func(string) string) string {
	given, _, _ := strings.Cut(getenv("STATE_DIRECTORY"), ":") // by systemd; there may be several
	if filepath.IsAbs(given) {
		return given
	}
	if drafts := unsent.Dir(getenv); drafts != "" {
		return filepath.Join(filepath.Dir(drafts), "serve")
	}
	return ""
}

// load reads who may come in, and looks whether their clusters can be found.
func (o *serveOptions) load() (*serve.Access, error) {
	access, err := o.files.Load()
	if err != nil {
		return nil, usagef("see what the files look like: connwiz help serve", "%v", err)
	}
	tried := map[string]bool{}
	for _, g := range access.Grants() {
		if tried[g.Profile] {
			continue
		}
		tried[g.Profile] = true
		at, err := o.endpoints(g)
		if err != nil {
			return nil, fmt.Errorf("the cluster of the key %q: %w", g.Name, err)
		}
		at.APIKey.Wipe()
		at.Password.Wipe()
	}
	return access, nil
}

// endpoints finds the cluster of a key: that of its profile, or the service's own.
func (o *serveOptions) endpoints(g serve.Grant) (profile.Endpoints, error) {
	if g.Profile == "" {
		return o.unattendedMachine().Load(o.global.where)
	}
	return guestMachine(o.unattendedMachine()).Load(profile.Flags{Profile: g.Profile})
}

// serve takes connections until a signal ends that.
func (o *serveOptions) serve(ctx context.Context, log *slog.Logger, access *serve.Access) error {
	key, made, err := serve.HostKey(o.hostKey)
	if err != nil {
		return usagef("name another file: --host-key FILE", "%v", err)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return usagef("connwiz serve --listen :2222", "--listen: listen on %q: %v", o.listen, cause(err))
	}
	server := serve.New(serve.Config{HostKey: key, Access: access, Limits: o.limits, Log: log, Run: o.runGuest})
	notes(log, access)
	signals, ignore := o.signals()
	defer ignore()
	if err := o.ready(l.Addr().String()); err != nil {
		return errors.Join(err, l.Close())
	}
	log.Info("serving", "address", l.Addr().String(), "host_key", fingerprint(key), "made", made, "keys", len(access.Grants()))
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(ctx, l) }()
	return o.wait(log, server, signals, stop, ended)
}

// hexOf is a name for files that stands for a fingerprint.
func hexOf(fingerprint string) string {
	sum := sha256.Sum256([]byte(fingerprint))
	return hex.EncodeToString(sum[:])
}
