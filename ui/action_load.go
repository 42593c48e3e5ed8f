package ui

import (
	"context"
	"slices"

	"connwiz/client/kibana"

	tea "github.com/charmbracelet/bubbletea"
)

// actionLoad reads an action connector, or takes a new one, and opens its form.
type actionLoad struct {
	reading
	id    string
	types []kibana.TypeInfo // nil until they are read
	job   *actionJob
}

// actionRead brings a connector with what Kibana says of the types.
type actionRead struct {
	gen   int
	conn  *kibana.Connector
	types []kibana.TypeInfo
	err   error
}

// newActionLoad reads the connector of that id.
func newActionLoad(id string) *actionLoad { return &actionLoad{id: id} }

// newActionOpen opens the form of a job.
func newActionOpen(j *actionJob) *actionLoad {
	return &actionLoad{id: j.id(), job: j}
}

// start asks for the connector, or for what was kept of the last time.
func (l *actionLoad) start(e *env) tea.Cmd {
	ctx := l.begin(e)
	if l.job != nil {
		return l.recall(e)
	}
	gen, id, types := l.gen, l.id, l.types
	return func() tea.Msg {
		c, types, err := readAction(ctx, e, id, types)
		return actionRead{gen, c, types, err}
	}
}

// readAction reads a connector and, unless they are known, the types.
func readAction(ctx context.Context, e *env, id string, types []kibana.TypeInfo) (*kibana.Connector, []kibana.TypeInfo, error) {
	c, err := e.actions.Get(ctx, id)
	if err == nil && types == nil {
		types, err = e.actions.Types(ctx, "")
	}
	return c, types, err
}

// recall looks for a kept draft.
func (l *actionLoad) recall(e *env) tea.Cmd {
	gen := l.gen
	if e.drafts == nil {
		return func() tea.Msg { return keptRead{gen: gen} }
	}
	return readKept(e, l.ctx, gen, l.job)
}

// head names the connector by what is known of it.
func (l *actionLoad) head(e *env) header { return header{title: l.id, host: actionPlace(e)} }

// handle waits for what was asked for.
func (l *actionLoad) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case actionRead:
		if msg.gen == l.gen {
			return l.read(e, msg)
		}
	case keptRead:
		if msg.gen == l.gen {
			return l.open(e, msg)
		}
	case tea.KeyMsg:
		return l.key(e, msg, l.start)
	}
	return action{}
}

// read makes the job of changing the connector.
func (l *actionLoad) read(e *env, msg actionRead) action {
	if msg.err != nil {
		return l.fail(actionFailure(e, msg.err))
	}
	j, err := changeActionJob(e, msg.conn, msg.types)
	if err != nil && e.fixed {
		return action{move: quit, outcome: Outcome{Code: 1, Err: err}}
	}
	if err != nil {
		return l.fail(failure(e, err))
	}
	l.job = j
	return do(l.recall(e))
}

// changeActionJob is the job of changing a connector; a connector that can't be
// edited here is an *ActionBarredError.
func changeActionJob(e *env, c *kibana.Connector, types []kibana.TypeInfo) (*actionJob, error) {
	if why := barred(*c); why != nil {
		return nil, why
	}
	t, err := kibana.Lookup(c.TypeID)
	if err != nil {
		return nil, err
	}
	form, err := kibana.NewForm(t, c)
	if err != nil {
		return nil, err
	}
	j := &actionJob{form: form, place: actionPlace(e), space: e.actions.Space()}
	if i := slices.IndexFunc(types, func(info kibana.TypeInfo) bool { return info.ID == c.TypeID }); i >= 0 {
		j.obstacle = types[i].Obstacle()
	}
	return j, nil
}

// open opens the form; on top of it lies what was kept of the last time, and what
// must be known before anything is typed.
func (l *actionLoad) open(_ *env, k keptRead) action {
	f := newJobForm(l.job, nil)
	f.note = k.landing
	a := action{move: replace, next: f}
	if k.found {
		f.undecided = true
		a.then = newOffer(k)
	}
	words := l.job.greeting()
	if k.landing != "" {
		words = append([]string{k.landing}, words...)
	}
	if len(words) > 0 {
		a.then = &forewarning{job: l.job, words: words, next: a.then}
	}
	return a
}

// draw shows that the connector is on its way, or why it isn't.
func (l *actionLoad) draw(e *env, s size) []string { return l.drawFrom(e, s, l.id, actionPlace(e)) }
