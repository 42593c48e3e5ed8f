package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// drawValue shows the value of a field that is not focused, with its problem.
func (f *form) drawValue(e *env, v draft.Field, w int) string {
	word, plain := valueWord(f.draft, v)
	word = e.cut(e.clean(word), w)
	style := e.theme.Muted
	if plain {
		style = e.theme.Value
	}
	return f.withProblem(e, v, style.Render(word), w)
}

// withProblem adds the field's first problem behind what is drawn, as far as it
// fits; a cross alone where there is no room for words.
func (f *form) withProblem(e *env, v draft.Field, drawn string, w int) string {
	problem := f.problemOf(v)
	if problem == "" {
		return drawn
	}
	room := w - text.Width(drawn) - 2
	cross := e.theme.Glyphs.Cross
	if room < text.Width(cross) {
		return e.cut(drawn, w-2) + " " + e.theme.Error.Render(cross)
	}
	words := e.cut(cross+" "+e.clean(briefly(v.Label, problem)), room)
	return drawn + "  " + e.theme.Error.Render(words)
}

// briefly leaves out of a service's message what stands in the row already: the
// label and the value. The help pane and the review have it word for word.
func briefly(label, message string) string {
	rest, ok := strings.CutPrefix(message, "'"+label+"' ")
	if !ok {
		return message
	}
	if _, after, ok := strings.Cut(rest, "' should be "); ok {
		return "should be " + after
	}
	if _, after, ok := strings.Cut(rest, "' failed regex check "); ok {
		return "must match " + after
	}
	return rest
}

// problemOf is the one sentence that stands beside the field: what blocks its
// change, else what the service said of it.
func (f *form) problemOf(v draft.Field) string {
	if blocking := append(v.Problems[:len(v.Problems):len(v.Problems)], v.Caused...); len(blocking) > 0 {
		return blocking[0].Message
	}
	if refused := f.refused[v.Name]; refused != "" {
		return refused
	}
	if said := f.said[v.Name]; said != "" && v.State != draft.Changed && v.State != draft.Replaced {
		return said
	}
	if v.State == draft.NotSet || len(v.ServiceProblems) == 0 {
		return ""
	}
	return v.ServiceProblems[0].Message
}

// valueWord is a field's value or state in words; plain tells a value from a
// state.
func valueWord(d editing, v draft.Field) (word string, plain bool) {
	switch {
	case masked(v.Field):
		return secretState(d, v), false
	case v.State == draft.Cleared:
		return "will be cleared" + defaultNote(v), false
	case v.State == draft.NotSet && v.Text == "":
		return emptyWord(v), false
	case v.Display == schema.DisplayToggle:
		return toggleWord(v), true
	case v.Display == schema.DisplayDropdown && len(v.Options) > 0:
		return optionWord(v), true
	default:
		return firstLine(v.Text), true
	}
}

// emptyWord says what an empty field means: the default that the service uses,
// the placeholder, or that it is not set.
func emptyWord(v draft.Field) string {
	if note := defaultNote(v); note != "" {
		return "empty" + note
	}
	if v.Placeholder != "" {
		return "not set (" + v.Placeholder + ")"
	}
	return "not set"
}

// defaultNote names the default that stands in for an empty optional field.
func defaultNote(v draft.Field) string {
	if v.Required || v.Default.Kind() == schema.KindNull || v.Default.String() == "" {
		return ""
	}
	return ": " + defaultWord(v.Field) + " is used"
}

// defaultWord is the default as a person would say it.
func defaultWord(f *schema.Field) string {
	if on, ok := f.Default.Bool(); ok && f.Type == schema.TypeBool {
		if on {
			return "on"
		}
		return "off"
	}
	for i, o := range f.Options {
		if o.Value.Equal(f.Default) {
			return optionName(f, i)
		}
	}
	return f.Default.String()
}

// firstLine shows a text of several lines by its first one.
func firstLine(s string) string {
	first, rest, more := strings.Cut(s, "\n")
	if !more {
		return s
	}
	return first + " (+" + count(strings.Count(rest, "\n")+1, "line") + ")"
}
