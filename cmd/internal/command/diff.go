package command

import (
	"context"

	"connwiz/schema"
	"connwiz/schema/draft"

	"github.com/spf13/cobra"
)

const diffHelp = `Compare a connector's configuration with a file of values: what set would change.
Of a secret only is told whether it is the same. Fields that the file doesn't
name are left out.

The exit code is 9 where something differs, 0 where nothing does. With --all or
--ids-from many connectors are compared; then it is 1 if any could not be.`

const diffExamples = `  connwiz diff my-connector --values values.yml
  connwiz diff --all --service-type github --values values.yml`

// diffOptions are the inputs of diff.
type diffOptions struct {
	*app
	values string
	many   manyFlags
}

func newDiff(a *app) *cobra.Command {
	o := &diffOptions{app: a}
	cmd := &cobra.Command{
		Use:         "diff ID --values FILE",
		Short:       "Compare a connector's configuration with a file of values",
		Long:        diffHelp,
		Example:     diffExamples,
		Args:        exactly(0, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			if err := o.validate(args); err != nil {
				return err
			}
			return o.run(ctx, args)
		}),
	}
	onceVar(cmd.Flags(), &o.values, "values", "JSON or YAML `FILE` with a map from field to value (- is standard input)")
	o.many.register(cmd.Flags())
	return cmd
}

// validate refuses inputs that don't go together.
func (o *diffOptions) validate(args []string) error {
	const hint = "connwiz diff ID --values FILE"
	switch {
	case o.values == "":
		return usagef(hint, "diff needs --values: what to compare with")
	case o.values == "-" && o.many.idsFrom == "-":
		return usagef("give one of the two as a file", "--values and --ids-from can't both be standard input")
	case o.many.chosen() == (len(args) > 0):
		return usagef(hint+", or connwiz diff --all --service-type TYPE --values FILE", "diff needs either an id, or --all, or --ids-from")
	case len(args) > 0:
		if err := checkID(args[0]); err != nil {
			return err
		}
	}
	return o.many.validate("diff")
}

// compared is one connector compared.
type compared struct {
	ID        string          `json:"connector_id"`
	Different bool            `json:"different"`
	Fields    []comparedField `json:"fields"`
	err       error
}

// comparedField is one field compared. A secret has no sides.
type comparedField struct {
	Field     string        `json:"field"`
	State     string        `json:"state"`
	Sensitive bool          `json:"sensitive"`
	From      *schema.Value `json:"from,omitempty"`
	To        *schema.Value `json:"to,omitempty"`
}

// The states of a field that is compared.
const (
	stateSame    = "same"
	stateDiffers = "differs"
)

func (o *diffOptions) run(ctx context.Context, args []string) error {
	in, err := o.collect(&inputFlags{values: o.values}, "", nil)
	if err != nil {
		return err
	}
	defer in.wipe()
	c, done, err := o.connect()
	if err != nil {
		return err
	}
	defer done()
	if !o.many.chosen() {
		one := compare(ctx, c, in, args[0])
		if one.err != nil {
			return one.err
		}
		return o.showOne(one)
	}
	ids, err := o.targets(ctx, c, o.many)
	if err != nil {
		return err
	}
	all := make([]compared, len(ids))
	inParallel(len(ids), atOnce, func(i int) { all[i] = compare(ctx, c, in, ids[i]) }, o.progress("comparing", len(ids)))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return o.showMany(all)
}

// compare compares one connector.
func compare(ctx context.Context, cluster getter, in *inputs, id string) compared {
	r := compared{ID: id, Fields: []comparedField{}}
	c, err := cluster.Get(ctx, id)
	if err != nil {
		r.err = err
		return r
	}
	d := draft.New(c.Configuration)
	defer d.Wipe()
	if r.err = in.apply(ctx, id, d); r.err != nil {
		return r
	}
	changes := make(map[string]draft.Change)
	for _, c := range d.Changes() {
		changes[c.Field.Name] = c
	}
	for _, i := range in.list {
		f, _ := c.Configuration.Lookup(i.field) // apply has found it
		change, differs := changes[f.Name]
		r.Fields = append(r.Fields, newCompared(f, change, differs, in.veil))
		r.Different = r.Different || differs
	}
	return r
}

// newCompared describes how a field differs; veil is for what is stored.
func newCompared(f *schema.Field, c draft.Change, differs bool, veil func(schema.Value) schema.Value) comparedField {
	out := comparedField{Field: f.Name, State: stateSame, Sensitive: f.LooksSecret()}
	if differs {
		out.State = stateDiffers
	}
	if !out.Sensitive {
		stored := veil(f.Value)
		out.From, out.To = &stored, &stored
		if differs {
			before := veil(c.From)
			out.From, out.To = &before, &c.To
		}
	}
	return out
}
