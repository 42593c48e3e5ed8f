package serviceconfig

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// Read reads a file that is to be looked at or extended. One that doesn't end, such
// as a device, or that nobody writes to, such as a pipe, is refused before it is
// opened: the reading would never end. Of one that is too large no more is read than
// shows that. Errors are those of the os package; [fs.ErrNotExist] is among them, but
// for a link that leads nowhere.
func Read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && isLink(path):
		return nil, errors.New("it is a link that leads nowhere")
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() && !info.IsDir():
		return nil, errors.New("it is not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	// A buffer that grows would leave copies of keys behind.
	raw := make([]byte, 0, min(info.Size(), maxSize)+1)
	for {
		if len(raw) == cap(raw) {
			grown := append(make([]byte, 0, 2*cap(raw)), raw...)
			clear(raw)
			raw = grown
		}
		n, err := f.Read(raw[len(raw):cap(raw)])
		raw = raw[:len(raw)+n]
		switch {
		case errors.Is(err, io.EOF):
			return raw, nil
		case err == nil && len(raw) > maxSize:
			err = errTooLarge
			fallthrough
		case err != nil:
			clear(raw)
			return nil, err
		}
	}
}

// isLink reports whether a path is a link: no file can be made where one is.
func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// errTooLarge refuses what no service can have been configured with.
var errTooLarge = errors.New("it is longer than 4 MiB")
