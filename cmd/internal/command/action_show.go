package command

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

func newActionShow(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "show ID",
		Short:             "Show an action connector, secrets as states",
		Args:              actionArgs(1, 1),
		Annotations:       map[string]string{takesID: "yes"},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              a.onKibana(a.showAction),
	}
}

// shownAction is the result of action show.
type shownAction struct {
	actionSummary
	Fields []shownActionField `json:"fields"`
}

type shownActionField struct {
	Name      string        `json:"name"`
	Label     string        `json:"label"`
	Sensitive bool          `json:"sensitive"`
	State     string        `json:"state"`
	Value     *schema.Value `json:"value,omitempty"`
}

// The states of a secret that Kibana never gives back.
const (
	stateMissing = "missing" // imported without it
	stateUnknown = "unknown" // the connector works with it and without
)

func (a *app) showAction(ctx context.Context, c *kibana.Client, args []string) error {
	found, err := c.Get(ctx, args[0])
	if err != nil {
		return err
	}
	result, err := describeAction(found)
	if err != nil {
		return err
	}
	result.Name = a.secrets.Redact(result.Name)
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, result)
	}
	head := table{
		{"action connector", text.Clean(result.ID)}, {"name", text.Clean(result.Name)}, {"type", text.Clean(result.Type)},
	}
	if remarks := result.remarks(); remarks != "" {
		head = append(head, []string{"remarks", remarks})
	}
	rows := table{}
	for _, f := range result.Fields {
		value := f.State
		if f.Value != nil && f.State != stateNotSet {
			value = plainText(*f.Value)
		}
		rows = append(rows, []string{text.Clean(f.Name), text.Clean(f.Label), a.secrets.Clean(value)})
	}
	_, err = fmt.Fprintf(a.streams.Out, "%s\n%s", head.render(0), a.lay(rows))
	return err
}

// describeAction lays a connector out: the fields of its type that apply, and
// then what else its configuration holds.
func describeAction(c *kibana.Connector) (shownAction, error) {
	result := shownAction{newActionSummary(*c), []shownActionField{}}
	stored, err := actionConfig(c)
	if err != nil {
		return result, err
	}
	// A type that is unknown here has nothing but its configuration to show.
	if t, err := kibana.Lookup(c.TypeID); err == nil && c.Locked() == "" {
		form, err := kibana.NewForm(t, c)
		if err != nil {
			return result, err
		}
		for i := range t.Fields {
			f := &t.Fields[i]
			value := stored[f.Name]
			delete(stored, f.Name)
			if f.In == kibana.InName || f.In == kibana.InForm || !form.Active(f.Name) {
				continue
			}
			result.Fields = append(result.Fields, describeActionField(c, form, f, value))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(stored)) {
		one := shownActionField{Name: name, Label: name, State: stateSet}
		if one.Sensitive = (&schema.Field{Name: name}).LooksSecret(); !one.Sensitive {
			value := stored[name]
			one.Value = &value
		}
		result.Fields = append(result.Fields, one)
	}
	return result, nil
}

func describeActionField(c *kibana.Connector, form *kibana.Form, f *kibana.Field, value schema.Value) shownActionField {
	view, _ := form.Field(f.Name)
	one := shownActionField{Name: f.Name, Label: f.Label, Sensitive: f.Sensitive(), State: stateSet}
	switch {
	case !one.Sensitive:
		one.Value = &value
		if value.Empty() {
			one.State = stateNotSet
		}
	case c.MissingSecrets:
		one.State = stateMissing
	case !view.Required:
		one.State = stateUnknown
	}
	return one
}

// actionConfig is the configuration as Kibana gives it, by name.
func actionConfig(c *kibana.Connector) (map[string]schema.Value, error) {
	stored := make(map[string]schema.Value)
	if c.Config.Kind() != schema.KindObject {
		return stored, nil
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(c.Config.RevealJSON(), &raw); err != nil {
		return nil, fmt.Errorf("read the configuration of action connector %q: %w", c.ID, err)
	}
	for name, one := range raw {
		value, err := schema.ParseValue(one)
		if err != nil {
			return nil, fmt.Errorf("read the configuration of action connector %q: %w", c.ID, err)
		}
		stored[name] = value
	}
	return stored, nil
}
