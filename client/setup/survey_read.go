package setup

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"connwiz/client"
	"connwiz/client/serviceconfig"
)

// jobsRead is how many of the last sync jobs a survey reads.
const jobsRead = 10

// readCluster asks the cluster who it is and who the caller is. Only no answer at
// all is an error: without the privilege monitor the rest may work all the same.
func (g *Guide) readCluster(ctx context.Context, s *Survey) {
	c := &s.Cluster
	c.Host, c.CanMint = g.o.Client.Host(), true
	info, err := g.o.Client.Info(ctx)
	if err != nil && !forbidden(err) {
		s.errs[Connect] = err
		return
	}
	c.Info = info
	c.doubt("the cluster's version is not known", err)
	if known, fresh := g.remembered(info); fresh && err == nil {
		*c = known
		return
	}
	if c.Identity, err = g.o.Client.WhoAmI(ctx); err == nil {
		c.CanMint = !c.Identity.ByAPIKey()
	}
	c.doubt("who you are is not known", err)
	c.License, err = g.o.Client.License(ctx)
	c.doubt("the licence is not known", err)
	c.Missing, err = g.o.Client.Missing(ctx, client.WantedPrivileges(info))
	c.doubt("what you may do is not known", err)
	g.remember(*c)
}

// doubt notes what could not be read.
func (c *Cluster) doubt(what string, err error) {
	if err != nil {
		c.warnings = append(c.warnings, what+": "+err.Error())
	}
}

// readConnector reads the connector and what belongs to it.
func (g *Guide) readConnector(ctx context.Context, s *Survey) {
	connector, err := g.o.Client.Get(ctx, s.ID)
	if err != nil {
		s.errs[Connector] = err
		return
	}
	s.Found = !connector.Deleted
	s.Connector, s.Configuration, s.Schedules = connector.Summary, connector.Configuration, connector.Schedules
	s.Key.Recorded, s.Features = connector.Key, connector.Features
	s.Verdict = connector.Configuration.Evaluate().Verdict()
	g.readIndex(ctx, s)
	g.readKey(ctx, s)
	page, err := g.o.Client.SyncJobs(ctx, client.JobFilter{ConnectorID: s.ID}, 0, jobsRead)
	s.Jobs, s.errs[Sync] = page.Results, err
}

func (g *Guide) readIndex(ctx context.Context, s *Survey) {
	s.Index.Name = s.Connector.IndexName
	if s.Index.Name == "" {
		return
	}
	state, err := g.o.Client.Index(ctx, s.Index.Name)
	if err != nil {
		s.errs[Index] = err
		return
	}
	s.Index.Known, s.Index.Exists, s.Index.Mapped = true, state.Exists, state.Mapped
}

// readKey asks whether the recorded key is still good. Who may not look gets no
// answer, which says nothing of the key.
func (g *Guide) readKey(ctx context.Context, s *Survey) {
	if s.Key.Recorded.ID == "" {
		return
	}
	info, err := g.o.Client.APIKeyInfo(ctx, s.Key.Recorded.ID)
	switch {
	case err == nil:
		s.Key.Known, s.Key.Valid, s.Key.Name = true, info.Valid(s.Taken), info.Name
	case reactionOf(err) == client.NotFound:
		s.Key.Known = true
	default:
		s.errs[APIKey] = err
	}
}

// readFileKey looks whether the key in config.yml is one for this connector that
// was never recorded.
func (g *Guide) readFileKey(ctx context.Context, s *Survey) {
	id := s.Config.KeyID
	if !s.Found || !s.Config.Listed || id == "" || id == s.Key.Recorded.ID || s.Key.Recorded.ID != "" && (!s.Key.Known || s.Key.Valid) {
		return
	}
	info, err := g.o.Client.APIKeyInfo(ctx, id)
	if err == nil && info.Valid(s.Taken) && info.Name == client.KeyName(s.Connector.IndexName) {
		s.Key.Unrecorded = id
	}
}

// readConfig reads config.yml. That it isn't there is no error.
func (g *Guide) readConfig(s *Survey) {
	s.Config.Path, s.Config.address = g.o.ConfigFile, g.o.Address
	raw, err := serviceconfig.Read(g.o.ConfigFile)
	defer clear(raw)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	s.Config.Exists = true
	if err != nil {
		s.errs[ConfigYML] = serviceconfig.NewFileError("read", g.o.ConfigFile, err)
		return
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil {
		s.errs[ConfigYML] = err
		return
	}
	s.Config.view(view, s.ID)
	if info, err := os.Stat(g.o.ConfigFile); err == nil {
		s.Config.Open = info.Mode().Perm()&0o077 != 0
	}
}

// reactionOf is what a failed request asks for; [client.Trouble] of any other
// error.
func reactionOf(err error) client.Reaction {
	var e *client.Error
	if errors.As(err, &e) {
		return e.Reaction
	}
	return client.Trouble
}

// forbidden reports whether the caller is known and may not do this one thing.
func forbidden(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.Status == 403
}

// missing reports whether the server lacks the endpoint.
func missing(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.NoEndpoint
}

// lost reports whether a request was sent and its answer was not seen: it may have
// been done.
func lost(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.Sent
}
