package schema

import (
	"encoding/json"
	"slices"
	"sync"

	"connwiz/schema/internal/python"
)

// entry is one member of a configuration as the connector service sees it
// (connectors_sdk/source.py, Field and DataSourceConfiguration). A Field is the
// tidied view of it for people; what the service would stumble over is only here.
type entry struct {
	field *Field
	raw   json.RawMessage
	// changed: the value is not the one in raw.
	changed bool
	// bare: the member is no object.
	bare bool
	// shown: a person sees it as a field.
	shown bool

	kind        Value // the attribute "type", of any kind
	validations Value // the attribute of that name, of any kind
	conditions  []condition
	// conditionsErr is raised before the first condition is looked at.
	conditionsErr *python.Exception
	patternSteps  int

	loaded
	once     sync.Once
	judgment judgment
}

// loaded is what the service has after reading an entry, before any check.
type loaded struct {
	stored, def, effective Value
	empty                  bool
	err                    *python.Exception
}

// extractFullHTML is a key of the web crawler's that Kibana never shows.
const extractFullHTML = "extract_full_html"

// typeCategory marks an entry that is the heading of a section.
const typeCategory = "category"

// newEntry reads one member of the document.
func newEntry(key string, v Value) *entry {
	if v.kind != KindObject {
		return newBareEntry(key, v)
	}
	e := &entry{
		field:       newField(key, v),
		kind:        attribute(v, "type", Text(string(TypeStr))),
		validations: attribute(v, "validations", Null()),
	}
	e.shown = e.kind.Reveal() != typeCategory && key != extractFullHTML
	e.conditions, e.conditionsErr = newConditions(attribute(v, "depends_on", Null()))
	e.load()
	return e
}

// newBareEntry reads a member that is no object: the service takes Python's text
// of it for the value of a text field, null included.
func newBareEntry(key string, v Value) *entry {
	e := &entry{
		field: &Field{
			Name: key, Label: python.Capitalize(key), Display: DisplayText, Type: TypeStr,
			Order: 1, Required: true, Value: Text(pythonStr(v)),
		},
		bare:  true,
		shown: v.kind != KindNull && key != extractFullHTML,
		kind:  Text(string(TypeStr)),
	}
	e.load()
	return e
}

// attribute returns an attribute as Python's dict.get() does: the fallback only
// stands in for a missing one.
func attribute(entry Value, name string, fallback Value) Value {
	if v, ok := entry.member(name); ok {
		return v
	}
	return fallback
}

// load converts default and value, in this order, as the service does for every
// field before it checks any.
func (e *entry) load() {
	f := e.field
	def, err := convert(f.Default, e.kind)
	stored, err2 := convert(f.Value, e.kind)
	if err == nil {
		err = err2
	}
	e.loaded = loaded{stored: stored, def: def, effective: stored, empty: stored.Empty(), err: err}
	if !f.Required && e.empty {
		e.effective = def
	}
	if err != nil {
		e.loaded = loaded{err: err, empty: f.Value.Empty()}
	}
}

// with returns the entry with another stored value.
func (e *entry) with(v Value) *entry {
	base := e
	if e.bare {
		// Elasticsearch merges {"value": v} into what is no object by replacing it.
		base = newEntry(e.field.Name, newValue(KindObject, payload{}))
		base.raw, base.patternSteps = json.RawMessage("{}"), e.patternSteps
	}
	f := *base.field
	f.Sensitive = f.Sensitive || e.field.Sensitive
	f.Value = merged(f.Value, v).marked(f.Sensitive)
	c := base.around(f)
	c.changed = true
	return c
}

// around returns an entry like this one with another field.
func (e *entry) around(f Field) *entry {
	c := &entry{
		field: &f, raw: e.raw, changed: e.changed, bare: e.bare, shown: e.shown, kind: e.kind,
		validations: e.validations, conditions: e.conditions, conditionsErr: e.conditionsErr, patternSteps: e.patternSteps,
	}
	c.load()
	return c
}

// merged returns what a partial update of Elasticsearch makes of a stored value:
// objects are merged key by key, anything else is replaced.
func merged(old, v Value) Value {
	if old.kind != KindObject || v.kind != KindObject {
		return v
	}
	p := payload{keys: slices.Clone(old.keys()), items: slices.Clone(old.Items())}
	for i, key := range v.keys() {
		if at := slices.Index(p.keys, key); at >= 0 {
			p.items[at] = merged(p.items[at], v.Items()[i])
			continue
		}
		p.keys = append(p.keys, key)
		p.items = append(p.items, v.Items()[i])
	}
	return newValue(KindObject, p).marked(v.sensitive)
}

// json returns the entry as JSON, secrets included.
func (e *entry) json() []byte {
	if !e.changed {
		return e.raw
	}
	return withMembers(e.raw, map[string][]byte{"value": e.field.Value.RevealJSON()}, true)
}

// sameShape reports whether both entries have the same attributes but the value.
func (e *entry) sameShape(o *entry) bool {
	if e.bare || o.bare {
		return e.bare == o.bare
	}
	return e.attributes().Identical(o.attributes())
}

// attributes returns the entry without its value.
func (e *entry) attributes() Value {
	r := reader{raw: withMembers(e.raw, map[string][]byte{"value": []byte("null")}, true)}
	return r.value()
}
