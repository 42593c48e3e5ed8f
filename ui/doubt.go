package ui

import (
	"context"
	"errors"

	"connwiz/client"
)

// mostLooks is how often a lost answer is looked up before a person is asked.
const mostLooks = 2

// inDoubt reports whether a write went out whose answer was lost on the way. Then what
// is stored is looked at before anything is sent again: the change may be there,
// and another writer's after it. After a time-out nobody is kept waiting for more.
func inDoubt(err error) bool {
	return mayHaveArrived(err) && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled)
}

// mayHaveArrived reports whether a write failed that may be stored all the same.
func mayHaveArrived(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && ce.Sent
}

// unreachable reports whether the server could not be asked, which says less than
// what is in doubt.
func unreachable(err error) bool {
	var ce *client.Error
	return errors.As(err, &ce) && ce.Reaction == client.Unreachable
}
