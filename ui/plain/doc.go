// Package plain talks with a person one line at a time: for screen readers, for
// dumb terminals and for links on which redrawing is too dear.
//
// There is no cursor movement, no colour and no redraw: what was said stays
// said. Input is read through one buffer for the whole session, so that nothing
// typed ahead is swallowed by a question that has gone; a read that nobody waits
// for any more serves the next question. Secrets are typed with the terminal's
// echo switched off, and refused where there is no terminal to switch it off on.
//
// Everything printed passes the choke point of connwiz/ui/text.
package plain
