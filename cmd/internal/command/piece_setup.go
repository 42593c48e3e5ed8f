package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"connwiz/client"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/ui/text"

	"github.com/spf13/pflag"
)

// guide leads through set-up for the commands that do one step of it; an empty path
// is that of config.yml in the working folder.
func (a *app) guide(c *client.Client, configYML string) (*setup.Guide, error) {
	address, err := a.address()
	if err != nil {
		return nil, err
	}
	return setup.New(setup.Options{Client: c, Address: address, ConfigFile: configYML, Now: a.streams.Now}), nil
}

// dryRun is the flag of commands that write.
func dryRun(f *pflag.FlagSet, into *bool) {
	f.BoolVar(into, "dry-run", false, "show what would be sent and written, and do nothing")
}

// rehearsal is what a dry run of a step shows.
type rehearsal struct {
	ID       *string          `json:"id"`
	DryRun   bool             `json:"dry_run"`
	Steps    []string         `json:"steps"`
	Writes   []rehearsedWrite `json:"writes"`
	Warnings []string         `json:"warnings"`
}

// rehearsedWrite is one request or one file.
type rehearsedWrite struct {
	Method *string `json:"method"`
	Path   *string `json:"path"`
	Body   *string `json:"body"`
	File   *string `json:"file"`
}

// rehearse shows what an action would do.
func (a *app) rehearse(ctx context.Context, id string, action setup.Action) error {
	if a.global.output == "curl" {
		return usagef("leave it out: the requests are shown", "--output curl goes with set --dry-run")
	}
	p, err := action.Plan(ctx)
	if err != nil {
		return err
	}
	return a.showRehearsal(id, p)
}

func (a *app) showRehearsal(id string, p setup.Plan) error {
	if a.global.output.structured() {
		r := rehearsal{ID: orNull(id), DryRun: true, Steps: notNil(p.Sentences), Writes: []rehearsedWrite{}, Warnings: notNil(p.Warnings)}
		for _, w := range p.Writes {
			r.Writes = append(r.Writes, rehearsedWrite{orNull(w.Method), orNull(w.Path), orNull(w.Body), orNull(w.File)})
		}
		return a.global.output.write(a.streams.Out, r)
	}
	var b strings.Builder
	if p.Empty() {
		fmt.Fprintln(&b, "nothing to do")
	}
	for _, sentence := range p.Sentences {
		fmt.Fprintf(&b, "would %s\n", text.Clean(sentence))
	}
	for _, w := range p.Writes {
		fmt.Fprintf(&b, "  %s\n", text.Clean(strings.TrimSpace(w.String()+" "+w.Body)))
	}
	for _, w := range p.Warnings {
		a.warn(w)
	}
	_, err := fmt.Fprint(a.streams.Out, b.String())
	return err
}

// toldSetup says what the errors of set-up mean; nil for all others.
func toldSetup(err error) error {
	var (
		input   *setup.InputError
		early   *setup.NotReadyError
		twin    *setup.TwinError
		taken   *setup.TakenError
		changed *setup.ChangedError
		runs    *setup.RunningError
		old     *setup.TooOldError
		minted  *setup.LostMintError
		orphan  *setup.OrphanError
		file    *serviceconfig.FileError
	)
	switch {
	case errors.As(err, &orphan):
		return toldOrphan(orphan)
	case errors.As(err, &minted):
		return tell(exitUnreachable, "unreachable", err.Error(),
			"the request was sent, but no answer came: it may have been done; look for keys that nobody can use: connwiz doctor ID")
	case errors.As(err, &input):
		return usagef("correct it, and run it again", "%v", err)
	case errors.As(err, &early):
		return tell(exitInvalid, "invalid", err.Error(), "see what it lacks: connwiz doctor")
	case errors.As(err, &twin):
		return tell(exitConflict, "conflict", err.Error(), "see it: "+about("show", twin.Found[0].ID))
	case errors.As(err, &taken):
		return tell(exitConflict, "conflict", err.Error(), "see which connector has it: connwiz list")
	case errors.As(err, &changed):
		return tell(exitConflict, "conflict", err.Error(), "nothing was written; run it again")
	case errors.As(err, &runs):
		return tell(exitConflict, "conflict", err.Error(), "watch it, or end it: connwiz sync ID "+flagFor("--cancel", runs.Job.ID))
	case errors.As(err, &old):
		return tell(exitFailed, "too_old", err.Error(), "do this step in Kibana, or update the cluster; the other steps work: connwiz doctor")
	case errors.As(err, &file):
		return toldUnwritten(file)
	}
	return nil
}

// toldOrphan is the error after a key was minted: what failed, and that the key is
// there.
func toldOrphan(e *setup.OrphanError) error {
	inner := explain("connwiz apikey", told(e.Err))
	hint := fmt.Sprintf("if it isn't used, invalidate it: DELETE /_security/api_key {\"ids\": [%q]}", e.KeyID)
	if inner.Hint != "" {
		hint = inner.Hint + "; " + hint
	}
	return tell(inner.exit, inner.Code, fmt.Sprintf("API key %s was made, but: %s", e.KeyID, inner.Message), hint)
}

func toldUnwritten(e *serviceconfig.FileError) error {
	switch {
	case e.Full():
		return usagef("make room, and run it again", "%v", e)
	case e.Denied():
		return usagef("name another file, or run it as the file's owner", "%v", e)
	case errors.Is(e, fs.ErrNotExist) && filepath.Dir(e.Path) != ".":
		return usagef("make its folder first: mkdir -p "+shellArg(filepath.Dir(e.Path)), "%v", e)
	}
	return usagef("name another file", "%v", e)
}

// looked says that an answer was lost and what it was about was found.
func (a *app) looked(r setup.Report) {
	if r.Found {
		a.note("the answer was lost, so it was looked up: it was done, once")
	}
}

// howMany is a number with its noun: "1 field", "2 fields".
func howMany(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
