package command

import (
	"context"
	"io"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// getter is what show and check ask of the cluster.
type getter interface {
	Get(ctx context.Context, id string) (*client.Connector, error)
}

// showOptions are the inputs of show.
type showOptions struct {
	*app
	cluster getter
	id      string
	field   string // "" shows all
}

func newShow(a *app) *cobra.Command {
	o := &showOptions{app: a}
	return &cobra.Command{
		Use:         "show ID [FIELD]",
		Short:       "Show a connector's configuration, secrets as set or not set",
		Example:     "  connwiz show my-connector\n  connwiz show my-connector host --output json",
		Args:        exactly(1, 2),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeField(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			o.id = args[0]
			if len(args) > 1 {
				o.field = args[1]
			}
			if err := checkID(o.id); err != nil {
				return err
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
}

// shown is the result of show.
type shown struct {
	summary
	Sections []shownSection `json:"sections"`
	redact   func(string) string
}

type shownSection struct {
	Name   string       `json:"name"`
	Fields []shownField `json:"fields"`
	title  string
}

type shownField struct {
	Name      string        `json:"name"`
	Label     string        `json:"label"`
	Display   string        `json:"display"`
	Type      string        `json:"type"`
	Order     *float64      `json:"order"`
	Required  bool          `json:"required"`
	Sensitive bool          `json:"sensitive"`
	Active    bool          `json:"active"`
	State     string        `json:"state"`
	Value     *schema.Value `json:"value,omitempty"`
	Default   schema.Value  `json:"default"`
	Problems  []problem     `json:"problems"`
	unmet     *schema.Dependency
	field     *schema.Field
	// secretly reports whether a field's values are secrets.
	secretly func(name string) bool
}

// The states of a field as show names them.
const (
	stateNotSet  = "not set"
	stateSet     = "set"
	stateDefault = "default"
)

func (o *showOptions) run(ctx context.Context) error {
	c, err := o.cluster.Get(ctx, o.id)
	if err != nil {
		return err
	}
	only := o.field
	if only != "" {
		f, err := findField(o.id, c.Configuration, only)
		if err != nil {
			return err
		}
		only = f.Name
	}
	stored := redactor(c.Configuration)
	redact := func(s string) string { return o.secrets.Redact(stored(s)) }
	result := shown{
		summary:  newSummary(c.Summary, redact).without(redact),
		Sections: describe(c.Configuration, only, redact),
		redact:   redact,
	}
	for n := range result.Sections {
		section := &result.Sections[n]
		section.Name = o.veilSection(section.Name)
		for i := range section.Fields {
			section.Fields[i].veil(o.app)
		}
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, result)
	}
	_, err = io.WriteString(o.streams.Out, o.text(c, result))
	return err
}

// redactor returns what takes a configuration's secrets out of messages.
func redactor(s *schema.Schema) func(string) string {
	known := text.NewRedactor()
	addSecrets(known, s)
	return func(message string) string { return known.Redact(s.RedactQuoted(message)) }
}

// ownRedactor is redactor for what connwiz itself says of a configuration, which
// never quotes a secret but may quote what was entered elsewhere. For somebody who
// must not learn the secrets it doesn't look for them: a guess that is taken out
// would be a right one.
func ownRedactor(s *schema.Schema) func(string) string {
	if s.Withheld() {
		return s.RedactQuoted
	}
	return redactor(s)
}

// addSecrets makes the secrets of a configuration known.
func addSecrets(known *text.Redactor, s *schema.Schema) {
	for _, f := range s.Fields() {
		known.AddValue(f.Value, f.Default)
		if f.LooksSecret() { // its schema may have forgotten to say so
			known.AddValue(f.Value.AsSensitive())
		}
	}
}

// describe lays the fields out; only limits it to one field.
func describe(s *schema.Schema, only string, redact func(string) string) []shownSection {
	e := s.Evaluate()
	sections := []shownSection{}
	for _, section := range s.Sections() {
		out := shownSection{Name: section.Key, title: section.Title}
		for _, f := range section.Fields {
			if only == "" || only == f.Name {
				out.Fields = append(out.Fields, describeField(e, f, redact))
			}
		}
		if len(out.Fields) > 0 {
			sections = append(sections, out)
		}
	}
	return sections
}

func describeField(e *schema.Evaluation, f *schema.Field, redact func(string) string) shownField {
	state := e.State(f.Name)
	value := state.Stored
	if state.Err != nil {
		value = f.Value
	}
	out := shownField{
		Name: f.Name, Label: f.Label, Display: string(f.Display), Type: string(f.Type), Order: order(f),
		Required: f.Required, Sensitive: f.Sensitive, Active: state.Active,
		Default: f.Default, Problems: newProblems(e.Problems(f.Name), redact), unmet: state.Unmet, field: f,
		secretly: func(name string) bool { on := e.Schema().Field(name); return on != nil && on.LooksSecret() },
	}
	switch {
	case !value.Empty():
		out.State = stateSet
	case !f.Required && !f.Default.Empty():
		out.State = stateDefault
	default:
		out.State = stateNotSet
	}
	if !f.Sensitive {
		out.Value = &value
	}
	return out
}

// veil takes the cluster's credentials out of what the schema says.
func (f *shownField) veil(a *app) {
	f.Label, f.Default = a.credentials.Redact(f.Label), a.veil(f.Default)
	if f.Value != nil {
		clean := a.veil(*f.Value)
		f.Value = &clean
	}
}

// order is the field's place, or null where the schema gives none.
func order(f *schema.Field) *float64 {
	if !f.HasOrder {
		return nil
	}
	return &f.Order
}
