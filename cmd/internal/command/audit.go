package command

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"connwiz/client"
	"connwiz/client/audit"
	"connwiz/ui"
)

// auditor writes a line for every save, where --audit-log asks for one.
type auditor struct {
	write   func(audit.Entry) error // nil: nobody asked
	end     func() error
	who     audit.Who
	cluster string
	path    string // of the command
	now     func() time.Time

	mu     sync.Mutex
	failed error // the first line that could not be written
}

// openAudit opens the record before anything is saved: a save that can't be
// recorded must not happen.
func (a *app) openAudit(path, cluster string) (*auditor, error) {
	r := &auditor{cluster: cluster, path: path, now: a.streams.Now}
	if g := a.streams.guest; g != nil {
		r.write, r.end, r.who = g.record, func() error { return nil }, g.who
		return r, nil
	}
	if a.global.audit == "" {
		return r, nil
	}
	log, err := audit.Open(a.global.audit)
	if err != nil {
		return nil, usagef("name another file: --audit-log FILE", "%v", err)
	}
	r.write, r.end, r.who = log.Write, log.Close, audit.Local(a.streams.Getenv)
	return r, nil
}

// saved records what became of a save.
func (r *auditor) saved(s ui.Save) {
	if r.write == nil {
		return
	}
	e := audit.Entry{
		Time: r.now(), Who: r.who, Cluster: cmp.Or(r.cluster, s.Cluster), Connector: s.Connector, Fields: s.Fields,
		Outcome: audit.Outcome(s.Result),
	}
	if s.Err != nil {
		e.Outcome, e.Exit = outcomeOf(s.Err), explain(r.path, s.Err).exit
	}
	if err := r.write(e); err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.failed = errors.Join(r.failed, err)
	}
}

// close ends the record. Its error says that what was saved is not recorded.
func (r *auditor) close() error {
	if r.write == nil {
		return nil
	}
	return errors.Join(r.failed, r.end())
}

// outcomeOf says what became of a save that failed.
func outcomeOf(err error) audit.Outcome {
	var request *client.Error
	switch {
	case errors.As(err, &request) && request.Sent:
		return audit.Unknown
	case errors.As(err, &request):
		if request.Reaction == client.Trouble || request.Reaction == client.Unreachable {
			return audit.Failed
		}
		return audit.Refused
	case errors.Is(err, context.Canceled):
		return audit.Failed
	default:
		return audit.Refused
	}
}
