//go:build !unix

package audit

import "io/fs"

// guarded accepts every file: this system tells who may write in other ways than
// by mode and owner.
func guarded(fs.FileInfo) error { return nil }
