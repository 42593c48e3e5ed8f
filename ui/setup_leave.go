package ui

// typedSecrets are those typed into the page of now, which are used when its choice is
// taken.
func (p page) typedSecrets() []string {
	if p.fields == nil {
		return nil
	}
	return calledIn(p.fields.Schema(), p.fields.UnsentSecrets())
}

// withSetup adds to the outcome of leaving where a set-up that is under way stands,
// and how to go on with it.
func (m *Model) withSetup(o Outcome) Outcome {
	for _, s := range m.stack {
		if g, ok := s.(*guided); ok {
			o.Lines = append(o.Lines, g.tour.outcome().Lines...)
		}
	}
	return o
}

// withSetup is the same of line mode.
func (s *lineSession) withSetup(o Outcome) Outcome {
	if s.guide != nil {
		o.Lines = append(o.Lines, s.guide.outcome().Lines...)
	}
	return o
}

// enter opens what was chosen in the list: a connector, or with "" a new one.
func (s *lineSession) enter(id string) (Outcome, error) {
	if id == "" {
		return s.setUp(*s.e.setup)
	}
	return s.configure(id)
}

// keepLines keeps what came of a part of the set-up, for the normal screen.
func (s *lineSession) keepLines(o Outcome) { s.lines = append(s.lines, o.Lines...) }
