//go:build !windows

package terminal

import "os"

// speak does nothing: terminals understand control sequences.
func speak(*os.File) (restore func() error, err error) { return func() error { return nil }, nil }

// resizes brings nothing: a signal tells of a window that changed its size.
func resizes() <-chan struct{} { return nil }
