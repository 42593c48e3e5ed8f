package ui

import (
	"fmt"
	"strings"
	"time"

	"connwiz/schema"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// review shows what will be sent before anything is sent. Enter submits only
// alone and after the screen has stood for a moment, so that no burst of pasted
// keys can submit.
type review struct {
	form    *form
	shown   time.Time
	lastKey time.Time
	anyway  bool
	lines   int
	view    scroller
	// readOnly: nothing can be saved.
	readOnly bool
}

// newReview reviews the changes of a form.
func newReview(f *form) *review { return &review{form: f} }

// edits and connectorID make the draft known while the review is on top.
func (r *review) edits() editing      { return r.form.draft }
func (r *review) connectorID() string { return r.form.job.id() }

// start notes when the screen was drawn.
func (r *review) start(e *env) tea.Cmd {
	r.shown, r.lastKey, r.readOnly = e.now(), time.Time{}, e.readOnly
	return nil
}

// head names the connector.
func (r *review) head(e *env) header {
	h := r.form.head(e)
	h.status = "review"
	return h
}

// handle submits, scrolls or goes back.
func (r *review) handle(e *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return action{}
	}
	alone := e.now().Sub(r.lastKey) >= e.pace.Settle/3
	r.lastKey = e.now()
	room := max(1, e.size.h-3)
	switch {
	case k.Paste:
		return action{}
	case key.Matches(k, keys().back):
		return action{move: back}
	case k.Type == tea.KeyEnter && !k.Alt && alone && e.now().Sub(r.shown) >= e.pace.Settle:
		return r.submit(e)
	case key.Matches(k, keys().anyway) && r.blocked() && r.convertible() && !r.readOnly:
		r.anyway = !r.anyway
	default:
		r.view.key(k, r.lines, room)
	}
	return action{}
}

// blocked reports whether problems stand in the way.
func (r *review) blocked() bool { return len(r.form.draft.Gate()) > 0 }

// convertible reports whether saving anyway is possible at all.
func (r *review) convertible() bool { return r.form.job.sendable() }

// elsewhere reports whether one field is edited alone and the problem is another's.
func (r *review) elsewhere() bool {
	return r.form.only != nil && r.form.draft.Gate()[0].Field != r.form.only.name
}

// submit opens the submission, or goes back to the first problem.
func (r *review) submit(e *env) action {
	d := r.form.draft
	if r.readOnly {
		return action{move: back}
	}
	if gate := d.Gate(); len(gate) > 0 && !r.anyway {
		return action{move: back, result: fieldFound{name: gate[0].Field, why: gate[0].Message}}
	}
	if len(d.Changes()) == 0 && !r.asItIs() {
		return action{move: back}
	}
	return action{move: replace, next: newSubmit(r.form, r.anyway)}
}

// asItIs reports whether submitting nothing makes sense.
func (r *review) asItIs() bool { return r.form.job.asItIs() }

// draw shows what stands in the way first, then the changes and the warnings.
func (r *review) draw(e *env, s size) []string {
	w := s.w - 1
	var lines []string
	part := func(more []string) {
		if e.tall() && len(lines) > 0 && len(more) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, more...)
	}
	part(append(r.drawProblems(e, w, e.theme.Error, e.theme.Glyphs.Cross, r.form.draft.Gate()), paragraphs(e, w, r.advice())...))
	var cautions []schema.Problem
	for _, caution := range r.form.job.cautions() {
		cautions = append(cautions, schema.Problem{Message: caution})
	}
	warn := e.theme.Glyphs.Warn
	part(r.drawProblems(e, w, e.theme.Warning, warn, cautions))
	part(r.drawChanges(e, w))
	part(r.drawProblems(e, w, e.theme.Warning, warn, r.form.draft.Warnings()))
	part(paragraphs(e, w, r.form.job.preview()...))
	r.lines = len(lines)
	return r.view.window(e, lines, s.h)
}

// drawProblems shows problems, each with its field.
func (r *review) drawProblems(e *env, w int, style styler, glyph string, problems []schema.Problem) []string {
	var lines []string
	for _, p := range problems {
		p.Message = r.named(p)
		lines = append(lines, r.drawProblem(e, w, style, glyph, p)...)
	}
	return lines
}

// named is what a problem says, with the field that it is about: beside a field the
// name is not needed, here it is.
func (r *review) named(p schema.Problem) string {
	f := r.form.draft.Schema().Field(p.Field)
	if f == nil || strings.Contains(p.Message, f.Label) {
		return p.Message
	}
	return f.Label + ": " + p.Message
}

// drawProblem shows one problem with its field.
func (r *review) drawProblem(e *env, w int, style styler, glyph string, p schema.Problem) []string {
	var lines []string
	for _, line := range paragraphs(e, w-2, p.Message) {
		lines = append(lines, "  "+style.Render(line))
	}
	if len(lines) > 0 {
		lines[0] = style.Render(glyph) + lines[0][1:]
	}
	return lines
}

// nothingSaved is said where only reading is allowed.
const nothingSaved = "Read only: what is typed here can't be saved."

// advice says what Enter does now.
func (r *review) advice() string {
	n := len(r.form.draft.Changes())
	switch {
	case r.readOnly:
		return nothingSaved + " Enter goes back."
	case r.blocked() && !r.convertible():
		return "Enter goes back to the first problem. " + r.form.job.phrases().stuck
	case r.blocked() && r.anyway:
		return fmt.Sprintf("Enter saves %s although %s.", count(n, "value"), r.form.job.phrases().judge)
	case r.blocked() && r.elsewhere():
		return "This change asks for another field too. ! saves it all the same; connwiz configure " + r.form.job.id() + " edits them together."
	case r.blocked():
		return "Enter goes back to the first problem. ! saves anyway."
	case n == 0 && r.asItIs():
		return "Nothing is changed, and the connector is valid as it was registered. Enter submits it as it is: no values are sent, and the service starts to use it."
	case n == 0:
		return "Nothing is changed, so there is nothing to send."
	default:
		return r.form.job.phrases().promise
	}
}

// bindings are the footer of the review.
func (r *review) bindings() []key.Binding {
	k := keys()
	word := "submit"
	switch {
	case r.readOnly:
		word = "back"
	case r.blocked() && r.anyway:
		word = "save anyway"
	case r.blocked() && r.elsewhere():
		word = "back"
	case r.blocked():
		word = "to the problem"
	case len(r.form.draft.Changes()) == 0 && !r.asItIs():
		word = "back"
	}
	out := []key.Binding{as(k.enter, word), k.back}
	if r.blocked() && r.convertible() && !r.readOnly {
		if r.anyway {
			k.anyway = as(k.anyway, "don't")
		}
		out = append(out, k.anyway)
	}
	return append(out, k.help, k.leave)
}
