package command

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"connwiz/cmd/internal/manual"

	"github.com/spf13/cobra"
)

const manHelp = `Print the manual as source of man(7): the whole of it, or the page of one command
or topic. It says what connwiz help says, from the same source.`

const manExamples = `  # read it
  connwiz man | man -l -

  # the page of a command
  connwiz man set | man -l -

  # install all pages for a user
  connwiz man --dir ~/.local/share/man/man1`

// manOptions are the inputs of man.
type manOptions struct {
	*app
	dir string
}

func newMan(a *app) *cobra.Command {
	o := &manOptions{app: a}
	cmd := &cobra.Command{
		Use:               "man [COMMAND or TOPIC]",
		Short:             "Print the manual for man(1)",
		Long:              manHelp,
		Example:           manExamples,
		ValidArgsFunction: completePages,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(func(context.Context, []string) error { return o.run(cmd.Root(), args) })(cmd, args)
		},
	}
	cmd.Flags().StringVar(&o.dir, "dir", "", "write every page into `DIR`, which is made")
	return cmd
}

func (o *manOptions) run(root *cobra.Command, args []string) error {
	switch {
	case o.dir != "" && len(args) > 0:
		return usagef("connwiz man --dir "+shellArg(o.dir), "--dir writes all pages")
	case o.dir != "":
		return o.writeAll(root)
	case len(args) == 0:
		return wholeManual(root).Roff(o.streams.Out, o.edition())
	}
	page, err := pageFor(root, args)
	if err != nil {
		return err
	}
	return page.Roff(o.streams.Out, o.edition())
}

// writeAll writes the whole manual and one page for each command and topic.
func (o *manOptions) writeAll(root *cobra.Command) error {
	pages := []manual.Page{wholeManual(root)}
	for _, cmd := range everyCommand(root)[1:] {
		pages = append(pages, commandPage(cmd))
	}
	for _, t := range topics() {
		pages = append(pages, t.page(root))
	}
	err := os.MkdirAll(o.dir, 0o755)
	for _, p := range pages {
		var source bytes.Buffer
		if err == nil {
			err = p.Roff(&source, o.edition())
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(o.dir, p.File()), source.Bytes(), 0o644)
		}
	}
	if err != nil {
		return usagef("name another folder: connwiz man --dir DIR", "write the manual to %q: %v", o.dir, withoutPath(err))
	}
	_, err = fmt.Fprintf(o.streams.Out, "%d pages written to %s\n", len(pages), o.dir)
	return err
}

// wholeManual is everything as one page.
func wholeManual(root *cobra.Command) manual.Page {
	page := commandPage(root)
	page.Parts = slices.DeleteFunc(page.Parts, func(p manual.Part) bool {
		// The commands and topics that the lists name are told in full below.
		return isGlobalsLine(p) || p.Title != flagsTitle && p.Blocks[0].Terms != nil
	})
	commands := manual.Part{Title: "Commands"}
	for _, cmd := range everyCommand(root)[1:] {
		one := commandPage(cmd)
		told := slices.DeleteFunc(one.Told(), isGlobalsLine)
		commands.Parts = append(commands.Parts, manual.Part{Title: one.Name, Parts: told})
	}
	page.Parts = append(page.Parts, commands)
	for _, t := range topics() {
		parts := t.parts(root)
		page.Parts = append(page.Parts, manual.Part{Title: t.name, Blocks: parts[0].Blocks, Parts: parts[1:]})
	}
	return page
}

// isGlobalsLine finds the line that would be said once a command.
func isGlobalsLine(p manual.Part) bool { return len(p.Blocks) == 1 && p.Blocks[0].Prose == globalsLine }

// everyCommand lists the command and all below it, the way the manual tells them.
func everyCommand(cmd *cobra.Command) []*cobra.Command {
	cmd.InitDefaultHelpFlag()
	all := []*cobra.Command{cmd}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			all = append(all, everyCommand(sub)...)
		}
	}
	return all
}

// edition is this program's.
func (o *manOptions) edition() manual.Edition {
	e := manual.Edition{Version: o.build.Version}
	if at, err := time.Parse(time.RFC3339, o.build.Date); err == nil {
		e.Date = at.UTC().Format(time.DateOnly)
	}
	return e
}
