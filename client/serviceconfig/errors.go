package serviceconfig

import "fmt"

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
}

// Error returns the text.
func (e *Error) Error() string {
	if e.Field == "" {
		return e.Text
	}
	return e.Field + ": " + e.Text
}

func wrong(k Kind, field, format string, args ...any) *Error {
	return &Error{Kind: k, Field: field, Text: fmt.Sprintf(format, args...)}
}
