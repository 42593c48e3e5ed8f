package command

import (
	"context"
	"strings"
	"time"

	"connwiz/client"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// completionPatience is how long a shell waits for the cluster after Tab.
const completionPatience = 2 * time.Second

// completer is what a command's ValidArgsFunction is.
type completer = func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeID offers the ids of connectors, described by their names. Trouble of
// any kind means no offers: there is nowhere to report it.
func (a *app) completeID() completer {
	return func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var offers []cobra.Completion
		a.ask(cmd.Context(), func(ctx context.Context, c *client.Client) {
			all, _ := c.All(ctx, client.Filter{}, nil)
			for _, one := range all {
				offers = offer(offers, one.ID, one.Name)
			}
		})
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeField offers the fields of a connector after its id.
func (a *app) completeField() completer {
	return func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) != 1 {
			return a.completeID()(cmd, args, word)
		}
		var offers []cobra.Completion
		a.ask(cmd.Context(), func(ctx context.Context, c *client.Client) {
			if one, err := c.Get(ctx, args[0]); err == nil {
				for _, f := range one.Configuration.Fields() {
					offers = offer(offers, f.Name, f.Label)
				}
			}
		})
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}

// completeGlobals offers the words that global flags take.
func (a *app) completeGlobals(root *cobra.Command) {
	words := map[string][]cobra.Completion{
		"output": {"text", "json", "yaml"}, "theme": a.global.theme.among,
		"url": nil, "cloud-id": nil, "ca-fingerprint": nil, "timeout": nil,
	}
	for flag, among := range words {
		// The only error is a flag of another name, or one that has its words.
		_ = root.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(among, cobra.ShellCompDirectiveNoFileComp))
	}
	_ = root.RegisterFlagCompletionFunc("profile", a.completeProfile())
}

// ask lets fn use the cluster for a short while, if there is one.
func (a *app) ask(ctx context.Context, fn func(context.Context, *client.Client)) {
	a.unattended = true
	c, done, err := a.connect()
	if err != nil {
		return
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, completionPatience)
	defer cancel()
	fn(ctx, c)
}

// offer adds a word, unless it holds characters that don't belong in a shell.
func offer(offers []cobra.Completion, word, description string) []cobra.Completion {
	if text.Clean(word) != word {
		return offers
	}
	return append(offers, cobra.CompletionWithDesc(word, text.Clean(description)))
}

// completeSet offers ids, and then fields with what follows them.
func (a *app) completeSet() completer {
	return func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return a.completeID()(cmd, args, word)
		}
		offers, directive := a.completeField()(cmd, args[:1], word)
		for i, o := range offers {
			name, label, _ := strings.Cut(o, "\t")
			offers[i] = cobra.CompletionWithDesc(name+"=", label)
		}
		return offers, directive | cobra.ShellCompDirectiveNoSpace
	}
}
