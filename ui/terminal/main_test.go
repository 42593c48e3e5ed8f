//go:build unix

package terminal_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
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
	switch os.Getenv(roleVariable) {
	case "":
		goleak.VerifyTestMain(m)
	case "shell":
		os.Exit(playShell())
	case "version":
		fmt.Println("version")
	case "panic":
		os.Exit(playProgram(true))
	case "crash":
		_, _ = terminal.Open(os.Stdin, os.Stdout)
		fmt.Print("\x1b[?1049h\x1b[?25l\x1b[?2004h")
	default:
		os.Exit(playProgram(false))
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

// echo shows every key it gets. It quits on q, suspends on Ctrl+Z.
type echo struct {
	term   *terminal.Terminal
	panics bool
	keys   []string
}

type ended struct{}

func (e *echo) Init() tea.Cmd {
	return func() tea.Msg {
		if e.panics {
			go e.panic()
		}
		<-e.term.Ended()
		return ended{}
	}
}

// panic is what a goroutine of ours has to do that may panic.
func (e *echo) panic() {
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
	case tea.KeyMsg:
		if msg.Paste {
			e.keys = append(e.keys, fmt.Sprintf("paste %d bytes, %d breaks", len(string(msg.Runes)), strings.Count(string(msg.Runes), "\r")))
			return e, nil
		}
		e.keys = append(e.keys, msg.String())
		switch msg.String() {
		case "q":
			return e, tea.Quit
		case "ctrl+z":
			return e, tea.Exec(e.term.SuspendCommand(), func(err error) tea.Msg { return resumed{err} })
		}
	case resumed:
		e.keys = append(e.keys, fmt.Sprint("resumed ", msg.err))
	case ended:
		return e, tea.Quit
	}
	return e, nil
}

type resumed struct{ err error }

func (e *echo) View() string { return "keys: " + strings.Join(e.keys, " ") }

// playProgram is a program as connwiz runs one.
func playProgram(panics bool) int {
	term, err := terminal.Open(os.Stdin, os.Stdout)
	if err != nil {
		fmt.Println("refused:", err)
		return 2
	}
	defer term.Restore() //nolint:errcheck // Nothing is left to be done.
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	p := tea.NewProgram(&echo{term: term, panics: panics}, tea.WithInput(term.Input()), tea.WithOutput(term.Output()), tea.WithoutSignalHandler(), tea.WithAltScreen())
	code := 0
	signals := terminal.Signals(ctx)
	go func() {
		select {
		case sig := <-signals:
			code = terminal.ExitCode(sig)
			p.Quit()
		case <-ctx.Done():
		}
	}()
	if _, err := p.Run(); err != nil {
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
// says when it stops, and continues it at SIGUSR1.
func playShell() int {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"=program")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Foreground: true, Ctty: 0}
	signal.Ignore(syscall.SIGTTOU)
	again := make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGUSR1)
	if err := cmd.Start(); err != nil {
		fmt.Println(err)
		return 1
	}
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
			fmt.Printf("the job stopped\nand has the terminal: %v\n", echoes())
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
	return err == nil && strings.Contains(string(modes), " echo ")
}
