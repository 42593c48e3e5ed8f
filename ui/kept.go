package ui

import (
	"context"
	"fmt"
	"strings"

	"connwiz/schema"
	"connwiz/ui/unsent"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// keptRead is what was found on disk of an earlier time.
type keptRead struct {
	gen     int
	kept    unsent.Kept
	found   bool
	landing string         // what became of a save whose answer was never seen
	moved   []unsent.Moved // what somebody else changed of it since
	fields  *schema.Schema // those that there are now
}

// readKept looks for what is kept for a job.
func readKept(e *env, ctx context.Context, gen int, j job) tea.Cmd {
	return func() tea.Msg {
		out := j.recall(ctx, e)
		out.gen, out.fields = gen, j.edits().Schema()
		return out
	}
}

// recallConnector looks for a kept draft and for a save without an answer.
func recallConnector(e *env, id string, stored *schema.Schema) (out keptRead) {
	drafts, host := e.drafts, e.host
	if w, ok, err := drafts.LoadInFlight(host, id); err == nil && ok {
		landing := w.Compare(stored)
		out.landing = landingWord(landing)
		_ = drafts.DropInFlight(host, id)
		if landed, known := landing.Landed(); landed && known {
			_ = drafts.Drop(host, id)
		}
	}
	var err error
	if out.kept, out.found, err = drafts.Load(host, id); err != nil {
		out.landing = strings.TrimSpace(out.landing + " The kept draft can't be used: " + err.Error() + ".")
	}
	out.moved = out.kept.Moved(stored)
	return out
}

// landingWord says what became of a save whose answer was never seen.
func landingWord(l unsent.Landing) string {
	landed, known := l.Landed()
	switch {
	case !known:
		return "Whether your last save got there can't be told: look at the status."
	case landed:
		return "Your last save got there, though its answer was lost."
	default:
		return "Your last save is not what is stored: it did not get there, or somebody changed it since."
	}
}

// putAway keeps or forgets the edits of a form that is left for the list.
func (f *form) putAway(e *env) tea.Cmd {
	if e.drafts == nil || f.only != nil {
		return nil
	}
	drafts, host, forget, kept := e.drafts, e.host, f.discarded, f.job.copied()
	f.draft.Wipe()
	return func() tea.Msg {
		defer kept.edits().Wipe()
		if forget {
			_ = kept.drop(drafts, host)
			return nil
		}
		if err := kept.keep(drafts, host); err != nil {
			return noticed{"The draft could not be kept: " + err.Error()}
		}
		return nil
	}
}

// keep keeps the edits of a form in which the program has ended, unless they were
// given up.
func (f *form) keep(e *env) error {
	defer f.draft.Wipe()
	if e.drafts == nil || f.only != nil || f.discarded || f.undecided {
		return nil
	}
	if err := f.job.keep(e.drafts, e.host); err != nil {
		return fmt.Errorf("the draft could not be kept: %w", err)
	}
	return nil
}

// noticed is a sentence for the footer.
type noticed struct{ text string }

// draftTaken asks the form to take up a kept draft.
type draftTaken struct{ kept unsent.Kept }

// draftDropped tells the form that the kept draft is not wanted.
type draftDropped struct{}

// takeUp types a kept draft into the form again and says what is missing.
func (f *form) takeUp(k unsent.Kept) {
	n, left := k.Apply(f.draft)
	f.refocus()
	f.edited()
	f.note = strings.TrimSpace(f.note + " " + count(n, "change") + " taken up.")
	if len(left) > 0 {
		f.note += " These fields are gone or changed meanwhile: " + strings.Join(typedInto(f.draft.Schema(), k, left), ", ") + "."
	}
	if len(k.Secrets) > 0 {
		f.note += " To be typed again: " + strings.Join(calledIn(f.draft.Schema(), k.Secrets), ", ") + "."
	}
}

// typedInto names fields with what was typed into them, so that it isn't lost with
// the draft.
func typedInto(now *schema.Schema, k unsent.Kept, names []string) []string {
	out := calledIn(now, names)
	for i, name := range names {
		for _, f := range k.Fields {
			if f.Name == name && f.Text != "" {
				out[i] += " (typed: " + firstLine(f.Text) + ")"
			}
		}
	}
	return out
}

// offer asks whether a kept draft shall be taken up.
type offer struct{ read keptRead }

// newOffer offers a kept draft.
func newOffer(k keptRead) *offer { return &offer{k} }

// start has nothing to do.
func (o *offer) start(*env) tea.Cmd { return nil }

// head names the question.
func (o *offer) head(*env) header { return header{title: "Unsent changes of last time"} }

// handle takes the draft up, drops it, or leaves it for another time.
func (o *offer) handle(e *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok || k.Paste:
		return action{}
	case k.Type == tea.KeyEnter:
		return action{move: back, result: draftTaken{o.read.kept}}
	case k.String() == "d":
		return action{move: back, result: draftDropped{}}
	}
	return action{}
}

// draw says what was kept, and what was not.
func (o *offer) draw(e *env, s size) []string {
	return paragraphs(e, s.w-1, keptWords(e, o.read)...)
}

// keptWords says what was kept, what was not, and what somebody else changed of it
// since: the draft would overwrite that.
func keptWords(e *env, k keptRead) []string {
	names := make([]string, len(k.kept.Fields))
	for i, field := range k.kept.Fields {
		names[i] = field.Name
	}
	out := []string{fmt.Sprintf("Left %s, not sent.", ago(k.kept.SavedAt, e.now()))}
	if len(names) > 0 {
		out[0] = fmt.Sprintf("Left %s, not sent: %s.", ago(k.kept.SavedAt, e.now()), strings.Join(calledIn(k.fields, names), ", "))
	}
	if len(k.kept.Secrets) > 0 {
		out = append(out, "To be typed again, since secrets are never kept: "+strings.Join(calledIn(k.fields, k.kept.Secrets), ", ")+".")
	}
	if len(k.moved) > 0 {
		out = append(out, "Changed on the server since, by somebody else; your draft would change it again:")
	}
	for _, m := range k.moved {
		out = append(out, "- "+calledIn(k.fields, []string{m.Name})[0]+": was "+sideWord(m.Was, "")+", is now "+sideWord(m.Now, ""))
	}
	return out
}

// bindings are the answers.
func (o *offer) bindings() []key.Binding {
	return []key.Binding{as(keys().enter, "take them up"),
		key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "discard")), keys().help, keys().leave}
}
