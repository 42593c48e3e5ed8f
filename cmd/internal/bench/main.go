// Command bench measures what the budgets are about and prints one table: connwiz
// beside its budget and beside huh, which draws the same form. Run it where
// nothing else runs: go run ./cmd/internal/bench, or make bench.
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
