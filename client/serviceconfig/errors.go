package serviceconfig

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Kind says what somebody has to do about an [Error].
type Kind int

// The kinds of errors.
const (
	// Differs: the file says something else of this connector.
	Differs Kind = iota
	// Unreadable: the file can't be read as the service would.
	Unreadable
	// Uneditable: the file is written in a way in which nothing can be put in
	// between its lines.
	Uneditable
	// Unwritable: a value can't be written so that the service reads it back.
	Unwritable
	// Changed: another writer was faster; nothing was written.
	Changed
)

// Error is a file that was not written. Its text quotes no secret.
type Error struct {
	Kind  Kind
	Field string // "connectors[].api_key", "" when it's about the file
	Text  string
	// Have and Want are, where the file differs, what it says and what it should
	// say; of an API key only its id, or that there is one.
	Have, Want string
}

// Error returns the text.
func (e *Error) Error() string {
	if e.Field == "" {
		return e.Text
	}
	return e.Field + ": " + e.Text
}

// differs is a file that says something else.
func differs(field, have, want, format string, args ...any) *Error {
	e := wrong(Differs, field, format, args...)
	e.Have, e.Want = have, want
	return e
}

func wrong(k Kind, field, format string, args ...any) *Error {
	return &Error{Kind: k, Field: field, Text: fmt.Sprintf(format, args...)}
}

// FileError is a file that could not be read or written. What was there before is
// as it was.
type FileError struct {
	Doing string // "read", "write", "make the backup"
	Path  string
	Err   error // the cause, without the path
}

// Error returns the text.
func (e *FileError) Error() string { return fmt.Sprintf("%s %q: %v", e.Doing, e.Path, e.Err) }

// Unwrap returns the cause.
func (e *FileError) Unwrap() error { return e.Err }

// Full reports whether the disk is full, or the user's share of it.
func (e *FileError) Full() bool {
	return errors.Is(e.Err, syscall.ENOSPC) || errors.Is(e.Err, syscall.EDQUOT)
}

// Denied reports whether the file or its folder may not be written.
func (e *FileError) Denied() bool {
	return errors.Is(e.Err, fs.ErrPermission) || errors.Is(e.Err, syscall.EROFS)
}

// NewFileError makes the error of a file out of one of the operating system's,
// which names the path itself.
func NewFileError(doing, path string, err error) *FileError {
	return &FileError{Doing: doing, Path: path, Err: pathless(err)}
}

// failed makes the error of a file; nil of none.
func failed(doing, path string, err error) error {
	if err == nil {
		return nil
	}
	return NewFileError(doing, path, err)
}
