package command

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"connwiz/schema"

	"github.com/spf13/pflag"
)

// origin is where a value comes from.
type origin int

const (
	fromArgument origin = iota
	fromStdin
	fromFile
	fromEnv
	fromCommand
	fromValues
	byClearing
	byDefault
)

// input is what a person wants of one field.
type input struct {
	field   string // its name or label, as given
	origin  origin
	place   string        // the file, variable or command
	text    string        // of an argument
	value   schema.Value  // of a file of values
	written schema.Value  // the same as its source text
	secret  schema.Secret // what was read, from anywhere else
	whole   bool          // a file is wanted: every byte of it counts
}

// inputs is everything that one command line wants of a connector's fields.
type inputs struct {
	*app
	id   string // "" where there are many connectors
	list []input
	vars []string // variables whose values are taken

	once sync.Once
	err  error // of reading
}

// inputFlags are the flags that say where values come from.
type inputFlags struct {
	stdin, values         string
	files, vars, commands []string
	cleared, defaults     []string
}

// register binds the flags.
func (f *inputFlags) register(fs *pflag.FlagSet) {
	onceVar(fs, &f.stdin, "stdin", "read the value of `FIELD` from standard input")
	fs.StringArrayVar(&f.files, "from-file", nil, "read a value from a file: `FIELD=PATH`")
	fs.StringArrayVar(&f.vars, "from-env", nil, "take a value from the environment: `FIELD=VAR`")
	fs.StringArrayVar(&f.commands, "from-command", nil, "take what a command prints, run without a shell: `FIELD=CMD`")
	onceVar(fs, &f.values, "values", "JSON or YAML `FILE` with a map from field to value (- is standard input)")
	fs.StringArrayVar(&f.cleared, "clear", nil, "empty `FIELD`")
	fs.StringArrayVar(&f.defaults, "default", nil, "set `FIELD` to its default")
}

// readsStdin lists the flags that read standard input.
func (f *inputFlags) readsStdin() []string {
	var all []string
	if f.stdin != "" {
		all = append(all, "--stdin")
	}
	for _, pair := range f.files {
		if strings.HasSuffix(pair, "=-") {
			all = append(all, "--from-file")
		}
	}
	if f.values == "-" {
		all = append(all, "--values")
	}
	return all
}

// collect understands the arguments and the flags. Only the file of values is
// read, since it names fields.
func (a *app) collect(f *inputFlags, id string, args []string) (*inputs, error) {
	in := &inputs{app: a, id: id}
	if err := in.addArguments(args); err != nil {
		return nil, err
	}
	if f.stdin != "" {
		in.list = append(in.list, input{field: f.stdin, origin: fromStdin, place: "standard input"})
	}
	for _, from := range []struct {
		flag, what string
		origin     origin
		pairs      []string
	}{
		{"--from-file", "PATH", fromFile, f.files},
		{"--from-env", "VAR", fromEnv, f.vars},
		{"--from-command", "CMD", fromCommand, f.commands},
	} {
		for _, pair := range from.pairs {
			field, place, found := strings.Cut(pair, "=")
			if !found || field == "" || place == "" {
				return nil, usagef(in.typed(from.flag+" FIELD="+from.what), "%s needs FIELD=%s", from.flag, from.what)
			}
			in.list = append(in.list, input{field: field, origin: from.origin, place: place})
			if from.origin == fromEnv {
				in.vars = append(in.vars, place)
			}
		}
	}
	for _, field := range f.cleared {
		in.list = append(in.list, input{field: field, origin: byClearing})
	}
	for _, field := range f.defaults {
		in.list = append(in.list, input{field: field, origin: byDefault})
	}
	return in, in.addValues(f.values)
}

// addArguments takes FIELD=VALUE. What has another form isn't shown: it may be a
// secret.
func (in *inputs) addArguments(args []string) error {
	for i, arg := range args {
		if !utf8.ValidString(arg) {
			return usagef("give it as a file: "+in.typed("--from-file FIELD=PATH"), "argument %d after the id is not UTF-8 text", i+1)
		}
		field, value, found := strings.Cut(arg, "=")
		if !found || field == "" {
			return usagef(in.typed("--stdin FIELD")+" for a secret, else: "+in.typed("")+" FIELD=VALUE",
				"argument %d after the id is not of the form FIELD=VALUE", i+1)
		}
		in.list = append(in.list, input{field: field, origin: fromArgument, text: value})
	}
	return nil
}

// addValues takes the entries of a file of values.
func (in *inputs) addValues(path string) error {
	values, err := in.readValues(path)
	if err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(values)) {
		in.list = append(in.list, input{field: field, origin: fromValues, place: path, value: values[field].read, written: values[field].written})
	}
	return nil
}

// typed is the command line of set with other flags.
func (in *inputs) typed(flags string) string {
	command := strings.TrimSuffix("set "+flags, " ")
	if in.id == "" {
		return "connwiz " + command + " --ids-from FILE"
	}
	return about(command, in.id)
}

// read reads what stands elsewhere, once for however many connectors.
func (in *inputs) read(ctx context.Context) error {
	in.once.Do(func() {
		for i := range in.list {
			if in.err = in.readFor(ctx, &in.list[i]); in.err != nil {
				return
			}
		}
	})
	return in.err
}

// wipe forgets what was read.
func (in *inputs) wipe() {
	for _, i := range in.list {
		i.secret.Wipe()
	}
}
