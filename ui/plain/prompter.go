package plain

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"connwiz/ui/text"

	"golang.org/x/term"
)

// lull is how long input must rest before a paste counts as ended: longer than
// the gaps within one, far shorter than a person takes between two lines.
const lull = 100 * time.Millisecond

// ahead is how long is looked for what was typed before a question.
const ahead = 10 * time.Millisecond

// aheadDropped is said when something was.
const aheadDropped = "What was typed ahead was not taken."

// Options say where a conversation takes place.
type Options struct {
	In  io.Reader
	Out io.Writer
	// Terminal is the terminal behind In, nil where a pipe or file stands in for a
	// person: then secrets are refused.
	Terminal *os.File
	// Mute switches off the echo and the line editing of a terminal elsewhere, and
	// returns what switches them on again; nil: In is Terminal, or none.
	Mute func() (unmute func() error, err error)
	// Width is how many cells a line of Out has, 0 where nobody knows. Nil: that of
	// Out, if it is a terminal. Sentences are broken at words to it.
	Width func() int
	// Signals end the question that is open. Nil: none does.
	Signals <-chan os.Signal
	// Secrets are taken out of everything that is printed.
	Secrets *text.Redactor
}

// Prompter asks and tells, one line at a time. It is not safe for concurrent use.
type Prompter struct {
	ctx     context.Context
	in      source
	out     io.Writer
	mute    func() (unmute func() error, err error) // nil: In is no terminal
	cuts    bool                                    // the terminal cuts long lines
	width   func() int                              // of a line; nil: lines have no end
	gone    func() bool                             // the terminal hung up; nil: nobody knows
	signals <-chan os.Signal
	secrets *text.Redactor
	failed  error // the first failure of the output
}

// New starts a conversation that ends with the context.
func New(ctx context.Context, o Options) *Prompter {
	p := &Prompter{ctx: ctx, in: source{r: o.In}, out: o.Out, mute: o.Mute, width: o.Width, signals: o.Signals, secrets: o.Secrets}
	if o.Terminal != nil {
		p.mute, p.gone, p.cuts = muting(o.Terminal), goneOf(o.Terminal), true
	}
	if out, ok := o.Out.(*os.File); ok && p.width == nil && term.IsTerminal(int(out.Fd())) {
		p.width = func() int {
			w, _, _ := term.GetSize(int(out.Fd())) // 0 with an error.
			return w
		}
	}
	return p
}

// End waits for the read that is under way, if any: without it the input must not be
// closed. Somebody must have cancelled that read; what it brought is wiped.
func (p *Prompter) End() { p.in.end() }

// Attended reports whether a terminal is there to type on.
func (p *Prompter) Attended() bool { return p.mute != nil }

// Say prints sentences, each on a line of its own. A failure to print is told by
// the next question.
func (p *Prompter) Say(sentences ...string) {
	for _, s := range sentences {
		p.print(p.wrapped(p.secrets.Clean(s)) + "\n")
	}
}

// SayLines prints a text of several lines, indented. It stays as it is, so that it can
// be copied.
func (p *Prompter) SayLines(s string) {
	for _, line := range p.secrets.CleanLines(s) {
		p.print(strings.TrimRight("  "+line, " ") + "\n")
	}
}

// prompt prints a question and leaves the cursor behind it.
func (p *Prompter) prompt(question string) error {
	p.print(p.wrapped(p.secrets.Clean(question)+":") + " ")
	return p.orHungUp(p.failed)
}

// narrowest is the width below which lines are left to the terminal: breaking them at
// words would only tear them.
const narrowest = 20

// wrapped breaks a line at words where the terminal would break it anywhere. The last
// cell stays free: terminals disagree about what filling it does.
func (p *Prompter) wrapped(s string) string {
	if p.width == nil {
		return s
	}
	if w := p.width(); w >= narrowest && text.Width(s) >= w {
		return strings.Join(text.WrapWords(s, w-1), "\n")
	}
	return s
}

// print writes to the output, which may be gone.
func (p *Prompter) print(s string) {
	if p.failed != nil {
		return
	}
	if _, err := io.WriteString(p.out, s); err != nil {
		p.failed = fmt.Errorf("write to the terminal: %w", err)
	}
}

// more waits for more input, at most until the timer.
func (p *Prompter) more(timer <-chan time.Time) error {
	if err := p.in.late(); err != nil {
		return err
	}
	select {
	case c := <-p.in.read():
		if err := p.in.add(c); err != nil {
			return p.orHungUp(fmt.Errorf("read from the terminal: %w", err))
		}
		return nil
	case s := <-p.signals:
		return &SignalError{s}
	case <-p.ctx.Done():
		return context.Cause(p.ctx)
	case <-timer:
		return errLull
	}
}

// discard drops what comes before the input rests, and counts its lines.
func (p *Prompter) discard(rest time.Duration) (lines int, err error) {
	lines = p.in.drop()
	for {
		switch err := p.more(time.After(rest)); err {
		case nil:
			lines += p.in.drop()
		case errLull:
			return lines, nil
		default:
			return lines, err
		}
	}
}
