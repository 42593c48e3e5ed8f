package schema

// Withhold returns the configuration for somebody who may work on it and must not
// learn its secrets, not even by asking whether one is what he guesses: every field
// that looks like a secret is sensitive then, and drafts treat whatever is entered
// for a stored secret as another value. Nothing else about it changes; the values are
// still in it, for what the connector service would say of them.
func (s *Schema) Withhold() *Schema {
	c := *s
	c.withheld = true
	c.entries = make([]*entry, len(s.entries))
	for i, e := range s.entries {
		c.entries[i] = e.withheld()
	}
	c.pickFields()
	return &c
}

// Withheld reports whether the secrets are withheld from whoever works on the
// configuration, see [Schema.Withhold].
func (s *Schema) Withheld() bool { return s.withheld }

// withheld returns the entry as a sensitive one, where it looks like a secret.
func (e *entry) withheld() *entry {
	if e.field.Sensitive || !e.field.LooksSecret() {
		return e
	}
	f := *e.field
	f.Sensitive, f.Value, f.Default = true, f.Value.AsSensitive(), f.Default.AsSensitive()
	return e.around(f)
}
