package draft

import "connwiz/schema"

// Conflict is a field that was edited here and whose stored value or attributes
// changed on the server since the draft was loaded.
type Conflict struct {
	Name string
	// Base is the value as loaded, Theirs as it is now, Mine as entered. They
	// print redacted for secrets.
	Base, Theirs, Mine schema.Value
	// Gone: the field no longer exists. Reshaped: its type, options or rules
	// differ now.
	Gone, Reshaped bool
}

// Rebase carries the edits over to a freshly read schema. Fields not edited here
// take the fresh value; edited ones keep the edit. The conflicts are the edited
// fields whose base changed; the caller lets a person choose and calls Restore
// for those that shall take the server's value. Where both entered the same there
// is neither conflict nor change. Nothing typed is lost: edits of fields that are
// gone stay in Lost, and return with their field.
//
// The new draft has its own copies of typed secrets, so the old one stays good
// until it is wiped, which is up to the caller.
func (d *Draft) Rebase(fresh *schema.Schema) (*Draft, []Conflict) {
	next := New(fresh)
	edits := d.allEdits()
	origins := map[string]*slot{}
	var gone []Conflict
	for name, s := range d.slots {
		if s.meant {
			next.OnPurpose(name)
		}
	}
	for _, l := range edits {
		name := l.from.field.Name
		target := next.slots[name]
		if target != nil {
			next.replay(target, l.edit)
			next.recognise(target, l.from)
			origins[name] = l.from
			continue
		}
		next.lost = append(next.lost, l.clone())
		if d.slots[name] != nil {
			gone = append(gone, l.conflict(schema.Null(), true, false))
		}
	}
	return next, append(next.conflicts(origins), gone...)
}

// recognise sees that a secret which is withheld was replaced since by the very one
// that is entered, most likely by a request of ours whose answer was lost. What was
// stored before can't be guessed by it.
func (d *Draft) recognise(s, from *slot) {
	if s.blind && s.differs() && !sameStored(from, s) && s.edit.matches(s) {
		s.edit.differs = false
		d.touch(s)
	}
}

// conflicts compares the fields that were edited with what they were edited on.
func (d *Draft) conflicts(origins map[string]*slot) []Conflict {
	var all []Conflict
	for _, s := range d.layout {
		from := origins[s.field.Name]
		if from == nil || !s.differs() {
			continue
		}
		reshaped := !sameRules(from.field, s.field)
		if reshaped || !sameStored(from, s) {
			l := lostEdit{from: from, edit: s.edit}
			all = append(all, l.conflict(s.field.Value, false, reshaped))
		}
	}
	return all
}

func (l lostEdit) conflict(theirs schema.Value, gone, reshaped bool) Conflict {
	base, mine := l.from.field.Value, l.edit.entered()
	if l.from.secretWith(l.edit) {
		base, theirs, mine = base.AsSensitive(), theirs.AsSensitive(), mine.AsSensitive()
	}
	return Conflict{
		Name: l.from.field.Name, Base: base, Theirs: theirs, Mine: mine,
		Gone: gone, Reshaped: reshaped,
	}
}

// replay enters the same again on another schema. A secret stays one even if its
// field is no longer marked as sensitive.
func (d *Draft) replay(s *slot, e *edit) {
	name := s.field.Name
	switch e.how {
	case byText:
		d.SetText(name, e.text)
	case bySecret:
		d.SetSecret(name, e.secret)
	case byChoice:
		d.Choose(name, e.choice)
	case byClearing:
		d.Clear(name)
	case byRepair:
		d.Repair(name)
	}
}

// sameStored reports whether the service sees the same stored value.
func sameStored(a, b *slot) bool {
	if a.broken() || b.broken() {
		return a.storedForm().Identical(b.storedForm())
	}
	return a.loaded.Empty && b.loaded.Empty || a.loaded.Stored.Identical(b.loaded.Stored)
}
