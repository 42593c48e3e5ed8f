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

func newActionList(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "list",
		Short:             "List the action connectors of a space",
		Args:              actionArgs(0, 0),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              a.onKibana(a.listActions),
	}
}

// actionSummary is one action connector of a result.
type actionSummary struct {
	ID             string `json:"id"`
	Name           string `json:"name"`
	Type           string `json:"type"`
	Preconfigured  bool   `json:"preconfigured"`
	MissingSecrets bool   `json:"missing_secrets"`
	Deprecated     bool   `json:"deprecated"`
}

func newActionSummary(c kibana.Connector) actionSummary {
	return actionSummary{c.ID, c.Name, c.TypeID, c.Preconfigured, c.MissingSecrets, c.Deprecated || c.TypeDeprecated}
}

// remarks is what is special about the connector, in words.
func (s actionSummary) remarks() string {
	var all []string
	for _, r := range []struct {
		holds bool
		words string
	}{
		{s.Preconfigured, "preconfigured"}, {s.MissingSecrets, "secrets are missing"}, {s.Deprecated, "deprecated"},
	} {
		if r.holds {
			all = append(all, r.words)
		}
	}
	return strings.Join(all, ", ")
}

func (a *app) listActions(ctx context.Context, c *kibana.Client, _ []string) error {
	all, err := c.List(ctx)
	if err != nil {
		return err
	}
	result := struct {
		Count      int             `json:"count"`
		Connectors []actionSummary `json:"connectors"`
	}{len(all), make([]actionSummary, 0, len(all))}
	rows := table{{"ID", "NAME", "TYPE", "USED BY", "REMARKS"}}
	for _, one := range all {
		s := newActionSummary(one)
		s.Name = a.secrets.Redact(s.Name)
		result.Connectors = append(result.Connectors, s)
		rows = append(rows, []string{text.Clean(s.ID), text.Clean(s.Name), text.Clean(s.Type), fmt.Sprint(one.References), s.remarks()})
	}
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, result)
	}
	if len(all) == 0 {
		_, err := fmt.Fprintf(a.streams.Out, "no action connectors in space %s yet\n", text.Clean(c.Space()))
		return err
	}
	_, err = io.WriteString(a.streams.Out, a.lay(rows, 0))
	return err
}
