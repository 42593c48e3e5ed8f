package command

import (
	"fmt"
	"io"
	"strings"

	"connwiz/ui/text"
)

// showOne tells how one connector differs.
func (o *diffOptions) showOne(r compared) error {
	var err error
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, r)
	} else {
		_, err = io.WriteString(o.streams.Out, r.text(o.streams.Width))
	}
	if err == nil && r.Different {
		return exitError{exitDifferent}
	}
	return err
}

// text is one comparison for people.
func (r compared) text(width int) string {
	if !r.Different {
		return text.Clean(r.ID) + ": nothing differs\n"
	}
	rows := table{{"  FIELD", "IS", "WOULD BE"}}
	for _, f := range r.Fields {
		switch {
		case f.State == stateSame:
		case f.Sensitive:
			rows = append(rows, []string{"  " + text.Clean(f.Field), "(a secret)", stateDiffers})
		default:
			rows = append(rows, []string{"  " + text.Clean(f.Field), text.Clean(side(*f.From)), text.Clean(side(*f.To))})
		}
	}
	return text.Clean(r.ID) + ": differs\n" + rows.render(width)
}

// showMany tells how many connectors differ.
func (o *diffOptions) showMany(all []compared) error {
	type row struct {
		compared
		Exit    int      `json:"exit"`
		Failure *failure `json:"failure"`
	}
	rows, lines := []row{}, table{{"ID", "RESULT", "EXIT", "DETAILS"}}
	var different, failed int
	for _, r := range all {
		one := row{compared: r}
		words, remark := stateSame, ""
		switch {
		case r.err != nil:
			f := o.clean(explain("connwiz diff", r.err))
			one.Exit, one.Failure = f.exit, &f
			words, remark = "failed", f.Message
			failed++
		case r.Different:
			one.Exit, words, remark = exitDifferent, stateDiffers, strings.Join(r.differing(), ", ")
			different++
		}
		rows = append(rows, one)
		lines = append(lines, []string{text.Clean(r.ID), words, fmt.Sprint(one.Exit), text.Clean(remark)})
	}
	var err error
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, struct {
			Count      int   `json:"count"`
			Different  int   `json:"different"`
			Failed     int   `json:"failed"`
			Connectors []row `json:"connectors"`
		}{len(all), different, failed, rows})
	} else {
		_, err = io.WriteString(o.streams.Out, o.lay(lines))
	}
	switch {
	case err != nil:
		return err
	case failed > 0:
		return exitError{exitFailed}
	case different > 0:
		return exitError{exitDifferent}
	}
	return nil
}

// differing lists the fields that differ.
func (r compared) differing() []string {
	var names []string
	for _, f := range r.Fields {
		if f.State == stateDiffers {
			names = append(names, f.Field)
		}
	}
	return names
}
