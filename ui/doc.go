// Package ui is the full-screen wizard: one [tea.Model] with a stack of
// screens.
//
// A screen is a plain struct. It reacts to a message with an action (a command
// to run, a move on the stack, the end of the program) and draws itself into the
// size it is given; it never reads the terminal and does no IO outside a
// command. Sizes flow down, facts come back as past-tense messages with a
// generation number, so that an answer nobody waits for any more is dropped.
//
// What a value means is none of this package's business: every rule is asked of
// connwiz/schema and connwiz/schema/draft.
package ui
