package command

import (
	"fmt"
	"slices"
	"strings"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	among []string
}

// String returns the word.
func (c *choice) String() string { return c.value }

// Set takes a word, or refuses it.
func (c *choice) Set(word string) error {
	if !slices.Contains(c.among, word) {
		return fmt.Errorf("must be one of %s", strings.Join(c.among, ", "))
	}
	c.value = word
	return nil
}

// Type names the kind of value in help texts.
func (c *choice) Type() string { return "WORD" }
