// Package cells draws frames on a terminal by sending only the cells that changed.
//
// A frame is what a model's View returns: lines of text with colours. [Screen]
// knows what the terminal shows and finds the fewest bytes that make it show the
// frame, all of them in one write. That is what a slow link needs: a typed key
// costs a byte where rewriting its line costs a hundred.
//
// What it relies on:
//
//   - Only sequences that every terminal of the last decades has: cursor movement,
//     erasing, colours. Nothing is asked, so nothing has to be answered.
//   - No bare line feed, since some links turn it into CR LF. CR LF itself is the
//     same everywhere.
//   - Terminals disagree about the width of emoji and of letters with marks. After
//     such a cluster the column is set anew, and its line is always drawn whole, so
//     a terminal of another opinion spoils one cluster and not the line.
//
// A frame's escape sequences other than colours and attributes are left out.
package cells
