package command

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"connwiz/client/profile"
	"connwiz/cmd/internal/hush"
	"connwiz/ui"
	"connwiz/ui/terminal"

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
	Width int
	// ErrTerminal is set when Err is a terminal, on which progress can be shown.
	ErrTerminal bool
	Getenv      func(string) string
	// Profiles is what profiles may use of the machine beside the environment; its
	// zero value: all that there is.
	Profiles profile.Machine
	// Console opens the terminal of the person who started the program, whatever In
	// and Out are; nil where there can be none.
	Console func() (*os.File, error)
	// Environ is the environment that a program started by us inherits.
	Environ func() []string
	Now     func() time.Time
	// Pace is how often the cluster is asked while waiting; zero: the pace of
	// people.
	Pace ui.Pace
	// Hush keeps the memory of the process to itself; nil where there is nothing
	// to be done about it.
	Hush func() error
	// Signals are those for this command; nil: those of the process.
	Signals <-chan os.Signal
	// Link is a terminal on the other side of a connection, and Mute switches the
	// echo of In off there; nil: In and Out are here.
	Link *terminal.Link
	Mute func() (unmute func() error, err error)
	// guest is set for those who don't own the process.
	guest *guest
}

// System returns the streams of this process.
func System() Streams {
	s := Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Getenv: os.Getenv, Environ: os.Environ, Now: time.Now, Hush: hush.Memory,
		ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Console:     func() (*os.File, error) { return os.OpenFile("/dev/tty", os.O_RDWR, 0) },
	}
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
func (s Streams) interactive() bool { return s.Link != nil || s.InFile != nil && s.OutFile != nil }

// configHome is where programs keep their configuration, "" when unknown.
func (s Streams) configHome() string {
	if dir := s.Getenv("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if home := s.Getenv("HOME"); home != "" {
		return filepath.Join(home, ".config")
	}
	if dir := s.Getenv("APPDATA"); filepath.IsAbs(dir) { // Windows
		return dir
	}
	return ""
}
