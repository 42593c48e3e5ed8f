package command

import (
	"context"
	"errors"
	"strings"

	"connwiz/client"
	"connwiz/client/quartz"
	"connwiz/client/serviceconfig"
	"connwiz/ui"

	"github.com/spf13/cobra"
)

// A piece is one of the commands that do a single step of the set-up.

// onCluster makes fn the body of a command that asks a cluster.
func (a *app) onCluster(fn func(context.Context, *client.Client, []string) error) func(*cobra.Command, []string) error {
	return a.work(func(ctx context.Context, args []string) error {
		c, done, err := a.connect()
		if err != nil {
			return err
		}
		defer done()
		return told(fn(ctx, c, args))
	})
}

// onConnector is onCluster for a command whose first argument is an id.
func (a *app) onConnector(fn func(ctx context.Context, c *client.Client, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.started = true
		if err := checkID(args[0]); err != nil {
			return err
		}
		return a.onCluster(fn)(cmd, args)
	}
}

// recorded makes a change and puts it on record: a change that can't be recorded
// must not be made.
func (a *app) recorded(command, host string, save *ui.Save, change func() (client.Result, error)) (client.Result, error) {
	record, err := a.openAudit("connwiz "+command, host)
	if err != nil {
		return "", err
	}
	save.Result, save.Err = change()
	record.saved(*save)
	if err := record.close(); err != nil && save.Err == nil {
		a.warn("what was done is not on record: " + err.Error())
	}
	return save.Result, save.Err
}

// tell is a failure that says by itself what it is.
func tell(exit int, code, message, hint string) error {
	return &toldError{failure{exit: exit, Code: code, Message: message, Hint: hint, Fields: []fieldFailure{}}}
}

// told says what the errors of the set-up's pieces mean; all others are left as
// they are.
func told(err error) error {
	var (
		exists  *client.ExistsError
		name    *client.IndexNameError
		derived *client.DerivedKeyError
		cron    *quartz.SyntaxError
		file    *serviceconfig.Error
		version *serviceconfig.VersionError
		done    *toldError
	)
	switch {
	case err == nil, errors.As(err, &done):
		return err
	case toldSetup(err) != nil:
		return toldSetup(err)
	case errors.As(err, &exists):
		return tell(exitConflict, "conflict", err.Error(), "choose another id, or: "+about("show", exists.ID))
	case errors.As(err, &name):
		return tell(exitInvalid, "invalid", err.Error(), "it looks like search-orders")
	case errors.As(err, &derived):
		return tell(exitNotAllowed, "not_allowed", err.Error(),
			"set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD instead of the key, or record an existing one: connwiz apikey ID --existing KEY_ID")
	case errors.As(err, &cron):
		return tell(exitInvalid, "invalid", err.Error(), `it looks like "0 0 2 ? * MON-FRI", or: "daily 02:00", "every 6h", off`)
	case errors.As(err, &version):
		return usagef("connwiz config-yml ID --service-version 9.1.5", "%v", err)
	case errors.As(err, &file):
		return toldFile(file)
	}
	return err
}

// toldFile says what can be done about a config.yml.
func toldFile(e *serviceconfig.Error) error {
	message := "config.yml: " + e.Error()
	switch e.Kind {
	case serviceconfig.Differs:
		hint := "look which one is right, and correct the file by hand"
		if e.Field != "connectors[].service_type" {
			hint = "to put the new one in its place: --replace"
		}
		return tell(exitConflict, "conflict", message, hint)
	case serviceconfig.Changed:
		return tell(exitConflict, "conflict", message, "nothing was written; run it again")
	case serviceconfig.Unwritable:
		return tell(exitInvalid, "invalid", message, "write the entry by hand")
	case serviceconfig.Unreadable, serviceconfig.Uneditable:
	}
	return usagef("correct the file by hand, or name another one", "%s", message)
}

// refused makes the server's refusal of a piece a failure with a hint that fits; the
// general one is about a configuration. The same hint tells where to look when a
// request was sent and no answer came.
func refused(err error, hint string) error {
	var request *client.Error
	if !errors.As(err, &request) || errors.Is(err, context.Canceled) {
		return err
	}
	exit, code, _ := react(request)
	switch {
	case request.Sent:
		return tell(exit, code, err.Error(), "the request was sent, but no answer came: it may have been done; "+hint)
	case request.Reaction == client.Rejected || request.Reaction == client.Conflict:
		return tell(exit, code, err.Error(), hint)
	}
	return err
}

// aboutWith is a command line about one connector, with flags. They stand before
// an id that begins with a dash.
func aboutWith(command, id, flags string) string {
	if strings.HasPrefix(id, "-") {
		return "connwiz " + command + " " + flags + " " + shellArg(id)
	}
	return about(command, id) + " " + flags
}

// flagFor is a flag with a value, which may begin with a dash.
func flagFor(name, value string) string {
	return name + "=" + strings.TrimPrefix(shellArg(value), "-- ")
}
