package hush

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// Memory turns core dumps off for this process. It is called once, before the
// first secret is read. It does all it can even when it returns an error, which
// is for a warning: a process that can't be hushed still works.
//
// Both steps are needed. The resource limit covers core files, here and in every
// program that this one starts (the helper behind --from-command holds a secret
// too), but not a collector to which the kernel pipes dumps; see core(5). Being
// not dumpable covers both, but ends with the next exec; see prctl(2).
//
// Not being dumpable has side effects, which are wanted: the files below /proc/PID
// belong to root, so that without CAP_SYS_PTRACE no other process of the same
// user can read mem, environ or fd there, and no debugger or strace can attach.
// The process itself can't open its own /proc/self/mem and environ either.
func Memory() error {
	return errors.Join(noCoreFiles(), notDumpable())
}

func noCoreFiles() error {
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}); err != nil {
		return fmt.Errorf("set the limit of core files to 0: %w", err)
	}
	return nil
}

func notDumpable() error {
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("make the process not dumpable: %w", err)
	}
	return nil
}
