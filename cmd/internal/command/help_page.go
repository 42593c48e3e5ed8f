package command

import (
	"strings"

	"connwiz/cmd/internal/manual"

	"github.com/spf13/cobra"
)

// globalsLine stands in the help of every command for the flags that all have.
const globalsLine = "Flags that every command has (--url, --output, --plain, ...): connwiz help flags"

// flagsTitle stands above the flags of a command.
const flagsTitle = "Flags"

// commandPage is the help of a command, which its manual page is too.
func commandPage(cmd *cobra.Command) manual.Page {
	long := cmd.Long
	if long == "" {
		long = cmd.Short + "."
	}
	parts := []manual.Part{
		{Blocks: manual.Prose(long)},
	}
	if cmd.Example != "" {
		parts = append(parts, manual.Part{Title: "Examples", Blocks: manual.Verbatim(cmd.Example)})
	}
	parts = append(parts, subcommands(cmd)...)
	if own := flagTerms(cmd.LocalNonPersistentFlags()); len(own) > 0 {
		parts = append(parts, manual.Part{Title: flagsTitle, Blocks: []manual.Block{{Terms: own}}})
	}
	if !cmd.HasParent() {
		parts = append(parts, topicList(cmd))
	}
	globals := globalsLine
	if isForGuests(cmd) {
		globals = guestGlobalsLine
	}
	parts = append(parts, manual.Part{Blocks: manual.Prose(globals)})
	return manual.Page{Name: cmd.CommandPath(), Short: cmd.Short, Section: 1, Usage: usage(cmd), Parts: parts}
}

// worksAlone marks a command with others below it that does something without one.
const worksAlone = "alone"

// usage are the forms that a command line may have.
func usage(cmd *cobra.Command) string {
	below := "  " + cmd.CommandPath() + " COMMAND"
	own := "  " + strings.TrimSuffix(cmd.UseLine(), " [flags]") + " [flags]"
	switch {
	case cmd.HasAvailableSubCommands() && cmd.HasParent() && cmd.Annotations[worksAlone] == "":
		return below // alone it only says so
	case cmd.HasAvailableSubCommands():
		return own + "\n" + below
	}
	return own
}

// subcommands lists what is below a command, in its groups. A command that was
// given none comes last.
func subcommands(cmd *cobra.Command) []manual.Part {
	var parts []manual.Part
	for _, g := range append(cmd.Groups(), &cobra.Group{Title: "Commands"}) {
		var terms []manual.Term
		for _, sub := range cmd.Commands() {
			if sub.GroupID == g.ID && !sub.Hidden {
				terms = append(terms, manual.Term{Name: sub.Name(), Says: sub.Short})
			}
		}
		if len(terms) > 0 {
			parts = append(parts, manual.Part{Title: g.Title, Blocks: []manual.Block{{Terms: terms}}})
		}
	}
	return parts
}

// topicList names the topics.
func topicList(cmd *cobra.Command) manual.Part {
	var terms []manual.Term
	for _, t := range topicsFor(cmd) {
		terms = append(terms, manual.Term{Name: t.name, Says: t.short})
	}
	return manual.Part{Title: "Topics (connwiz help TOPIC)", Blocks: []manual.Block{{Terms: terms}}}
}
