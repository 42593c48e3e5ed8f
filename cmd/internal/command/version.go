package command

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Build says which program this is. What the linker didn't stamp is read from
// the build information that Go itself keeps.
type Build struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Date    string `json:"date"`
}

// WithDefaults returns b with its gaps filled.
func (b Build) WithDefaults() Build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	settings := make(map[string]string, len(info.Settings))
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	fill(&b.Version, info.Main.Version, "(devel)")
	fill(&b.Commit, settings["vcs.revision"], "unknown")
	fill(&b.Date, settings["vcs.time"], "unknown")
	return b
}

// fill takes the first text that isn't empty.
func fill(s *string, others ...string) {
	for _, o := range others {
		if *s == "" {
			*s = o
		}
	}
}

// versionOptions are the inputs of version.
type versionOptions struct{ *app }

func newVersion(a *app) *cobra.Command {
	o := &versionOptions{app: a}
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  exactly(0, 0),
		RunE:  a.work(func(context.Context, []string) error { return o.run() }),
	}
}

func (o *versionOptions) run() error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			Build
			Go string `json:"go"`
		}{o.build, runtime.Version()})
	}
	_, err := fmt.Fprintf(o.streams.Out, "connwiz %s (commit %s, built %s, %s)\n",
		o.build.Version, o.build.Commit, o.build.Date, runtime.Version())
	return err
}
