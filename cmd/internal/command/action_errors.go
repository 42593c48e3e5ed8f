package command

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// ofAction makes the hint of an error one that can be typed: many are made where
// only the connectors of Elasticsearch are known. command is the one that is
// running.
func ofAction(command string, err error) error {
	var (
		told    *toldError
		usage   *usageError
		request *client.Error
	)
	switch {
	case errors.As(err, &told):
		f := told.failure
		f.Hint = actionHint(command, f.Hint)
		return &toldError{f}
	case errors.As(err, &usage):
		return &usageError{message: usage.message, hint: actionHint(command, usage.hint)}
	case errors.As(err, &request) && (request.Sent || !errors.Is(err, context.Canceled)):
		return actionRefused(request)
	}
	return err
}

// actionHint puts "action" into the command lines of a hint.
func actionHint(command, hint string) string {
	if strings.Contains(hint, "connwiz action ") {
		return hint
	}
	if command == "create" || command == "set" {
		hint = strings.ReplaceAll(hint, "connwiz set ", "connwiz action "+command+" ")
	}
	pairs := []string{"connwiz --help", "connwiz action --help"}
	for _, word := range []string{"types", "list", "show", "create", "set", "test", "delete"} {
		pairs = append(pairs, "connwiz "+word, "connwiz action "+word)
	}
	return strings.NewReplacer(pairs...).Replace(hint)
}

// actionRefused tells what can be done about a request that Kibana refused.
func actionRefused(e *client.Error) error {
	exit, code, _ := react(e)
	look := "see which action connectors there are: connwiz action list"
	if e.Sent {
		return tell(exit, code, e.Error()+" (the request was sent, and no usable answer came: it may have been done)", look)
	}
	return tell(exit, code, e.Error(), actionRemedy(e, look))
}

// actionRemedy is the hint of a refusal; look is the general one.
func actionRemedy(e *client.Error, look string) string {
	switch {
	case kibana.TakesNoID(e):
		return "leave --id out, and Kibana makes one up"
	case e.Status == http.StatusTooManyRequests || e.Status == http.StatusServiceUnavailable:
		return "wait a moment, then: connwiz action list"
	case e.Reaction == client.NotAllowed && e.Status == 403:
		return "see what the licence allows: connwiz action types; the user or key needs the Kibana privilege \"Actions and Connectors\""
	case e.Reaction == client.NotAllowed:
		return "Kibana doesn't know these credentials; set KIBANA_API_KEY, or: connwiz action list --kibana-api-key-file FILE"
	case e.Reaction == client.Unreachable:
		return "check the address (--kibana-url or KIBANA_URL; --ca-cert FILE for a private CA), then: connwiz action list"
	case e.Reaction == client.Conflict:
		return "choose another id: --id ID; " + look
	case e.Reaction == client.Trouble:
		return "see what was asked: connwiz action list --debug --log-file connwiz.log"
	}
	return look
}

// unknownActionType tells of a type whose fields aren't known here.
func unknownActionType(id string, err error) error {
	hint := "see the types: connwiz action types"
	if near, nearErr := kibana.Lookup("." + id); nearErr == nil {
		hint = "did you mean: connwiz action types " + near.ID
	}
	return tell(exitNotFound, "not_found", err.Error(), hint)
}

// seeActionFields is the hint that names a type's fields.
func seeActionFields(t *kibana.Type) string {
	return "see its fields: connwiz action types " + shellArg(t.ID)
}

// invalidAction is the error of values that are not valid.
func (a *app) invalidAction(t *kibana.Type, message string, problems []schema.Problem, hint string) error {
	f := failure{exit: exitInvalid, Code: "invalid", Message: message, Hint: hint, Fields: []fieldFailure{}}
	for _, p := range problems {
		field := p.Field
		if field == "" {
			field = t.ID
		}
		f.Fields = append(f.Fields, fieldFailure{field, a.secrets.Redact(p.Message)})
	}
	return &toldError{f}
}

// blockedAction tells what keeps a form from being sent.
func (a *app) blockedAction(f *kibana.Form, err error) error {
	var blocked *draft.BlockedError
	if !errors.As(err, &blocked) {
		return err
	}
	hint := seeActionFields(f.Type())
	if defaults := missingDefaults(f.Type(), blocked.Problems); len(defaults) > 0 {
		hint = "to take the defaults, add: " + strings.Join(defaults, " ") + "; " + hint
	}
	return a.invalidAction(f.Type(), fmt.Sprintf("action connector of type %s: %v", f.Type().ID, blocked), blocked.Problems, hint)
}

// missingDefaults are the flags that fill in what is missing and has a default.
func missingDefaults(t *kibana.Type, problems []schema.Problem) []string {
	var flags []string
	for _, p := range problems {
		if f := t.Field(p.Field); p.Kind == schema.KindRequired && f != nil && !f.Default.Empty() {
			flags = append(flags, "--default "+f.Name)
		}
	}
	return flags
}

// rejectedAction puts what Kibana said of a request beside the fields it names.
func (a *app) rejectedAction(t *kibana.Type, err error) error {
	if problems := t.Problems(err); len(problems) > 0 {
		return a.invalidAction(t, fmt.Sprintf("Kibana refused the values of a connector of type %s", t.ID), problems, seeActionFields(t))
	}
	return err
}
