package plain

import (
	"connwiz/schema"
	"connwiz/ui/text"
)

// Reveal prints a secret that a person has asked to see, on a line of its own. It is
// the one way past the redactor, and only for a secret that was made here and can't
// be had again. Controls in it are neutralised like those of all other text.
func (p *Prompter) Reveal(secret schema.Secret) {
	p.print("  " + text.Clean(string(secret.Reveal())) + "\n")
}
