// Package audit keeps a record of who saved what on which connector, one line of
// JSON for every save. It never holds a value.
package audit

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

// Log is a file to which entries are appended. It is safe for concurrent use, and
// so is its file: other processes may append to it at the same time.
type Log struct {
	path string

	mu   sync.Mutex
	file *os.File
	torn bool // the file ends within a line
}

// Open opens the file, or makes it, readable by its owner only. It must be a
// regular file that nobody else can write to: a record that others can rewrite
// proves nothing.
//
// The last part of the path must not be a symbolic link. In a folder that others
// can write to (/tmp), they would choose with one which of our files the lines go
// into. Links on the way there are the business of whoever made those folders.
func Open(path string) (*Log, error) {
	file, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("open audit log %q: %w", path, plain(err))
	}
	return &Log{path: path, file: file, torn: endsTorn(path)}, nil
}

// Write appends the entry in one call, so that lines of several writers never
// mix: the system moves to the end and writes as one step (open(2), O_APPEND;
// not so on NFS). The entry is on the disk when Write returns.
func (l *Log) Write(e Entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	line := e.line()
	if l.torn {
		line = append([]byte{'\n'}, line...)
	}
	n, err := l.file.Write(line)
	if n > 0 {
		l.torn = n < len(line)
	}
	if err == nil {
		err = l.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("write to audit log %q: %w", l.path, plain(err))
	}
	return nil
}

// Close closes the file.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("close audit log %q: %w", l.path, plain(err))
	}
	return nil
}

// plain drops the path from a file error: our own text names it already.
func plain(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
