package ui

// setUpANew is the row of the list that is no connector.
const setUpANew = "Set up a new connector"

// last is the index of the last row, -1 when there is none.
func (p *picker) last() int {
	if p.setup {
		return len(p.hits)
	}
	return len(p.hits) - 1
}

// chosen leads to what is under the marker.
func (p *picker) chosen(e *env) action {
	id := p.focused()
	switch {
	case id == "" && p.setup && p.at == len(p.hits):
		return open(newGuided(e, *e.setup))
	case id == "":
		return action{}
	case p.choose != nil:
		return p.choose(id)
	}
	return open(newLoad(id))
}

// lead begins the set-up by itself where there is no connector at all, once: who
// comes back from it wants to see the list.
func (p *picker) lead(e *env, none bool) action {
	if !p.setup || p.offered || p.failed != nil || !none {
		return action{}
	}
	p.offered = true
	return open(newGuided(e, *e.setup))
}

// drawSetupRow draws the row that sets up a new connector.
func drawSetupRow(e *env, focused bool) string {
	if focused {
		return e.theme.FocusLabel.Render(e.theme.Glyphs.Marker + " " + setUpANew)
	}
	return "  " + e.theme.Label.Render(setUpANew)
}
