package setup

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"connwiz/client"
	"connwiz/schema"
)

// Registration says which schema to register with a connector.
type Registration struct {
	Connector string // id
	// Schema is the whole schema, with the values that new fields begin with.
	Schema *schema.Schema
	// ResetValues takes the schema's values for fields that are there already, too,
	// instead of keeping the stored ones.
	ResetValues bool
}

// SchemaChange is what registering a schema changes, by the names of fields.
type SchemaChange struct {
	Added   []string
	Removed []string // with their values
	Changed []string // in anything but their values
	Reset   []string // whose stored values are replaced
	// Lost are the removed ones that have a value.
	Lost []string
}

// None reports whether nothing changes.
func (c SchemaChange) None() bool {
	return len(c.Added)+len(c.Removed)+len(c.Changed)+len(c.Reset) == 0
}

// Register is the action that registers a schema as a connector's configuration, as
// its connector service does: fields that the schema doesn't have are gone, with
// their values; stored values of fields that stay are kept. Its plan and its report
// have Schema.
//
// The server sets the status configured; where the connector service would refuse
// the configuration as it then is, it is set to needs_configuration.
//
// Errors: *[InputError] for a schema without fields; *[ChangedError] when the
// configuration was changed since it was planned; *[client.Error].
func (g *Guide) Register(r Registration) Action { return &registering{g: g, r: r} }

type registering struct {
	g       *Guide
	r       Registration
	planned json.RawMessage // the configuration when it was planned, nil before
}

// Step is the step.
func (a *registering) Step() Step { return Schema }

// read returns the connector and the configuration that it shall have.
func (a *registering) read(ctx context.Context) (*client.Connector, *schema.Schema, SchemaChange, error) {
	if a.r.Schema.Empty() {
		return nil, nil, SchemaChange{}, &InputError{Field: "schema", Reason: "it has no fields"}
	}
	c, err := a.g.o.Client.Get(ctx, a.r.Connector)
	if err != nil {
		return nil, nil, SchemaChange{}, err
	}
	wanted, err := sendable(a.r.Schema)
	if err != nil {
		return nil, nil, SchemaChange{}, err
	}
	if !a.r.ResetValues {
		wanted = wanted.With(storedValues(c.Configuration, wanted))
	}
	wanted = repaired(wanted)
	return c, wanted, compare(c.Configuration, wanted), nil
}

// sendable leaves out what is null: the server refuses it in most attributes, and
// takes a missing one for the same. Only a missing required means true to the
// connector service (connectors_sdk/source.py) and false to the server, so it is
// written out.
func sendable(s *schema.Schema) (*schema.Schema, error) {
	var fields map[string]map[string]json.RawMessage
	unreadable := &InputError{Field: "schema", Reason: "a field of it is not a JSON object"}
	if json.Unmarshal(s.Raw(), &fields) != nil {
		return nil, unreadable
	}
	var out bytes.Buffer
	out.WriteByte('{')
	for i, f := range s.Fields() {
		attributes := fields[f.Name]
		if attributes == nil {
			return nil, unreadable
		}
		if _, told := attributes["required"]; !told {
			attributes["required"] = json.RawMessage("true")
		}
		for name, raw := range attributes {
			if string(bytes.TrimSpace(raw)) == "null" {
				delete(attributes, name)
			}
		}
		coded, err := json.Marshal(attributes)
		name, _ := json.Marshal(f.Name) // a string always can be
		if err != nil {
			return nil, unreadable
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(name)
		out.WriteByte(':')
		out.Write(coded)
		clear(coded)
	}
	out.WriteByte('}')
	whole, err := schema.Parse(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("read the schema: %w", err)
	}
	return whole, nil
}

// storedValues are the stored values of the fields that stay. A null is none.
func storedValues(stored, wanted *schema.Schema) map[string]schema.Value {
	kept := map[string]schema.Value{}
	for _, f := range stored.Fields() {
		if wanted.Field(f.Name) != nil && f.Value.Kind() != schema.KindNull {
			kept[f.Name] = f.Value
		}
	}
	return kept
}

// repaired puts values into the form in which the server takes them.
func repaired(s *schema.Schema) *schema.Schema {
	better := map[string]schema.Value{}
	for _, f := range s.Fields() {
		if v, harms := f.Repair(); harms {
			better[f.Name] = v
		}
	}
	return s.With(better)
}

func compare(stored, wanted *schema.Schema) SchemaChange {
	var c SchemaChange
	for _, f := range wanted.Fields() {
		old := stored.Field(f.Name)
		if old == nil {
			c.Added = append(c.Added, f.Name)
			continue
		}
		if !sameDefinition(*old, *f) {
			c.Changed = append(c.Changed, f.Name)
		}
		if !old.Value.Equal(f.Value) {
			c.Reset = append(c.Reset, f.Name)
		}
	}
	for _, f := range stored.Fields() {
		if wanted.Field(f.Name) != nil {
			continue
		}
		c.Removed = append(c.Removed, f.Name)
		if !f.Value.Empty() {
			c.Lost = append(c.Lost, f.Name)
		}
	}
	return c
}

func sameDefinition(a, b schema.Field) bool {
	a.Value, b.Value = schema.Null(), schema.Null()
	sameDefault := a.Default.Equal(b.Default)
	a.Default, b.Default = schema.Null(), schema.Null()
	return sameDefault && reflect.DeepEqual(a, b)
}

// Plan says what will be done.
func (a *registering) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Schema}
	c, wanted, change, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	a.planned, p.Schema = c.Configuration.Raw(), &change
	if change.None() {
		return p, nil
	}
	p.Sentences = change.sentences()
	p.Warnings = change.warnings(c)
	p.Writes = []Write{{Method: "PUT", Path: connectorPath(c.ID, "_configuration"), Body: `{"configuration":{...}}`}}
	if v := wanted.Evaluate().Verdict(); !v.Valid {
		p.Sentences = append(p.Sentences, "set the status needs_configuration, since the connector service would refuse it as it then is")
		p.Writes = append(p.Writes, Write{Method: "PUT", Path: connectorPath(c.ID, "_status"), Body: `{"status":"needs_configuration"}`})
		p.Warnings = append(p.Warnings, "to be filled in or corrected afterwards: "+wanted.RedactQuoted(v.Message))
	}
	return p, nil
}

func (c SchemaChange) sentences() []string {
	var all []string
	for _, one := range []struct {
		what  string
		names []string
	}{
		{"add", c.Added}, {"remove", c.Removed}, {"change the definition of", c.Changed}, {"replace the value of", c.Reset},
	} {
		if len(one.names) > 0 {
			all = append(all, fmt.Sprintf("%s %s: %s", one.what, count(len(one.names), "field"), strings.Join(one.names, ", ")))
		}
	}
	return all
}

func (c SchemaChange) warnings(to *client.Connector) []string {
	var all []string
	if len(c.Lost) > 0 {
		all = append(all, "values that are gone afterwards: "+strings.Join(c.Lost, ", "))
	}
	if len(c.Reset) > 0 {
		all = append(all, "stored values that are replaced: "+strings.Join(c.Reset, ", "))
	}
	if !to.LastSeen.IsZero() {
		all = append(all, "a connector service has registered its own schema with this connector: it may add fields of its own again")
	}
	return all
}

// Do registers the schema, unless it is registered already.
func (a *registering) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Schema, ConnectorID: a.r.Connector, Result: client.Noop}
	c, wanted, change, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	r.Schema, r.Status = &change, c.Status
	valid := wanted.Evaluate().Verdict().Valid
	if change.None() {
		r.Did = []string{"the schema is registered already"}
		if valid || c.Status != client.Configured {
			return r, nil
		}
		return r, a.demand(ctx, &r) // what an attempt that was broken off has left
	}
	if a.planned != nil && !bytes.Equal(a.planned, c.Configuration.Raw()) {
		return r, &ChangedError{What: "the configuration", Was: "what was planned for", Is: "another one", Connector: c.ID}
	}
	if r.Result, err = a.g.o.Client.RegisterSchema(ctx, c.ID, wanted); err != nil {
		return r, err
	}
	r.Did, r.Status = []string{fmt.Sprintf("registered a schema with %s", count(len(wanted.Fields()), "field"))}, client.Configured
	r.Next = "configure it"
	if valid {
		return r, nil
	}
	return r, a.demand(ctx, &r)
}

// demand sets the status that asks for a configuration. A server that can't do it
// leaves the connector as one that its service will refuse.
func (a *registering) demand(ctx context.Context, r *Report) error {
	_, err := a.g.o.Client.SetStatus(ctx, a.r.Connector, client.NeedsConfiguration)
	var old *TooOldError
	switch err = a.g.tooOld(ctx, err, "to set a connector's status", "8.13"); {
	case errors.As(err, &old):
		r.Warnings = append(r.Warnings, old.Error()+"; the connector service will refuse the configuration until it is filled in")
		return nil
	case err != nil:
		return err
	}
	r.Did, r.Status = append(r.Did, "set the status needs_configuration"), client.NeedsConfiguration
	return nil
}
