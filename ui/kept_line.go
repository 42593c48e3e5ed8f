package ui

import (
	"context"
	"strings"

	"connwiz/ui/unsent"
)

// keeps reports whether what is left behind here is kept as a draft.
func (f *lineForm) keeps() bool { return f.s.e.drafts != nil && f.only == "" && !f.discarded }

// remind says what became of the last time, and offers what was kept of it.
func (f *lineForm) remind() error {
	if !f.keeps() {
		return nil
	}
	var k keptRead
	_, err := f.s.request(func(ctx context.Context) error {
		k = f.job.recall(ctx, f.s.e)
		k.fields = f.draft.Schema()
		return nil
	})
	if err != nil {
		return err
	}
	if k.landing != "" {
		f.s.p.Say(k.landing)
	}
	if !k.found {
		return nil
	}
	// Who leaves without an answer has decided nothing: what was kept stays.
	f.undecided = true
	f.s.p.Say(keptWords(f.s.e, k)...)
	i, err := f.s.choose("Number", "Take them up", "Discard them")
	if isBack(err) {
		return f.remind()
	}
	if err != nil {
		return err
	}
	f.undecided = false
	if i == 0 {
		f.takeUp(k.kept)
	}
	return nil
}

// takeUp types a kept draft into the form again and says what is missing.
func (f *lineForm) takeUp(k unsent.Kept) {
	n, stored := k.Apply(f.draft)
	f.s.p.Say(count(n, "change") + " taken up.")
	if len(stored) > 0 {
		f.s.p.Say("These fields are gone or changed meanwhile: " + strings.Join(typedInto(f.draft.Schema(), k, stored), ", ") + ".")
	}
}

// putAway keeps the edits of a form that is left, or forgets them, and wipes its
// secrets.
func (s *lineSession) putAway() {
	f := s.form
	if f == nil {
		return
	}
	s.form = nil
	defer f.draft.Wipe()
	if s.e.drafts == nil || f.only != "" || f.undecided {
		return
	}
	var err error
	if f.discarded {
		err = f.job.drop(s.e.drafts, s.e.host)
	} else {
		err = f.job.keep(s.e.drafts, s.e.host)
	}
	if err != nil {
		s.lines = append(s.lines, "the draft could not be kept: "+err.Error())
	}
}
