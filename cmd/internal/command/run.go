package command

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"connwiz/client/profile"
	"connwiz/ui/plain"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// app is what all commands share.
type app struct {
	streams Streams
	build   Build
	global  globals
	// secrets are those that this command was given by other ways than the screen;
	// nothing that is printed holds them.
	secrets *text.Redactor
	// credentials are those of the cluster among them, once connected.
	credentials *text.Redactor
	// endpoints are where the cluster is, once connected.
	endpoints profile.Endpoints
	// talk is the conversation with the person at standard input, once begun.
	talk *plain.Prompter
	// unattended is set where nobody may be asked, although somebody is there.
	unattended bool
	// notices wait to be shown.
	notices []string
	// typed are the flags of the command line, in the order of their names.
	typed []typedFlag
	// life ends with the signal that ends a command of [app.work]; nil for others.
	life context.Context
	// started is set when the command line was understood: errors before that
	// are errors of usage.
	started bool
}

// Run runs one command line (without the program's name) and returns the exit
// code of the contract.
func Run(ctx context.Context, s Streams, b Build, args []string) int {
	a := &app{streams: s, build: b.WithDefaults(), secrets: text.NewRedactor(), credentials: text.NewRedactor()}
	defer a.secrets.Wipe()
	defer a.credentials.Wipe()
	root := newRoot(a)
	if s.guest != nil && completes(args) {
		return a.report(root, usagef("connwiz --help", "there is no completion here"))
	}
	root.SetArgs(append([]string{}, args...)) // The library takes nil for the process's own.
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	cmd, err := a.execute(ctx, root)
	if err == nil {
		a.flushNotices()
		return exitDone
	}
	if !a.started {
		a.global.output.peek(args)
		err = asUsage(cmd, err)
	}
	return a.report(cmd, err)
}

// execute runs the command. A panic of ours becomes an error, without its value,
// which may be anything: it is where the stack says.
func (a *app) execute(ctx context.Context, root *cobra.Command) (cmd *cobra.Command, err error) {
	defer func() {
		if v := recover(); v != nil {
			a.started = true
			cmd, err = root, a.panicked(fmt.Sprintf("%T", v), debug.Stack())
		}
	}()
	return root.ExecuteContextC(ctx)
}

// panicked tells where a panic happened, and is the error for it.
func (a *app) panicked(kind string, stack []byte) error {
	if g := a.streams.guest; g != nil {
		g.crashed(stack)
		return fmt.Errorf("this is a mistake in connwiz (%s)", kind)
	}
	_, _ = a.streams.Err.Write(stack)
	return fmt.Errorf("this is a mistake in connwiz (%s); please report it with these lines", kind)
}

// asUsage makes cobra's plain errors errors of usage.
func asUsage(cmd *cobra.Command, err error) error {
	if isUsage(err) {
		return err
	}
	return &usageError{message: err.Error(), hint: cmd.CommandPath() + " --help"}
}

// work makes fn the body of a command that needs no person: a signal cancels
// what it is doing.
func (a *app) work(fn func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.started = true
		ctx, stop := withSignals(cmd.Context(), a.streams.Signals)
		defer stop()
		a.life = ctx
		err := fn(ctx, args)
		var s signalError
		var quiet exitError
		if err != nil && errors.As(context.Cause(ctx), &s) && !errors.As(err, &quiet) {
			s.during = err
			return s
		}
		return err
	}
}

// sit makes fn the body of a command with a person at a terminal, which handles
// signals itself since it has a screen to give back.
func (a *app) sit(fn func(ctx context.Context, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.started = true
		a.remember(cmd)
		return fn(cmd.Context(), args)
	}
}
