// Package hush keeps the memory of this process, which holds secrets, to itself.
//
// A crash must not leave them in a core file or with a crash collector, and
// another program of the same user must not read them out of a running wizard.
package hush
