package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"connwiz/client"
	"connwiz/client/quartz"
	"connwiz/client/serviceconfig"
)

func (o *doctorOptions) connection(ctx context.Context, c *client.Client) (client.Info, bool) {
	info, err := c.Info(ctx)
	switch {
	case err == nil:
		o.ok("connection", "%s, cluster %s, version %s", c.Host(), info.ClusterName, info.Version)
		return info, true
	case denied(err) && status(err) == 403:
		// Without the privilege monitor the rest may work all the same.
		o.doubt("connection", "the cluster's version is not known: "+err.Error(), "give this user or key the cluster privilege monitor")
		return info, true
	}
	o.broken("connection", err)
	return info, false
}

func status(err error) int {
	var request *client.Error
	if errors.As(err, &request) {
		return request.Status
	}
	return 0
}

// caller looks at who asks. A cluster without security has no such endpoint.
func (o *doctorOptions) caller(ctx context.Context, c *client.Client, info client.Info) {
	who, err := c.WhoAmI(ctx)
	if err != nil {
		o.doubt("caller", "who you are is not known: "+err.Error(), "")
		return
	}
	if who.ByAPIKey() {
		o.ok("caller", "API key %s of user %s; it can't mint keys for connectors", who.KeyID, who.Username)
	} else {
		o.ok("caller", "user %s", who.Username)
	}
	wanted := client.Privileges{Cluster: []string{"monitor", "manage_connector"}}
	if !strings.HasPrefix(info.Version, "8.") {
		o.privileges(ctx, c, wanted)
		return
	}
	// Before 9.0 the indices of connectors decide.
	o.privileges(ctx, c, client.Privileges{
		Cluster: []string{"monitor"},
		Index:   map[string][]string{".elastic-connectors-v1": {"read", "write"}, ".elastic-connectors-sync-jobs-v1": {"read", "write"}},
	})
}

func (o *doctorOptions) privileges(ctx context.Context, c *client.Client, wanted client.Privileges) {
	missing, err := c.Missing(ctx, wanted)
	if err != nil {
		o.doubt("privileges", "what you may do is not known: "+err.Error(), "")
		return
	}
	if missing.None() {
		o.ok("privileges", "to read and change connectors")
		return
	}
	lacking := strings.Join(missing.Cluster, ", ")
	for name := range missing.Index {
		if lacking != "" {
			lacking += ", "
		}
		lacking += "on " + name + ": " + strings.Join(missing.Index[name], " and ")
	}
	o.bad(exitNotAllowed, "privileges", "missing: "+lacking, "give this user or key these privileges, or ask with another: --api-key-file FILE")
}

func (o *doctorOptions) licence(ctx context.Context, c *client.Client) {
	l, err := c.License(ctx)
	switch {
	case err != nil:
		o.doubt("licence", "the licence is not known: "+err.Error(), "")
	case l.Status != "active":
		o.bad(exitFailed, "licence", fmt.Sprintf("the licence (%s) is %s", l.Type, l.Status), "renew it in Kibana: Stack Management, License Management")
	case l.DocumentLevelSecurity():
		o.ok("licence", "%s", l.Type)
	default:
		o.ok("licence", "%s: without document level security", l.Type)
	}
}

// all looks at every connector from afar.
func (o *doctorOptions) all(ctx context.Context, c *client.Client) {
	all, err := c.All(ctx, client.Filter{}, nil)
	if err != nil {
		o.broken("connectors", err)
		return
	}
	var failed []string
	for _, one := range all {
		if one.Status == client.Failed {
			failed = append(failed, one.ID)
		}
	}
	switch {
	case len(all) == 0:
		o.doubt("connectors", "there are none yet", "create one: connwiz create --service-type TYPE")
	case len(failed) > 0:
		o.bad(exitNoVerdict, "connectors", fmt.Sprintf("%d of %d have the status error", len(failed), len(all)), "see why: "+about("doctor", failed[0]))
	default:
		o.ok("connectors", "%d, none with the status error", len(all))
	}
}

func (o *doctorOptions) connector(ctx context.Context, c *client.Client, id string) {
	s, err := c.Summary(ctx, id)
	if err != nil {
		o.broken("connector", err)
		return
	}
	if s.ServiceType == "" {
		o.bad(exitInvalid, "connector", "it has no service type: no service will take it", "create another one: connwiz create --service-type TYPE")
	} else {
		o.ok("connector", "%s, service type %s", s.Name, s.ServiceType)
	}
	o.index(ctx, c, s)
	o.key(ctx, c, s)
	if o.configYML != "" {
		o.configFile(s)
	}
	o.heartbeat(s)
	o.status(ctx, c, s)
	o.schedules(ctx, c, s)
	o.lastSync(s)
}

func (o *doctorOptions) index(ctx context.Context, c *client.Client, s client.Summary) {
	if s.IndexName == "" {
		o.bad(exitInvalid, "index", "no index is attached: no sync can start", about("index", s.ID)+" search-NAME")
		return
	}
	state, err := c.Index(ctx, s.IndexName)
	switch {
	case denied(err):
		o.doubt("index", s.IndexName+": whether it exists is not known, these credentials may not look", "")
	case err != nil:
		o.broken("index", err)
	case !state.Exists:
		o.ok("index", "%s: not there yet, the first sync creates it", s.IndexName)
	case !state.Mapped:
		o.doubt("index", s.IndexName+" has no mappings: syncs into an index that the connector service didn't create fail", "delete the index, the first sync creates it")
	default:
		o.ok("index", "%s", s.IndexName)
	}
}

func (o *doctorOptions) key(ctx context.Context, c *client.Client, s client.Summary) {
	key, err := c.RecordedKey(ctx, s.ID)
	switch {
	case err != nil:
		o.broken("API key", err)
	case key.ID == "":
		o.doubt("API key", "none is recorded: the service may use another one", aboutWith("apikey", s.ID, "--config-yml config.yml"))
	case s.Native && key.SecretID == "":
		o.doubt("API key", key.ID+" is recorded, but no secret that holds it", aboutWith("apikey", s.ID, "--replace"))
	default:
		o.ok("API key", "%s is recorded", key.ID)
	}
}

func (o *doctorOptions) configFile(s client.Summary) {
	const check = "config.yml"
	hint := aboutWith("config-yml", s.ID, flagFor("--file", o.configYML))
	info, err := os.Stat(o.configYML)
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(o.configYML)
	}
	if errors.Is(err, fs.ErrNotExist) {
		o.bad(exitUsage, check, fmt.Sprintf("%q isn't there", o.configYML), hint)
		return
	}
	if err != nil {
		o.broken(check, fileError("--config-yml", o.configYML, err))
		return
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil {
		o.broken(check, err)
		return
	}
	entry, listed := view.Find(s.ID)
	switch {
	case !listed:
		o.bad(exitInvalid, check, "the connector is not listed: the service won't look at it", hint)
	case entry.ServiceType != s.ServiceType && !strings.Contains(entry.ServiceType, "$"):
		o.bad(exitConflict, check, fmt.Sprintf("the entry says service type %q, the connector %q", entry.ServiceType, s.ServiceType), "correct the entry")
	case !view.Credentials:
		o.doubt(check, "the section elasticsearch has no credentials: the service uses its defaults", hint)
	case info.Mode().Perm()&0o077 != 0:
		o.doubt(check, fmt.Sprintf("others may read it: its mode is %#o", info.Mode().Perm()), "chmod 600 "+shellArg(o.configYML))
	default:
		o.ok(check, "the connector is listed")
	}
}

func (o *doctorOptions) heartbeat(s client.Summary) {
	now := o.streams.Now()
	switch {
	case s.LastSeen.IsZero():
		o.bad(exitNoVerdict, "heartbeat", "no connector service has ever checked in", "start one that lists it: "+about("config-yml", s.ID))
	case now.Sub(s.LastSeen) > staleService:
		o.bad(exitNoVerdict, "heartbeat", "the connector service last checked in "+ago(now, s.LastSeen),
			"see whether it runs, and its log: a value that it can't convert stops it from looking: "+about("check", s.ID))
	default:
		o.ok("heartbeat", "%s", ago(now, s.LastSeen))
	}
}

func (o *doctorOptions) status(ctx context.Context, c *client.Client, s client.Summary) {
	switch s.Status {
	case client.Connected:
		o.ok("status", "%s", s.Status)
	case client.Failed:
		o.refused(ctx, c, s)
	case client.Created:
		o.doubt("status", "created: the service has not registered its configuration yet", aboutWith("wait", s.ID, "--for needs_configuration"))
	case client.NeedsConfiguration:
		o.doubt("status", "needs_configuration", about("configure", s.ID))
	default:
		o.doubt("status", string(s.Status)+": the service has not looked at it yet", aboutWith("wait", s.ID, "--for connected"))
	}
}

// refused tells what the service reports, and where to look for it.
func (o *doctorOptions) refused(ctx context.Context, c *client.Client, s client.Summary) {
	whole, err := c.Get(ctx, s.ID)
	if err != nil {
		o.bad(exitNoVerdict, "status", "error: "+redactAllQuoted(s.Error), about("check", s.ID))
		return
	}
	r := refusalOf(whole)
	o.bad(exitNoVerdict, "status", "error: "+r.message, r.hint)
}

func (o *doctorOptions) schedules(ctx context.Context, c *client.Client, s client.Summary) {
	all, err := c.Schedules(ctx, s.ID)
	if err != nil {
		o.broken("schedule", err)
		return
	}
	on := 0
	for _, kind := range client.JobTypes() {
		if !all[kind].Enabled {
			continue
		}
		on++
		described := describeSchedule(kind, all[kind], o.streams.Now())
		for _, w := range described.Warnings {
			o.doubt("schedule", described.Type+": "+w, about("schedule", s.ID))
		}
		if parsed, err := quartz.Parse(all[kind].Interval); err == nil && len(described.Warnings) == 0 {
			o.ok("schedule", "%s: %s", described.Type, parsed.Words())
		}
	}
	if on == 0 {
		o.doubt("schedule", "none is on: syncs start only by hand", aboutWith("schedule", s.ID, `--full "daily 02:30"`))
	}
}

func (o *doctorOptions) lastSync(s client.Summary) {
	switch client.JobStatus(s.LastSyncStatus) {
	case "":
		o.doubt("last sync", "there was none yet", aboutWith("sync", s.ID, "--watch"))
	case client.JobFailed:
		o.bad(exitFailed, "last sync", "error: "+redactAllQuoted(s.LastSyncError), "try again: "+aboutWith("sync", s.ID, "--watch"))
	case client.JobCanceled:
		o.doubt("last sync", "canceled", "try again: "+aboutWith("sync", s.ID, "--watch"))
	default:
		o.ok("last sync", "%s", s.LastSyncStatus)
	}
}
