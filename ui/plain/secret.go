package plain

import (
	"errors"
	"fmt"
	"os"
	"unicode/utf8"

	"connwiz/schema"

	"golang.org/x/term"
)

// AskSecret asks for one line that never shows. More lines that come at once
// with it, as a paste brings them, refuse it: they would answer the questions
// after it, where everybody can read.
func (p *Prompter) AskSecret(question string) (schema.Secret, error) {
	return p.hidden(question, func(k *keyboard) ([]byte, error) {
		line, _, err := k.line()
		return line, err
	})
}

// AskSecretLines is [Prompter.AskLines] for text that never shows.
func (p *Prompter) AskSecretLines(question string, alone Alone) (schema.Secret, error) {
	return p.hidden(question, func(k *keyboard) ([]byte, error) { return k.lines(alone) })
}

// hidden asks with the echo switched off. It is off before the question appears,
// so that not even a fast answer shows, and on again whatever happens.
func (p *Prompter) hidden(question string, ask func(*keyboard) ([]byte, error)) (schema.Secret, error) {
	if p.mute == nil {
		return schema.Secret{}, ErrNoTerminal
	}
	typed, err := p.muted(func() ([]byte, error) { return p.typeHidden(question, ask) })
	p.print("\n")
	if err == nil && !utf8.Valid(typed) {
		err = refused("That is not UTF-8: nothing was taken. Set the terminal to UTF-8.")
	}
	if err != nil {
		clear(typed)
		return schema.Secret{}, err
	}
	return schema.NewSecret(typed), nil
}

// muted asks while the terminal's echo is off, and its line editing too: that
// would cut a line at 4,095 characters without a word, which tokens can have.
func (p *Prompter) muted(ask func() ([]byte, error)) (typed []byte, err error) {
	unmute, err := p.mute()
	if err != nil {
		return nil, p.orHungUp(fmt.Errorf("switch the terminal's echo off: %w", err))
	}
	defer func() {
		if restored := unmute(); restored != nil {
			err = errors.Join(err, fmt.Errorf("switch the terminal's echo on again: %w", restored))
		}
	}()
	return ask()
}

// muting switches off the echo and the line editing of a terminal of this machine.
func muting(tty *os.File) func() (func() error, error) {
	return func() (func() error, error) {
		fd := int(tty.Fd())
		saved, err := term.MakeRaw(fd)
		return func() error { return term.Restore(fd, saved) }, err
	}
}

// typeHidden asks on a silent terminal. What was typed before the question stood
// there can't have been meant for it, and what follows the answer at once was
// meant to be a part of it.
func (p *Prompter) typeHidden(question string, ask func(*keyboard) ([]byte, error)) ([]byte, error) {
	dropped, err := p.discard(ahead)
	if err != nil {
		return nil, err
	}
	if dropped > 0 {
		p.print(aheadDropped + "\r\n")
	}
	if err := p.prompt(question); err != nil {
		return nil, err
	}
	k := &keyboard{p: p}
	typed, err := ask(k)
	if err != nil {
		clear(typed)
		return nil, err
	}
	k.skipFeed()
	extra, err := p.discard(lull)
	if err == nil && extra > 0 {
		err = &LinesError{Lines: extra + 1}
	}
	return typed, err
}
