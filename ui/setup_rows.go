package ui

import (
	"strings"

	"connwiz/client/setup"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// guidedRow is a row that takes the keys: a question, or a choice.
type guidedRow struct {
	field  string // "" for a choice
	choice int
}

// refresh shows the page of now, and asks in the background what it wants to know.
func (g *guided) refresh(e *env) tea.Cmd {
	before := g.page.name + "\n" + g.page.heading
	g.page = g.tour.page()
	fresh := before != g.page.name+"\n"+g.page.heading
	g.layOut(fresh)
	if fresh {
		g.note, g.view, g.shown = "", scroller{}, e.now()
		// What a page says comes before what it asks.
		g.free = true
	}
	return tea.Batch(g.lookUp(e), g.nextPoll(e))
}

// layOut makes the rows of the page; the focus stays where it was on the same page.
func (g *guided) layOut(fresh bool) {
	var at guidedRow
	if !fresh && g.focus < len(g.rows) {
		at = g.rows[g.focus]
	}
	g.rows = g.rows[:0]
	for _, f := range g.page.questions() {
		g.rows = append(g.rows, guidedRow{field: f.Name})
	}
	for i := range g.page.choices {
		g.rows = append(g.rows, guidedRow{choice: i})
	}
	if !fresh {
		for i, r := range g.rows {
			switch {
			case r != at:
				continue
			case g.asked != g.page.fields:
				g.move(i) // They were asked anew.
			}
			g.focus = i
			return
		}
	}
	g.move(min(g.focus, len(g.rows)-1))
	if fresh {
		g.move(0)
	}
}

// move gives the keys to another row.
func (g *guided) move(to int) {
	g.free = false
	if g.control != nil {
		if note := g.control.blur(g.asked); note != "" {
			g.note = note
		}
	}
	g.focus, g.control, g.asked = max(0, to), nil, g.page.fields
	if g.focus < len(g.rows) && g.rows[g.focus].field != "" {
		g.control = controlFor(g.page.fields, g.rows[g.focus].field)
	}
}

// key offers a key to the focused question first, then to the page.
func (g *guided) key(e *env, k tea.KeyMsg) action {
	alone := e.now().Sub(g.lastKey) >= e.pace.Settle/3
	g.lastKey = e.now()
	if g.working != nil {
		return g.keyWhileWorking(e, k)
	}
	g.note = ""
	g.armed = g.armed && key.Matches(k, keys().back)
	if g.control != nil {
		if k.Paste {
			g.note = g.control.paste(g.page.fields, k.Runes)
			g.free, g.tour.complaint = false, ""
			return do(g.refresh(e))
		}
		if g.control.handle(g.page.fields, k) {
			g.free, g.tour.complaint = false, ""
			return do(g.refresh(e))
		}
	}
	if g.edit(k) {
		return do(g.refresh(e))
	}
	return g.travel(e, k, alone && e.now().Sub(g.shown) >= e.pace.Settle)
}

// keyWhileWorking lets reading be given up; writing is waited for.
func (g *guided) keyWhileWorking(e *env, k tea.KeyMsg) action {
	if !key.Matches(k, keys().back) || g.working.writes {
		return action{}
	}
	g.cancel()
	g.working, g.gen = nil, e.generation()
	return do(g.refresh(e))
}

// edit handles the keys that change the focused question as a whole.
func (g *guided) edit(k tea.KeyMsg) bool {
	if g.control == nil {
		return false
	}
	name := g.rows[g.focus].field
	switch {
	case key.Matches(k, keys().clear):
		g.page.fields.Clear(name)
	case key.Matches(k, keys().restore):
		g.page.fields.Restore(name)
	default:
		return false
	}
	g.control = controlFor(g.page.fields, name)
	return true
}

// travel moves between the rows and takes choices. A choice is taken only by an
// Enter that came alone, on a page that has stood a moment.
func (g *guided) travel(e *env, k tea.KeyMsg, settled bool) action {
	total, room, seen := g.measure(e)
	switch {
	case k.Paste:
	case !seen && g.free && key.Matches(k, keys().enter, keys().next, keys().prev):
		g.free = false // First it is looked at.
	case key.Matches(k, keys().back):
		return g.goBack(e)
	case key.Matches(k, keys().help), k.String() == "?" && g.control == nil:
		return open(helpOn(e, g))
	case g.control == nil && k.Type == tea.KeyEnter && !k.Alt:
		return g.choose(e, settled)
	case key.Matches(k, keys().pageDown):
		g.free = true
		g.view.by(room-1, total, room)
	case key.Matches(k, keys().pageUp):
		g.free = true
		g.view.by(1-room, total, room)
	case key.Matches(k, keys().next, keys().enter), newLine(k) && g.control != nil:
		g.move(min(g.focus+1, len(g.rows)-1))
	case key.Matches(k, keys().prev):
		g.move(g.focus - 1)
	case key.Matches(k, keys().first):
		g.move(0)
	case key.Matches(k, keys().last):
		g.move(len(g.rows) - 1)
	}
	return do(g.refresh(e))
}

// goBack goes back by what the page says, else to the step before.
func (g *guided) goBack(e *env) action {
	if g.page.back != nil {
		return g.follow(e, g.tour.take(choice{take: g.page.back}))
	}
	if typed := g.page.typedSecrets(); g.tour.at == setup.Connect && len(typed) > 0 && !g.armed {
		g.armed = true
		g.note = "Typed but not sent: " + strings.Join(typed, ", ") + ". Esc again leaves without it."
		return action{}
	}
	return g.follow(e, turn{to: backward})
}

// choose takes the focused choice.
func (g *guided) choose(e *env, settled bool) action {
	if !settled || g.focus >= len(g.rows) {
		return action{}
	}
	return g.follow(e, g.tour.take(g.page.choices[g.rows[g.focus].choice]))
}

// helpAbout says what the page does.
func (g *guided) helpAbout(*env) []string {
	topics := []string{stepOf(g.tour.at) + ".", g.page.about}
	for _, f := range g.page.questions() {
		topics = append(topics, labelled(f.Label, f.Tooltip))
	}
	for _, c := range g.page.choices {
		topics = append(topics, labelled(c.label, c.help))
	}
	return append(topics, g.legend())
}
