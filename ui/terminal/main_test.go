//go:build unix

package terminal_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/terminal"
	_ "connwiz/ui/terminal/quiet"
	"connwiz/ui/terminal/screentest"

	tea "github.com/charmbracelet/bubbletea"
	"go.uber.org/goleak"
	"golang.org/x/sys/unix"
)

// roleVariable makes the test binary play a program in a terminal instead of
// testing.
const roleVariable = "TERMINAL_TEST_ROLE"

func TestMain(m *testing.M) {
	switch role := os.Getenv(roleVariable); {
	case role == "":
		goleak.VerifyTestMain(m)
	case strings.HasPrefix(role, "shell "):
		os.Exit(playShell())
	case role == "version":
		fmt.Println("version")
	case role == "crash":
		_, _ = terminal.Open(os.Stdin, os.Stdout)
		fmt.Print("\x1b[?1049h\x1b[?25l\x1b[?2004h")
	default:
		os.Exit(playProgram(strings.Fields(os.Getenv(roleVariable))))
	}
}

// start starts this test binary in a role.
func start(t testing.TB, role string, o screentest.Options) *screentest.Session {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	o.Env = append(o.Env, roleVariable+"="+role)
	return screentest.Start(t, exec.Command(exe), o)
}

// echo shows every key it gets. It quits on q, suspends on Ctrl+Z, draws anew on
// Ctrl+L, and panics in several ways.
type echo struct {
	term *terminal.Terminal
	// flood makes a frame that is larger than what waits in a pseudo terminal.
	flood bool
	// holds makes the terminal's own cursor stand behind the keys.
	holds         bool
	width, height int
	views         int
	keys          []string
}

type (
	ended   struct{}
	resumed struct{ err error }
)

func (e *echo) Init() tea.Cmd {
	return func() tea.Msg {
		<-e.term.Ended()
		return ended{}
	}
}

// panicApart is what a goroutine of ours has to do that may panic.
func (e *echo) panicApart() {
	defer func() {
		if r := recover(); r != nil {
			_ = e.term.Rescue(true)
			fmt.Println("rescued:", r)
			os.Exit(70)
		}
	}()
	panic("in a goroutine")
}

func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.width, e.height = msg.Width, msg.Height
	case tea.KeyMsg:
		if msg.Paste {
			e.keys = append(e.keys, fmt.Sprintf("paste %d bytes, %d breaks", len(string(msg.Runes)), strings.Count(string(msg.Runes), "\r")))
			return e, nil
		}
		e.keys = append(e.keys, msg.String())
		return e, e.press(msg.String())
	case resumed:
		e.keys = append(e.keys, fmt.Sprint("resumed ", msg.err))
	case ended:
		return e, tea.Quit
	}
	return e, nil
}

func (e *echo) press(key string) tea.Cmd {
	switch key {
	case "q", "ctrl+c":
		return tea.Quit
	case "ctrl+l":
		return tea.ClearScreen
	case "ctrl+z":
		return tea.Exec(e.term.SuspendCommand(), func(err error) tea.Msg { return resumed{err} })
	case "U":
		panic("in Update")
	case "C":
		return tea.Batch(nil, func() tea.Msg { panic("in a command") }, func() tea.Msg { return nil })
	case "G":
		go e.panicApart()
	}
	return nil
}

func (e *echo) View() string {
	e.views++
	lines := []string{"keys: " + strings.Join(e.keys, " "), fmt.Sprintf("size: %dx%d", e.width, e.height)}
	if e.flood {
		for range e.height - 3 {
			lines = append(lines, strings.Repeat("漢", e.width/2-1))
		}
	}
	return strings.Join(lines, "\n")
}

// CursorAt is behind the keys.
func (e *echo) CursorAt() (int, int, bool) {
	return len("keys: " + strings.Join(e.keys, " ")), 0, e.holds
}

// playProgram is a program as connwiz runs one.
func playProgram(roles []string) int {
	term, err := terminal.Open(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Println("refused:", err)
		return 2
	}
	defer term.Restore() //nolint:errcheck // Nothing is left to be done.
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	m := &echo{term: term, flood: slices.Contains(roles, "flood"), holds: slices.Contains(roles, "cursor")}
	o := terminal.ProgramOptions{Inline: slices.Contains(roles, "inline")}
	if slices.Contains(roles, "line") {
		o.Renderer = terminal.Line
	}
	p := terminal.NewProgram(m, term, o)
	code := 0
	signals := terminal.Signals(ctx)
	go func() {
		select {
		case sig := <-signals:
			code = terminal.ExitCode(sig)
			p.Send(tea.Quit())
		case <-ctx.Done():
		}
	}()
	final, err := p.Run()
	if final != tea.Model(m) {
		return 3
	}
	if err != nil {
		return 1
	}
	select {
	case <-term.Ended():
		return 129
	default:
		return code
	}
}

// playShell starts a program as a job of its own, as an interactive shell does,
// says when it stops, makes the terminal sane, and continues the job at SIGUSR1. At
// SIGUSR2 it asks the job to stop, at SIGALRM it stops it without asking.
func playShell() int {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+strings.TrimPrefix(os.Getenv(roleVariable), "shell "))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Foreground: true, Ctty: 0}
	signal.Ignore(syscall.SIGTTOU)
	again, stop := make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGUSR1)
	signal.Notify(stop, syscall.SIGUSR2, syscall.SIGALRM)
	if err := cmd.Start(); err != nil {
		fmt.Println(err)
		return 1
	}
	go func() {
		for sig := range stop {
			with := map[os.Signal]syscall.Signal{syscall.SIGUSR2: syscall.SIGTSTP, syscall.SIGALRM: syscall.SIGSTOP}
			_ = syscall.Kill(cmd.Process.Pid, with[sig])
		}
	}()
	for {
		var status unix.WaitStatus
		if _, err := unix.Wait4(cmd.Process.Pid, &status, unix.WUNTRACED, nil); err != nil {
			fmt.Println(err)
			return 1
		}
		switch {
		case status.Exited():
			return status.ExitStatus()
		case status.Stopped():
			sane := exec.Command("stty", "sane")
			sane.Stdin = os.Stdin
			before := echoes()
			_ = sane.Run()
			fmt.Printf("the job stopped\nand gave the terminal back: %v\n", before)
			<-again
			if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGCONT); err != nil {
				return 1
			}
		}
	}
}

// echoes reports whether the terminal echoes what is typed, which it does unless it
// is raw.
func echoes() bool {
	cmd := exec.Command("stty", "-a")
	cmd.Stdin = os.Stdin
	modes, err := cmd.Output()
	return err == nil && slices.Contains(strings.Fields(string(modes)), "echo") // COLUMNS says where its lines end
}
