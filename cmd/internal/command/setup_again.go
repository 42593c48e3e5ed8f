package command

import (
	"os"
	"slices"
	"strings"

	"connwiz/client/serviceconfig"
	"connwiz/ui"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// typedFlag is a flag as it stood on the command line.
type typedFlag struct {
	name, value string
	on          bool // a switch, which has no value
}

// remember keeps the flags of the command line, for commands that are told to be
// typed later.
func (a *app) remember(cmd *cobra.Command) {
	a.typed = nil
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if t := (typedFlag{f.Name, f.Value.String(), f.Value.Type() == "bool" && f.Value.String() == "true"}); t.repeatable() {
			a.typed = append(a.typed, t)
		}
	})
}

// repeatable reports whether a flag may be told again. No flag takes a secret, but people
// put one where it doesn't belong, and hints are given before that is refused: a URL with
// a password in it, or an API key instead of the name of its file.
func (f typedFlag) repeatable() bool {
	switch f.name {
	case "url", "kibana-url":
		return !strings.ContainsAny(f.value, "@?#")
	case "api-key-file", "kibana-api-key-file":
		_, err := os.Stat(f.value)
		return err == nil
	}
	return true
}

// String is the flag as one types it.
func (f typedFlag) String() string {
	switch {
	case f.on:
		return "--" + f.name
	case strings.HasPrefix(f.value, "-") || f.value == "false":
		return "--" + f.name + "=" + serviceconfig.ShellArg(f.value)
	}
	return "--" + f.name + " " + serviceconfig.ShellArg(f.value)
}

// whereFlags are those that say where the cluster is, and as whom to ask it.
func whereFlags() []string {
	return []string{"url", "cloud-id", "api-key-file", "ca-cert", "ca-fingerprint", "insecure", "profile", "config"}
}

// commandLine writes a command so that it finds the cluster and the config.yml of a
// set-up when it is typed.
func (a *app) commandLine(again ui.Again) string {
	var flags []string
	proposed, moved := a.proposedConfig(), again.Typed != nil || again.Profile != ""
	if moved {
		proposed = "config.yml"
	}
	for _, f := range a.typed {
		where := slices.Contains(whereFlags(), f.name)
		switch {
		case where && moved, f.name == "config-yml", f.name == "output":
		case where || again.Command == "setup":
			flags = append(flags, f.String())
		}
	}
	flags = append(flags, elsewhere(again)...)
	// What setup proposes by itself needs no flag, and schedule has none.
	if file := again.ConfigFile; again.Command == "doctor" || again.Command == "setup" && file != proposed {
		flags = append(flags, typedFlag{name: "config-yml", value: file}.String())
	}
	if again.ID == "" {
		return strings.Join(append([]string{"connwiz " + again.Command}, flags...), " ")
	}
	if len(flags) == 0 {
		return about(again.Command, again.ID)
	}
	return aboutWith(again.Command, again.ID, strings.Join(flags, " "))
}

// elsewhere are the flags of a cluster whose address was typed.
func elsewhere(again ui.Again) []string {
	if again.Profile != "" {
		return []string{typedFlag{name: "profile", value: again.Profile}.String()}
	}
	if again.Typed == nil {
		return nil
	}
	var flags []string
	for _, f := range []typedFlag{
		{name: "url", value: again.Typed.URL}, {name: "cloud-id", value: again.Typed.CloudID},
		{name: "ca-cert", value: again.Typed.CACertFile}, {name: "ca-fingerprint", value: again.Typed.CAFingerprint},
	} {
		if f.value != "" {
			flags = append(flags, f.String())
		}
	}
	return flags
}

// proposedConfig is the config.yml that a set-up proposes: the one that says where
// the cluster is, where there is one.
func (a *app) proposedConfig() string {
	if file := a.global.where.ConfigFile; file != "" {
		return file
	}
	return "config.yml"
}
