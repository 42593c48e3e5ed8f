package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const checkHelp = `Say what the connector service would make of a configuration: of a stored
connector (ID), or without any cluster of a configuration document in a file.
With --values the document is first changed as setting those values would.

The exit code is 0 when the service would accept the document, and 3 when not.
With --lint the schema itself is looked at, for whoever writes connectors; the
exit code is 3 when it has errors.`

const checkExamples = `  connwiz check my-connector
  connwiz check --schema configuration.json
  connwiz check --schema - --values values.yml --output json < configuration.json
  connwiz check --lint --schema configuration.json`

// checkOptions are the inputs of check.
type checkOptions struct {
	*app
	cluster getter
	id      string
	schema  string // file of a document, instead of id
	values  string // file of values to lay over it
	lint    bool   // look at the schema itself instead
}

func newCheck(a *app) *cobra.Command {
	o := &checkOptions{app: a}
	cmd := &cobra.Command{
		Use:         "check [ID]",
		Short:       "Say whether the connector service would accept a configuration",
		Long:        checkHelp,
		Example:     checkExamples,
		Args:        exactly(0, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			o.id = strings.Join(args, "")
			if err := o.validate(len(args) > 0); err != nil {
				return err
			}
			if o.schema != "" {
				return o.run(ctx)
			}
			c, done, err := a.connect()
			if err != nil {
				return err
			}
			defer done()
			o.cluster = c
			return o.run(ctx)
		}),
	}
	cmd.Flags().StringVar(&o.schema, "schema", "", "`FILE` with a configuration document (- is standard input)")
	onceVar(cmd.Flags(), &o.values, "values", "JSON or YAML `FILE` with values to lay over it (- is standard input)")
	cmd.Flags().BoolVar(&o.lint, "lint", false, "look for mistakes in the schema instead, for its author")
	return cmd
}

// validate refuses inputs that don't go together.
func (o *checkOptions) validate(hasID bool) error {
	switch {
	case hasID == (o.schema != ""):
		return usagef("connwiz check ID, or connwiz check --schema FILE", "check needs either an id or --schema")
	case o.lint && o.values != "":
		return usagef("connwiz check --lint --schema FILE", "--lint looks at the schema alone, without --values")
	case o.schema == "-" && o.values == "-":
		return usagef("give one of the two as a file", "--schema and --values can't both be standard input")
	case hasID:
		return checkID(o.id)
	}
	return nil
}

func (o *checkOptions) run(ctx context.Context) error {
	c, err := o.load(ctx)
	if err != nil {
		return err
	}
	s := c.Configuration
	if o.lint {
		return o.printFindings(s)
	}
	given, err := o.readValues(o.values)
	if err != nil {
		return err
	}
	values := make(map[string]schema.Value, len(given))
	for name, v := range given {
		values[name] = v.in(s.Field(name))
	}
	r := checkDocument(s.With(values), c.ServiceType, unknownFields(s, values))
	r.veil(o.app)
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, r)
	} else {
		_, err = io.WriteString(o.streams.Out, r.text(o.streams.Width))
	}
	if err == nil && r.refused() {
		if o.id != "" {
			o.hint("put it right: " + about("configure", o.id))
		}
		return exitError{exitInvalid}
	}
	if err == nil && c.Status == client.Failed && len(values) == 0 {
		why := refusalOf(c)
		o.warn("its status is error all the same; the service reports: " + why.message)
		o.hint(why.hint)
	}
	return err
}

// load reads the document from the cluster, which also knows the type of service,
// or from the file, which knows nothing but the configuration.
func (o *checkOptions) load(ctx context.Context) (*client.Connector, error) {
	if o.schema == "" {
		return o.cluster.Get(ctx, o.id)
	}
	raw, err := o.readInput("--schema", o.schema)
	if err != nil {
		return nil, err
	}
	s, err := schema.Parse(raw)
	if err == nil && wholeDocument(s) {
		err = errors.New("this is a whole connector")
	}
	if err != nil {
		return nil, usagef("it is the object \"configuration\" of a connector document",
			"schema %q: %v", o.schema, err)
	}
	return &client.Connector{Configuration: s}, nil
}

// wholeDocument reports whether the document around a configuration was taken for one:
// its other members have texts where fields are objects.
func wholeDocument(s *schema.Schema) bool {
	status, around := s.Field("status"), s.Field("configuration")
	return around != nil && status != nil && around.Value.Empty() && len(s.Fields()) > 2 &&
		slices.Contains([]string{"created", "needs_configuration", "configured", "connected", "error"}, status.Value.Reveal())
}

// unknownFields are the values that the document has no field for.
// Elasticsearch refuses a request with any of them as a whole
// (UpdateConnectorConfigurationAction).
func unknownFields(s *schema.Schema, values map[string]schema.Value) []schema.Problem {
	var out []schema.Problem
	for name := range values {
		if s.Field(name) == nil {
			out = append(out, schema.Problem{
				Field: name, Kind: schema.KindUnknownField,
				Message: fmt.Sprintf("the schema has no field %q: Elasticsearch refuses all of these values", name),
			})
		}
	}
	slices.SortFunc(out, func(a, b schema.Problem) int { return strings.Compare(a.Field, b.Field) })
	return out
}

// text is the result for people.
func (r checked) text(width int) string {
	var b strings.Builder
	switch {
	case len(r.Fields) == 0 && r.Valid:
		b.WriteString("nothing to check: no field is registered yet\n")
	case r.Valid:
		b.WriteString("valid: the connector service would accept this configuration\n")
	default:
		fmt.Fprintf(&b, "not valid: the connector service would refuse this configuration (stage: %s)\n", r.Stage)
	}
	for _, part := range []struct {
		title    string
		problems []problem
	}{{"problems", r.Problems}, {"warnings", r.Warnings}} {
		if len(part.problems) == 0 {
			continue
		}
		b.WriteString("\n" + part.title + "\n")
		rows := table{}
		for _, p := range part.problems {
			rows = append(rows, []string{"  " + text.Clean(p.Field), text.Clean(p.Message)})
		}
		b.WriteString(rows.wrap(width))
	}
	return b.String()
}
