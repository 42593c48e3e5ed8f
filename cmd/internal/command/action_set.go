package command

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const actionSetHelp = `Change values of an action connector. FIELD is a field's name, or a label that only
it has; name is the connector's own name.

Kibana never gives secrets back and replaces all of them with every change, so
that every secret must be given again, whatever is changed: which ones is said
first, and nothing is sent while one is missing (exit code 3). Whether an optional
one is stored can't be known: give it again, or --clear it. What another writer
changed meanwhile is not overwritten (exit code 5).`

const actionSetExamples = `  connwiz action set alert-history index=alert-history-2
  pass show mail | connwiz action set on-call-mail port=465 --from-env user=MAIL_USER --stdin password
  connwiz action set on-call-mail --values mail.yml --dry-run`

// actionSetOptions are the inputs of action set.
type actionSetOptions struct {
	*app
	from   inputFlags
	dryRun bool
}

func newActionSet(a *app) *cobra.Command {
	o := &actionSetOptions{app: a}
	cmd := &cobra.Command{
		Use:               "set ID FIELD=VALUE...",
		Short:             "Change values of an action connector",
		Long:              actionSetHelp,
		Example:           actionSetExamples,
		Args:              actionArgs(1, anyNumber),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              a.onKibana(o.run),
	}
	o.from.register(cmd.Flags())
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "only show what would be sent")
	return cmd
}

func (o *actionSetOptions) run(ctx context.Context, c *kibana.Client, args []string) error {
	id := args[0]
	switch {
	case strings.Contains(id, "="):
		return usagef("connwiz action set ID FIELD=VALUE", "the first argument is the connector's id")
	case len(args) == 1 && o.from.none():
		return usagef("connwiz action set ID FIELD=VALUE", "nothing to set: name a field and a value")
	}
	form, err := o.open(ctx, c, id)
	if err != nil {
		return err
	}
	defer func() { form.Wipe() }()
	if err := o.fill(ctx, form, id, args[1:]); err != nil {
		return err
	}
	if len(form.Changes()) == 0 {
		return o.unchanged(form, id)
	}
	if err := o.checkSecrets(form, id); err != nil {
		return err
	}
	if !o.dryRun {
		if form, err = o.again(ctx, c, form, id); err != nil {
			return err
		}
	}
	r, err := form.Request(false)
	if err != nil {
		return o.blockedAction(form, err)
	}
	defer r.Wipe()
	plan := o.planOf(form, id, c.Space(), "PUT", r)
	if o.dryRun {
		return o.showActionPlan(plan)
	}
	return o.send(ctx, c, form, r, plan)
}

// open reads the connector and makes a form of it.
func (o *actionSetOptions) open(ctx context.Context, c *kibana.Client, id string) (*kibana.Form, error) {
	found, err := c.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if why := found.Locked(); why != "" {
		return nil, lockedAction(id, why)
	}
	t, err := kibana.Lookup(found.TypeID)
	if err != nil {
		return nil, unknownActionType(found.TypeID, err)
	}
	return kibana.NewForm(t, found)
}

// lockedAction tells of a connector that nobody can change through Kibana.
func lockedAction(id, why string) error {
	return tell(exitNotAllowed, "not_allowed", fmt.Sprintf("action connector %q can't be changed: %s", id, why), "look at it: "+about("action show", id))
}

// fill enters what the command line says.
func (o *actionSetOptions) fill(ctx context.Context, form *kibana.Form, id string, args []string) error {
	if err := o.from.oneStdin(); err != nil {
		return err
	}
	in, err := o.collect(&o.from, id, args)
	if err != nil {
		return err
	}
	defer in.wipe()
	return in.enterInto(ctx, "set", form)
}

// checkSecrets says which secrets this change replaces, and refuses it while one is
// missing that is needed, or that would be erased without having been cleared.
func (o *actionSetOptions) checkSecrets(form *kibana.Form, id string) error {
	var w wantedSecrets
	var given []string
	for _, s := range form.Reentries() {
		switch {
		case s.Typed:
			given = append(given, s.Field)
		case s.Required:
			w.must(s)
		case o.erases(form, s.Field):
			o.warn(s.Field + ": Kibana erases it, if there is one")
		default:
			w.may(s)
		}
	}
	if len(w.fields) > 0 {
		return w.refuse(id)
	}
	if len(given) > 0 {
		o.note("Kibana replaces all secrets with every change; given again: " + strings.Join(given, ", "))
	}
	return nil
}

// erases reports whether the command line asks for a secret to be erased.
func (o *actionSetOptions) erases(form *kibana.Form, name string) bool {
	return slices.ContainsFunc(o.from.cleared, func(given string) bool {
		f, err := form.Schema().Lookup(given)
		return err == nil && f.Name == name
	})
}

// again reads the connector once more right before the write, so that nothing is
// overwritten blindly: Kibana tells no versions apart.
func (o *actionSetOptions) again(ctx context.Context, c *kibana.Client, form *kibana.Form, id string) (*kibana.Form, error) {
	fresh, err := c.Get(ctx, id)
	if err != nil {
		return form, err
	}
	next, conflicts, err := form.Rebase(fresh)
	if err != nil {
		return form, err
	}
	form.Wipe()
	if len(conflicts) > 0 {
		return next, conflicting(id, conflicts)
	}
	return next, nil
}

func (o *actionSetOptions) send(ctx context.Context, c *kibana.Client, form *kibana.Form, r kibana.Request, plan actionPlan) error {
	id := *plan.ID
	_, err := o.recorded("action set", c.Host(), &ui.Save{Connector: id, Fields: changedNames(form.Changes())}, func() (client.Result, error) {
		_, err := c.Update(ctx, id, r)
		return client.Updated, err
	})
	if err != nil {
		return o.rejectedAction(form.Type(), err)
	}
	o.warnOf(plan.Warnings)
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, actionDone{plan, string(client.Updated)})
	}
	_, err = io.WriteString(o.streams.Out, text.Clean(id)+": connector updated\n"+changesTable(plan.Changes, o.streams.Width))
	return err
}

// unchanged is the result of a change of nothing.
func (o *actionSetOptions) unchanged(form *kibana.Form, id string) error {
	name, _ := form.Field(string(kibana.InName))
	plan := actionPlan{
		ID: &id, Name: name.Text, Type: form.Type().ID,
		Changes: []change{}, Secrets: []actionSecret{}, Warnings: []problem{},
	}
	if o.dryRun || !o.global.output.structured() {
		return o.showActionPlan(plan)
	}
	return o.global.output.write(o.streams.Out, actionDone{plan, string(client.Noop)})
}
