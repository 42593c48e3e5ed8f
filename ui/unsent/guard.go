package unsent

import (
	"regexp"

	"connwiz/schema"
	"connwiz/ui/text"
)

// guard knows the secrets of a draft, typed and stored, and keeps them off the
// disk wherever they stand: people also type a password into the field above.
type guard struct {
	fields   map[string]*schema.Field // those of lost edits too
	known    *text.Redactor
	telltale *regexp.Regexp
}

func newGuard(d Typed) *guard {
	g := &guard{fields: map[string]*schema.Field{}, known: text.NewRedactor(), telltale: telltale()}
	for _, l := range d.Lost() {
		g.fields[l.Field.Name] = l.Field
		g.known.AddSecret(l.Secret)
		if l.Field.LooksSecret() {
			g.known.Add(l.Text)
		}
	}
	for _, f := range d.Schema().Fields() {
		g.fields[f.Name] = f
		g.known.AddSecret(d.Secret(f.Name))
		if !f.LooksSecret() {
			continue
		}
		if !d.Schema().Withheld() { // What isn't kept would be a right guess.
			g.known.AddValue(f.Value.AsSensitive())
		}
		if view, ok := d.Field(f.Name); ok {
			g.known.Add(view.Text)
		}
	}
	return g
}

// telltale matches text that carries a secret whatever its field is called: a
// private key, a URL with a password, a header that authenticates.
func telltale() *regexp.Regexp {
	return regexp.MustCompile(`PRIVATE KEY( BLOCK)?-----|://[^/\s:@]*:\S*@|(?i:authorization\W{0,2}\s*[:=]|\bbearer\s+\S{8})`)
}

// holdsSecret reports whether a text must not get onto a disk.
func (g *guard) holdsSecret(f *schema.Field, entered string) bool {
	if entered == "" {
		return false
	}
	return f.LooksSecret() || g.known.Redact(entered) != entered || g.telltale.MatchString(entered)
}

func (g *guard) wipe() { g.known.Wipe() }
