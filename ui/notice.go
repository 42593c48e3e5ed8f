package ui

import (
	"errors"
	"fmt"

	"connwiz/client"

	"github.com/charmbracelet/bubbles/key"
)

// notice tells what failed and what can be done about it.
type notice struct {
	title, detail, advice string
	retry                 key.Binding
	err                   error
}

// failure puts an error into words, by what a person must do about it.
func failure(e *env, err error) notice {
	n := notice{title: "That did not work", detail: err.Error(), retry: keys().retry, err: err}
	var ce *client.Error
	if !errors.As(err, &ce) {
		return n
	}
	switch ce.Reaction {
	case client.NotFound:
		n.title = "There is no such connector"
		n.advice = "It is gone, or its id is another one: connwiz list shows what there is."
	case client.NotAllowed:
		n.title = "Not allowed"
		n.advice = "These credentials may not do that. An API key or user with the cluster privilege manage_connector can."
		if ce.Status == 401 {
			n.advice = "The cluster does not accept these credentials. Leave, and start again with others."
		}
	case client.Unreachable:
		n.title = fmt.Sprintf("%s can't be reached", e.host)
		n.advice = "Check the link, the address and the certificate, then try again. Nothing is lost meanwhile."
	case client.Conflict:
		n.title = "Another writer was faster"
		n.advice = "Nothing was written. Try again: the document is read anew first."
	case client.Rejected:
		n.title = "The server refused that"
		n.advice = "Nothing was written. Go back to the form and change what it names."
		if ce.KnowsNoValues() {
			n.advice = "Nothing was written. Elasticsearch before 8.13 can't change single values: update it, or change them in Kibana."
		}
	default:
		n.title = "The server is in trouble"
		n.advice = "Try again in a moment. Nothing is lost meanwhile."
	}
	return n
}

// final reports whether asking again comes to the same: what the program was started
// for isn't there, or not for these credentials.
func final(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && (ce.Reaction == client.NotFound || ce.Reaction == client.NotAllowed || ce.Reaction == client.Rejected)
}

// submitFailure is failure for a request that may have been a write.
func submitFailure(e *env, err error) notice {
	n := failure(e, err)
	var ce *client.Error
	if errors.As(err, &ce) && ce.Sent {
		n.advice = "The request was sent, but no answer came: it may have been saved. Trying again looks first whether it was."
	}
	return n
}

// draw shows the notice.
func (n notice) draw(e *env, s size) []string {
	w := s.w - 1
	lines := []string{e.theme.Error.Render(e.theme.Glyphs.Cross + " " + e.clean(n.title))}
	lines = append(lines, paragraphs(e, w, n.detail)...)
	if n.advice != "" {
		if s.h > len(lines)+3 {
			lines = append(lines, "")
		}
		lines = append(lines, say(w, n.advice)...)
	}
	return lines
}
