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
// change, and watches. What failed leaves everything typed where it was.
func (f *lineForm) submit(force bool) (lineStep, error) {
	toForm := lineStep{to: f.from}
	asItIs := len(f.draft.Changes()) == 0 // sending nothing is what was asked for
	wanted, _ := f.draft.Payload(true)
	defer wanted.Wipe()
	for {
		err := f.carryOver()
		if isBack(err) || gaveUp(err) {
			return toForm, nil
		}
		if err != nil {
			return lineStep{}, err
		}
		payload, err := f.draft.Payload(force)
		if err != nil {
			return lineStep{to: reviewStop}, nil
		}
		if len(payload.Values) == 0 && !asItIs {
			if landed(wanted, f.draft.Schema()) {
				return f.saved(payload, client.Noop)
			}
			f.s.p.Say(nothingSent)
			return toForm, nil
		}
		result, failed, err := f.put(payload)
		if err != nil {
			return lineStep{}, err
		}
		if failed == nil {
			return f.saved(payload, result)
		}
		payload.Wipe()
		if err := f.s.tryAgain(failed); gaveUp(err) {
			return toForm, nil
		} else if err != nil {
			return lineStep{}, err
		}
	}
}

// gaveUp reports whether the person does not want to try again.
func gaveUp(err error) bool {
	var g *givenUp
	return errors.As(err, &g)
}

// carryOver reads the document again and carries the edits over; where another
// writer changed the same field, the person decides.
func (f *lineForm) carryOver() error {
	for {
		c, err := f.s.read(f.conn.ID)
		if err != nil {
			return err
		}
		d, conflicts := f.draft.Rebase(c.Configuration)
		// The form keeps what it was based on until the choice is made.
		if err := f.settle(d, conflicts); err != nil {
			d.Wipe()
			return err
		}
		f.conn = c.Summary
		f.take(d)
		if len(conflicts) == 0 {
			return nil
		}
		// What was decided is about what was shown: look once more before writing.
	}
}

// settle asks, field by field, whose value shall stand.
func (f *lineForm) settle(d *draft.Draft, conflicts []draft.Conflict) error {
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
func (f *lineForm) keepsMine(d *draft.Draft, x draft.Conflict) (bool, error) {
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
func (f *lineForm) put(payload draft.Payload) (result client.Result, failed, err error) {
	if payload.Values == nil {
		payload.Values = map[string]schema.Value{}
	}
	failed, err = f.s.request(func(ctx context.Context) error {
		sent := sendValues(f.s.e, ctx, 0, f.page, payload)().(valuesSent)
		result = sent.result
		return sent.err
	})
	if save := f.s.e.saved; save != nil {
		save(Save{Connector: f.conn.ID, Fields: payload.Names, Result: result, Err: cmp.Or(failed, err)})
	}
	var sig *plain.SignalError
	if errors.As(err, &sig) {
		f.s.doubt = f.conn.ID
	}
	return result, failed, err
}

// saved takes over what was sent as stored, and watches.
func (f *lineForm) saved(payload draft.Payload, result client.Result) (lineStep, error) {
	d, _ := f.draft.Rebase(f.draft.Schema().With(payload.Values))
	f.said = map[string]string{}
	f.take(d)
	return f.watch(result)
}
