package command

import (
	"context"
	"fmt"
	"io"

	"connwiz/client"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// lister is what list asks of the cluster.
type lister interface {
	All(ctx context.Context, f client.Filter, each func(client.Page)) ([]client.Summary, error)
}

// listOptions are the inputs of list.
type listOptions struct {
	*app
	cluster lister
}

func newList(a *app) *cobra.Command {
	o := &listOptions{app: a}
	return &cobra.Command{
		Use:   "list",
		Short: "List the connectors",
		Args:  exactly(0, 0),
		RunE: a.work(func(ctx context.Context, _ []string) error {
			c, done, err := a.connect()
			if err != nil {
				return err
			}
			defer done()
			o.cluster = c
			return o.run(ctx)
		}),
	}
}

// mayBeMore warns of a list that the server ends, without a word.
func mayBeMore() string {
	return fmt.Sprintf("the server shows no more than %d connectors: there may be others", client.Window)
}

// listed is one connector of the result.
type listed struct {
	summary
	IsNative bool `json:"is_native"`
}

func (o *listOptions) run(ctx context.Context) error {
	count := 0
	all, err := o.cluster.All(ctx, client.Filter{}, func(p client.Page) { count = max(count, p.Count) })
	if err != nil {
		return err
	}
	count = max(count, len(all))
	switch {
	case count > len(all):
		o.warn(fmt.Sprintf("the server shows only the first %d of %d connectors", len(all), count))
	case count >= client.Window:
		o.warn(mayBeMore())
	}
	if !o.global.output.structured() {
		_, err := io.WriteString(o.streams.Out, o.table(all))
		return err
	}
	result := struct {
		Count      int      `json:"count"`
		Connectors []listed `json:"connectors"`
	}{count, make([]listed, 0, len(all))}
	for _, c := range all {
		result.Connectors = append(result.Connectors, listed{newSummary(c, o.said).without(o.secrets.Redact), c.Native})
	}
	return o.global.output.write(o.streams.Out, result)
}

// table is the result for people.
func (o *listOptions) table(all []client.Summary) string {
	if len(all) == 0 {
		return "no connectors yet\n"
	}
	rows := table{{"ID", "NAME", "SERVICE TYPE", "INDEX", "STATUS", "LAST SEEN"}}
	for _, c := range all {
		rows = append(rows, []string{
			text.Clean(c.ID), o.secrets.Clean(c.Name), o.secrets.Clean(c.ServiceType), o.secrets.Clean(c.IndexName),
			text.Clean(string(c.Status)), ago(o.streams.Now(), c.LastSeen),
		})
	}
	return o.lay(rows, 0, 4)
}
