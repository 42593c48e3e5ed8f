// Package quiet keeps the start of the program from talking to the terminal.
//
// Bubble Tea v1 has an init function that asks lipgloss whether the background is
// dark, and lipgloss asks the terminal: for every command, --version too, before
// main runs. A terminal that doesn't answer (a serial line, an expect script, a
// slow link) stalls the program for five seconds, what was typed meanwhile is
// lost, and an answer that comes late is typed into whatever has the focus,
// a masked field perhaps.
//
// lipgloss asks only where nobody has told it. So this init tells it, and it is
// early enough for one reason: Go runs the init functions of packages that don't
// depend on each other in the order of their import paths, and connwiz/... sorts
// before github.com/charmbracelet/bubbletea. Therefore this package imports
// nothing but lipgloss, and a test runs the binary on a terminal that stays
// silent.
package quiet

import "github.com/charmbracelet/lipgloss"

func init() { //nolint:gochecknoinits // See above: main is too late.
	lipgloss.SetHasDarkBackground(true)
}
