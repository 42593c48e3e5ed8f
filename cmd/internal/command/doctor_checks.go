package command

import (
	"cmp"
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/client/quartz"
	"connwiz/schema"
)

func (o *doctorOptions) connector(ctx context.Context, c *client.Client, id string) {
	whole, err := c.Get(ctx, id)
	if err != nil {
		o.broken("connector", err)
		return
	}
	s := whole.Summary
	addSecrets(o.secrets, whole.Configuration)
	if s.ServiceType == "" {
		o.bad(exitInvalid, "connector", "it has no service type: no service will take it", "create another one: connwiz create --service-type TYPE")
	} else {
		o.ok("connector", "%s, service type %s", cmp.Or(s.Name, s.ID), s.ServiceType)
	}
	o.index(ctx, c, s)
	o.key(ctx, c, whole)
	if o.configYML != "" {
		o.configFile(s, whole.Key)
	}
	o.strayKeys(ctx, c, whole)
	o.heartbeat(s)
	o.schema(whole)
	o.status(whole)
	o.values(whole)
	o.schedules(whole)
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

// key looks at the recorded key, and whether it is still good.
func (o *doctorOptions) key(ctx context.Context, c *client.Client, s *client.Connector) {
	const check = "API key"
	if s.Key.ID == "" && o.server.Before(8, 13) {
		o.ok(check, "this server can't record which one the connector has")
		return
	}
	if s.Key.ID == "" {
		o.doubt(check, "none is recorded: the service may use another one", aboutWith("apikey", s.ID, "--config-yml config.yml"))
		return
	}
	if s.Native && s.Key.SecretID == "" {
		o.doubt(check, s.Key.ID+" is recorded, but no secret that holds it", aboutWith("apikey", s.ID, "--replace"))
		return
	}
	another := aboutWith("apikey", s.ID, "--replace --config-yml config.yml")
	info, err := c.APIKeyInfo(ctx, s.Key.ID)
	switch {
	case isMissing(err):
		o.bad(exitInvalid, check, s.Key.ID+" is recorded, and there is no such key", another)
	case err != nil:
		o.ok(check, "%s is recorded; whether it is valid is not known", s.Key.ID)
	case info.Invalidated:
		o.bad(exitInvalid, check, s.Key.ID+" is recorded, and was invalidated", another)
	case !info.Valid(o.streams.Now()):
		o.bad(exitInvalid, check, s.Key.ID+" is recorded, and has expired", another)
	default:
		o.ok(check, "%s is recorded and valid", s.Key.ID)
	}
}

// strayKeys looks for keys like the connector's that nobody has recorded: what is
// left where minting one was broken off. Who may not look sees none.
func (o *doctorOptions) strayKeys(ctx context.Context, c *client.Client, s *client.Connector) {
	if s.IndexName == "" {
		return
	}
	all, err := c.APIKeysNamed(ctx, client.KeyName(s.IndexName))
	if err != nil {
		return
	}
	for _, k := range all {
		if k.ID != s.Key.ID && k.ID != o.used && k.Valid(o.streams.Now()) {
			o.doubt("API key", k.ID+" is for the same index, and recorded nowhere",
				fmt.Sprintf("if nothing uses it: DELETE /_security/api_key {\"ids\": [%q]}", k.ID))
		}
	}
}

// schema looks at what the service registered.
func (o *doctorOptions) schema(s *client.Connector) {
	if s.NoConfiguration {
		o.bad(exitInvalid, "schema", "the connector has no configuration, not even an empty one: the connector service fails on that with every poll",
			"register its service's schema: "+aboutWith("register", s.ID, "--schema configuration.json"))
		return
	}
	if s.Configuration.Empty() {
		o.doubt("schema", "no connector service has registered one", aboutWith("wait", s.ID, "--for needs_configuration"))
		return
	}
	flaws := 0
	for _, f := range s.Configuration.Lint() {
		if f.Severity == schema.SeverityError {
			flaws++
		}
	}
	if flaws > 0 {
		o.doubt("schema", "it has "+howMany(flaws, "error"), "for its author: "+about("schema", s.ID)+" | connwiz check --lint --schema -")
	} else {
		o.ok("schema", "%s", howMany(len(s.Configuration.Fields()), "field"))
	}
}

// values says what the service would say of the values. Before they are saved, and
// after they were refused, the status says enough.
func (o *doctorOptions) values(s *client.Connector) {
	v := s.Configuration.Evaluate().Verdict()
	message := redactor(s.Configuration)(v.Message)
	switch saved := s.Status == client.Configured || s.Status == client.Connected; {
	case s.Configuration.Empty():
	case v.Valid:
		o.ok("values", "the connector service would take them")
	case saved:
		o.bad(exitInvalid, "values", "the connector service will refuse them: "+message, about("configure", s.ID))
	default:
		o.doubt("values", "the connector service would refuse them: "+message, about("configure", s.ID))
	}
}

func (o *doctorOptions) heartbeat(s client.Summary) {
	now := o.streams.Now()
	switch {
	case s.LastSeen.IsZero():
		o.bad(exitNoVerdict, "heartbeat", "no connector service has ever checked in", "start one that lists it: "+about("config-yml", s.ID))
	case now.Sub(s.LastSeen) > staleService:
		o.bad(exitNoVerdict, "heartbeat", "the connector service last checked in "+ago(now, s.LastSeen),
			"see whether it runs, and its log; what its config.yml must say: "+about("config-yml", s.ID))
	default:
		o.ok("heartbeat", "%s", ago(now, s.LastSeen))
	}
}

func (o *doctorOptions) status(s *client.Connector) {
	switch s.Status {
	case client.Connected:
		o.ok("status", "%s", s.Status)
	case client.Failed:
		r := refusalOf(s)
		o.bad(exitNoVerdict, "status", "error: "+r.message, r.hint)
	case client.Created:
		o.doubt("status", "created: the service has not registered its configuration yet", aboutWith("wait", s.ID, "--for needs_configuration"))
	case client.NeedsConfiguration:
		o.doubt("status", "needs_configuration", about("configure", s.ID))
	default:
		o.doubt("status", string(s.Status)+": the service has not looked at it yet", aboutWith("wait", s.ID, "--for connected"))
	}
}

func (o *doctorOptions) schedules(s *client.Connector) {
	all, on := s.Schedules, 0
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
	if all[client.AccessControlSync].Enabled && o.known && !o.plan.DocumentLevelSecurity() {
		o.doubt("schedule", fmt.Sprintf("access_control: the licence (%s) has no document level security, so these syncs never start", o.plan.Type),
			aboutWith("schedule", s.ID, "--access-control off"))
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
		said := redactAllQuoted(s.LastSyncError)
		if said == "" {
			said = "without a reason"
		}
		o.bad(exitFailed, "last sync", "error: "+said, "try again: "+aboutWith("sync", s.ID, "--watch"))
	case client.JobCanceled:
		o.doubt("last sync", "canceled", "try again: "+aboutWith("sync", s.ID, "--watch"))
	default:
		o.ok("last sync", "%s", s.LastSyncStatus)
	}
}
