package ui

import "connwiz/client"

// configure opens one connector: its form, or first the wait for its schema.
func (s *lineSession) configure(id string) (Outcome, error) { return s.configureSaid(id, "") }

// configureSaid opens the form with what was reported of its fields beside them.
func (s *lineSession) configureSaid(id, said string) (Outcome, error) {
	c, err := s.open(id)
	switch {
	case gaveUp(err) && !s.e.fixed, err == nil && c == nil:
		return Outcome{}, nil
	case err != nil:
		return s.notRead(err)
	}
	f := newLineForm(s, c)
	if said != "" {
		f.mention(said)
	}
	return f.run()
}

// edit opens one field of a connector.
func (s *lineSession) edit(id string, edit EditOptions) (Outcome, error) {
	c, err := s.open(id)
	switch {
	case err != nil:
		return s.notRead(err)
	case c == nil:
		return Outcome{}, nil
	}
	field, err := c.Configuration.Lookup(edit.Field)
	if err != nil {
		return Outcome{Code: 1, Err: err}, nil
	}
	if masked(field) && !s.p.Attended() {
		return Outcome{Code: 2, Err: &SecretRefusedError{"connwiz set " + id, field.Name}}, nil
	}
	f := newLineForm(s, c)
	f.only, f.twice = field.Name, edit.Confirm && masked(field)
	f.page.only = &single{name: field.Name}
	if j, ok := f.job.(*connectorJob); ok {
		j.single = true
		j.draft.OnPurpose(field.Name)
	}
	return f.run()
}

// open reads a connector and waits for its schema where it has none yet; nil when
// the person stops waiting.
func (s *lineSession) open(id string) (*client.Connector, error) {
	c, err := s.read(id)
	if err == nil && c.Configuration.Empty() {
		return s.awaitSchema(c)
	}
	return c, err
}
