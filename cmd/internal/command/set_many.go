package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"

	"connwiz/ui/text"
)

// manyCluster is what changing many connectors asks of the cluster.
type manyCluster interface {
	lister
	writer
}

// runMany changes many connectors: it plans, asks once, sends, and tells of each.
func (o *setOptions) runMany(ctx context.Context, js *jobs, c manyCluster) error {
	ids, err := o.targets(ctx, c, o.many)
	if err != nil {
		return err
	}
	// Read before the first question to the cluster: a command may want a person.
	if err := js.inputs.read(ctx); err != nil {
		return err
	}
	js.cluster = newBounded(c)
	all := make([]*job, len(ids))
	inParallel(len(ids), atOnce, func(i int) { all[i] = js.plan(ctx, ids[i]) }, o.progress("reading", len(ids)))
	defer func() {
		for _, j := range all {
			j.wipe()
		}
	}()
	if o.dryRun {
		return o.showPlans(js, all)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := o.agree(ctx, js, all); err != nil {
		return err
	}
	o.sendAll(ctx, js, all)
	err = o.finish(js, all)
	if stopped(ctx, all) {
		return ctx.Err()
	}
	return err
}

// stopped reports whether the work was cut short. Ctrl+C in a wait only leaves
// the wait.
func stopped(ctx context.Context, all []*job) bool {
	var s signalError
	if errors.As(context.Cause(ctx), &s) && s.signal != syscall.SIGINT {
		return true
	}
	return slices.ContainsFunc(all, func(j *job) bool { return errors.Is(j.err, context.Canceled) })
}

// sendAll sends what was planned. Each waits for its own verdict, which takes
// long and little: so there is no bound but that on the requests.
func (o *setOptions) sendAll(ctx context.Context, js *jobs, all []*job) {
	inParallel(len(all), len(all), func(i int) {
		j := all[i]
		if j.err != nil {
			js.refused(j)
			return
		}
		js.send(ctx, j)
		if j.err == nil && o.wait {
			js.await(ctx, j, o.within)
		}
	}, o.progress("sending", len(all)))
}

// agree shows the plan and asks once.
func (o *setOptions) agree(ctx context.Context, js *jobs, all []*job) error {
	changing := 0
	for _, j := range all {
		if j.err == nil && (len(j.Changes) > 0 || js.asIs) {
			changing++
		}
	}
	if o.yes || changing == 0 {
		return nil
	}
	// The result goes to Out; a question and what it is about go to the person.
	if _, err := io.WriteString(o.streams.Err, js.planTable(all, o.streams.Width)); err != nil {
		return err
	}
	return o.agreed(ctx, fmt.Sprintf("Change %d of %d connectors?", changing, len(all)),
		tell(exitCancelled, "cancelled", "cancelled: nothing was sent", "look at it without being asked: add --dry-run"))
}

// planTable is what would be done, a connector a row.
func (js *jobs) planTable(all []*job, width int) string {
	rows := table{{"ID", "WOULD CHANGE"}}
	for _, j := range all {
		what := strings.Join(j.fields(), ", ")
		switch {
		case j.err != nil:
			what = "can't: " + js.clean(explain("", j.err)).Message
		case js.asIs:
			what = "submit as it is"
		case what == "":
			what = "nothing"
		}
		rows = append(rows, []string{text.Clean(j.id), text.Clean(what)})
	}
	return rows.render(width)
}
