package command

import (
	"context"
	"io"

	"github.com/spf13/cobra"
)

const completionExamples = `  # bash, for this session
  source <(connwiz completion bash)

  # zsh, for good
  connwiz completion zsh > "${fpath[1]}/_connwiz"

  # fish, for good
  connwiz completion fish > ~/.config/fish/completions/connwiz.fish`

func newCompletion(a *app) *cobra.Command {
	shells := []cobra.Completion{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion SHELL",
		Short:     "Print a completion script for bash, zsh, fish or powershell",
		Example:   completionExamples,
		Args:      exactly(1, 1),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			generate := completions(cmd.Root())[args[0]]
			return a.work(func(context.Context, []string) error {
				if generate == nil {
					return usagef("connwiz completion bash", "no completion for shell %q", args[0])
				}
				return generate(a.streams.Out)
			})(cmd, args)
		},
	}
}

// completions maps a shell to what writes its script.
func completions(root *cobra.Command) map[string]func(io.Writer) error {
	return map[string]func(io.Writer) error{
		"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		"zsh":        root.GenZshCompletion,
		"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
		"powershell": root.GenPowerShellCompletionWithDesc,
	}
}
