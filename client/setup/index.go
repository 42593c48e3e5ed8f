package setup

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"connwiz/client"
)

// IndexChoice says which index a connector shall have.
type IndexChoice struct {
	Connector string // id
	Name      string
	// Create creates the index now if it isn't there; without it the first sync
	// does, with the mappings that the connector service likes best.
	Create bool
}

// IndexName is a name for an index as far as it was looked at.
type IndexName struct {
	Name string
	// Problem is which rule it breaks, "" when it can be used: "must be lower case".
	Problem string
	// Known is true when the cluster was asked; the rest is known only then.
	Known  bool
	Exists bool
	// Mapped is false for an index without mappings, into which syncs fail.
	Mapped bool
	// TakenBy is the id of another connector that has it, "" when none.
	TakenBy string
	// Warning is what may do harm if it is used, "" when nothing.
	Warning string
}

// Usable reports whether the name can be used.
func (n IndexName) Usable() bool { return n.Problem == "" && n.TakenBy == "" }

// state is what there is under the name, in one word.
func (n IndexName) state() string {
	switch {
	case !n.Known:
		return "unknown"
	case n.Exists:
		return "existing"
	}
	return "missing"
}

// CheckIndex judges a name as it is typed, without asking the cluster.
func CheckIndex(name string, native bool) IndexName {
	n := IndexName{Name: name}
	var broken *client.IndexNameError
	if err := client.CheckIndexName(name, native); errors.As(err, &broken) {
		n.Problem = broken.Rule
	}
	return n
}

// LookAtIndex judges a name and asks the cluster whether it is free, for one
// connector: its own index is not taken. Not to be allowed to look is no error, but
// leaves Known false.
func (g *Guide) LookAtIndex(ctx context.Context, connector, name string) (IndexName, error) {
	c, err := g.summary(ctx, connector)
	if err != nil {
		return IndexName{Name: name}, err
	}
	return g.look(ctx, c, name)
}

func (g *Guide) look(ctx context.Context, c client.Summary, name string) (IndexName, error) {
	n := CheckIndex(name, c.Native)
	if n.Problem != "" {
		return n, nil
	}
	owner, err := g.ownerOf(ctx, name, c.ID)
	if err != nil {
		return n, err
	}
	n.TakenBy = owner.ID
	state, err := g.o.Client.Index(ctx, name)
	switch {
	case forbidden(err):
		n.Warning = "whether the index exists is not known: these credentials may not look"
		return n, nil
	case err != nil:
		return n, err
	}
	n.Known, n.Exists, n.Mapped = true, state.Exists, state.Mapped
	switch {
	case state.Exists && !state.Mapped:
		n.Warning = noMappings(name)
	case state.Exists && c.IndexName != name:
		n.Warning = fmt.Sprintf("index %s exists: a full sync deletes the documents that the source doesn't have", name)
	}
	return n, nil
}

// ProposeIndex is a free name for a connector's index, made of its name or its
// service type.
func (g *Guide) ProposeIndex(ctx context.Context, connector string) (string, error) {
	c, err := g.summary(ctx, connector)
	if err != nil {
		return "", err
	}
	label := c.Name
	if label == "" {
		label = c.ServiceType
	}
	base := client.ProposeIndexName(label, c.Native)
	for n, name := 2, base; ; n++ {
		look, err := g.look(ctx, c, name)
		if err != nil {
			return "", err
		}
		if look.Usable() && !look.Exists || n > 20 {
			return name, nil
		}
		name = client.ProposeIndexName(fmt.Sprintf("%s-%d", label, n), c.Native)
	}
}

// UseIndex is the action that attaches an index to a connector, and creates it
// where that is wanted.
//
// Errors: *[client.IndexNameError]; *[TakenError]; *[ChangedError] when the
// connector's index is another one than when planned; *[TooOldError] before 8.13;
// *[client.Error].
func (g *Guide) UseIndex(i IndexChoice) Action { return &attachment{g: g, i: i} }

type attachment struct {
	g       *Guide
	i       IndexChoice
	planned *string // the connector's index when it was planned
	before  string  // when it was done first
	did     bool
}

// Step is the step.
func (a *attachment) Step() Step { return Index }

// read looks at the connector and at the name.
func (a *attachment) read(ctx context.Context) (client.Summary, IndexName, error) {
	c, err := a.g.summary(ctx, a.i.Connector)
	if err != nil {
		return c, IndexName{}, err
	}
	if err := client.CheckIndexName(a.i.Name, c.Native); err != nil {
		return c, IndexName{}, err
	}
	n, err := a.g.look(ctx, c, a.i.Name)
	if err == nil && n.TakenBy != "" {
		owner, _ := a.g.ownerOf(ctx, a.i.Name, c.ID) // its name, where it can be had
		err = &TakenError{Index: a.i.Name, By: owner}
	}
	return c, n, err
}

// Plan says what will be done.
func (a *attachment) Plan(ctx context.Context) (Plan, error) {
	c, n, err := a.read(ctx)
	if err != nil {
		return Plan{Step: Index}, err
	}
	a.planned = &c.IndexName
	p := Plan{Step: Index}
	if n.Warning != "" {
		p.Warnings = []string{n.Warning}
	}
	if c.IndexName != a.i.Name {
		sentence := fmt.Sprintf("attach index %s to the connector", a.i.Name)
		if c.IndexName != "" {
			sentence += fmt.Sprintf(", in the place of %s, which stays as it is", c.IndexName)
			p.Warnings = append(p.Warnings, "the connector's API key is for the index before: it needs another one")
		}
		p.Sentences = append(p.Sentences, sentence)
		p.Writes = append(p.Writes, Write{
			Method: "PUT", Path: connectorPath(c.ID, "_index_name"), Body: bodyOf(map[string]any{"index_name": a.i.Name}),
		})
	}
	switch {
	case !n.Known || n.Exists:
	case a.i.Create:
		p.Sentences = append(p.Sentences, fmt.Sprintf("create index %s", a.i.Name))
		p.Writes = append(p.Writes, Write{Method: "PUT", Path: "/" + url.PathEscape(a.i.Name)})
	default:
		p.Sentences = append(p.Sentences, "let the first sync create the index")
	}
	return p, nil
}

// Do attaches first: an index that is attached and not there yet is created by the
// first sync, while one that is created and belongs to nobody would be left over.
func (a *attachment) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Index, ConnectorID: a.i.Connector}
	c, n, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	if a.planned != nil && *a.planned != c.IndexName && c.IndexName != a.i.Name {
		return r, &ChangedError{What: "the index", Was: *a.planned, Is: c.IndexName, Connector: c.ID}
	}
	if !a.did {
		a.before, a.did = c.IndexName, true
	}
	r.Index, r.Result = IndexReport{Name: a.i.Name, Before: a.before, State: n.state()}, client.Noop
	if c.IndexName != a.i.Name {
		if r.Result, err = a.g.o.Client.AttachIndex(ctx, c.ID, a.i.Name); err != nil {
			return r, a.g.tooOld(ctx, a.g.taken(ctx, err, a.i.Name, c.ID), "to attach an index to a connector", "8.13")
		}
	}
	r.Did = append(r.Did, fmt.Sprintf("index %s is attached", a.i.Name))
	r.Undo = a.undo(c.ID)
	if err := a.create(ctx, n, &r); err != nil {
		return r, err
	}
	if n.Warning != "" {
		r.Warnings = append(r.Warnings, n.Warning)
	}
	r.Next = "mint an API key for it"
	return r, nil
}

func (a *attachment) undo(id string) []string {
	if a.before == a.i.Name {
		return nil
	}
	body := `{"index_name":null}`
	if a.before != "" {
		body = bodyOf(map[string]any{"index_name": a.before})
	}
	return []string{"PUT " + connectorPath(id, "_index_name") + " " + body}
}

// create creates the index where that is wanted. That somebody else did is as good.
func (a *attachment) create(ctx context.Context, n IndexName, r *Report) error {
	if !a.i.Create || n.Exists {
		if !n.Exists && n.Known {
			r.Did = append(r.Did, "it isn't there yet: the first sync creates it")
		}
		return nil
	}
	err := a.g.o.Client.CreateIndex(ctx, a.i.Name)
	if err != nil && (lost(err) || reactionOf(err) == client.Conflict) {
		if state, again := a.g.o.Client.Index(ctx, a.i.Name); again == nil && state.Exists {
			err = nil
		}
	}
	if err != nil {
		return err
	}
	r.Index.State = "created"
	r.Did = append(r.Did, fmt.Sprintf("created index %s", a.i.Name))
	r.Undo = append(r.Undo, "DELETE /"+url.PathEscape(a.i.Name))
	return nil
}
