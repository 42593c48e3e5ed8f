package client

import (
	"context"
	"maps"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// JobType is what a sync job does.
type JobType string

// The types of sync jobs, which are also the schedules of a connector.
const (
	FullSync          JobType = "full"
	IncrementalSync   JobType = "incremental"
	AccessControlSync JobType = "access_control"
)

// JobTypes lists the types.
func JobTypes() []JobType { return []JobType{FullSync, IncrementalSync, AccessControlSync} }

// Schedule says when syncs of one type start.
type Schedule struct {
	Enabled  bool
	Interval string // Quartz cron, in UTC
}

// Schedules are a connector's schedules, or those of them that change.
type Schedules map[JobType]Schedule

// Schedules reads a connector's schedules.
func (c *Client) Schedules(ctx context.Context, id string) (Schedules, error) {
	d, _, err := c.connector(ctx, id, []string{"id", "scheduling", "error"})
	if err != nil {
		return nil, err
	}
	return d.schedules(), nil
}

func (d document) schedules() Schedules {
	found := make(Schedules)
	scheduling := d.object("scheduling")
	for _, kind := range JobTypes() {
		if scheduling.has(string(kind)) {
			one := scheduling.object(string(kind))
			found[kind] = Schedule{Enabled: one.flag("enabled"), Interval: one.text("interval")}
		}
	}
	return found
}

// SetSchedules changes the schedules that are given and leaves the others. The
// server upper-cases intervals.
//
// It refuses a change of the access control schedule alone, for it doesn't count
// that one (Elasticsearch UpdateConnectorSchedulingAction): [Schedules.Sendable]
// adds another one unchanged.
func (c *Client) SetSchedules(ctx context.Context, id string, changes Schedules) (Result, error) {
	members := map[string]any{}
	for kind, s := range changes {
		members[string(kind)] = map[string]any{"enabled": s.Enabled, "interval": s.Interval}
	}
	k := call{op: "change the schedules of connector", target: id}
	return c.update(ctx, k, content(map[string]any{"scheduling": members}), func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateSchedulingRequest{ConnectorID: id, Body: b}
	})
}

// Sendable returns the changes with the company that the server wants for one of
// access control alone: the full schedule as it is stored.
func (s Schedules) Sendable(stored Schedules) Schedules {
	_, acl := s[AccessControlSync]
	full, known := stored[FullSync]
	if !acl || len(s) > 1 || !known {
		return s
	}
	both := maps.Clone(s)
	both[FullSync] = full
	return both
}
