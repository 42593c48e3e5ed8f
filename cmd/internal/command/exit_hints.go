package command

import (
	"context"
	"errors"
	"strings"
	"time"

	"connwiz/client"
)

const (
	addressHint = "check the address (--url or ELASTICSEARCH_URL; --ca-cert FILE for a private CA), then: connwiz list"
	loggedHint  = "see what was asked: connwiz list --debug --log-file connwiz.log"
)

// credentialsHint tells unknown credentials from none, and from ones with too few
// rights.
func credentialsHint(e *client.Error) string {
	const give = "set ELASTICSEARCH_API_KEY, or: connwiz list --api-key-file FILE"
	switch {
	case e.Status == 403:
		return "this user or key may not do that; give one with the cluster privilege manage_connector: connwiz list --api-key-file FILE"
	case strings.HasPrefix(e.Reason, "missing authentication credentials"):
		return "no credentials were given; " + give
	}
	return "Elasticsearch doesn't know these credentials; " + give
}

// rejectedHint is about what Elasticsearch found malformed.
func rejectedHint(e *client.Error) string {
	switch {
	case e.KnowsNoValues():
		return "Elasticsearch before 8.13 can't change single values: update it, or change them in Kibana"
	case e.Target == "":
		return loggedHint
	}
	return "see what is wrong: " + about("check", e.Target)
}

// unreachableHint tells a server that is busy, or slow, from one that isn't there.
func unreachableHint(e *client.Error) string {
	switch {
	case e.RetryAfter > 0:
		return "it asks to be left alone for " + e.RetryAfter.Round(time.Second).String() + ": run it again then"
	case e.Status >= 429:
		return "it may be busy: run it again in a while; if that doesn't help, check the address (--url or ELASTICSEARCH_URL)"
	case errors.Is(e.Err, context.DeadlineExceeded):
		return "give it longer (--timeout 2m), or " + addressHint
	}
	return addressHint
}

// troubleHint tells a server that is in trouble from what isn't Elasticsearch at all.
func troubleHint(e *client.Error) string {
	switch {
	case e.NoEndpoint:
		return "see which version answers: connwiz doctor"
	case e.Status >= 500:
		return "see how the cluster is: connwiz doctor; and what was asked: connwiz list --debug --log-file connwiz.log"
	case e.Status >= 300 && e.Type == "", e.Foreign():
		return addressHint
	}
	return loggedHint
}
