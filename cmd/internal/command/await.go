package command

import (
	"context"
	"errors"
	"fmt"
	"time"

	"connwiz/client"
	"connwiz/ui"
)

// summarizer is what waiting asks of the cluster.
type summarizer interface {
	Summary(ctx context.Context, id string) (client.Summary, error)
}

// pace is how often the cluster is asked while waiting: as the wizard does, and
// the service's own interval.
func (a *app) pace() ui.Pace {
	if a.streams.Pace != (ui.Pace{}) {
		return a.streams.Pace
	}
	return ui.Pace{First: 500 * time.Millisecond, Most: 2 * time.Second, Service: 30 * time.Second}
}

// poll asks for a connector until done says so or the patience is at its end,
// which is no error, unless there never was an answer. Trouble that may pass is
// waited out.
func (a *app) poll(parent context.Context, cluster summarizer, id string, patience time.Duration, done func(client.Summary) bool) (client.Summary, error) {
	ctx, cancel := context.WithTimeout(parent, patience)
	defer cancel()
	var last client.Summary
	var failed error // nil once there was an answer
	pace := a.pace()
	for pause := pace.First; ; pause = min(2*pause, pace.Most) {
		s, err := cluster.Summary(ctx, id)
		switch {
		case err == nil:
			last, failed = s, nil
			if done(s) {
				return last, nil
			}
		case parent.Err() != nil:
			return last, parent.Err()
		case ctx.Err() == nil && !passing(err):
			return last, err
		case last.ID == "" && (failed == nil || ctx.Err() == nil):
			failed = err // but that our own patience ended says least
		}
		if !rest(ctx, pause) {
			return last, errors.Join(parent.Err(), failed)
		}
	}
}

// passing reports whether a failed question is worth asking again.
func passing(err error) bool {
	var request *client.Error
	return errors.As(err, &request) && (request.Reaction == client.Trouble || request.Reaction == client.Unreachable)
}

// rest pauses; false when the context ends first.
func rest(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// verdict is what the connector service made of what was saved.
type verdict struct {
	exit    int
	status  client.Status
	message string // of the service, with its secrets
	silence string // why there is none
}

// await waits for the service's verdict on a job that was sent. What was stored
// before is judged at once: no poll of the service can have begun before it.
func (js *jobs) await(ctx context.Context, j *job, patience time.Duration) {
	if j.idle() {
		j.verdict = verdict{exit: exitNoVerdict, status: j.found.Status, silence: "no verdict will come: the service waits for its configuration to be submitted (--as-is does)"}
		return
	}
	w := client.Watch{Saved: js.streams.Now(), Interval: js.pace().Service}
	if j.result == client.Noop {
		w.Interval = 0
	}
	seen := client.Waiting
	last, err := js.poll(ctx, js.cluster, j.id, patience, func(s client.Summary) bool {
		seen = w.Observe(s, js.streams.Now())
		return seen == client.Accepted || seen == client.Refused
	})
	j.verdict = verdict{exit: exitNoVerdict, status: last.Status}
	switch {
	case seen == client.Accepted:
		j.verdict.exit = exitDone
	case seen == client.Refused || seen == client.Doubtful:
		j.verdict.message = last.Error
	case ctx.Err() != nil:
		j.verdict.silence = "no verdict of the service yet: the wait was left"
	case err != nil:
		j.verdict.silence = fmt.Sprintf("no verdict of the service: %v", err)
	default:
		j.verdict.silence = silence(w.Silence(js.streams.Now()), j.id, last.LastSeen, js.streams.Now(), patience)
	}
}

// idle reports whether nothing was sent to a connector that the service doesn't
// look at yet.
func (j *job) idle() bool {
	return j.result == client.Noop && (j.found.Status == client.Created || j.found.Status == client.NeedsConfiguration)
}

// silence says why there may be no verdict.
func silence(why client.Silence, id string, lastSeen, now time.Time, patience time.Duration) string {
	switch why {
	case client.NeverSeen:
		return fmt.Sprintf("no verdict: no connector service has ever checked in; is one running, with %s in its config.yml?", id)
	case client.NoHeartbeat:
		return "no verdict: the connector service last checked in " + ago(now, lastSeen)
	default:
		return fmt.Sprintf("no verdict of the service within %s", patience)
	}
}
