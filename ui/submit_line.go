package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/plain"
)

// submit reads the document again, carries the edits over, sends what is still a
// change, and goes on from there. What failed leaves everything typed where it was.
func (f *lineForm) submit(force bool) (lineStep, error) {
	toForm := lineStep{to: f.from}
	asItIs := len(f.draft.Changes()) == 0 // sending nothing is what was asked for
	wanted, unsendable := f.job.pack(true)
	if unsendable == nil {
		defer wanted.wipe()
	}
	var lost error // a write whose answer is being looked up
	for looks := 0; ; {
		failed, err := f.carryOver(lost)
		if isBack(err) || gaveUp(err) {
			return toForm, nil
		}
		if err != nil {
			return lineStep{}, err
		}
		if failed == nil {
			p, err := f.job.pack(force)
			if err != nil {
				return lineStep{to: reviewStop}, nil
			}
			if p.empty() && !asItIs {
				return f.nothingLeft(wanted)
			}
			var r receipt
			if r, failed, err = f.put(p); err != nil {
				return lineStep{}, err
			}
			if failed == nil {
				return f.saved(r)
			}
		}
		if inDoubt(failed) && wanted.repeatable() && looks < mostLooks {
			looks, lost = looks+1, failed
			continue
		}
		lost = nil
		if step, leaves, err := f.turnedDown(failed); leaves || err != nil {
			return step, err
		}
	}
}

// nothingLeft goes on as after a write where what was wanted is stored, and says
// otherwise that nothing was sent.
func (f *lineForm) nothingLeft(wanted parcel) (lineStep, error) {
	if wanted != nil && f.job.reached(wanted) {
		return f.saved(receipt{id: f.job.id(), result: client.Noop})
	}
	f.s.p.Say(nothingSent)
	return lineStep{to: f.from}, nil
}

// turnedDown tells what failed. It goes to the first field that was named; where none
// was, it asks whether to try again.
func (f *lineForm) turnedDown(failed error) (step lineStep, leaves bool, err error) {
	n, problems := f.job.failed(f.s.e, failed)
	if len(problems) > 0 {
		f.s.tell(n)
		return f.blame(problems), true, nil
	}
	err = f.s.tryAgain(n, failed)
	if gaveUp(err) {
		return lineStep{to: f.from}, true, nil
	}
	return lineStep{}, false, err
}

// blame keeps what was said of single fields, and goes to the first of them that
// can be reached.
func (f *lineForm) blame(problems []schema.Problem) lineStep {
	f.refused = byField(problems)
	f.layOut()
	for _, p := range problems {
		if f.draft.Active(p.Field) {
			return f.reach(p.Field, f.from)
		}
	}
	return lineStep{to: f.from}
}

// gaveUp reports whether the person does not want to try again.
func gaveUp(err error) bool {
	var g *givenUp
	return errors.As(err, &g)
}

// carryOver reads the document again and carries the edits over; where another
// writer changed the same field, the person decides. lost is a write whose answer is
// looked up by it, else nil; failed is what stands in the way of the write, err the
// end of the conversation.
func (f *lineForm) carryOver(lost error) (failed, err error) {
	for {
		var over carry
		err := f.s.insistAs(f.wordsAfter(lost), func(ctx context.Context) (err error) {
			over, err = f.job.reread(ctx, f.s.e)
			return err
		})
		if err != nil {
			return nil, err
		}
		next, conflicts, err := over(f.s.e)
		if err != nil {
			return err, nil
		}
		// The form keeps what it was based on until the choice is made.
		if err := f.settle(next.edits(), conflicts); err != nil {
			next.edits().Wipe()
			return nil, err
		}
		f.take(next)
		if len(conflicts) == 0 {
			return nil, nil
		}
		// What was decided is about what was shown: look once more before writing.
	}
}

// wordsAfter puts what failed into the words of the job. After a lost answer that
// can't be looked up, what is in doubt says more.
func (f *lineForm) wordsAfter(lost error) func(*env, error) notice {
	return func(e *env, err error) notice {
		if lost != nil && unreachable(err) {
			err = lost
		}
		n, _ := f.job.failed(e, err)
		return n
	}
}

// settle asks, field by field, whose value shall stand.
func (f *lineForm) settle(d editing, conflicts []draft.Conflict) error {
	if len(conflicts) == 0 {
		return nil
	}
	f.s.p.Say("Somebody else changed these fields since they were read. Nothing was written yet.")
	for _, x := range conflicts {
		mineStands, err := f.keepsMine(d, x)
		if err != nil {
			return err
		}
		if !mineStands {
			d.Restore(x.Name)
		}
	}
	return nil
}

// keepsMine asks about one field.
func (f *lineForm) keepsMine(d editing, x draft.Conflict) (bool, error) {
	label := x.Name
	if field := d.Schema().Field(x.Name); field != nil {
		label = field.Label
	}
	if x.Gone {
		f.s.p.Say(fmt.Sprintf("%s: the field is gone; %s can't be sent.", label, sideWord(x.Mine, "the secret typed here")))
		return false, nil
	}
	f.s.p.Say(label + ", when read: " + sideWord(x.Base, "a secret"))
	i, err := f.s.choose(label+", number, or < for the form",
		"Keep mine: "+sideWord(x.Mine, "the secret typed here"), "Take theirs: "+theirsWord(x))
	return i == 0, err
}

// put sends the one request that changes anything, as the full screen does.
func (f *lineForm) put(p parcel) (r receipt, failed, err error) {
	defer p.wipe()
	for _, v := range p.secrets() {
		f.s.e.secrets.AddValue(v)
	}
	failed, err = f.s.request(func(ctx context.Context) (err error) {
		r, err = p.send(ctx, f.s.e)
		return err
	})
	if save := f.s.e.saved; save != nil {
		save(accountOf(f.job, p, r, cmp.Or(failed, err)))
	}
	f.s.doubt = ""
	var sig *plain.SignalError
	if errors.As(err, &sig) || mayHaveArrived(failed) {
		f.s.doubt = f.job.id()
	}
	return r, failed, err
}

// saved takes over what was sent as stored, and goes on from there.
func (f *lineForm) saved(r receipt) (lineStep, error) {
	f.said, f.refused = map[string]string{}, map[string]string{}
	f.s.doubt = ""
	f.take(f.job.stored(r))
	return f.job.followLine(f, r)
}
