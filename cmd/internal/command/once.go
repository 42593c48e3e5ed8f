package command

import (
	"errors"

	"github.com/spf13/pflag"
)

// errTwice refuses a flag with one value that is given twice: one of the two
// would silently not count.
var errTwice = errors.New("given twice")

// onceVar binds a text flag that may be given once.
func onceVar(fs *pflag.FlagSet, to *string, name, usage string) {
	fs.Var(&once{to: to}, name, usage)
}

// once is the value of such a flag.
type once struct {
	to    *string
	given bool
}

// String returns what was given.
func (o *once) String() string {
	if o.to == nil { // pflag asks a zero value
		return ""
	}
	return *o.to
}

// Set takes the value the first time.
func (o *once) Set(s string) error {
	if o.given {
		return errTwice
	}
	*o.to, o.given = s, true
	return nil
}

// Type names the type as pflag does.
func (o *once) Type() string { return "string" }
