package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"connwiz/client"
	"connwiz/ui/text"
)

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
	rows := table{{"ID", "RESULT", "EXIT", "DETAILS"}}
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
		_, err = io.WriteString(o.streams.Out, o.lay(rows)+fmt.Sprintf("%d of %d failed\n", len(failed), len(all)))
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
