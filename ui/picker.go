package ui

import (
	"context"
	"sort"
	"strings"

	"connwiz/client"
	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// picker chooses a connector from the list; typing filters it.
type picker struct {
	gen    int
	cancel context.CancelFunc
	all    []client.Summary
	search []string       // per connector: what the filter looks in, lower case
	named  map[string]int // how many connectors are called so
	widest struct{ name, kind int }
	hits   []int
	total  int
	done   bool
	stale  bool // what is shown is of the list before
	failed *notice
	query  *editor
	at     int
	view   scroller
	pages  chan client.Page
	// choose is what a choice leads to; nil opens the form.
	choose func(id string) action
	// actions leads to Kibana's action connectors by a key of its own.
	actions bool
	// setup ends the list with a row that sets up a new connector; offered is set
	// once an empty list has led there by itself.
	setup, offered bool
}

// newPicker lists every connector.
func newPicker() *picker { return &picker{query: newEditor("", false)} }

// start reads the list anew; what is shown stays until the first page comes.
func (p *picker) start(e *env) tea.Cmd {
	ctx, cancel := context.WithCancel(e.ctx)
	if p.cancel != nil {
		p.cancel()
	}
	p.gen, p.cancel, p.failed, p.done = e.generation(), cancel, nil, false
	p.setup, p.actions = e.setup != nil && p.choose == nil, e.actions != nil
	p.pages, p.stale = make(chan client.Page, 1), true
	return tea.Batch(listConnectors(e, ctx, p.gen, p.pages), nextPage(p.gen, p.pages))
}

// listConnectors reads page after page and ends the channel with the list.
func listConnectors(e *env, ctx context.Context, gen int, pages chan client.Page) tea.Cmd {
	cluster := e.cluster
	return func() tea.Msg {
		defer close(pages)
		all, err := cluster.All(ctx, client.Filter{}, func(p client.Page) {
			select {
			case pages <- p:
			case <-ctx.Done():
			}
		})
		return listEnded{gen, err, len(all) == 0}
	}
}

// nextPage waits for one page.
func nextPage(gen int, pages chan client.Page) tea.Cmd {
	return func() tea.Msg {
		p, ok := <-pages
		if !ok {
			return nil
		}
		return pageListed{gen, p.Results, p.Count}
	}
}

// head names the list.
func (p *picker) head(*env) header { return header{title: "Connectors"} }

// handle follows the list, filters and chooses.
func (p *picker) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case pageListed:
		if msg.gen == p.gen {
			p.add(msg)
			return do(nextPage(p.gen, p.pages))
		}
	case listEnded:
		if msg.gen == p.gen {
			p.ended(e, msg.err)
			return p.lead(e, msg.none)
		}
	case tea.KeyMsg:
		return p.key(e, msg)
	}
	return action{}
}

// add takes one page, keeping the focus on the connector that has it.
func (p *picker) add(msg pageListed) {
	focused := p.focused()
	if p.stale {
		p.all, p.stale = nil, false
	}
	p.total = msg.total
	p.all = append(p.all, msg.results...)
	sort.SliceStable(p.all, func(i, j int) bool {
		return strings.ToLower(titleOf(p.all[i])) < strings.ToLower(titleOf(p.all[j]))
	})
	p.search = make([]string, len(p.all))
	p.named = map[string]int{}
	for i, c := range p.all {
		p.named[titleOf(c)]++
		p.search[i] = strings.ToLower(strings.Join([]string{c.Name, c.ID, c.ServiceType, c.IndexName, statusWord(c.Status)}, "\n"))
	}
	p.measure()
	p.filter()
	for i, hit := range p.hits {
		if focused != "" && p.all[hit].ID == focused {
			p.at = i
		}
	}
}

// measure takes the widths of the longest name and service type. They are of all
// connectors: columns that moved with the filter would be hard to follow.
func (p *picker) measure() {
	p.widest.name, p.widest.kind = 0, 0
	for _, c := range p.all {
		p.widest.name = max(p.widest.name, text.Width(text.Clean(p.label(c))))
		p.widest.kind = max(p.widest.kind, text.Width(text.Clean(c.ServiceType)))
	}
}

// label is what a connector is called in the list: where another one has the same
// name, the name alone doesn't tell which it is.
func (p *picker) label(c client.Summary) string {
	if p.named[titleOf(c)] > 1 {
		return titleOf(c) + " (" + c.ID + ")"
	}
	return titleOf(c)
}

// focused is the id under the marker, "" when there is none.
func (p *picker) focused() string {
	if p.at >= len(p.hits) {
		return ""
	}
	return p.all[p.hits[p.at]].ID
}

// ended notes that the list is whole, or why not.
func (p *picker) ended(e *env, err error) {
	p.done = true
	if err == nil && p.stale {
		p.add(pageListed{})
	}
	if err != nil && len(p.all) == 0 {
		n := failure(e, err)
		p.failed = &n
	}
}

// key types into the filter, moves and chooses.
func (p *picker) key(e *env, k tea.KeyMsg) action {
	page := max(1, e.size.h-4)
	switch {
	case p.failed != nil && key.Matches(k, p.failed.retry):
		return do(p.start(e))
	case k.Type == tea.KeyEsc && len(p.query.buf) > 0:
		p.query.wipe()
		p.filter()
	case k.Type == tea.KeyEsc && p.failed != nil:
		return action{move: back, outcome: Outcome{Code: 1, Err: p.failed.err}}
	case k.Type == tea.KeyEsc:
		return action{move: back}
	case k.Type == tea.KeyEnter && !k.Paste:
		return p.chosen(e)
	case k.Type == tea.KeyUp, k.Type == tea.KeyShiftTab:
		p.at = max(0, p.at-1)
	case k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		p.at = max(0, min(p.last(), p.at+1))
	case k.Type == tea.KeyPgDown:
		p.at = max(0, min(p.last(), p.at+page))
	case k.Type == tea.KeyPgUp:
		p.at = max(0, p.at-page)
	case key.Matches(k, keys().actions) && e.actions != nil:
		return open(newActionList())
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace:
		p.query.insert(k.Runes)
		p.filter()
	default:
		if p.query.handle(k) {
			p.filter()
		}
	}
	return action{}
}

// filter keeps the connectors that have every word of the query.
func (p *picker) filter() {
	words := strings.Fields(strings.ToLower(p.query.text()))
	p.hits = p.hits[:0]
	for i := range p.all {
		if hasAll(p.search[i], words) {
			p.hits = append(p.hits, i)
		}
	}
	p.at = max(0, min(p.at, p.last()))
}

// hasAll reports whether every word is somewhere in s.
func hasAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// draw shows the filter and the rows in sight.
func (p *picker) draw(e *env, s size) []string {
	if p.failed != nil {
		return p.failed.draw(e, s)
	}
	lines := []string{drawFilter(e, p.query, p.tally(e), s.w-1)}
	if len(p.hits) == 0 {
		lines = append(lines, paragraphs(e, s.w-1, p.nothing(e))...)
	}
	rows := max(1, s.h-len(lines))
	cols := p.columns(s.w - 1)
	top := p.view.show(p.at, 1, p.last()+1, rows)
	for i := top; i < min(p.last()+1, top+rows); i++ {
		lines = append(lines, p.drawRow(e, i, cols))
	}
	return lines
}

// caret is in the filter.
func (p *picker) caret(e *env, s size) (spot, bool) {
	if p.failed != nil {
		return spot{}, false
	}
	return filterCaret(e, p.query, p.tally(e), s.w-1), true
}

// tally says how many connectors the filter leaves.
func (p *picker) tally(e *env) string {
	tally := count(len(p.hits), "connector")
	if len(p.hits) != len(p.all) {
		tally = count(len(p.hits), "match") + " of " + count(len(p.all), "connector")
	}
	if !p.done {
		tally += e.theme.Glyphs.Ellipsis
	}
	return strings.ReplaceAll(tally, "matchs", "matches")
}

// nothing says why no row is shown.
func (p *picker) nothing(e *env) string {
	switch {
	case !p.done:
		return "Reading the connectors of " + e.host + e.theme.Glyphs.Ellipsis
	case len(p.all) == 0 && p.setup:
		return "No connector exists on this cluster yet."
	case len(p.all) == 0:
		return "No connector exists on this cluster yet. Create one in Kibana or with the connector API, then come back; connwiz demo shows the wizard without a cluster."
	default:
		return "No connector has that. Esc clears the filter."
	}
}

// columns are the widths of name, service type, status and last seen; the last ones go
// where the window is narrow. Names and types take what the longest of them needs, as
// far as there is room: a type at most what it has had always, a name the rest.
func (p *picker) columns(w int) [4]int {
	kind, status, seen := 16, 21, 0
	switch {
	case w >= 76:
		kind, seen = 20, 13
	case w < 56:
		return [4]int{w - 2 - 20, 0, 20, 0}
	}
	kind = max(8, min(kind, p.widest.kind+2))
	return [4]int{max(24, min(w-2-kind-status-seen, p.widest.name+2)), kind, status, seen}
}

// drawRow draws one connector.
func (p *picker) drawRow(e *env, i int, cols [4]int) string {
	if i == len(p.hits) {
		return drawSetupRow(e, i == p.at)
	}
	c := p.all[p.hits[i]]
	marker, style := "  ", styler(e.theme.Text)
	if i == p.at {
		marker, style = e.theme.Marker.Render(e.theme.Glyphs.Marker)+" ", e.theme.FocusLabel
	}
	cell := func(s string, w int) string {
		if w == 0 {
			return ""
		}
		return text.Column(e.cut(e.clean(s), w-1), w)
	}
	line := marker + style.Render(cell(p.label(c), cols[0])) + e.theme.Muted.Render(cell(c.ServiceType, cols[1]))
	line += p.statusStyle(e, c.Status).Render(strings.TrimRight(cell(statusWord(c.Status), cols[2]), " "))
	if cols[3] > 0 {
		pad := cols[2] - text.Width(statusWord(c.Status))
		line += strings.Repeat(" ", max(1, pad)) + e.theme.Muted.Render(ago(c.LastSeen, e.now()))
	}
	return line
}

// statusStyle colours a status; the word says the same.
func (p *picker) statusStyle(e *env, s client.Status) styler {
	switch s {
	case client.Connected:
		return e.theme.Success
	case client.Failed:
		return e.theme.Error
	case client.NeedsConfiguration, client.Created:
		return e.theme.Warning
	default:
		return e.theme.Text
	}
}

// bindings are the keys of the list.
func (p *picker) bindings() []key.Binding {
	k := keys()
	k.actions = as(k.actions, "actions") // Short, and early: it must not go where the window is narrow.
	k.actions.SetEnabled(p.actions)
	if p.failed != nil {
		return []key.Binding{p.failed.retry, as(k.back, "leave"), k.leave}
	}
	esc := as(k.back, "leave")
	if len(p.query.buf) > 0 {
		esc = as(k.back, clearsFilter)
	}
	switch {
	case p.setup && p.at == len(p.hits):
		return []key.Binding{as(k.enter, "set up"), as(k.next, "next"), esc, k.help, k.actions}
	case len(p.hits) == 0:
		return []key.Binding{esc, k.help, k.actions, k.leave}
	}
	letters := key.NewBinding(key.WithHelp("a-z", "filter"), key.WithKeys("a"))
	return []key.Binding{as(k.enter, "configure"), as(k.next, "next"), k.actions, letters, esc, k.help}
}
