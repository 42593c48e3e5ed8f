package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"

	"connwiz/client"
	"connwiz/ui/plain"
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
	p := plain.New(ctx, plain.Options{In: o.streams.InFile, Out: o.streams.Err, Terminal: o.streams.InFile, Secrets: o.secrets})
	agreed, err := p.Confirm(fmt.Sprintf("Change %d of %d connectors?", changing, len(all)))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !errors.Is(err, io.EOF):
		return err
	case !agreed:
		return &toldError{failure{exit: exitCancelled, Code: "cancelled", Message: "cancelled: nothing was sent",
			Hint: "look at it without being asked: add --dry-run", Fields: []fieldFailure{}}}
	}
	return nil
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

// exit is the exit code that this connector alone would lead to.
func (j *job) exit() int {
	if j.err != nil {
		return explain("", j.err).exit
	}
	return j.verdict.exit
}

// row is one connector of the result for programs.
type row struct {
	saved
	Exit    int      `json:"exit"`
	Failure *failure `json:"failure"`
}

// finish tells what happened to each.
func (o *setOptions) finish(js *jobs, all []*job) error {
	var failed []string
	result := struct {
		Count      int   `json:"count"`
		Failed     int   `json:"failed"`
		Connectors []row `json:"connectors"`
	}{Count: len(all), Connectors: make([]row, 0, len(all))}
	rows := table{{"ID", "RESULT", "EXIT", ""}}
	for _, j := range all {
		r := js.row(j)
		if r.Exit != exitDone {
			failed = append(failed, j.id)
		}
		result.Connectors = append(result.Connectors, r)
		rows = append(rows, []string{text.Clean(j.id), string(r.Result), fmt.Sprint(r.Exit), text.Clean(js.remark(j, r))})
	}
	result.Failed = len(failed)
	var err error
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, result)
	} else {
		_, err = io.WriteString(o.streams.Out, rows.render(o.streams.Width)+fmt.Sprintf("%d of %d failed\n", len(failed), len(all)))
	}
	if err = errors.Join(err, o.writeFailed(failed)); err != nil {
		return err
	}
	if len(failed) > 0 {
		return exitError{exitFailed}
	}
	return nil
}

// row describes one connector.
func (js *jobs) row(j *job) row {
	if j.err == nil {
		return row{saved: js.done(j), Exit: j.verdict.exit}
	}
	f := js.clean(explain("connwiz set", j.err))
	return row{
		saved: saved{ID: j.id, Changes: j.Changes, Warnings: j.Warnings, Result: client.Result("failed"), Status: string(j.found.Status)},
		Exit:  f.exit, Failure: &f,
	}
}

// remark is what there is to say of a row to people.
func (js *jobs) remark(j *job, r row) string {
	switch {
	case r.Failure != nil:
		return r.Failure.Message
	case j.verdict.status != "" || j.verdict.silence != "":
		return js.outcome(j)
	default:
		return strings.Join(j.fields(), ", ")
	}
}

// writeFailed writes the ids of what failed, for --ids-from. The file is there
// afterwards even if nothing failed.
func (o *setOptions) writeFailed(ids []string) error {
	if o.failed == "" {
		return nil
	}
	list := ""
	for _, id := range ids {
		list += id + "\n"
	}
	if err := os.WriteFile(o.failed, []byte(list), 0o600); err != nil {
		return fmt.Errorf("write %q: %w", o.failed, withoutPath(err))
	}
	return nil
}

// showPlans is set --dry-run for many.
func (o *setOptions) showPlans(js *jobs, all []*job) error {
	type plan struct {
		planned
		Exit    int      `json:"exit"`
		Failure *failure `json:"failure"`
	}
	plans := []plan{}
	failed := 0
	for _, j := range all {
		p := plan{planned: planned{ID: j.id, Changes: j.Changes, Warnings: j.Warnings}, Exit: j.exit()}
		if j.err != nil {
			f := js.clean(explain("connwiz set", j.err))
			p.Failure = &f
			failed++
		} else {
			p.planned = js.planned(j)
		}
		plans = append(plans, p)
	}
	var err error
	switch {
	case o.global.output == "curl":
		for _, p := range plans {
			line, lineErr := o.curl(p.planned)
			_, writeErr := io.WriteString(o.streams.Out, line)
			err = errors.Join(err, lineErr, writeErr)
		}
	case o.global.output.structured():
		err = o.global.output.write(o.streams.Out, struct {
			Count      int    `json:"count"`
			Failed     int    `json:"failed"`
			Connectors []plan `json:"connectors"`
		}{len(all), failed, plans})
	default:
		_, err = io.WriteString(o.streams.Out, js.planTable(all, o.streams.Width))
	}
	if err == nil && failed > 0 {
		return exitError{exitFailed}
	}
	return err
}
