package setup

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"connwiz/client"
	"connwiz/client/quartz"
)

// upcoming is how many of the next starts are told.
const upcoming = 3

// defaultInterval is what Elasticsearch gives a new connector.
const defaultInterval = "0 0 0 * * ?"

// Explained is a schedule in words.
type Explained struct {
	Type     client.JobType
	Schedule client.Schedule
	// Words explain it: "every day at 02:30 UTC"; "" when it can't be read.
	Words string
	// Next are the next three starts in UTC, fewer when it ends; Local are the same
	// where the reader is.
	Next, Local []time.Time
	// Warnings are where the connector service reads it otherwise than
	// Elasticsearch, and that it never starts a sync.
	Warnings []string
	// Err is what the server would refuse it for, a *[quartz.SyntaxError].
	Err error
}

// Explain explains a schedule, from a time on and for a reader's place; nil is UTC.
func Explain(kind client.JobType, s client.Schedule, now time.Time, where *time.Location) Explained {
	e := Explained{Type: kind, Schedule: s}
	parsed, err := quartz.Parse(s.Interval)
	if err != nil {
		e.Err = err
		return e
	}
	if where == nil {
		where = time.UTC
	}
	e.Words, e.Next = parsed.Words(), parsed.Next(now, upcoming)
	e.Warnings = slices.Clone(parsed.Warnings())
	for _, at := range e.Next {
		e.Local = append(e.Local, at.In(where))
	}
	if len(e.Next) == 0 {
		e.Warnings = append(e.Warnings, "it never starts a sync: there is no such time")
	}
	return e
}

// ReadSchedule reads what a person writes for a schedule: what [quartz.Read] reads,
// or "off" or "on", which keep the stored times. Its error is a
// *[quartz.SyntaxError].
func ReadSchedule(when string, stored client.Schedule) (client.Schedule, error) {
	if when == "off" || when == "on" {
		if stored.Interval == "" {
			stored.Interval = defaultInterval
		}
		return client.Schedule{Enabled: when == "on", Interval: stored.Interval}, nil
	}
	s, err := quartz.Read(when)
	return client.Schedule{Enabled: err == nil, Interval: s.String()}, err
}

// SetSchedules is the action that changes the schedules that are given and leaves
// the others.
//
// Errors: *[quartz.SyntaxError]; *[ChangedError] when a schedule that changes is
// another one than when planned; *[client.Error].
func (g *Guide) SetSchedules(connector string, changes client.Schedules) Action {
	return &scheduling{g: g, id: connector, changes: changes}
}

type scheduling struct {
	g       *Guide
	id      string
	changes client.Schedules
	planned client.Schedules // stored when it was planned, nil before
	before  client.Schedules // stored when it was done first
}

// Step is the step.
func (a *scheduling) Step() Step { return Sync }

// read returns what is stored, and of it what would change.
func (a *scheduling) read(ctx context.Context) (stored, changes client.Schedules, err error) {
	if len(a.changes) == 0 {
		return nil, nil, &InputError{Field: "schedule", Reason: "there is none to change"}
	}
	wanted := client.Schedules{}
	for kind, s := range a.changes {
		parsed, err := quartz.Parse(s.Interval)
		if err != nil {
			return nil, nil, err
		}
		// As the server stores it, so that it is known again.
		wanted[kind] = client.Schedule{Enabled: s.Enabled, Interval: parsed.String()}
	}
	if stored, err = a.g.o.Client.Schedules(ctx, a.id); err != nil {
		return nil, nil, err
	}
	changes = maps.Clone(wanted)
	maps.DeleteFunc(changes, func(kind client.JobType, s client.Schedule) bool { return stored[kind] == s })
	return stored, changes, nil
}

// Plan says what will be done.
func (a *scheduling) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Sync}
	stored, changes, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	a.planned = stored
	p.Warnings = a.warnings(ctx)
	if len(changes) == 0 {
		return p, nil
	}
	for _, kind := range client.JobTypes() {
		if s, ok := changes[kind]; ok {
			p.Sentences = append(p.Sentences, fmt.Sprintf("start %s syncs: %s", words(kind), timesOf(s)))
		}
	}
	p.Writes = []Write{{Method: "PUT", Path: connectorPath(a.id, "_scheduling"), Body: scheduleBody(changes.Sendable(stored))}}
	return p, nil
}

// words is a type of sync in words.
func words(kind client.JobType) string {
	if kind == client.AccessControlSync {
		return "access control"
	}
	return string(kind)
}

func timesOf(s client.Schedule) string {
	if !s.Enabled {
		return "never, the schedule is off"
	}
	parsed, err := quartz.Parse(s.Interval)
	if err != nil {
		return s.Interval
	}
	return parsed.Words()
}

func scheduleBody(changes client.Schedules) string {
	members := map[string]any{}
	for kind, s := range changes {
		members[string(kind)] = map[string]any{"enabled": s.Enabled, "interval": s.Interval}
	}
	return bodyOf(map[string]any{"scheduling": members})
}

// warnings says what may be in the way of the schedules. Not to know the licence is
// no reason to fail.
func (a *scheduling) warnings(ctx context.Context) []string {
	var all []string
	for _, kind := range client.JobTypes() {
		s, changed := a.changes[kind]
		if !changed || !s.Enabled {
			continue
		}
		for _, w := range Explain(kind, s, a.g.o.Now(), nil).Warnings {
			all = append(all, words(kind)+": "+w)
		}
		if kind != client.AccessControlSync {
			continue
		}
		if l, err := a.g.o.Client.License(ctx); err == nil && !l.DocumentLevelSecurity() {
			all = append(all, fmt.Sprintf("the licence (%s) has no document level security: access control syncs will not start", l.Type))
		}
	}
	return all
}

// Do changes the schedules.
func (a *scheduling) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Sync, ConnectorID: a.id}
	stored, changes, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	for kind := range changes {
		if a.planned != nil && a.before == nil && a.planned[kind] != stored[kind] {
			return r, &ChangedError{What: "the " + words(kind) + " schedule", Was: a.planned[kind].Interval, Is: stored[kind].Interval, Connector: a.id}
		}
	}
	if a.before == nil {
		a.before = stored
	}
	r.Result = client.Noop
	if len(changes) > 0 {
		if r.Result, err = a.g.o.Client.SetSchedules(ctx, a.id, changes.Sendable(stored)); err != nil {
			return r, err
		}
	}
	undo := client.Schedules{}
	for _, kind := range client.JobTypes() {
		if s, ok := a.changes[kind]; ok {
			r.Did = append(r.Did, fmt.Sprintf("%s syncs start: %s", words(kind), timesOf(s)))
			if old, was := a.before[kind]; was {
				undo[kind] = old
			}
		}
	}
	if len(undo) > 0 {
		r.Undo = []string{"PUT " + connectorPath(a.id, "_scheduling") + " " + scheduleBody(undo.Sendable(a.before))}
	}
	r.Warnings, r.Next = a.warnings(ctx), "start a first sync"
	return r, nil
}
