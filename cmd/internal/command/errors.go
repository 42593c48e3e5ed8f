package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// usageError is a command line that can't be run as it is, or a local file that
// can't be read: exit 2.
type usageError struct {
	message string
	hint    string
}

// Error returns the message.
func (e *usageError) Error() string { return e.message }

// usagef is a usageError with a formatted message.
func usagef(hint, format string, args ...any) error {
	return &usageError{message: fmt.Sprintf(format, args...), hint: hint}
}

// fileError is a usageError about a local file that flag names; a flag whose value is a
// pair comes with the pair's name and equals sign: --from-file password=.
func fileError(flag, path string, err error) error {
	if !strings.HasSuffix(flag, "=") {
		flag += " "
	}
	return usagef("name another file: "+flag+"FILE", "read %q: %v", path, withoutPath(err))
}

// missingError is something that isn't there, found out by ourselves: exit 4.
type missingError struct {
	message string
	hint    string
}

// Error returns the message.
func (e *missingError) Error() string { return e.message }

// toldError is a failure that says by itself what it is.
type toldError struct{ failure }

// Error returns the message.
func (e *toldError) Error() string { return e.Message }

// exitError ends with a code and says nothing more: everything that there is to
// say was printed as the command's result.
type exitError struct{ code int }

// Error is never shown.
func (e exitError) Error() string { return fmt.Sprintf("exit %d", e.code) }

// exactly refuses any other number of arguments, naming them as the help does.
func exactly(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return missingArgument(cmd, args)
		case len(args) > most:
			return usagef(usageLine(cmd), "%s: too many arguments: %d instead of %d", calledName(cmd), len(args), most)
		}
		return nil
	}
}

// missingArgument names what comes after the arguments that were given, as the help
// calls it.
func missingArgument(cmd *cobra.Command, args []string) error {
	hint, names := usageLine(cmd), strings.Fields(cmd.Use)[1:]
	if len(args) >= len(names) {
		return usagef(hint, "%s: an argument is missing", calledName(cmd))
	}
	switch name := strings.Trim(names[len(args)], "[]"); name {
	case "FIELD":
		return usagef(about(cmd.Name(), args[0])+" FIELD; its fields: "+about("show", args[0]), "%s: %s is missing", calledName(cmd), name)
	case "SHELL":
		return usagef("connwiz completion "+strings.Join(cmd.ValidArgs, ", or "), "%s: %s is missing", calledName(cmd), name)
	case "ID":
		hint += "; the ids: connwiz list"
		if cmd.Parent() != nil && cmd.Parent().Name() == "action" {
			hint = usageLine(cmd) + "; the ids: connwiz action list"
		}
		fallthrough
	default:
		return usagef(hint, "%s: %s is missing", calledName(cmd), name)
	}
}

// calledName is what a person calls the command: "profile add".
func calledName(cmd *cobra.Command) string {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	return name
}

// usageLine is how the command is typed.
func usageLine(cmd *cobra.Command) string {
	if p := cmd.Parent(); p != nil {
		return p.CommandPath() + " " + cmd.Use
	}
	return cmd.Use
}

// isUsage reports whether err was already classified as usage.
func isUsage(err error) bool {
	var u *usageError
	return errors.As(err, &u)
}
