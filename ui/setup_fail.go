package ui

import (
	"connwiz/client/profile"
	"connwiz/client/quartz"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
)

// setupFailure puts an error of the set-up into words, by what a person can do
// about it.
func setupFailure(e *env, err error) notice {
	n := notice{title: "That did not work", detail: err.Error(), retry: keys().retry, err: err}
	if old, ok := refusedBy[*setup.TooOldError](err); ok {
		n.title, n.detail = "The server is too old", old.Error()
		n.advice = "Skip this step; what it would have done can be done in Kibana, or after an upgrade."
		return n
	}
	if changed, ok := refusedBy[*setup.ChangedError](err); ok {
		n.title, n.detail = "Somebody else was faster", changed.Error()
		n.advice = "Nothing was written. Try again: what is there is read anew first."
		return n
	}
	if unready, ok := refusedBy[*setup.NotReadyError](err); ok {
		n.title, n.detail = "Another step comes first", unready.Reason
		n.advice = "Go back to step " + stepNumber(unready.First) + ", " + stepWord(unready.First) + "."
		return n
	}
	if _, ok := refusedBy[*quartz.SyntaxError](err); ok {
		n.title = "That is no schedule"
		return n
	}
	if _, ok := refusedBy[*serviceconfig.VersionError](err); ok {
		n.title = "That is no version of the service"
		return n
	}
	if p, ok := refusedBy[*profile.Error](err); ok {
		n.title, n.detail, n.advice = "The profile was not saved", p.Message, ""
		return n
	}
	return submitFailure(e, err)
}
