package ui

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
)

// actionRemark is what is special about a connector, in words.
func actionRemark(c kibana.Connector) string {
	var all []string
	for _, r := range []struct {
		holds bool
		words string
	}{
		{c.Preconfigured, "preconfigured"}, {c.System, "Kibana's own"},
		{c.MissingSecrets, "secrets are missing"}, {c.Deprecated || c.TypeDeprecated, "deprecated"},
	} {
		if r.holds {
			all = append(all, r.words)
		}
	}
	return strings.Join(all, ", ")
}

// barred says why a connector can't be edited here; nil when it can.
func barred(c kibana.Connector) *ActionBarredError {
	if why := c.Locked(); why != "" {
		return &ActionBarredError{Subject: c.ID, Why: why}
	}
	if _, err := kibana.Lookup(c.TypeID); err != nil {
		return &ActionBarredError{Subject: c.ID, Why: err.Error() + ": edit it in Kibana", Unknown: true}
	}
	return nil
}

// choiceObstacle says why no connector of a type can be made here, "" when one can.
func choiceObstacle(c kibana.Choice) string {
	if why := c.Obstacle(); why != "" {
		return why
	}
	if c.Type == nil {
		return "connwiz doesn't know its fields: create it in Kibana"
	}
	return ""
}

// licenceWord is the least licence of a type.
func licenceWord(c kibana.Choice) string {
	if c.MinimumLicense == "" {
		return ""
	}
	return c.MinimumLicense + " licence"
}

// licenceSentence says which licence a type needs, "" where every one will do.
func licenceSentence(c kibana.Choice) string {
	if c.MinimumLicense == "" || c.MinimumLicense == "basic" {
		return ""
	}
	return "It needs " + kibana.LicenceWords(c.MinimumLicense) + "."
}

// aboutType is what a person wants to know before choosing a type.
func aboutType(c kibana.Choice) []string {
	var out []string
	if why := choiceObstacle(c); why != "" {
		out = append(out, "Not available: "+why+".")
	}
	if c.Deprecated {
		out = append(out, "Kibana calls this type deprecated.")
	}
	if c.Type == nil {
		return out
	}
	out = append(out, strings.TrimSpace(c.Type.Summary+" "+licenceSentence(c)))
	if secrets := c.Type.Secrets(); len(secrets) > 0 {
		out = append(out, "Have at hand, as far as it applies: "+strings.Join(secrets, ", ")+". Kibana never gives them back.")
	}
	return out
}

// reentryWords says which secrets must be typed again before anything else is, and
// why; nothing where there are none.
func reentryWords(all []kibana.Reentry, missing bool) []string {
	var must, may []string
	for _, r := range all {
		line := "- " + r.Label
		switch {
		case !r.Required:
			may = append(may, line)
		case r.Because != "":
			must = append(must, line+", since "+r.Because)
		default:
			must = append(must, line)
		}
	}
	var out []string
	switch {
	case missing && len(must) > 0:
		out = append(out, "This connector was imported without its secrets and does not work before they are typed:")
	case len(must) > 0:
		out = append(out, "Kibana never gives secrets back and replaces all of them with every change, whatever is changed. To be typed again:")
	case len(may) > 0:
		out = append(out, "Kibana never gives secrets back and replaces all of them with every change, whatever is changed.")
	}
	out = append(out, must...)
	if len(may) > 0 {
		out = append(out, "Erased where they are left empty:")
		out = append(out, may...)
	}
	return out
}

// actionFailure puts an answer of Kibana into words, by what a person must do.
func actionFailure(e *env, err error) notice {
	n := failure(e, err)
	var ce *client.Error
	if !errors.As(err, &ce) {
		return n
	}
	switch ce.Reaction {
	case client.NotFound:
		n.title = "There is no such action connector"
		n.advice = "It is gone, in another space, or its id is another one: connwiz action list shows what there is."
	case client.NotAllowed:
		n.advice = "The licence or these credentials don't allow it: connwiz action types shows what the licence allows; the Kibana privilege is Actions and Connectors."
		if ce.Status == 401 {
			n.advice = "Kibana does not accept these credentials. Leave, and start again with others."
		}
	case client.Unreachable:
		n.title = fmt.Sprintf("%s can't be reached", e.actions.Host())
	case client.Rejected:
		n.title = "Kibana refused that"
	case client.Trouble:
		if ce.Status < http.StatusInternalServerError { // a page to log in, a proxy, or Elasticsearch
			n.title = "That is not the answer of a Kibana"
			n.advice = "Check the address (--kibana-url or KIBANA_URL), and whether a proxy or a page to log in stands between."
		}
	}
	if ce.Status == http.StatusTooManyRequests {
		n.title, n.advice = "Kibana takes no more requests for now", "Wait a moment, then try again. Nothing is lost meanwhile."
	}
	if ce.Sent {
		n.advice = "The request was sent, but no answer came: it may have been done. Trying again looks first whether it was."
	}
	return n
}
