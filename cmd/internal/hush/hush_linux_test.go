package hush_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"connwiz/cmd/internal/hush"

	"golang.org/x/sys/unix"
)

// nobody is the user as whom a child runs where the test itself is root, who may
// read everything.
const nobody = 65534

// TestMain lets the test's own program play the process that is hushed and the
// one that is curious: what they do can't be undone.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if play, ok := roles()[os.Args[1]]; ok {
			if err := play(os.Args[2:]); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
	}
	os.Exit(m.Run())
}

func roles() map[string]func(args []string) error {
	return map[string]func([]string) error{
		"role:hushed": func([]string) error { return errors.Join(hush.Memory(), report()) },
		"role:open":   func([]string) error { return report() },
		"role:reader": func(args []string) error {
			f, err := os.Open("/proc/" + args[0] + "/mem")
			if err != nil {
				return err
			}
			return f.Close()
		},
	}
}

// report tells how things stand, then waits to be released.
func report() error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil {
		return err
	}
	dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	if err != nil {
		return err
	}
	fmt.Printf("limit %d of %d, dumpable %d\n", limit.Cur, limit.Max, dumpable)
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// child prepares one of the roles, as an ordinary user.
func child(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Open("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = self.Close() })
	// By its descriptor, because an ordinary user can't reach the folder it is in.
	c := exec.Command("/proc/self/fd/3", args...)
	c.ExtraFiles = []*os.File{self}
	c.Dir = "/"
	c.Env = []string{}
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if os.Geteuid() == 0 {
		c.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody, NoSetGroups: true}
	}
	return c
}

// start runs a role up to its report, and returns the report and its process id.
func start(t *testing.T, role string) (said string, pid int) {
	t.Helper()
	c := child(t, role)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var problems strings.Builder
	c.Stderr = &problems
	if err := c.Start(); err != nil {
		t.Skipf("no child process as an ordinary user here: %v", err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := c.Wait(); err != nil {
			t.Errorf("%s: %v\n%s", role, err, problems.String())
		}
	})
	said, err = bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%s said nothing: %v", role, err)
	}
	return strings.TrimSpace(said), c.Process.Pid
}

func TestAHushedProcessLeavesNoCore(t *testing.T) {
	t.Parallel()
	said, _ := start(t, "role:hushed")
	if want := "limit 0 of 0, dumpable 0"; said != want {
		t.Errorf("got %q, want %q", said, want)
	}
}

func TestTheMemoryOfAHushedProcessIsClosedToItsOwnUser(t *testing.T) {
	t.Parallel()
	read := func(pid int) error { return child(t, "role:reader", strconv.Itoa(pid)).Run() }
	_, open := start(t, "role:open")
	if err := read(open); err != nil {
		t.Skipf("this system keeps the memory of every process closed: %v", err)
	}
	_, hushed := start(t, "role:hushed")
	if err := read(hushed); err == nil {
		t.Error("another process of the same user can open the memory")
	}
}
