package command

import (
	"io"
	"os"
)

// maxFile is far above any schema or set of values.
const maxFile = 16 << 20

// readInput reads the file that a flag names; "-" is standard input.
func (a *app) readInput(flag, path string) ([]byte, error) {
	from := a.streams.In
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fileError(flag, path, err)
		}
		defer f.Close() //nolint:errcheck // only read
		from = f
	}
	raw, err := io.ReadAll(io.LimitReader(from, maxFile+1))
	if err != nil {
		return nil, fileError(flag, path, err)
	}
	if len(raw) > maxFile {
		return nil, usagef("name another file: "+flag+" FILE", "read %q: larger than %d MB", path, maxFile>>20)
	}
	return raw, nil
}
