package ui

import (
	"context"
	"slices"

	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionTypes chooses the type of a new connector. Kibana checks licence and
// settings only after every field, so that they are read first.
type actionTypes struct {
	wanted  string // the type that was asked for, "" for a choice
	gen     int
	cancel  context.CancelFunc
	stock   *actionStock
	choices []kibana.Choice
	failed  *notice
	chooser *chooser
	begun   bool
}

// newActionTypes offers all types, or begins with one.
func newActionTypes(wanted string) *actionTypes {
	return &actionTypes{wanted: wanted, chooser: newChooser("type")}
}

// start reads what Kibana offers, unless that is known.
func (t *actionTypes) start(e *env) tea.Cmd {
	if t.stock != nil && !t.begun {
		t.begun = true
		t.offer(e)
	}
	if t.stock != nil {
		return nil
	}
	ctx, cancel := context.WithCancel(e.ctx)
	t.gen, t.cancel, t.failed, t.begun = e.generation(), cancel, nil, true
	return fetchStock(e, ctx, t.gen)
}

// head names the step.
func (t *actionTypes) head(e *env) header {
	return header{title: "Type of the new connector", host: actionPlace(e)}
}

// handle takes what was read, filters and chooses.
func (t *actionTypes) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case stockRead:
		if msg.gen == t.gen {
			return t.take(e, msg)
		}
	case actionSaved:
		return action{move: back}
	case tea.KeyMsg:
		return t.key(e, msg)
	}
	return action{}
}

// take shows the types, or opens the one that was asked for.
func (t *actionTypes) take(e *env, msg stockRead) action {
	if msg.err != nil {
		n := actionFailure(e, msg.err)
		t.failed = &n
		return action{}
	}
	t.stock = msg.stock
	t.offer(e)
	if t.failed != nil || t.wanted == "" {
		return action{}
	}
	c, err := wantedChoice(t.choices, t.wanted)
	if err != nil {
		return action{move: quit, outcome: Outcome{Code: 1, Err: err}}
	}
	return t.begin(e, c, replace)
}

// wantedChoice finds a type by its id, and refuses one that can't be used.
func wantedChoice(choices []kibana.Choice, id string) (kibana.Choice, error) {
	i := slices.IndexFunc(choices, func(c kibana.Choice) bool { return c.ID == id })
	if i < 0 {
		return kibana.Choice{}, &ActionBarredError{Subject: id, Why: "this Kibana has no such type", Type: true, Unknown: true}
	}
	if why := choiceObstacle(choices[i]); why != "" {
		return kibana.Choice{}, &ActionBarredError{Subject: id, Why: why, Type: true}
	}
	return choices[i], nil
}

// offer makes the rows.
func (t *actionTypes) offer(e *env) {
	choices, err := typeChoices(t.stock)
	if err != nil {
		n := failure(e, err)
		t.failed = &n
		return
	}
	t.choices = choices
	t.chooser.show(typeRows(t.choices))
}

// typeRows are the rows of a choice of types.
func typeRows(choices []kibana.Choice) []choiceRow {
	rows := make([]choiceRow, len(choices))
	for i, c := range choices {
		rows[i] = choiceRow{key: c.ID, label: c.Name, kind: licenceWord(c)}
		switch {
		case choiceObstacle(c) != "":
			rows[i].remark, rows[i].dim = "not available", true
		case c.Deprecated:
			rows[i].remark = "deprecated"
		}
		rows[i].search = c.Name + "\n" + c.ID + "\n" + rows[i].kind + "\n" + rows[i].remark
	}
	return rows
}

// key filters, moves, and begins a connector of the type under the marker.
func (t *actionTypes) key(e *env, k tea.KeyMsg) action {
	switch {
	case t.failed != nil && key.Matches(k, t.failed.retry):
		return do(t.start(e))
	case t.failed != nil && k.Type == tea.KeyEsc:
		return action{move: back, outcome: Outcome{Code: 1, Err: t.failed.err}}
	case t.failed != nil:
		return action{}
	case t.chooser.handle(k, max(1, e.size.h-4)):
		return action{}
	case k.Type == tea.KeyEsc:
		if t.cancel != nil {
			t.cancel()
		}
		return action{move: back}
	case k.Type == tea.KeyEnter && !k.Paste && t.chooser.focused() >= 0:
		if c := t.choices[t.chooser.focused()]; choiceObstacle(c) == "" {
			return t.begin(e, c, push)
		}
		return open(helpOn(e, t))
	}
	return action{}
}

// begin opens the form of a new connector.
func (t *actionTypes) begin(e *env, c kibana.Choice, how move) action {
	j, err := newActionJob(e, c.Type, t.stock)
	if err != nil {
		n := failure(e, err)
		t.failed = &n
		return action{}
	}
	return action{move: how, next: newActionOpen(j)}
}

// newActionJob is the job of creating a connector.
func newActionJob(e *env, t *kibana.Type, stock *actionStock) (*actionJob, error) {
	form, err := kibana.NewFormWithID(t, stock.ids())
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, id := range stock.ids() {
		known[id] = true
	}
	return &actionJob{form: form, place: actionPlace(e), space: e.actions.Space(), known: known}, nil
}

// about is what is to know of the type under the marker.
func (t *actionTypes) about() []string {
	i := t.chooser.focused()
	if i < 0 {
		return nil
	}
	return append([]string{t.choices[i].Name + " (" + t.choices[i].ID + ")"}, aboutType(t.choices[i])...)
}

// draw shows the types, and under them what is to know of the one under the marker.
func (t *actionTypes) draw(e *env, s size) []string {
	switch {
	case t.failed != nil:
		return t.failed.draw(e, s)
	case t.stock == nil:
		return paragraphs(e, s.w-1, "Reading the connector types of "+actionPlace(e)+e.theme.Glyphs.Ellipsis)
	}
	var pane []string
	if about := t.about(); len(about) > 0 {
		pane = paragraphs(e, s.w-1, about[1:]...)
	}
	n := min(max(1, s.h/4), 4)
	lines := t.chooser.draw(e, size{s.w, max(1, s.h-n)})
	for len(lines) < s.h-n {
		lines = append(lines, "")
	}
	if len(pane) > n {
		pane[n-1] = e.cut(pane[n-1]+" "+e.theme.Glyphs.Ellipsis, s.w-4) + " " + e.theme.Key.Render("F1")
		pane = pane[:n]
	}
	return append(lines, pane...)
}

// caret is in the filter.
func (t *actionTypes) caret(e *env, s size) (spot, bool) {
	return t.chooser.caret(e, s), t.failed == nil && t.stock != nil
}

// owns says that letters are the filter.
func (t *actionTypes) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

// bindings are the keys of the choice.
func (t *actionTypes) bindings() []key.Binding {
	k := keys()
	if t.failed != nil {
		return []key.Binding{t.failed.retry, k.back, k.leave}
	}
	if t.chooser.focused() < 0 {
		return t.chooser.noneBindings()
	}
	letters := key.NewBinding(key.WithHelp("a-z", "filter"), key.WithKeys("a"))
	word := "choose"
	if i := t.chooser.focused(); i >= 0 && t.chooser.rows[i].dim {
		word = "why not"
	}
	return []key.Binding{as(k.enter, word), as(k.next, "next"), letters, t.chooser.escape(), k.help}
}
