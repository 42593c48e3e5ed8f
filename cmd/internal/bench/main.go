// Command bench measures what the budgets are about and prints one table: connwiz
// beside its budget and beside huh, which draws the same form. Run it where
// nothing else runs: go run ./cmd/internal/bench, or make bench.
//
// # Method
//
// Every program is built stripped and run in a pseudo terminal of 80x24. It shows one
// form of 18 fields (fields.json); connwiz reads it from a stand-in for Elasticsearch
// in this process, the peers from the file. Times are medians of -n starts, from exec
// to the byte that matters. A silent terminal answers no question, as a serial line
// or an expect script. Bytes are counted as the terminal gets them. Rest is three
// seconds without a key; wake-ups are context switches then. Memory is resident
// after the form was drawn. What needs no terminal is measured by the benchmarks of
// ui and schema, for the peers by the same steps on theirs.
//
// # Results
//
// One run with -n 9 on a virtual machine of two cores that was busy with other work, so
// that times are on the long side; bytes, memory and sizes are what they are.
//
//	80x24, 18 fields                   connwiz cell  connwiz line      budget  huh v1  huh v2
//	--version, silent terminal, ms             6.07          10.7          20       –       –
//	exec to first frame, ms                    6.15          24.6          60    23.0    33.1
//	  on a silent terminal, ms                 8.76          22.8          60    5035    31.1
//	bytes of the form's first frame             687          1147  1300 / 700    2382     746
//	bytes per typed key                           1           100    110 / 10     161      42
//	  the first one of a field                    1            93                2335     693
//	bytes per focus move, same help              34           130    250 / 60    1890     164
//	key to first byte, ms                      0.85          2.82                17.6    18.7
//	bytes per second at rest                      0             0           0     306       0
//	wake-ups per second at rest                   0           334                 366     361
//	resident memory, MB                        13.9            14          25    11.9    11.8
//	stripped program, MB                       15.2          15.2          16    4.48    5.34
//	View, 18 fields, ms                        0.36             –        0.50    0.84    0.48
//	View, 2,000 fields, ms                     0.77             –           2    0.40    0.31
//	key and View, 2,000 fields, ms             1.23             –                 144     591
//	View of a list of 10,000, ms               0.26             –           2    0.26    0.78
//	paste of 4 kB and View, ms                 0.42             –          10       –       –
//	check of 18 fields from bytes, ms          0.21             –                   –       –
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args, env []string, out, progress io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	n := flags.Int("n", 15, "how often a program is started for a median")
	if err := flags.Parse(args); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "connwiz-bench")
	if err != nil {
		return fmt.Errorf("make a folder for the programs: %w", err)
	}
	defer os.RemoveAll(folder)
	b := &bench{ctx: ctx, folder: folder, env: quiet(env), n: *n, progress: progress}
	t, err := b.measure()
	if err != nil {
		return err
	}
	return t.print(out)
}

// bench is one run of all measurements.
type bench struct {
	ctx      context.Context
	folder   string   // of the programs
	env      []string // of the programs
	n        int
	progress io.Writer
}

// measure builds the programs and measures them, one after the other.
func (b *bench) measure() (*table, error) {
	all, stop, err := b.subjects()
	if err != nil {
		return nil, err
	}
	defer stop()
	t := newTable(all)
	for _, step := range []struct {
		says string
		do   func(*table, subject) error
	}{
		{"starting", b.measureStart},
		{"drawing", b.measureDrawing},
		{"resting", b.measureRest},
		{"size and version", b.measureProgram},
	} {
		for _, s := range all {
			fmt.Fprintf(b.progress, "%s: %s\n", s.name, step.says)
			if err := step.do(t, s); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", s.name, step.says, err)
			}
		}
	}
	fmt.Fprintln(b.progress, "in memory")
	return t, b.measureInMemory(t, all)
}
