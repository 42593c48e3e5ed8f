package ui

import (
	"strings"

	"connwiz/ui/text"
)

// filterPrompt stands before the filter of a list.
const filterPrompt = "Filter: "

// clearsFilter is what Esc does while a filter is typed.
const clearsFilter = "clear filter"

// drawFilter shows the filter of a list, and what it leaves beside it where both fit.
func drawFilter(e *env, query *editor, tally string, w int) string {
	room, beside := filterRoom(w, tally)
	typed := query.draw(e, room, 1, false)[0]
	if !beside {
		return filterPrompt + typed
	}
	gap := max(2, w-len(filterPrompt)-text.Width(typed)-text.Width(tally))
	return filterPrompt + typed + strings.Repeat(" ", gap) + e.theme.Muted.Render(tally)
}

// filterRoom is how many cells the filter has, and whether the tally fits beside it.
func filterRoom(w int, tally string) (room int, beside bool) {
	if room = w - text.Width(tally) - len(filterPrompt) - 2; room >= 6 {
		return room, true
	}
	return max(1, w-len(filterPrompt)-1), false
}

// filterCaret is where the next character of the filter goes.
func filterCaret(e *env, query *editor, tally string, w int) spot {
	room, _ := filterRoom(w, tally)
	at := query.caret(e, room, 1, false)
	at.x += len(filterPrompt)
	return at
}
