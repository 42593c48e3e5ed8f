//go:build !unix

package serve

import "io/fs"

// guarded accepts every file: this system tells who may write in other ways than
// by mode and owner.
func guarded(fs.FileInfo) error { return nil }

// private accepts every file, for the same reason.
func private(fs.FileInfo) error { return nil }
