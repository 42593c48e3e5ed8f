package client

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// License is the cluster's licence.
type License struct {
	Type   string // basic, trial, platinum, enterprise, ...
	Status string // active or expired
}

// License asks for the licence.
func (c *Client) License(ctx context.Context) (License, error) {
	d, err := c.ask(ctx, "ask for the licence", esapi.LicenseGetRequest{})
	if err != nil {
		return License{}, err
	}
	licence := d.object("license")
	return License{Type: licence.text("type"), Status: licence.text("status")}, nil
}

// DocumentLevelSecurity reports whether the licence has document level security,
// without which access control syncs never run (connectors/services/job_scheduling.py).
func (l License) DocumentLevelSecurity() bool {
	return l.Status == "active" && slices.Contains([]string{"platinum", "enterprise", "trial"}, l.Type)
}

// Identity is who the cluster takes the caller for.
type Identity struct {
	Username       string
	Roles          []string
	KeyID, KeyName string // of an API key, else ""
	byKey          bool
}

// ByAPIKey reports whether the caller uses an API key, with which no other one can
// be minted.
func (i Identity) ByAPIKey() bool { return i.byKey }

// WhoAmI asks the cluster whom it takes the caller for.
func (c *Client) WhoAmI(ctx context.Context) (Identity, error) {
	d, err := c.ask(ctx, "ask who the caller is", esapi.SecurityAuthenticateRequest{})
	if err != nil {
		return Identity{}, err
	}
	key := d.object("api_key")
	return Identity{
		Username: d.text("username"), Roles: decode[[]string](d, "roles"),
		KeyID: key.text("id"), KeyName: key.text("name"),
		byKey: d.text("authentication_type") == "api_key",
	}, nil
}

// Privileges are rights on the cluster and on indices by name.
type Privileges struct {
	Cluster []string
	Index   map[string][]string
}

// Missing asks which of the privileges wanted the caller lacks.
func (c *Client) Missing(ctx context.Context, wanted Privileges) (Privileges, error) {
	members := map[string]any{}
	if len(wanted.Cluster) > 0 {
		members["cluster"] = wanted.Cluster
	}
	var indices []any
	for name, privileges := range wanted.Index {
		indices = append(indices, map[string]any{"names": []string{name}, "privileges": privileges})
	}
	if len(indices) > 0 {
		members["index"] = indices
	}
	k := call{op: "ask for the caller's privileges", once: true}
	a, err := c.send(ctx, k, content(members), func(b *bodyReader) esapi.Request {
		return esapi.SecurityHasPrivilegesRequest{Body: b}
	})
	if err != nil {
		return Privileges{}, err
	}
	d, err := a.document()
	if err != nil {
		return Privileges{}, err
	}
	missing := Privileges{Cluster: d.object("cluster").lacking(wanted.Cluster), Index: map[string][]string{}}
	for name, privileges := range wanted.Index {
		if lacking := d.object("index").object(name).lacking(privileges); len(lacking) > 0 {
			missing.Index[name] = lacking
		}
	}
	return missing, nil
}

func (d document) lacking(wanted []string) []string {
	var lacking []string
	for _, privilege := range wanted {
		if !d.flag(privilege) {
			lacking = append(lacking, privilege)
		}
	}
	return lacking
}

// None reports whether there are no privileges here.
func (p Privileges) None() bool { return len(p.Cluster) == 0 && len(p.Index) == 0 }

// ask makes a request without a target and reads its answer.
func (c *Client) ask(ctx context.Context, op string, r esapi.Request) (document, error) {
	a, err := c.run(ctx, call{op: op, request: read(r)})
	if err != nil {
		return nil, err
	}
	return a.document()
}

// WantedPrivileges are those that set-up and administration of connectors take.
// Before 9.0 the indices of connectors decide; serverless has what the newest
// release has.
func WantedPrivileges(i Info) Privileges {
	if !i.Before(9, 0) {
		return Privileges{Cluster: []string{"monitor", "manage_connector"}}
	}
	both := []string{"read", "write"}
	return Privileges{
		Cluster: []string{"monitor"},
		Index:   map[string][]string{".elastic-connectors-v1": both, ".elastic-connectors-sync-jobs-v1": both},
	}
}

// String lists the privileges: "manage_connector, on .elastic-connectors-v1: read
// and write".
func (p Privileges) String() string {
	all := slices.Clone(p.Cluster)
	for _, name := range slices.Sorted(maps.Keys(p.Index)) {
		all = append(all, "on "+name+": "+strings.Join(p.Index[name], " and "))
	}
	return strings.Join(all, ", ")
}
