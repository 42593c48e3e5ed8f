package command

import (
	"context"
	"errors"
	"strings"
	"time"

	"connwiz/ui"

	"github.com/spf13/cobra"
)

const setHelp = `Change values of a connector's configuration, all in one request. FIELD is a
field's name, or a label that only it has. What is not named stays as it is, and
what already has its value is not sent.

A secret is never an argument, where others can read it: it comes from standard
input, a file, the environment, or the output of a command, which is run without
a shell and without the cluster's credentials in its environment. One newline at
the end of content of a single line is dropped, and said so; all else arrives
byte for byte.

The values are checked as the connector service would check them, and the
connector is read again right before the write: what another writer changed
meanwhile is not overwritten (exit code 5).

With --all or --ids-from the same change is made to many connectors. What
happened to each is in a table, and the exit code is 1 if any failed; --failed-to
writes their ids to a file, which --ids-from takes.`

const setExamples = `  # one value, and the verdict of the connector service
  connwiz set my-connector port=5433 --wait

  # a secret, from wherever it is kept
  pass show db | connwiz set my-connector --stdin password
  connwiz set my-connector --from-file private_key=key.pem
  connwiz set my-connector --from-command 'password=pass show db'

  # what would be sent, and the same with curl
  connwiz set my-connector --values values.yml --dry-run
  connwiz set my-connector --values values.yml --dry-run --output curl

  # a new token for every connector of a type, and once more for those that failed
  connwiz set --all --service-type github --stdin token --yes --failed-to failed.txt < token.txt
  connwiz set --ids-from failed.txt --stdin token --yes < token.txt`

// setOptions are the inputs of set.
type setOptions struct {
	*app
	from   inputFlags
	many   manyFlags
	asIs   bool
	dryRun bool
	force  bool
	wait   bool
	within time.Duration
	yes    bool
	failed string // the file for the ids of what failed
}

func newSet(a *app) *cobra.Command {
	o := &setOptions{app: a}
	cmd := &cobra.Command{
		Use:     "set ID FIELD=VALUE...",
		Short:   "Change values of one connector, or of many",
		Long:    setHelp,
		Example: setExamples,

		ValidArgsFunction: a.completeSet(),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(func(ctx context.Context, args []string) error {
				return o.run(ctx, cmd.CommandPath(), args)
			})(cmd, args)
		},
	}
	fs := cmd.Flags()
	o.from.register(fs)
	o.many.register(fs)
	fs.BoolVar(&o.asIs, "as-is", false, "send no value: submit a connector that is valid as it is")
	fs.BoolVar(&o.dryRun, "dry-run", false, "only show what would be sent (also: --output curl)")
	fs.BoolVar(&o.force, "force", false, "send values that the service would refuse")
	fs.BoolVar(&o.wait, "wait", false, "wait for the verdict of the connector service")
	fs.DurationVar(&o.within, "wait-timeout", 90*time.Second, "`DURATION` to wait at most")
	fs.BoolVar(&o.yes, "yes", false, "don't ask before changing many connectors")
	onceVar(fs, &o.failed, "failed-to", "write the ids of the connectors that failed to `FILE`, for --ids-from")
	return cmd
}

func (o *setOptions) run(ctx context.Context, path string, args []string) error {
	id, values, err := o.split(args)
	if err != nil {
		return err
	}
	if err := o.validate(id, values); err != nil {
		return err
	}
	if err := o.mayWrite(id); err != nil && !o.dryRun {
		return o.refuse(path, id, err)
	}
	in, err := o.collect(&o.from, id, values)
	if err != nil {
		return err
	}
	defer in.wipe()
	c, done, err := o.connect()
	if err != nil {
		return err
	}
	defer done()
	record, err := o.openAudit(path, c.Host())
	if err != nil {
		return err
	}
	js := &jobs{app: o.app, cluster: c, record: record, inputs: in, asIs: o.asIs, force: o.force}
	if o.many.chosen() {
		err = o.runMany(ctx, js, c)
	} else {
		err = o.runOne(ctx, js, id)
	}
	if unrecorded := record.close(); unrecorded != nil {
		return unrecorded
	}
	return err
}

// refuse puts on record that somebody tried who may only read, before anything was
// read of what he wants to save.
func (o *setOptions) refuse(path, id string, why error) error {
	c, done, err := o.connect()
	if err != nil {
		return err
	}
	defer done()
	record, err := o.openAudit(path, c.Host())
	if err != nil {
		return err
	}
	record.saved(ui.Save{Connector: id, Fields: []string{}, Err: why})
	return errors.Join(record.close(), why)
}

// split tells the id from the values. Nothing of a malformed line is shown: it
// may hold a secret.
func (o *setOptions) split(args []string) (id string, values []string, err error) {
	if o.many.chosen() {
		return "", args, nil
	}
	if len(args) == 0 {
		return "", nil, usagef("connwiz set ID FIELD=VALUE; the ids: connwiz list", "set: ID is missing")
	}
	if strings.Contains(args[0], "=") {
		return "", nil, usagef("connwiz set ID FIELD=VALUE", "the first argument is the connector's id")
	}
	return args[0], args[1:], checkID(args[0])
}

// validate refuses inputs that don't go together.
func (o *setOptions) validate(id string, values []string) error {
	named := len(values) > 0 || !o.from.none()
	stdin := o.from.readsStdin()
	if o.many.idsFrom == "-" {
		stdin = append(stdin, "--ids-from")
	}
	switch {
	case !named && !o.asIs:
		return usagef(o.namesField(id), "nothing to set: name a field and a value")
	case named && o.asIs:
		return usagef("connwiz set ID --as-is", "--as-is sends no value: it goes alone")
	case len(stdin) > 1:
		return usagef("give one of them as a file", "%s can't all be standard input", strings.Join(stdin, ", "))
	case o.wait && o.dryRun:
		return usagef("connwiz set ID FIELD=VALUE --dry-run", "a dry run sends nothing that could be waited for")
	case o.within <= 0:
		return usagef("--wait --wait-timeout 90s", "--wait-timeout must be longer than nothing")
	case o.failed != "" && !o.many.chosen():
		return usagef("connwiz set --ids-from FILE FIELD=VALUE --failed-to FILE", "--failed-to is for many connectors")
	case o.many.chosen() && !o.yes && !o.dryRun && (o.streams.InFile == nil || len(stdin) > 0):
		return usagef("look with --dry-run, then add --yes", "many connectors would be changed, and nobody can be asked")
	}
	return o.many.validate("set")
}

// namesField is how a field is set.
func (o *setOptions) namesField(id string) string {
	if id == "" {
		return "connwiz set ID FIELD=VALUE"
	}
	return about("set", id) + " FIELD=VALUE; its fields: " + about("show", id)
}

// none reports whether no flag names a value.
func (f *inputFlags) none() bool {
	return f.stdin == "" && f.values == "" &&
		len(f.files)+len(f.vars)+len(f.commands)+len(f.cleared)+len(f.defaults) == 0
}
