package command

import (
	"context"
	"fmt"
	"time"

	"connwiz/client"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const waitHelp = `Wait until a connector has a status: created, needs_configuration, configured,
connected or error. The exit code is 8 when it doesn't come in time.`

const waitExamples = `  connwiz wait my-connector --for connected
  connwiz wait my-connector --for needs_configuration --wait-timeout 5m`

// waitOptions are the inputs of wait.
type waitOptions struct {
	*app
	cluster summarizer
	id      string
	want    choice
	within  time.Duration
}

func newWait(a *app) *cobra.Command {
	o := &waitOptions{app: a, want: choice{value: string(client.Connected), among: []string{
		string(client.Created), string(client.NeedsConfiguration), string(client.Configured),
		string(client.Connected), string(client.Failed),
	}}}
	cmd := &cobra.Command{
		Use:         "wait ID --for STATUS",
		Short:       "Wait until a connector has a status",
		Long:        waitHelp,
		Example:     waitExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			o.id = args[0]
			if err := checkID(o.id); err != nil {
				return err
			}
			if o.within <= 0 {
				return usagef("connwiz wait ID --for connected --wait-timeout 90s", "--wait-timeout must be longer than nothing")
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
	cmd.Flags().Var(&o.want, "for", "the `STATUS` to wait for")
	cmd.Flags().DurationVar(&o.within, "wait-timeout", 90*time.Second, "`DURATION` to wait at most")
	// The only error is a flag of another name.
	_ = cmd.RegisterFlagCompletionFunc("for", cobra.FixedCompletions(o.want.among, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (o *waitOptions) run(ctx context.Context) error {
	came := false
	last, err := o.poll(ctx, o.cluster, o.id, o.within, func(s client.Summary) bool {
		came = string(s.Status) == o.want.value
		return came
	})
	if err != nil {
		return err
	}
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, newSummary(last, o.said).without(o.secrets.Redact))
	} else {
		_, err = fmt.Fprintf(o.streams.Out, "%s: %s\n", text.Clean(o.id), text.Clean(string(last.Status)))
	}
	if err != nil || came {
		return err
	}
	if !o.global.output.structured() {
		o.note(fmt.Sprintf("the status %s did not come within %s", o.want.value, o.within))
	}
	o.hint(waitHint(last))
	return exitError{exitNoVerdict}
}

// waitHint is what to do about a status that isn't the one that was waited for.
func waitHint(s client.Summary) string {
	switch s.Status {
	case client.Created:
		return "see whether a connector service looks at it: " + about("doctor", s.ID)
	case client.NeedsConfiguration:
		return "it waits for values: " + about("configure", s.ID)
	case client.Failed:
		return "see what is wrong: " + about("check", s.ID)
	default:
		return "see what it waits for: " + about("doctor", s.ID)
	}
}
