package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// sayCommands lists the commands.
func (f *lineForm) sayCommands() {
	for _, c := range lineCommands() {
		f.s.p.Say("  " + c.word + c.takes + ": " + c.says)
	}
	f.s.p.Say(`  \ before one of them: that text itself`)
}

// explain says what a field is for and what it takes.
func (f *lineForm) explain(v draft.Field) {
	f.s.p.Say(v.Label + " (" + v.Name + "): " + strings.Join(lineFacts(v), "; ") + ".")
	if v.Tooltip != "" {
		f.s.p.Say(v.Tooltip)
	}
	if said := f.page.saidOf(v); said != "" {
		f.s.p.Say(f.job.phrases().speaker + " said: " + said)
	}
	for _, condition := range conditionsOf(f.draft, v) {
		f.s.p.Say(v.Label + ": " + condition + ".")
	}
	if strings.Contains(v.Text, "\n") && !masked(v.Field) {
		f.s.p.Say("It holds now:")
		f.s.p.SayLines(v.Text)
	}
}

// lineFacts are the rules of a field in few words.
func lineFacts(v draft.Field) []string {
	out := []string{v.Words()}
	if v.Required {
		out = append(out, "required")
	}
	if d := v.Default; d.Kind() != schema.KindNull && d.String() != "" {
		out = append(out, "default "+defaultWord(v.Field))
	}
	if masked(v.Field) {
		out = append(out, "secret: what is typed does not show")
	}
	for _, rule := range v.Validations {
		out = append(out, rule.Words())
	}
	return out
}
