package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// pane is the help of the focused row in n lines of w cells: what is wrong
// first, then what the field means. F1 shows it whole. Behind it stands what there
// is beyond the window, always in the same place, so that it costs little.
func (f *form) pane(e *env, w, n int, beyond string) []string {
	parts := f.explain(e)
	var lines []string
	for _, p := range parts {
		for _, line := range text.Wrap(e.clean(p.text), w) {
			lines = append(lines, p.style.Render(line))
		}
	}
	last := w
	if beyond != "" {
		last -= text.Width(beyond) + 2
	}
	more := len(lines) > n || len(lines) == n && text.Width(lines[n-1]) > last
	for len(lines) < n {
		lines = append(lines, "")
	}
	lines = lines[:n]
	if more {
		lines[n-1] = e.cut(lines[n-1]+" "+e.theme.Glyphs.Ellipsis, last-3) + " " + e.theme.Key.Render("F1")
	}
	if beyond != "" {
		lines[n-1] = text.Column(lines[n-1], w-text.Width(beyond)) + e.theme.Muted.Render(beyond)
	}
	return lines
}

// sentence is one part of an explanation with its style.
type sentence struct {
	text  string
	style styler
}

// styler draws text in a style.
type styler interface{ Render(...string) string }

// explain collects what is to say about the focused row, most urgent first.
func (f *form) explain(e *env) []sentence {
	t := e.theme
	var out []sentence
	add := func(style styler, text string) {
		if text != "" {
			out = append(out, sentence{text, style})
		}
	}
	add(t.Warning, f.note)
	r := f.rows[f.at]
	switch r.kind {
	case reviewRow:
		add(t.Muted, f.reviewHelp())
	case headingRow:
		add(t.Muted, "Enter opens or closes this section.")
	case fieldRow:
		v, _ := f.draft.Field(r.name)
		for _, p := range v.Problems {
			add(t.Error, p.Message)
		}
		for _, p := range v.Caused {
			add(t.Error, p.Message)
		}
		if said := f.saidOf(v); said != "" {
			add(t.Error, f.job.phrases().speaker+" said: "+said)
		}
		for _, p := range v.Warnings {
			add(t.Warning, p.Message)
		}
		if _, harm := v.Repair(); harm && !v.Repaired && v.State == draft.Set {
			add(t.Warning, "Ctrl+D mends it.")
		}
		add(t.Text, v.Tooltip)
		add(t.Muted, strings.Join(facts(v), "; "))
	}
	return out
}

// reviewHelp says what the last row leads to.
func (f *form) reviewHelp() string {
	if gate := f.draft.Gate(); len(gate) > 0 {
		return count(len(gate), "problem") + " to look at before submitting. Enter shows the review."
	}
	return "Enter shows what will be sent before anything is sent."
}

// facts are the rules of a field in few words.
func facts(v draft.Field) []string {
	var out []string
	out = append(out, v.Words())
	if v.Required {
		out = append(out, "required")
	}
	if d := v.Default; d.Kind() != schema.KindNull && d.String() != "" {
		if v.Required {
			out = append(out, "Ctrl+D takes the default "+defaultWord(v.Field))
		} else {
			out = append(out, "default "+defaultWord(v.Field))
		}
	}
	if masked(v.Field) {
		out = append(out, "secret: "+secretFact(v))
	}
	for _, rule := range v.Validations {
		out = append(out, rule.Words())
	}
	return out
}

// secretFact says what typing into a secret does.
func secretFact(v draft.Field) string {
	switch {
	case v.State == draft.Set && !v.Sensitive:
		return "by its name; Ctrl+R shows it"
	case v.State == draft.Set:
		return "kept unless you type a new one"
	}
	return "masked, Ctrl+R reveals what you typed"
}

// helpTopics is the whole explanation of the focused row, for the help screen.
func (f *form) helpTopics() []string {
	var out []string
	if trouble := f.job.trouble(); trouble != "" {
		out = append(out, f.job.phrases().speaker+" reports: "+trouble, "")
	}
	r := f.rows[f.at]
	if r.kind != fieldRow {
		return out
	}
	v, _ := f.draft.Field(r.name)
	out = append(out, v.Label+" ("+v.Name+")")
	for _, p := range append(append([]schema.Problem{}, v.Problems...), v.Warnings...) {
		out = append(out, p.Message)
	}
	if said := f.saidOf(v); said != "" {
		out = append(out, f.job.phrases().speaker+" said: "+said)
	}
	if v.Tooltip != "" {
		out = append(out, v.Tooltip)
	}
	out = append(out, strings.Join(facts(v), "; "))
	out = append(out, conditionsOf(f.draft, v)...)
	for _, name := range optionNames(v.Field) {
		out = append(out, "- "+name)
	}
	return out
}
