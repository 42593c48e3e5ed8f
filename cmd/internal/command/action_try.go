package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"connwiz/client/kibana"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const actionTestHelp = `Run an action connector once: this really sends a mail, writes a document, or opens
an incident. connwiz knows parameters for most types; PARAM=VALUE gives others. A
VALUE is JSON where it is a list, an object, a number, true or false; in the place
of a list of texts, commas separate them.

The exit code is 0 when the connector did it and 1 when it didn't.`

const actionTestExamples = `  connwiz action test alert-history
  connwiz action test on-call-mail to=me@example.com subject=Hello`

func newActionTest(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "test ID [PARAM=VALUE...]",
		Short:             "Run an action connector once",
		Long:              actionTestHelp,
		Example:           actionTestExamples,
		Args:              actionArgs(1, anyNumber),
		Annotations:       map[string]string{takesID: "yes"},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              a.onKibana(a.testAction),
	}
}

// testedAction is the result of action test.
type testedAction struct {
	ID             string  `json:"id"`
	Type           string  `json:"type"`
	OK             bool    `json:"ok"`
	Message        *string `json:"message"`
	ServiceMessage *string `json:"service_message"`
}

func (a *app) testAction(ctx context.Context, c *kibana.Client, args []string) error {
	found, err := c.Get(ctx, args[0])
	if err != nil {
		return err
	}
	var test *kibana.Test
	if t, err := kibana.Lookup(found.TypeID); err == nil { // others take what is given
		test = t.Test
	}
	params, err := actionParams(found, test, args[1:])
	if err != nil {
		return err
	}
	done, err := c.Execute(ctx, found.ID, params)
	if err != nil {
		return err
	}
	result := testedAction{
		ID: found.ID, Type: found.TypeID, OK: done.OK,
		Message:        orNull(a.secrets.Redact(kibana.WithoutURLSecrets(done.Message))),
		ServiceMessage: orNull(a.secrets.Redact(kibana.WithoutURLSecrets(done.ServiceMessage))),
	}
	if err := a.sayTested(result); err != nil {
		return err
	}
	if !done.OK {
		return exitError{exitFailed}
	}
	return nil
}

func (a *app) sayTested(r testedAction) error {
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, r)
	}
	words := []string{"it works"}
	if !r.OK {
		words = []string{"it failed"}
	}
	for _, m := range []*string{r.Message, r.ServiceMessage} {
		if m != nil {
			words = append(words, text.Clean(*m))
		}
	}
	_, err := fmt.Fprintf(a.streams.Out, "%s: %s\n", text.Clean(r.ID), strings.Join(words, ": "))
	if !r.OK {
		a.hint("look at it: " + about("action show", r.ID))
	}
	return err
}

// actionParams are the parameters of the type's test with those of the arguments.
func actionParams(c *kibana.Connector, test *kibana.Test, args []string) (json.RawMessage, error) {
	params := kibana.Params{}
	var needs []string
	if test != nil {
		var err error
		if params, err = test.Start(); err != nil {
			return nil, fmt.Errorf("connector type %s: %w", c.TypeID, err)
		}
		needs = test.Needs
	} else if len(args) == 0 {
		return nil, usagef(about("action test", c.ID)+" PARAM=VALUE", "connector type %s: what a test needs isn't known here: give the parameters that Kibana documents", c.TypeID)
	}
	given := make(map[string]bool)
	for i, arg := range args {
		name, value, found := strings.Cut(arg, "=")
		if !found || name == "" {
			return nil, usagef(about("action test", c.ID)+" PARAM=VALUE", "argument %d after the id is not of the form PARAM=VALUE", i+1)
		}
		given[name] = true
		params.Set(name, value)
	}
	for _, name := range needs {
		if !given[name] {
			return nil, usagef(about("action test", c.ID)+" "+name+"=VALUE", "connector type %s: the parameter %q is missing", c.TypeID, name)
		}
	}
	return json.Marshal(params)
}
