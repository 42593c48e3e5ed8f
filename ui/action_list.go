package ui

import (
	"context"
	"slices"

	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionList chooses an action connector to edit, or a new one.
type actionList struct {
	gen     int
	cancel  context.CancelFunc
	stock   *actionStock // nil until it is read
	failed  *notice
	chooser *chooser
	// readOnly: nothing can be deleted.
	readOnly bool
}

// actionStock is what Kibana has: its connectors, and the types that it registers.
type actionStock struct {
	all   []kibana.Connector
	types []kibana.TypeInfo
}

// ids are those in use in the space.
func (s *actionStock) ids() []string {
	out := make([]string, len(s.all))
	for i, c := range s.all {
		out[i] = c.ID
	}
	return out
}

// stockRead brings the stock.
type stockRead struct {
	gen   int
	stock *actionStock
	err   error
}

// actionSaved tells the screens below a form that a connector was written.
type actionSaved struct{}

// readStock reads connectors and types.
func readStock(ctx context.Context, e *env) (*actionStock, error) {
	all, err := e.actions.List(ctx)
	if err != nil {
		return nil, err
	}
	types, err := e.actions.Types(ctx, "")
	return &actionStock{all, types}, err
}

// fetchStock reads the stock for a screen.
func fetchStock(e *env, ctx context.Context, gen int) tea.Cmd {
	return func() tea.Msg {
		s, err := readStock(ctx, e)
		return stockRead{gen, s, err}
	}
}

// newActionList lists the action connectors of the space.
func newActionList() *actionList {
	return &actionList{chooser: newChooser("connector")}
}

// start reads the list anew; what is shown stays until it comes.
func (l *actionList) start(e *env) tea.Cmd {
	ctx, cancel := context.WithCancel(e.ctx)
	if l.cancel != nil {
		l.cancel()
	}
	l.gen, l.cancel, l.failed, l.readOnly = e.generation(), cancel, nil, e.readOnly
	return fetchStock(e, ctx, l.gen)
}

// head names the list.
func (l *actionList) head(e *env) header {
	return header{title: "Action connectors", host: actionPlace(e)}
}

// handle takes the list, filters and chooses.
func (l *actionList) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case stockRead:
		if msg.gen == l.gen {
			l.take(e, msg)
		}
	case tea.KeyMsg:
		return l.key(e, msg)
	}
	return action{}
}

// take shows what was read, or why it can't be.
func (l *actionList) take(e *env, msg stockRead) {
	if msg.err != nil {
		n := actionFailure(e, msg.err)
		l.failed = &n
		return
	}
	l.stock = msg.stock
	l.chooser.show(actionRows(msg.stock.all))
}

// newActionRow is the row that creates a connector.
const newActionRow = "Create an action connector"

// actionRows are the rows of the list: a new connector first.
func actionRows(all []kibana.Connector) []choiceRow {
	rows := []choiceRow{{label: newActionRow}}
	for _, c := range all {
		r := choiceRow{key: c.ID, label: actionTitle(c), kind: actionKind(c.TypeID), remark: actionRemark(c), dim: barred(c) != nil}
		if slices.ContainsFunc(all, func(o kibana.Connector) bool { return o.ID != c.ID && o.Name == c.Name }) {
			r.label += " (" + c.ID + ")" // The name alone doesn't tell which it is.
		}
		r.search = r.label + "\n" + c.ID + "\n" + c.TypeID + "\n" + r.kind + "\n" + r.remark
		rows = append(rows, r)
	}
	return rows
}

// actionTitle is a connector's name, else its id.
func actionTitle(c kibana.Connector) string {
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}

// actionKind names a type as far as it is known.
func actionKind(id string) string {
	if t, err := kibana.Lookup(id); err == nil {
		return t.Name
	}
	return id
}

// key filters, moves, and opens what is chosen.
func (l *actionList) key(e *env, k tea.KeyMsg) action {
	switch {
	case l.failed != nil && key.Matches(k, l.failed.retry):
		return do(l.start(e))
	case l.failed != nil && k.Type == tea.KeyEsc:
		return action{move: back, outcome: Outcome{Code: 1, Err: l.failed.err}}
	case l.failed != nil:
		return action{}
	case key.Matches(k, keys().del):
		return l.del()
	case l.chooser.handle(k, max(1, e.size.h-4)):
		return action{}
	case k.Type == tea.KeyEsc:
		l.cancel()
		return action{move: back}
	case k.Type == tea.KeyEnter && !k.Paste && l.stock != nil && l.chooser.focused() >= 0:
		return l.open()
	}
	return action{}
}

// open opens the row under the marker.
func (l *actionList) open() action {
	i := l.chooser.focused()
	if i == 0 {
		types := newActionTypes("")
		types.stock = l.stock
		return open(types)
	}
	c := l.stock.all[i-1]
	if why := barred(c); why != nil {
		return open(&actionBarred{conn: c, err: why})
	}
	load := newActionLoad(c.ID)
	load.types = l.stock.types
	return open(load)
}

// del asks whether to delete the connector under the marker.
func (l *actionList) del() action {
	if c := l.deletable(); c != nil {
		return open(newActionDelete(*c))
	}
	return action{}
}

// deletable is the connector under the marker, nil where it can't be deleted here.
func (l *actionList) deletable() *kibana.Connector {
	i := l.chooser.focused()
	if l.stock == nil || l.readOnly || i < 1 || l.stock.all[i-1].Locked() != "" {
		return nil
	}
	return &l.stock.all[i-1]
}

// draw shows the list, or why there is none.
func (l *actionList) draw(e *env, s size) []string {
	switch {
	case l.failed != nil:
		return l.failed.draw(e, s)
	case l.stock == nil:
		return paragraphs(e, s.w-1, "Reading the action connectors of "+actionPlace(e)+e.theme.Glyphs.Ellipsis)
	}
	return l.chooser.draw(e, s)
}

// caret is in the filter.
func (l *actionList) caret(e *env, s size) (spot, bool) {
	return l.chooser.caret(e, s), l.failed == nil && l.stock != nil
}

// owns says that letters are the filter.
func (l *actionList) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

// bindings are the keys of the list.
func (l *actionList) bindings() []key.Binding {
	k := keys()
	if l.failed != nil {
		return []key.Binding{l.failed.retry, k.back, k.leave}
	}
	if l.chooser.focused() < 0 {
		return l.chooser.noneBindings()
	}
	word := "edit"
	if i := l.chooser.focused(); i == 0 {
		word = "create"
	} else if i > 0 && l.chooser.rows[i].dim {
		word = "why not"
	}
	k.del.SetEnabled(l.deletable() != nil)
	letters := key.NewBinding(key.WithHelp("a-z", "filter"), key.WithKeys("a"))
	return []key.Binding{as(k.enter, word), as(k.next, "next"), letters, k.del, l.chooser.escape(), k.help}
}
