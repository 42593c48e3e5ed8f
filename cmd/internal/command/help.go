package command

import (
	"context"
	"io"
	"strings"

	"connwiz/cmd/internal/manual"

	"github.com/spf13/cobra"
)

// helpWidth is the width of help where nobody says how wide the terminal is, and
// the most that reads well.
const helpWidth = 80

const helpHelp = `Help on a command, or on a topic that is about no single one.
The whole manual as one page: connwiz man | man -l -`

// newHelp replaces cobra's own help command, which exits 0 on what it doesn't
// know, and knows no topics.
func newHelp(a *app) *cobra.Command {
	long := helpHelp
	if a.streams.guest != nil {
		long = ""
	}
	return &cobra.Command{
		Use:               "help [COMMAND or TOPIC]",
		Short:             "Help on a command or a topic",
		Long:              long,
		ValidArgsFunction: completePages,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.work(func(context.Context, []string) error {
				page, err := pageFor(cmd.Root(), args)
				if err != nil {
					return err
				}
				_, err = io.WriteString(a.streams.Out, page.Text(a.helpWidth()))
				return err
			})(cmd, args)
		},
	}
}

// showHelp is what --help does.
func (a *app) showHelp(cmd *cobra.Command, _ []string) {
	// The library gives an error of writing nowhere to go.
	_, _ = io.WriteString(a.streams.Out, commandPage(cmd).Text(a.helpWidth()))
}

// helpWidth is how wide help is.
func (a *app) helpWidth() int {
	if a.streams.Width > 0 {
		return min(a.streams.Width, helpWidth)
	}
	return helpWidth
}

// pageFor finds the page of a command or a topic.
func pageFor(root *cobra.Command, args []string) (manual.Page, error) {
	if len(args) == 1 {
		if t, found := topicNamed(root, args[0]); found {
			return t.page(root), nil
		}
	}
	cmd, rest, err := root.Find(args)
	if err != nil || len(rest) > 0 {
		return manual.Page{}, usagef("see the commands and topics: connwiz --help", "no help on %q", strings.Join(args, " "))
	}
	cmd.InitDefaultHelpFlag()
	return commandPage(cmd), nil
}

// completePages offers commands and topics.
func completePages(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	above, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var offers []cobra.Completion
	for _, sub := range above.Commands() {
		if sub.IsAvailableCommand() {
			offers = append(offers, cobra.CompletionWithDesc(sub.Name(), sub.Short))
		}
	}
	if len(args) == 0 {
		for _, t := range topicsFor(cmd) {
			offers = append(offers, cobra.CompletionWithDesc(t.name, t.short))
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}
