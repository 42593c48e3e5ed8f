package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"connwiz/schema"
)

// maxKeyFile is far above any key: whoever names a larger file means another one.
const maxKeyFile = 64 << 10

// readKeyFile reads the file that a flag names, which holds one API key and nothing
// else. The warning is not empty when others can read it too.
func readKeyFile(flag, path string) (key schema.Secret, warning string, err error) {
	raw, mode, err := readSmall(path)
	if err != nil {
		name := fmt.Sprintf("%q", path)
		if _, missing := os.Stat(path); missing != nil {
			name = "of " + flag // The path may be the key itself, given by mistake.
		}
		return schema.Secret{}, "", &Error{
			Message: "read API key file " + name,
			Hint:    "name a file that holds only the key: " + flag + " FILE",
			Err:     plain(err),
		}
	}
	if open(mode) {
		warning = fmt.Sprintf("API key file %q is open to others (mode %#o): chmod 600 %[1]q", path, mode.Perm())
	}
	text := bytes.TrimSpace(raw)
	if len(text) == 0 || bytes.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) {
		clear(raw)
		return schema.Secret{}, "", &Error{
			Message: fmt.Sprintf("API key file %q doesn't hold one key", path),
			Hint:    "put the \"encoded\" text of the key into it, or id:api_key, on one line",
		}
	}
	return APIKey(text), warning, nil
}

// open reports whether others may read a file. Windows has no such bits.
func open(mode fs.FileMode) bool {
	return mode.IsRegular() && mode.Perm()&0o077 != 0 && runtime.GOOS != "windows"
}

// readSmall reads a file of at most maxKeyFile bytes.
func readSmall(path string) ([]byte, fs.FileMode, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	// A buffer that grows would leave copies of a secret behind.
	raw := make([]byte, maxKeyFile+1)
	n, err := io.ReadFull(f, raw)
	switch {
	case err == nil:
		err = errors.New("file is too large")
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return raw[:n], info.Mode(), nil
	}
	clear(raw)
	return nil, info.Mode(), err
}

// plain drops the path from a file error: our own text names it already.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}
