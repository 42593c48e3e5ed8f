package draft

// State is where one field stands.
type State int

// The states of a field. Of a secret, Set means set and untouched, Replaced that
// a new one was typed.
const (
	NotSet   State = iota // nothing stored, nothing entered
	Set                   // as stored
	Changed               // a value that differs from the stored one was entered
	Replaced              // the same, of a secret
	Cleared               // a stored value will be emptied
)

// String returns the state in the words that a person reads.
func (s State) String() string {
	switch s {
	case Set:
		return "set"
	case Changed:
		return "changed"
	case Replaced:
		return "replaced"
	case Cleared:
		return "cleared"
	default:
		return "not set"
	}
}

// state returns where the field stands. It doesn't depend on whether the field is
// active: what was typed into a field that is hidden now is still there.
func (s *slot) state() State {
	switch {
	case !s.differs():
		return s.storedState()
	case s.edit.empties():
		return Cleared
	case s.secretEdit():
		return Replaced
	default:
		return Changed
	}
}

// storedState returns the state without any edit.
func (s *slot) storedState() State {
	if s.stores() {
		return Set
	}
	return NotSet
}

// stores reports whether a value is stored. One that can't be converted is one.
func (s *slot) stores() bool {
	if s.broken() {
		return !isNothing(s.field.Value)
	}
	return !s.loaded.Empty
}

// secretEdit reports whether what was entered is a secret.
func (s *slot) secretEdit() bool { return s.secretWith(s.edit) }

func (s *slot) secretWith(e *edit) bool {
	return s.field.Sensitive || e.how == bySecret
}
