package ui

import (
	"context"
	"sort"
	"strings"

	"connwiz/client"

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

// owns says that letters are the filter.
func (p *picker) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

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
