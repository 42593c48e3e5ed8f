package command

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"strings"

	"connwiz/client"

	"github.com/spf13/pflag"
)

// manyFlags choose many connectors instead of one.
type manyFlags struct {
	all         bool
	serviceType string
	idsFrom     string
}

// register binds the flags.
func (f *manyFlags) register(fs *pflag.FlagSet) {
	fs.BoolVar(&f.all, "all", false, "all connectors of a --service-type, instead of ID")
	onceVar(fs, &f.serviceType, "service-type", "with --all: only connectors of this `TYPE`")
	onceVar(fs, &f.idsFrom, "ids-from", "connectors whose ids are the lines of `FILE` (- is standard input), instead of ID")
}

// chosen reports whether many connectors are meant.
func (f *manyFlags) chosen() bool { return f.all || f.idsFrom != "" }

// validate refuses flags that don't go together.
func (f *manyFlags) validate(command string) error {
	switch {
	case f.all && f.idsFrom != "":
		return usagef("keep one of the two", "--all and --ids-from are both given")
	case f.all && f.serviceType == "":
		return usagef("connwiz "+command+" --all --service-type TYPE", "--all needs a --service-type: connectors of several types have different fields")
	case !f.all && f.serviceType != "":
		return usagef("connwiz "+command+" --all --service-type TYPE", "--service-type goes with --all")
	}
	return nil
}

// targets returns the ids that the flags choose.
func (a *app) targets(ctx context.Context, cluster lister, f manyFlags) ([]string, error) {
	if f.idsFrom != "" {
		return a.idsFrom(f.idsFrom)
	}
	all, err := cluster.All(ctx, client.Filter{ServiceType: f.serviceType}, nil)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, &missingError{
			message: fmt.Sprintf("no connector has the service type %q", f.serviceType),
			hint:    "see which types there are: connwiz list",
		}
	}
	if len(all) >= client.Window {
		a.warn(mayBeMore())
	}
	var ids []string
	for _, c := range all {
		ids = append(ids, c.ID)
	}
	return ids, nil
}

// idsFrom reads a file with an id on every line; empty lines and ids that were
// there before are passed over.
func (a *app) idsFrom(path string) ([]string, error) {
	raw, err := a.readInput("--ids-from", path)
	if err != nil {
		return nil, err
	}
	var ids []string
	seen := make(map[string]bool)
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for n := 1; lines.Scan(); n++ {
		id := strings.TrimSpace(lines.Text())
		if id == "" || seen[id] {
			continue
		}
		if err := client.CheckID(id); err != nil {
			return nil, usagef("name another file: --ids-from FILE", "ids %q, line %d: %v", path, n, err)
		}
		seen[id] = true
		ids = append(ids, id)
	}
	if lines.Err() != nil {
		return nil, fileError("--ids-from", path, lines.Err())
	}
	return ids, nil
}
