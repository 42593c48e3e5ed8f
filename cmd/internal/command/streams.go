package command

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"
)

// Streams is everything of the process that a command may touch.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// InFile and OutFile are set when In and Out are terminals.
	InFile, OutFile *os.File
	// Width is how many cells a line of Out has, 0 when Out is no terminal.
	Width  int
	Getenv func(string) string
	Now    func() time.Time
}

// System returns the streams of this process.
func System() Streams {
	s := Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		s.InFile = os.Stdin
	}
	if term.IsTerminal(int(os.Stdout.Fd())) {
		s.OutFile = os.Stdout
		s.Width, _, _ = term.GetSize(int(os.Stdout.Fd()))
	}
	return s
}

// interactive reports whether a person sits at both ends.
func (s Streams) interactive() bool { return s.InFile != nil && s.OutFile != nil }

// configHome is where programs keep their configuration, "" when unknown.
func (s Streams) configHome() string {
	if dir := s.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if home := s.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".config")
	}
	return ""
}
