package command

import (
	"context"
	"errors"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/ui"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const actionHelp = `Kibana's action connectors (stack connectors) send what rules and cases have to
say: mails, chat messages, incidents. They live in Kibana, in one space each.

Where Kibana is comes from --kibana-url, KIBANA_URL, a profile, or the cloud id.
Its key comes from --kibana-api-key-file or KIBANA_API_KEY; without one the
credentials of Elasticsearch are used, which Kibana knows as well.

Without a command it lists the action connectors: choose one to edit or delete, or
create one.`

const actionExamples = `  connwiz action types
  connwiz action types .webhook
  connwiz action create .index --name "Alert history" index=alert-history
  connwiz action edit ticket-hook
  pass show mail | connwiz action set on-call-mail --stdin password --from-env user=MAIL_USER
  connwiz action test ticket-hook`

// newAction groups the commands about Kibana's action connectors.
func newAction(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "action",
		Short:   "Kibana's action connectors: list, show, create, change, test, delete",
		Long:    actionHelp,
		Example: actionExamples,

		Annotations: map[string]string{worksAlone: "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return ofAction("", noSuchCommand(cmd, args))
			}
			a.started = true
			return a.actionWizard(cmd.Context(), "", ui.ActionOptions{})
		},
	}
	cmd.AddCommand(newActionTypes(a), newActionList(a), newActionShow(a), newActionCreate(a), newActionEdit(a))
	cmd.AddCommand(newActionSet(a), newActionTest(a), newActionDelete(a))
	cmd.SuggestionsMinimumDistance = 2
	cmd.SetFlagErrorFunc(actionFlagError)
	return cmd
}

// onKibana makes fn the body of a command that asks Kibana.
func (a *app) onKibana(fn func(context.Context, *kibana.Client, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		return a.work(func(ctx context.Context, args []string) error {
			if a.global.output == "curl" {
				return usagef("connwiz action "+cmd.Name()+" --help", "--output curl is for set --dry-run of Elasticsearch's connectors only")
			}
			c, done, err := a.connectKibana()
			if err != nil {
				return err
			}
			defer done()
			return a.endAction(ctx, cmd, fn(ctx, c, args))
		})(cmd, args)
	}
}

// endAction says what became of a command. A signal is told by its name alone, so
// that a write which it left in doubt must be told here.
func (a *app) endAction(ctx context.Context, cmd *cobra.Command, err error) error {
	var request *client.Error
	var s signalError
	if errors.As(err, &request) && request.Sent && errors.As(context.Cause(ctx), &s) {
		code := strings.ReplaceAll(s.Error(), " ", "_")
		message := s.Error() + ": the request was sent, but no answer came: it may have been done"
		return exitError{a.report(cmd, tell(s.code(), code, message, "look: connwiz action list"))}
	}
	return ofAction(cmd.Name(), err)
}

// actionArgs is exactly for the commands about action connectors.
func actionArgs(least, most int) cobra.PositionalArgs {
	check := exactly(least, most)
	return func(cmd *cobra.Command, args []string) error { return ofAction(cmd.Name(), check(cmd, args)) }
}

// actionFlagError is flagError, but shows nothing of what follows a single dash:
// it may be a secret, as in mysql -pSECRET.
func actionFlagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "" {
		return usagef(cmd.CommandPath()+" --help", "there are no flags with one dash; an argument that begins with one stands behind --")
	}
	return flagError(cmd, err)
}
