package plain

import (
	"fmt"
	"strconv"
	"strings"
)

// Back is the answer that leads to the question before.
const Back = "<"

// Choose numbers options and asks for one until it is given; it returns the
// index. Back is [ErrBack].
func (p *Prompter) Choose(question string, options []string) (int, error) {
	p.SayOptions(options)
	for {
		answer, err := p.Ask(question)
		if err != nil {
			return 0, err
		}
		if strings.TrimSpace(answer) == Back {
			return 0, ErrBack
		}
		if i, ok := Option(answer, options); ok {
			return i, nil
		}
		p.Say(fmt.Sprintf("Type a number from 1 to %d, or %s to go back.", len(options), Back))
	}
}

// SayOptions prints options with their numbers.
func (p *Prompter) SayOptions(options []string) {
	for i, o := range options {
		p.Say(fmt.Sprintf("  %d %s", i+1, o))
	}
}

// Option is the index of the option that an answer means: its number, or else
// its words, whatever the case.
func Option(answer string, options []string) (int, bool) {
	answer = strings.TrimSpace(answer)
	if n, err := strconv.Atoi(answer); err == nil && 1 <= n && n <= len(options) {
		return n - 1, true
	}
	for i, o := range options {
		if answer != "" && strings.EqualFold(answer, o) {
			return i, true
		}
	}
	return 0, false
}

// Confirm asks a question that only a typed y says yes to: never Enter, and on a
// terminal nothing that was typed before the question stood there. Back is no.
func (p *Prompter) Confirm(question string) (bool, error) {
	if p.mute != nil {
		dropped, err := p.discard(ahead)
		if err != nil {
			return false, err
		}
		if dropped > 0 {
			p.Say(aheadDropped)
		}
	}
	for {
		answer, err := p.Ask(question + " y or n")
		if err != nil {
			return false, err
		}
		switch strings.ToLower(strings.TrimSpace(answer)) {
		case "y", "yes":
			return true, nil
		case "n", "no", Back:
			return false, nil
		}
		p.Say("Type y or n.")
	}
}
