// Command dist makes what is given away: archives and packages of the program for
// every system, their checksums, and what is in each binary.
//
// The same commit makes the same bytes: no clock, no host name and no path of the
// machine gets in, times are the commit's, and entries are sorted. It is a module
// of its own, since the packager brings more modules than all the rest.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// release is what is being made.
type release struct {
	root, out string
	tags      string
	ldflags   string
	version   string
	made      time.Time // of the commit
	work      string    // a folder for what is thrown away
	host      string    // the program for this machine
	shared    []file    // what every archive holds beside the program
}

// target is a system to build for.
type target struct{ os, arch string }

// targets lists the systems.
func targets() []target {
	var all []target
	for _, system := range []string{"darwin", "linux", "windows"} {
		all = append(all, target{system, "amd64"}, target{system, "arm64"})
	}
	return all
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	r := release{}
	flag.StringVar(&r.root, "root", "../..", "the repository")
	flag.StringVar(&r.out, "out", "../../dist", "the folder to fill")
	flag.StringVar(&r.tags, "tags", "", "build tags")
	flag.StringVar(&r.ldflags, "ldflags", "", "flags for the linker")
	flag.StringVar(&r.version, "version", "", "the version")
	date := flag.String("date", "", "the commit's time")
	flag.Parse()
	var err error
	if r.made, err = time.Parse(time.RFC3339, *date); err != nil {
		return fmt.Errorf("the commit's time: %w", err)
	}
	r.made = r.made.UTC()
	if r.work, err = os.MkdirTemp("", "connwiz-dist-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	if err := r.prepare(ctx); err != nil {
		return err
	}
	for _, t := range targets() {
		if err := r.make(ctx, t); err != nil {
			return fmt.Errorf("%s/%s: %w", t.os, t.arch, err)
		}
	}
	return r.sum()
}

// make makes everything for one system.
func (r *release) make(ctx context.Context, t target) error {
	program, err := r.build(ctx, t)
	if err != nil {
		return err
	}
	if err := r.bill(t, program); err != nil {
		return err
	}
	content, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	files := append([]file{{name: filepath.Base(program), content: content, mode: 0o755}}, r.shared...)
	if t.os == "windows" {
		return r.zip(t, files)
	}
	if err := r.tar(t, files); err != nil || t.os != "linux" {
		return err
	}
	return r.packages(t, files)
}

// name is the name of what is made for a system.
func (r *release) name(t target, ending string) string {
	version := strings.TrimPrefix(r.version, "v")
	return fmt.Sprintf("connwiz_%s_%s_%s%s", version, t.os, t.arch, ending)
}
