package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// build builds the static program for a system and returns its path.
func (r *release) build(ctx context.Context, t target) (string, error) {
	name := "connwiz"
	if t.os == "windows" {
		name += ".exe"
	}
	path := filepath.Join(r.work, t.os+"-"+t.arch, name)
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false",
		"-tags", r.tags, "-ldflags", r.ldflags, "-o", path, "./cmd/connwiz")
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+t.os, "GOARCH="+t.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=")
	cmd.Stderr = os.Stderr
	return path, cmd.Run()
}

// prepare makes what is the same for every system: the manual, completions, the
// README, and the licences of what is linked in.
func (r *release) prepare(ctx context.Context) error {
	host, err := r.build(ctx, target{runtime.GOOS, runtime.GOARCH})
	if err != nil {
		return err
	}
	r.host = host
	pages := filepath.Join(r.work, "man")
	if _, err := r.ask(ctx, r.work, host, "man", "--dir", pages); err != nil {
		return err
	}
	if err := r.take(pages, "man"); err != nil {
		return err
	}
	for shell, name := range map[string]string{
		"bash": "connwiz.bash", "zsh": "_connwiz", "fish": "connwiz.fish", "powershell": "connwiz.ps1",
	} {
		script, err := r.ask(ctx, r.work, host, "completion", shell)
		if err != nil {
			return err
		}
		r.add("completions/"+name, script)
	}
	readme, err := os.ReadFile(filepath.Join(r.root, "README.md"))
	if err != nil {
		return err
	}
	r.add("README.md", readme)
	licences, err := r.ask(ctx, filepath.Join(r.root, ".ci", "tools"), "go", "run", "./licences", "-texts", "../..")
	r.add("THIRD-PARTY-LICENCES", licences)
	return err
}

// ask runs a program and returns what it prints.
func (r *release) ask(ctx context.Context, dir, program string, args ...string) ([]byte, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s %v: %w", filepath.Base(program), args, err)
	}
	return out.Bytes(), nil
}

// take adds the files of a folder under another name.
func (r *release) take(dir, as string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		r.add(as+"/"+d.Name(), content)
		return err
	})
}

// add puts a file into every archive.
func (r *release) add(name string, content []byte) {
	r.shared = append(r.shared, file{name: name, content: content, mode: 0o644})
}
