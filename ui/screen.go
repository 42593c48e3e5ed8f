package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// screen is one layer of the wizard.
type screen interface {
	// start runs each time the screen comes to the top.
	start(*env) tea.Cmd
	// handle reacts to one message.
	handle(*env, tea.Msg) action
	// draw returns the body: at most size.h lines, each at most size.w cells.
	draw(*env, size) []string
	// head is what the header says while this screen is on top.
	head(*env) header
	// bindings are the keys that work here, most important first.
	bindings() []key.Binding
}

// size is an area of the terminal in cells.
type size struct{ w, h int }

// header is the first line of the window.
type header struct {
	title  string // what is being worked on
	detail string // its kind, left out where it doesn't fit
	status string // in words
	host   string // where it is, "" for the cluster
}

// move is what happens to the stack after a message.
type move int

const (
	stay    move = iota
	push         // next goes on top
	replace      // next takes the place of the top
	back         // the top goes away
	quit         // the program ends with outcome
)

// action is a screen's answer to a message.
type action struct {
	cmd     tea.Cmd
	move    move
	next    screen
	then    screen  // goes on top of next, if any
	result  tea.Msg // on back: handed to the screen below
	outcome Outcome // on quit, and on back where something came of the screen
	about   string  // the connector that the outcome is of
}

// do is the action that only runs a command.
func do(cmd tea.Cmd) action { return action{cmd: cmd} }

// open is the action that puts a screen on top.
func open(s screen) action { return action{move: push, next: s} }
