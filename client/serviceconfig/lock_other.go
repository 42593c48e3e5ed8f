//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package serviceconfig

import "os"

// tryLock can't lock a folder here.
func tryLock(*os.File) (held, busy bool) { return false, false }
