package ui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"connwiz/client"
)

// listedAtOnce is how many connectors are said before Enter is asked for more.
const listedAtOnce = 20

// linePicker chooses a connector by its number, which stays the same however the
// list is filtered.
type linePicker struct {
	*picker
	s *lineSession
	// said is how many of the hits were said.
	said int
}

// pick lets a person choose connectors until they leave.
func (s *lineSession) pick() (Outcome, error) {
	p := &linePicker{picker: newPicker(), s: s}
	if err := p.read(); err != nil {
		return s.notRead(err)
	}
	p.setup = s.e.setup != nil
	if len(p.all) == 0 && p.setup {
		return s.setUp(*s.e.setup)
	}
	if len(p.all) == 0 {
		s.p.Say(p.nothing(s.e))
		return Outcome{}, nil
	}
	p.list()
	s.hint("Type a number to configure, words to filter, < to leave.")
	if s.e.actions != nil {
		s.hint(wordActions + " lists Kibana's action connectors.")
	}
	for {
		id, leaves, err := p.ask()
		if err != nil || leaves {
			return Outcome{}, err
		}
		outcome, err := s.enter(id)
		if err != nil {
			return outcome, err
		}
		s.code = max(s.code, outcome.Code)
		s.lines = append(s.lines, outcome.Lines...)
		s.putAway()
	}
}

// notRead is the outcome of a connector or list that could not be read.
func (s *lineSession) notRead(err error) (Outcome, error) {
	var g *givenUp
	if errors.As(err, &g) {
		return Outcome{Code: 1, Err: g.failed}, nil
	}
	return Outcome{}, err
}

// read reads the whole list.
func (p *linePicker) read() error {
	e := p.s.e
	return p.s.insist(func(ctx context.Context) error {
		all, err := e.cluster.All(ctx, client.Filter{}, nil)
		if err != nil && len(all) == 0 {
			return err
		}
		p.all = nil
		p.add(pageListed{results: all, total: len(all)})
		p.done = true
		return nil
	})
}

// list says the connectors that the filter leaves, from the first.
func (p *linePicker) list() {
	p.said = 0
	tally := count(len(p.hits), "connector") + " on " + p.s.e.host
	if len(p.hits) != len(p.all) {
		tally = fmt.Sprintf("%d of %s", len(p.hits), count(len(p.all), "connector"))
	}
	p.s.p.Say(tally + ".")
	if p.s.e.readOnly {
		p.s.hint(nothingSaved)
	}
	if p.setup {
		p.s.p.Say("0 " + setUpANew)
	}
	p.more()
}

// more says the next connectors.
func (p *linePicker) more() {
	upTo := min(len(p.hits), p.said+listedAtOnce)
	for _, i := range p.hits[p.said:upTo] {
		c := p.all[i]
		words := []string{p.label(c)}
		for _, w := range []string{c.ServiceType, statusWord(c.Status)} {
			if w != "" {
				words = append(words, w)
			}
		}
		seen := "never seen"
		if !c.LastSeen.IsZero() {
			seen = "last seen " + ago(c.LastSeen, p.s.e.now())
		}
		p.s.p.Say(fmt.Sprintf("%d %s, %s", i+1, strings.Join(words, ", "), seen))
	}
	p.said = upTo
	if rest := len(p.hits) - p.said; rest > 0 {
		p.s.p.Say(fmt.Sprintf("%d more: Enter says them.", rest))
	}
}

// ask asks until a connector is chosen or the list is left.
func (p *linePicker) ask() (id string, leaves bool, err error) {
	for {
		answer, err := p.s.ask("Connector")
		if err != nil {
			return "", false, err
		}
		answer = strings.TrimSpace(answer)
		n, notNumber := strconv.Atoi(answer)
		switch {
		case notNumber == nil && n == 0 && p.setup:
			return "", false, nil
		case notNumber == nil && 1 <= n && n <= len(p.all):
			return p.all[n-1].ID, false, nil
		case answer == wordActions && p.s.e.actions != nil:
			if err := p.s.visitActions(); err != nil {
				return "", false, err
			}
			p.list()
		case answer == "" && p.said < len(p.hits):
			p.more()
		case answer == "":
			p.list()
		case answer == wordBack && len(p.hits) == len(p.all), answer == wordLeave:
			return "", true, nil
		case answer == wordBack:
			p.narrow("")
		case answer == wordExplain, answer == wordHelp:
			p.s.p.Say("A number configures that connector; words filter the list by name, id, service type, index and status; " +
				"Enter says the list; < takes the filter away, and leaves when there is none.")
		default:
			p.narrow(answer)
		}
	}
}

// narrow filters the list and says it.
func (p *linePicker) narrow(words string) {
	p.query = newEditor(words, false)
	p.filter()
	if len(p.hits) == 0 {
		p.s.p.Say("No connector has that. < takes the filter away.")
		return
	}
	p.list()
}
