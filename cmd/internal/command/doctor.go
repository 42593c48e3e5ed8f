package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const doctorHelp = `Look at everything that a sync needs, without changing anything: the connection,
the caller's privileges, the licence, and of one connector its index, API key,
heartbeat, status, last sync and entry in config.yml.

The exit code is that of the worst finding; warnings don't count.`

const doctorExamples = `  connwiz doctor
  connwiz doctor orders --config-yml config.yml`

// doctorOptions are the inputs of doctor.
type doctorOptions struct {
	*app
	configYML string
	found     []diagnosis
	plan      client.License // the cluster's
	known     bool           // plan is
	server    client.Info
	used      string // id of the API key in config.yml
}

func newDoctor(a *app) *cobra.Command {
	o := &doctorOptions{app: a}
	cmd := &cobra.Command{
		Use:         "doctor [ID]",
		Short:       "Find out why a connector doesn't sync",
		Long:        doctorHelp,
		Example:     doctorExamples,
		Args:        exactly(0, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			id := ""
			if len(args) > 0 {
				id = args[0]
				if err := checkID(id); err != nil {
					return err
				}
			}
			c, done, err := a.connect()
			if err != nil {
				return err
			}
			defer done()
			return o.run(ctx, c, id)
		}),
	}
	cmd.Flags().StringVar(&o.configYML, "config-yml", "", "config.yml `FILE` of the connector service to look at")
	return cmd
}

// The states of a diagnosis.
const (
	findingOK      = "ok"
	findingWarning = "warning"
	findingFailed  = "failed"
	findingSkipped = "skipped"
)

// diagnosis is the outcome of one check.
type diagnosis struct {
	Check   string  `json:"check"`
	State   string  `json:"state"`
	Message string  `json:"message"`
	Hint    *string `json:"hint"`
	exit    int
}

func (o *doctorOptions) add(check, state, message, hint string, exit int) {
	hint = o.located(hint)
	o.found = append(o.found, diagnosis{Check: check, State: state, Message: o.secrets.Redact(message), Hint: orNull(hint), exit: exit})
}

func (o *doctorOptions) ok(check, format string, args ...any) {
	o.add(check, findingOK, fmt.Sprintf(format, args...), "", exitDone)
}

func (o *doctorOptions) doubt(check, message, hint string) {
	o.add(check, findingWarning, message, hint, exitDone)
}

func (o *doctorOptions) bad(exit int, check, message, hint string) {
	o.add(check, findingFailed, message, hint, exit)
}

// broken is a check that could not be made.
func (o *doctorOptions) broken(check string, err error) {
	f := explain("connwiz doctor", told(err))
	o.bad(f.exit, check, f.Message, f.Hint)
}

func (o *doctorOptions) run(ctx context.Context, c *client.Client, id string) error {
	o.found = []diagnosis{}
	if info, up := o.connection(ctx, c); up {
		o.server = info
		o.caller(ctx, c, info)
		o.licence(ctx, c)
		if id == "" {
			o.all(ctx, c)
		} else {
			o.connector(ctx, c, id)
		}
	} else {
		o.add("everything else", findingSkipped, "the cluster can't be asked", "", exitDone)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := o.print(id); err != nil {
		return err
	}
	if worst := o.worst(); worst != exitDone {
		return exitError{worst}
	}
	return nil
}

// worst is the exit code of the worst finding. What comes first is the cause of
// what comes after it.
func (o *doctorOptions) worst() int {
	for _, f := range o.found {
		if f.State == findingFailed {
			return f.exit
		}
	}
	return exitDone
}

func (o *doctorOptions) print(id string) error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID       *string     `json:"id"`
			Healthy  bool        `json:"healthy"`
			Findings []diagnosis `json:"findings"`
		}{orNull(id), o.worst() == exitDone, o.found})
	}
	var b strings.Builder
	for _, f := range o.found {
		fmt.Fprintf(&b, "%-8s %s: %s\n", f.State, f.Check, text.Clean(f.Message))
		if f.Hint != nil {
			fmt.Fprintf(&b, "%-8s hint: %s\n", "", text.Clean(*f.Hint))
		}
	}
	_, err := fmt.Fprint(o.streams.Out, b.String())
	return err
}

// denied reports whether the caller may not ask, which is no finding about the
// connector.
func denied(err error) bool {
	var request *client.Error
	return errors.As(err, &request) && request.Reaction == client.NotAllowed
}
