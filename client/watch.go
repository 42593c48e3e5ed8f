package client

import "time"

// Verdict is what a watch has to say after a configuration was saved.
type Verdict int

// The verdicts of a watch, from nothing known to final.
const (
	// Waiting: the service has not looked at the new values yet.
	Waiting Verdict = iota
	// Doubtful: an error that may still be of a poll that began before the
	// save; one more interval of the service settles it.
	Doubtful
	// Accepted: status connected.
	Accepted
	// Refused: status error, seen for longer than an interval of the service.
	Refused
)

// staleAfter is the age from which a last check-in means that no service is
// listening: its own heartbeat is 300 s (connectors/protocol/connectors.py), and
// a save may fall just before one.
const staleAfter = 10 * time.Minute

// Watch follows a connector's status after a save until the connector service
// has given its verdict. It is pure: the caller asks and tells it what was seen.
//
// Elasticsearch sets "configured" with every save and leaves the old error text;
// the service, polling every 30 s, sets connected or error. So the error text
// means nothing without the status error.
type Watch struct {
	// Interval is the service's own pause between polls.
	Interval time.Duration
	// Saved is when the save was answered.
	Saved time.Time

	firstError time.Time
	last       Summary
	seen       bool
}

// Observe takes what was seen at a time and returns the verdict so far.
func (w *Watch) Observe(s Summary, now time.Time) Verdict {
	w.last, w.seen = s, true
	switch s.Status {
	case Connected:
		w.firstError = time.Time{}
		return Accepted
	case Failed:
		if w.firstError.IsZero() {
			w.firstError = now
		}
		if now.Sub(w.firstError) >= w.Interval {
			return Refused
		}
		return Doubtful
	default:
		w.firstError = time.Time{}
		return Waiting
	}
}

// Silence says why no answer may be coming.
type Silence int

// The reasons for silence.
const (
	// NoAnswerYet: the service has been heard of lately.
	NoAnswerYet Silence = iota
	// NeverSeen: no service ever checked in for this connector.
	NeverSeen
	// NoHeartbeat: the last check-in is older than ten minutes.
	NoHeartbeat
)

// Silence judges the heartbeat of what was last observed.
func (w *Watch) Silence(now time.Time) Silence {
	switch {
	case !w.seen:
		return NoAnswerYet
	case w.last.LastSeen.IsZero():
		return NeverSeen
	case now.Sub(w.last.LastSeen) > staleAfter:
		return NoHeartbeat
	default:
		return NoAnswerYet
	}
}
