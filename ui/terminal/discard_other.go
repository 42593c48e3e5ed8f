//go:build !linux

package terminal

import "os"

// discard does nothing here. A write that waits ends when the terminal takes it, or
// with the program.
func discard(*os.File) {}
