//go:build !unix

package terminal

// CanSuspend says whether [Terminal.SuspendCommand] does anything.
const CanSuspend = false

func stopSelf() error { return nil }
