package ui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// lookUp asks the cluster about what is typed once typing rests.
func (g *guided) lookUp(e *env) tea.Cmd {
	l := g.page.look
	if l == nil || l.subject == g.looked || g.working != nil {
		return nil
	}
	g.looked = l.subject
	return after(e.pace.First, rested{subject: l.subject})
}

// rest asks, if what was typed is still there.
func (g *guided) rest(e *env, msg rested) action {
	l := g.page.look
	if l == nil || l.subject != msg.subject {
		g.looked = ""
		return do(g.lookUp(e))
	}
	ctx, job, subject := e.ctx, l.job, l.subject
	return do(func() tea.Msg {
		follow, err := job(ctx)
		if err != nil {
			return nil // What can't be looked up is looked at when it is used.
		}
		return lookedUp{subject, follow}
	})
}

// nextPoll rests before the next poll of a page that wants one.
func (g *guided) nextPoll(e *env) tea.Cmd {
	switch {
	case g.page.poll == nil || g.working != nil:
		g.polled = 0
		return nil
	case g.polled != 0:
		return nil
	}
	g.polled = e.generation()
	return after(g.page.poll.pause, ticked{g.polled})
}

// poll asks once.
func (g *guided) poll(e *env) tea.Cmd {
	if g.page.poll == nil {
		return nil
	}
	ctx, job, gen := e.ctx, g.page.poll.job, g.polled
	return func() tea.Msg {
		follow, err := job(ctx)
		if err != nil {
			follow = nil
		}
		return polledOnce{gen, follow}
	}
}
