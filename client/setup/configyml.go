package setup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"connwiz/client"
	"connwiz/client/serviceconfig"
	"connwiz/schema"
)

// ConfigEntry says what config.yml shall say of a connector.
type ConfigEntry struct {
	Connector string // id
	// Key is the encoded API key; empty leaves the one that is there. It stays the
	// caller's, whatever comes of the file.
	Key schema.Secret
	// ReplaceKey replaces another key that is there.
	ReplaceKey bool
	// Path is the file; "" is the guide's.
	Path string
}

func (g *Guide) path(e ConfigEntry) string {
	if e.Path == "" {
		return g.o.ConfigFile
	}
	return e.Path
}

func (g *Guide) entry(c client.Summary, e ConfigEntry) serviceconfig.Connector {
	return serviceconfig.Connector{
		ID: c.ID, ServiceType: c.ServiceType, APIKey: e.Key, Host: g.o.Address, ReplaceKey: e.ReplaceKey,
	}
}

// WriteConfig is the action that puts a connector into config.yml, which is created
// or extended: comments and other lines stay, a backup is made, its mode is 0600.
// Its report has File.
//
// Errors: *[serviceconfig.Error], of which Differs has both states, redacted, and
// nothing was written; *[serviceconfig.FileError] for a file or disk that can't be
// written; *[NotReadyError] for a connector without a service type, or that Elastic
// runs; *[client.Error].
func (g *Guide) WriteConfig(e ConfigEntry) Action { return &configuring{g: g, e: e} }

type configuring struct {
	g *Guide
	e ConfigEntry
}

// Step is the step.
func (a *configuring) Step() Step { return ConfigYML }

func (a *configuring) read(ctx context.Context) (serviceconfig.Connector, error) {
	c, err := a.g.summary(ctx, a.e.Connector)
	switch {
	case err != nil:
		return serviceconfig.Connector{}, err
	case c.Native:
		return serviceconfig.Connector{}, &NotReadyError{
			Step: ConfigYML, First: Connector,
			Reason: fmt.Sprintf("connector %q is run by Elastic, not by a service of yours", c.ID),
		}
	case c.ServiceType == "":
		return serviceconfig.Connector{}, &NotReadyError{
			Step: ConfigYML, First: Connector,
			Reason: fmt.Sprintf("connector %q has no service type", c.ID),
		}
	}
	return a.g.entry(c, a.e), nil
}

// rehearse finds out what would become of a file.
func rehearse(path string, c serviceconfig.Connector) (edit serviceconfig.Edit, exists bool, err error) {
	raw, err := serviceconfig.Read(path)
	defer clear(raw)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return edit, false, serviceconfig.NewFileError("read", path, err)
	}
	exists = err == nil
	edit, err = serviceconfig.Extend(raw, c)
	clear(edit.Reveal())
	return edit, exists, err
}

// Plan says what will be done.
func (a *configuring) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: ConfigYML}
	c, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	path := a.g.path(a.e)
	edit, exists, err := rehearse(path, c)
	if err != nil {
		return p, err
	}
	p.Warnings = edit.Warnings
	if len(edit.Changes) == 0 {
		return p, nil
	}
	p.Writes = []Write{{File: path}}
	if !exists {
		p.Sentences = []string{fmt.Sprintf("create %s, which only its owner may read", path)}
	} else {
		p.Sentences = []string{
			fmt.Sprintf("extend %s; all other lines and comments stay as they are", path),
			"keep the file as it is now beside it, as a backup",
		}
	}
	p.Sentences = append(p.Sentences, "set in it: "+strings.Join(edit.Changes, ", "))
	return p, nil
}

// Do writes the file.
func (a *configuring) Do(ctx context.Context) (Report, error) {
	r := Report{Step: ConfigYML, ConnectorID: a.e.Connector}
	c, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	out, err := a.g.o.WriteConfig(a.g.path(a.e), c, a.g.o.Now())
	if err != nil {
		return r, err
	}
	r.File, r.Warnings, r.Undo = &out, out.Warnings, undoFile(out)
	r.Next = "start the connector service, or restart it"
	switch {
	case out.Created:
		r.Did = []string{"created " + out.Path}
	case len(out.Changes) == 0:
		r.Did = []string{out.Path + " says it all already"}
	default:
		r.Did = []string{"extended " + out.Path}
	}
	if out.Backup != "" {
		r.Did = append(r.Did, "the file as it was: "+out.Backup)
	}
	return r, nil
}

// undoFile says how a file becomes what it was.
func undoFile(out serviceconfig.Outcome) []string {
	switch {
	case out.Created:
		return []string{"rm " + serviceconfig.ShellArg(out.Path)}
	case out.Backup != "":
		return []string{"mv " + serviceconfig.ShellArg(out.Backup) + " " + serviceconfig.ShellArg(out.Path)}
	}
	return nil
}

// StartCommands are the ways to start a connector service, ready to be copied.
type StartCommands struct {
	Version string
	// AskVersion is true where the version has to be asked for: a serverless
	// cluster's says nothing, or it isn't known. The commands are "" then.
	AskVersion bool
	Docker     string // several lines
	Source     string // several lines
	// Notes are what else to know, such as how a container sees this machine.
	Notes []string
}

// StartCommands tells how to start the connector service with config.yml. An empty
// version is the cluster's, which is asked for. Its error is a
// *[serviceconfig.VersionError], or that of a context that has ended.
func (g *Guide) StartCommands(ctx context.Context, version string) (StartCommands, error) {
	if version == "" {
		info, err := g.o.Client.Info(ctx)
		if ctx.Err() != nil {
			return StartCommands{}, fmt.Errorf("ask for the version: %w", ctx.Err())
		}
		if err != nil || info.Serverless() || info.Version == "" {
			return StartCommands{AskVersion: true}, nil //nolint:nilerr // a person knows it as well
		}
		version = info.Version
	}
	return g.startCommands(version)
}

func (g *Guide) startCommands(version string) (StartCommands, error) {
	start := serviceconfig.Start{Version: version, ConfigFile: g.o.ConfigFile}
	c := StartCommands{Version: version}
	var err error
	if c.Docker, err = start.Docker(); err != nil {
		return c, err
	}
	if c.Source, err = start.Source(); err != nil {
		return c, err
	}
	if host := g.o.Address; strings.Contains(host, "://localhost") || strings.Contains(host, "://127.") {
		c.Notes = append(c.Notes, "Docker Desktop has a network of its own: there, localhost in "+
			filepath.Base(g.o.ConfigFile)+" must be host.docker.internal")
	}
	c.Notes = append(c.Notes, "the service reads its file when it starts: restart it after a change")
	return c, nil
}
