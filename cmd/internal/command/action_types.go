package command

import (
	"context"
	"fmt"
	"io"
	"strings"

	"connwiz/client/kibana"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

func newActionTypes(a *app) *cobra.Command {
	asked := a.onKibana(a.listActionTypes)
	return &cobra.Command{
		Use:               "types [TYPE]",
		Short:             "List the types that Kibana offers, or the fields of one",
		Example:           "  connwiz action types\n  connwiz action types .email",
		Args:              actionArgs(0, 1),
		ValidArgsFunction: completeActionType,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return asked(cmd, args)
			}
			return a.work(func(_ context.Context, args []string) error { return a.showActionType(args[0]) })(cmd, args)
		},
	}
}

// completeActionType offers the types whose fields are known.
func completeActionType(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	known, _ := kibana.Types() // trouble means no offers
	var offers []cobra.Completion
	for _, t := range known {
		if len(args) == 0 {
			offers = offer(offers, t.ID, t.Name)
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// actionType is one type of the result.
type actionType struct {
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Licence   string  `json:"licence"`
	Enabled   bool    `json:"enabled"`
	Available bool    `json:"available"`
	Obstacle  *string `json:"obstacle"`
}

func newActionType(c kibana.Choice) actionType {
	obstacle := c.Obstacle()
	if obstacle == "" && c.Type == nil {
		obstacle = "connwiz doesn't know its fields: create it in Kibana"
	}
	return actionType{c.ID, c.Name, c.MinimumLicense, c.Enabled, obstacle == "", orNull(obstacle)}
}

func (a *app) listActionTypes(ctx context.Context, c *kibana.Client, _ []string) error {
	registered, err := c.Types(ctx, "")
	if err != nil {
		return err
	}
	known, err := kibana.Types()
	if err != nil {
		return err
	}
	choices := kibana.Choices(registered, known)
	result := struct {
		Count int          `json:"count"`
		Types []actionType `json:"types"`
	}{len(choices), make([]actionType, 0, len(choices))}
	rows := table{{"ID", "NAME", "LICENCE", "AVAILABLE"}}
	for _, choice := range choices {
		t := newActionType(choice)
		result.Types = append(result.Types, t)
		available := "yes"
		if t.Obstacle != nil {
			available = "no: " + *t.Obstacle
		}
		rows = append(rows, []string{text.Clean(t.ID), text.Clean(t.Name), text.Clean(t.Licence), text.Clean(available)})
	}
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, result)
	}
	_, err = io.WriteString(a.streams.Out, a.lay(rows, 0))
	return err
}

// actionTypeField is a field of a type.
type actionTypeField struct {
	Name      string   `json:"name"`
	Label     string   `json:"label"`
	Type      string   `json:"type"`
	Required  string   `json:"required"`
	Sensitive bool     `json:"sensitive"`
	Options   []string `json:"options"`
	Help      string   `json:"help"`
}

func newActionTypeField(f *kibana.Field) actionTypeField {
	out := actionTypeField{
		Name: f.Name, Label: f.Label, Type: string(f.Kind), Required: "no", Sensitive: f.Sensitive(),
		Options: []string{}, Help: f.Tooltip,
	}
	switch {
	case f.Required && len(f.When)+len(f.RequiredWhen) == 0:
		out.Required = "yes"
	case f.Required || len(f.RequiredWhen) > 0:
		out.Required = "depends"
	}
	for _, o := range f.Options {
		out.Options = append(out.Options, plainText(o.Value))
	}
	return out
}

// showActionType lists the fields of a type, which needs no Kibana.
func (a *app) showActionType(id string) error {
	t, err := kibana.Lookup(id)
	if err != nil {
		return unknownActionType(id, err)
	}
	fields := make([]actionTypeField, 0, len(t.Fields))
	rows := table{{"FIELD", "LABEL", "REQUIRED", "TAKES"}}
	for i := range t.Fields {
		f := newActionTypeField(&t.Fields[i])
		fields = append(fields, f)
		takes := f.Type
		switch {
		case f.Sensitive:
			takes = "secret"
		case len(f.Options) > 0:
			takes = strings.Join(f.Options, ", ")
		}
		rows = append(rows, []string{f.Name, f.Label, f.Required, takes})
	}
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, struct {
			ID      string            `json:"id"`
			Name    string            `json:"name"`
			Licence string            `json:"licence"`
			Summary string            `json:"summary"`
			Fields  []actionTypeField `json:"fields"`
		}{t.ID, t.Name, t.License, t.Summary, fields})
	}
	_, err = fmt.Fprintf(a.streams.Out, "%s (%s, licence %s)\n%s\n\n%s", t.Name, t.ID, t.License, t.Summary, a.lay(rows, 0))
	return err
}
