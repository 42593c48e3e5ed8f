package terminal

import "io"

// NewInput lets tests read from any source, without a terminal around it.
func NewInput(source io.Reader) (*Input, error) { return newInput(source, nil) }

// Pause leaves the source of the keys to others, as a stop of the program does.
func (in *Input) Pause() { in.pause() }

// Resume reads the source again.
func (in *Input) Resume() error { return in.resume() }
