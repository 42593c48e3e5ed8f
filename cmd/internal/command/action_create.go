package command

import (
	"context"
	"fmt"
	"slices"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const actionCreateHelp = `Create an action connector. FIELD is a field's name, or a label that only it has;
connwiz action types TYPE lists them.

A secret is never an argument, where others can read it: it comes from standard
input, a file, the environment, the output of a command, or a file of values.
Without --id Kibana makes up an id.

On a terminal, without arguments or with TYPE alone, it asks for everything in a
form.`

const actionCreateExamples = `  connwiz action create .server-log --name "Line in the log"
  connwiz action create .index --name History --id history index=alert-history
  connwiz action create .webhook --name Hook url=https://example.com/hook \
    authType=webhook-authentication-ssl --from-file crt=client.pem --from-file key=client.key`

// actionCreateOptions are the inputs of action create.
type actionCreateOptions struct {
	*app
	from     inputFlags
	name, id string
	ownID    bool // the flag was given
	dryRun   bool
}

func newActionCreate(a *app) *cobra.Command {
	o := &actionCreateOptions{app: a}
	cmd := &cobra.Command{
		Use:               "create [TYPE --name NAME FIELD=VALUE...]",
		Short:             "Create an action connector",
		Long:              actionCreateHelp,
		Example:           actionCreateExamples,
		Args:              actionArgs(0, anyNumber),
		ValidArgsFunction: completeActionType,
		RunE:              o.either,
	}
	f := cmd.Flags()
	o.from.register(f)
	f.StringVar(&o.name, "name", "", "`NAME` for people")
	f.StringVar(&o.id, "id", "", "`ID` of your own choice")
	f.BoolVar(&o.dryRun, "dry-run", false, "only show what would be sent")
	return cmd
}

// either asks for everything where nothing was said but the type, and somebody is
// there to answer.
func (o *actionCreateOptions) either(cmd *cobra.Command, args []string) error {
	asks := true
	o.ownID = cmd.Flags().Changed("id")
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { asks = asks && !f.Changed })
	switch {
	case asks && len(args) <= 1 && o.canSit() && !o.global.output.structured():
		begin := ui.ActionOptions{New: true}
		if len(args) == 1 {
			if _, err := kibana.Lookup(args[0]); err != nil {
				o.started = true
				return unknownActionType(args[0], err)
			}
			begin.Type = args[0]
		}
		return o.sit(func(ctx context.Context, _ []string) error { return o.actionWizard(ctx, "create", begin) })(cmd, args)
	case len(args) == 0:
		return ofAction("create", exactly(1, anyNumber)(cmd, args))
	}
	return o.onKibana(o.run)(cmd, args)
}

// anyNumber is how many FIELD=VALUE there may be.
const anyNumber = 1 << 20

func (o *actionCreateOptions) run(ctx context.Context, c *kibana.Client, args []string) error {
	t, err := kibana.Lookup(args[0])
	if err != nil {
		return unknownActionType(args[0], err)
	}
	if err := o.checkOwnID(); err != nil {
		return err
	}
	form, err := kibana.NewForm(t, nil)
	if err != nil {
		return err
	}
	defer form.Wipe()
	if err := o.fill(ctx, form, args[1:]); err != nil {
		return err
	}
	r, err := form.Request(false)
	if err != nil {
		return o.blockedAction(form, err)
	}
	defer r.Wipe()
	plan := o.planOf(form, o.id, c.Space(), "POST", r)
	if o.dryRun {
		return o.showActionPlan(plan)
	}
	if err := o.checkType(ctx, c, t); err != nil {
		return err
	}
	return o.send(ctx, c, form, r, plan)
}

// checkOwnID refuses an id that Kibana would refuse.
func (o *actionCreateOptions) checkOwnID() error {
	if !o.ownID {
		return nil
	}
	if err := kibana.CheckID(o.id); err != nil {
		hint := "leave --id out, and Kibana makes one up"
		if id := kibana.ProposeID(o.id); id != "" {
			hint = "--id " + id
		}
		return usagef(hint, "--id: %v", err)
	}
	return nil
}

// fill enters what the command line says.
func (o *actionCreateOptions) fill(ctx context.Context, form *kibana.Form, args []string) error {
	if err := o.from.oneStdin(); err != nil {
		return err
	}
	in, err := o.collect(&o.from, form.Type().ID, args)
	if err != nil {
		return err
	}
	defer in.wipe()
	if o.name != "" {
		in.list = append(in.list, input{field: string(kibana.InName), origin: fromArgument, text: o.name})
	}
	return in.enterInto(ctx, "create", form)
}

// oneStdin refuses to read standard input twice.
func (f *inputFlags) oneStdin() error {
	if readers := f.readsStdin(); len(readers) > 1 {
		return usagef("give one of them as a file", "%d flags can't all read standard input", len(readers))
	}
	return nil
}

// checkType asks whether Kibana can make such a connector: it would check licence
// and settings itself, but only after everything else.
func (o *actionCreateOptions) checkType(ctx context.Context, c *kibana.Client, t *kibana.Type) error {
	registered, err := c.Types(ctx, "")
	if err != nil {
		return err
	}
	at := slices.IndexFunc(registered, func(info kibana.TypeInfo) bool { return info.ID == t.ID })
	if at < 0 {
		return tell(exitNotFound, "not_found", fmt.Sprintf("this Kibana has no connector type %s", t.ID), "see the types: connwiz action types")
	}
	if obstacle := registered[at].Obstacle(); obstacle != "" {
		return tell(exitNotAllowed, "not_allowed", fmt.Sprintf("connector type %s can't be used here: %s", t.ID, obstacle), "see what can: connwiz action types")
	}
	return nil
}

func (o *actionCreateOptions) send(ctx context.Context, c *kibana.Client, form *kibana.Form, r kibana.Request, plan actionPlan) error {
	save := &ui.Save{Connector: o.id, Fields: changedNames(form.Changes())}
	_, err := o.recorded("action create", c.Host(), save, func() (client.Result, error) {
		made, err := c.Create(ctx, o.id, r)
		if err == nil && made.ID == "" {
			err = &client.Error{
				Reaction: client.Trouble, Op: "create action connector", Target: plan.Name, Reason: "the answer names no id", Sent: true,
			}
		}
		if err != nil {
			return "", err
		}
		save.Connector = made.ID
		return client.Updated, nil
	})
	if err != nil {
		return o.rejectedAction(form.Type(), err)
	}
	plan.ID = &save.Connector
	o.warnOf(plan.Warnings)
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, actionDone{plan, "created"})
	}
	_, err = fmt.Fprintf(o.streams.Out, "created action connector %s\n", text.Clean(save.Connector))
	o.hint("look at it: " + about("action show", save.Connector))
	return err
}

// actionDone is the result of a change that was made.
type actionDone struct {
	actionPlan
	Result string `json:"result"`
}
