// Package pyregex matches whole texts against Python patterns: what re.fullmatch
// of Python 3.11 says, in its syntax and with its meaning of classes, flags,
// look-arounds, back-references, atomic groups and possessive repeats.
//
// Go's own engine can't run such patterns, and the backtracking ones for Go speak
// another dialect and bound a match by a clock. A match here is bounded by a
// number of steps instead: the same pattern and text always end the same way, on
// every machine, and nothing is left running behind.
//
// Patterns are parsed into nodes (parse*.go), translated into a small program
// (program*.go) and run by a machine with an explicit stack (machine*.go), so that
// neither a long text nor a nested pattern can exhaust the goroutine's.
package pyregex
