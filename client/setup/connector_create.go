package setup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"connwiz/client"
)

// creation creates a connector, once: what an attempt before has made without an answer
// is found again.
type creation struct {
	g      *Guide
	n      NewConnector
	looked bool     // at before
	before []string // ids of connectors like this one, from before the first attempt
	same   []string // ids of connectors of the same name, of whatever type
	told   bool     // a plan has told of them
	sent   bool     // a request left whose end nobody saw
}

// Step is the step.
func (a *creation) Step() Step { return Connector }

// Plan says what will be done.
func (a *creation) Plan(ctx context.Context) (Plan, error) {
	if err := a.prepare(ctx); err != nil {
		return Plan{}, err
	}
	sentence := "create a connector of the service type " + a.n.ServiceType
	if a.n.Name != "" {
		sentence += ", named " + a.n.Name
	}
	p := Plan{Step: Connector, Sentences: []string{sentence}}
	if a.n.Index != "" {
		p.Sentences = append(p.Sentences, "attach index "+a.n.Index+" to it")
	}
	w := Write{Method: "POST", Path: "/_connector", Body: bodyOf(map[string]any{
		"name": a.n.Name, "description": a.n.Description, "service_type": a.n.ServiceType,
		"index_name": a.n.Index, "is_native": a.n.Native,
	})}
	if a.n.ID != "" {
		w.Method, w.Path = "PUT", connectorPath(a.n.ID, "")
		p.Sentences = append(p.Sentences, "make sure once more that the id "+a.n.ID+" is free")
	}
	p.Writes = []Write{w}
	if a.n.ID != "" {
		if err := a.g.o.Client.Vacant(ctx, a.n.ID); err != nil {
			return p, err
		}
	}
	err := a.twins(ctx)
	p.Warnings, a.told = a.namesakes(), true
	return p, err
}

// namesakes warns of connectors that have the wanted name already.
func (a *creation) namesakes() []string {
	const sameness = "names may be shared, so tell them apart by their ids"
	switch n := len(a.same); {
	case n == 0:
		return nil
	case n == 1:
		return []string{fmt.Sprintf("connector %s is named %s already: %s", a.same[0], a.n.Name, sameness)}
	default:
		return []string{fmt.Sprintf("%d connectors are named %s already, such as %s: %s", n, a.n.Name, a.same[0], sameness)}
	}
}

// prepare checks the input and completes it for servers that need an index.
func (a *creation) prepare(ctx context.Context) error {
	if err := a.n.check(); err != nil {
		return err
	}
	if a.n.Index != "" {
		return nil
	}
	if info, err := a.g.o.Client.Info(ctx); err == nil && info.Before(8, 14) {
		a.n.Index = client.ProposeIndexName(a.n.Name, a.n.Native)
	}
	return nil
}

// like lists the connectors of the wanted name and service type, and notes those of
// the name alone.
func (a *creation) like(ctx context.Context) ([]client.Summary, error) {
	var f client.Filter
	switch {
	case a.n.Name == "":
		f.ServiceType = a.n.ServiceType
	case !strings.Contains(a.n.Name, ","): // which separates names
		f.Name = a.n.Name
	}
	all, err := a.g.o.Client.All(ctx, f, nil)
	if err != nil {
		return nil, err
	}
	named := slices.DeleteFunc(all, func(c client.Summary) bool { return c.Name != a.n.Name })
	a.same = nil
	for _, c := range named {
		if c.Name != "" && c.ID != a.n.ID {
			a.same = append(a.same, c.ID)
		}
	}
	return slices.DeleteFunc(named, func(c client.Summary) bool { return c.ServiceType != a.n.ServiceType }), nil
}

// twins looks for connectors that are like the wanted one before anything is sent.
func (a *creation) twins(ctx context.Context) error {
	if a.looked {
		return nil
	}
	found, err := a.like(ctx)
	if err != nil {
		return err
	}
	if a.n.ID != "" {
		found = slices.DeleteFunc(found, func(c client.Summary) bool { return c.ID == a.n.ID })
	}
	if len(found) > 0 && !a.n.Another {
		return &TwinError{Found: found}
	}
	a.before = nil
	for _, c := range found {
		a.before = append(a.before, c.ID)
	}
	return nil
}

// Do creates the connector, or finds the one that an attempt before has created.
func (a *creation) Do(ctx context.Context) (Report, error) {
	if err := a.prepare(ctx); err != nil {
		return Report{Step: Connector}, err
	}
	if a.sent {
		if id, err := a.child(ctx); err != nil || id != "" {
			return a.report(id, true), err
		}
	}
	if err := a.twins(ctx); err != nil {
		return Report{Step: Connector}, err
	}
	a.looked = true
	id, err := a.g.o.Client.Create(ctx, a.n.wanted())
	switch {
	case err == nil:
		a.sent = false
		return a.report(id, false), nil
	case !lost(err):
		return Report{Step: Connector}, a.g.taken(ctx, err, a.n.Index, "")
	}
	a.sent = true
	if id, again := a.child(ctx); again == nil && id != "" {
		return a.report(id, true), nil
	}
	return Report{Step: Connector}, err
}

// child finds the connector that an attempt whose answer was lost has created: one
// that is like the wanted one and wasn't there before.
func (a *creation) child(ctx context.Context) (string, error) {
	found, err := a.like(ctx)
	if err != nil {
		return "", err
	}
	for _, c := range found {
		if !slices.Contains(a.before, c.ID) && (a.n.ID == "" || a.n.ID == c.ID) && fresh(c) {
			a.sent = false
			return c.ID, nil
		}
	}
	return "", nil
}

// fresh reports whether a connector may just have been created: nobody has
// configured it.
func fresh(c client.Summary) bool {
	return c.Status == client.Created || c.Status == client.NeedsConfiguration
}

func (a *creation) report(id string, found bool) Report {
	r := Report{Step: Connector, ConnectorID: id}
	if id == "" {
		return r
	}
	r.Did = []string{fmt.Sprintf("created connector %s", id)}
	a.same = slices.DeleteFunc(a.same, func(same string) bool { return same == id })
	if !a.told {
		r.Warnings = a.namesakes()
	}
	if r.Found = found; found {
		r.Did = append(r.Did, "its answer was lost, so it was looked up: nothing was created twice")
	}
	r.Undo = []string{"DELETE " + connectorPath(id, "")}
	r.Next = "give it an index"
	if a.n.Index != "" {
		r.Index = IndexReport{Name: a.n.Index, State: "unknown"}
		r.Did = append(r.Did, "attached index "+a.n.Index)
		r.Next = "mint its API key"
	}
	return r
}
