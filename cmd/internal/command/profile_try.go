package command

import (
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/schema"
	"connwiz/ui/text"
)

// tried is the cluster that answered.
type tried struct {
	Cluster string `json:"cluster"`
	Version string `json:"version"`
}

// try finds out whether the profile leads to a cluster: always where a person is
// asked anyway, else with --check. Settings that no request is needed for are
// checked in any case.
func (o *profileAddOptions) try(ctx context.Context, store *profile.Store, w profile.Addition) (*tried, error) {
	cfg := client.Config{
		URL: w.URL, CloudID: w.CloudID, CACertFile: w.CACert, CAFingerprint: w.CAFingerprint, Insecure: w.Insecure,
		Timeout: o.global.timeout, UserAgent: "connwiz/" + o.build.Version, Retries: -1,
	}
	asks := o.check || o.person() && !o.dryRun
	secret := w.Keep
	if secret.Empty() && asks {
		stored, err := o.stored(store, w)
		if err != nil {
			return nil, err
		}
		defer stored.Wipe()
		secret = stored
	}
	switch {
	case secret.Empty():
	case w.Username != "":
		cfg.Username, cfg.Password = w.Username, secret
	default:
		cfg.APIKey = secret
	}
	c, err := client.New(cfg)
	if err != nil {
		return nil, asSettings(err)
	}
	defer c.Close()
	if !asks {
		return nil, nil
	}
	info, err := c.Info(ctx)
	if err != nil {
		return nil, o.failed(ctx, err)
	}
	return &tried{info.ClusterName, info.Version}, nil
}

// stored is the secret that is at its place already, or will come from the
// environment each time.
func (o *profileAddOptions) stored(store *profile.Store, w profile.Addition) (schema.Secret, error) {
	if w.Secret.IsZero() {
		if w.Username != "" {
			return schema.NewSecret([]byte(o.streams.Getenv("ELASTICSEARCH_PASSWORD"))), nil
		}
		return profile.APIKey([]byte(o.streams.Getenv("ELASTICSEARCH_API_KEY"))), nil
	}
	s, warning, err := store.Secret(profile.Entry{Name: w.Name, Profile: w.Profile})
	if warning != "" {
		o.warn(warning)
	}
	return s, err
}

// failed tells of a try that failed, and lets a person decide.
func (o *profileAddOptions) failed(ctx context.Context, err error) error {
	f := explain("connwiz profile add", err)
	if o.check || !o.person() || ctx.Err() != nil {
		return tell(f.exit, f.Code, f.Message+"; nothing was saved", "correct it, or save it without --check")
	}
	p := o.prompter(ctx)
	p.Say("The cluster could not be asked: "+f.Message, f.Hint)
	agreed, err := p.Confirm("Save the profile all the same?")
	if err != nil {
		return o.left(ctx, err)
	}
	if !agreed {
		return notSaved()
	}
	return nil
}

// save saves, unless it is only to be told.
func (o *profileAddOptions) save(store *profile.Store, w profile.Addition, cluster *tried) error {
	_, err := store.Find(w.Name)
	added := profile.Added{
		Entry:    profile.Entry{Name: w.Name, Current: w.Use || len(store.List()) == 0 || store.Current() == w.Name, Profile: w.Profile},
		Replaced: err == nil,
	}
	if !o.dryRun {
		if added, err = store.Add(w); err != nil {
			return err
		}
	}
	for _, warning := range added.Warnings {
		o.warn(warning)
	}
	result := "added"
	if added.Replaced {
		result = "replaced"
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			Result  string     `json:"result"`
			DryRun  bool       `json:"dry_run"`
			Profile profileRow `json:"profile"`
			Checked *tried     `json:"checked"`
		}{result, o.dryRun, newProfileRow(store, added.Entry), cluster})
	}
	return o.say(result, newProfileRow(store, added.Entry), cluster)
}

// say tells a person what was saved, and what comes next.
func (o *profileAddOptions) say(result string, r profileRow, cluster *tried) error {
	said := fmt.Sprintf("%s profile %s: %s, %s", result, r.Name, orEmpty(r.URL)+orEmpty(r.CloudID), r.Secret.where())
	if r.Secret.Kind == nil {
		said = fmt.Sprintf("%s profile %s: %s, no secret is kept", result, r.Name, orEmpty(r.URL)+orEmpty(r.CloudID))
	}
	if o.dryRun {
		said = "would have " + said
	}
	if _, err := fmt.Fprintln(o.streams.Out, text.Clean(said)); err != nil {
		return err
	}
	if cluster != nil {
		o.note(fmt.Sprintf("cluster %s answers, version %s", cluster.Cluster, cluster.Version))
	}
	if o.dryRun {
		return nil
	}
	if r.Current {
		o.note("it is used unless another one is named")
		return nil
	}
	o.hint(fmt.Sprintf("use it once: connwiz --profile %s; always: connwiz profile use %[1]s", r.Name))
	return nil
}
