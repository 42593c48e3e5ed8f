//go:build unix

package serviceconfig

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// giveTo makes a file the property of another file's owner: the service couldn't
// read it otherwise.
func giveTo(f *os.File, like fs.FileInfo) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	want, ok := like.Sys().(*syscall.Stat_t)
	have, also := info.Sys().(*syscall.Stat_t)
	if !ok || !also || want.Uid == have.Uid && want.Gid == have.Gid {
		return nil
	}
	if err := f.Chown(int(want.Uid), int(want.Gid)); err != nil && want.Uid != have.Uid {
		return errors.New("the file belongs to another user, who couldn't read it afterwards: run this as that user")
	}
	return nil
}
