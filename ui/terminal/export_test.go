package terminal

import "io"

// NewInput lets tests read from any source, without a terminal around it.
func NewInput(source io.Reader) (*Input, error) { return newInput(source, nil) }
