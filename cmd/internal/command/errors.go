package command

import (
	"errors"
	"fmt"

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

// fileError is a usageError about a local file that flag names.
func fileError(flag, path string, err error) error {
	return usagef("name another file: "+flag+" FILE", "read %q: %v", path, withoutPath(err))
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
			return usagef("connwiz "+cmd.Use, "%s: an argument is missing", cmd.CommandPath())
		case len(args) > most:
			return usagef("connwiz "+cmd.Use, "%s: too many arguments: %d instead of %d", cmd.CommandPath(), len(args), most)
		}
		return nil
	}
}

// isUsage reports whether err was already classified as usage.
func isUsage(err error) bool {
	var u *usageError
	return errors.As(err, &u)
}
