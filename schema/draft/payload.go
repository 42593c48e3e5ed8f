package draft

import (
	"strings"

	"connwiz/schema"
)

// Payload is the body of the values update. It prints redacted; only its Values
// carry secrets, as marked values. It is independent of its draft: wiping that
// while a request is on its way must not turn a secret into "", which clears it.
type Payload struct {
	Names  []string // in layout order
	Values map[string]schema.Value

	secrets []schema.Secret // the bytes of secrets among Values
}

// Wipe zeroes the secrets in the payload. Their values are empty afterwards, so it
// must not be sent any more.
func (p Payload) Wipe() {
	for _, s := range p.secrets {
		s.Wipe()
	}
}

// add takes the new value up, a secret with bytes of its own.
func (p *Payload) add(name string, e *edit) {
	v := e.input.Value
	if e.how == bySecret && v.Identical(schema.SecretText(e.secret)) {
		own := copySecret(e.secret)
		p.secrets = append(p.secrets, own)
		v = schema.SecretText(own)
	}
	p.Names = append(p.Names, name)
	p.Values[name] = v
}

// BlockedError says that the changes can't be submitted as they are.
type BlockedError struct {
	// Problems are those that block, in layout order.
	Problems []schema.Problem
	// Unconvertible are the names of fields whose new value can't be sent in any
	// case, not even by force.
	Unconvertible []string
}

// Error names the fields. It never quotes a value.
func (e *BlockedError) Error() string {
	if len(e.Unconvertible) > 0 {
		return "values can't be converted: " + strings.Join(e.Unconvertible, ", ")
	}
	var names []string
	seen := map[string]bool{}
	for _, p := range e.Problems {
		if !seen[p.Field] {
			seen[p.Field] = true
			names = append(names, p.Field)
		}
	}
	return "values are not valid: " + strings.Join(names, ", ")
}

// Payload returns what would be sent now: the changes only. The problems of
// [Draft.Gate] are a [BlockedError]. force lets them pass, except values that
// can't be converted.
func (d *Draft) Payload(force bool) (Payload, error) {
	if err := d.blocked(force); err != nil {
		return Payload{}, err
	}
	p := Payload{Values: map[string]schema.Value{}}
	for _, s := range d.layout {
		if s.inForce() {
			p.add(s.field.Name, s.edit)
		}
	}
	return p, nil
}

func (d *Draft) blocked(force bool) error {
	e := &BlockedError{Problems: d.Gate()}
	for _, s := range d.layout {
		if s.sent() && !s.edit.input.Convertible {
			e.Unconvertible = append(e.Unconvertible, s.field.Name)
		}
	}
	if len(e.Unconvertible) > 0 || !force && len(e.Problems) > 0 {
		return e
	}
	return nil
}
