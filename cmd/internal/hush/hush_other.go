//go:build !linux

package hush

// Memory does nothing on this system.
func Memory() error { return nil }
