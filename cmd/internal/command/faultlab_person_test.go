package command

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"sync"
)

// labAnswer is what a person types when a question has these words.
type labAnswer struct{ asked, typed string }

// labPerson sits before line mode. A person types only what was asked for, so that
// nothing depends on how fast anybody is, and leaves when asked for what is not known.
type labPerson struct {
	mu       sync.Mutex
	told     *sync.Cond
	out      bytes.Buffer
	answered int // how much of out was read when something was typed last
	knows    []labAnswer
	typed    strings.Builder
	gone     bool
}

func newLabPerson(knows []labAnswer) *labPerson {
	p := &labPerson{knows: slices.Clone(knows)}
	p.told = sync.NewCond(&p.mu)
	return p
}

// Write shows the person something.
func (p *labPerson) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer p.told.Broadcast()
	return p.out.Write(b)
}

// Read waits for a question and types the answer.
func (p *labPerson) Read(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.gone {
		news := p.out.Bytes()[p.answered:]
		asked := string(news[bytes.LastIndexByte(news, '\n')+1:])
		if strings.HasSuffix(asked, ": ") {
			p.answered = p.out.Len()
			return p.answer(b, asked)
		}
		if tired(string(news)) {
			p.answered = p.out.Len()
			return copy(b, "\n"), nil
		}
		p.told.Wait()
	}
	return 0, io.EOF
}

// tired reports whether a wait is told of that has run into trouble: it would go on.
func tired(news string) bool {
	_, since, waits := strings.Cut(news, "Enter stops waiting.\n")
	for line := range strings.Lines(since) {
		if waits && !strings.HasPrefix(line, "Status: ") && !strings.HasPrefix(line, "No answer yet") && strings.HasSuffix(line, "\n") {
			return true
		}
	}
	return false
}

// answer types what is known for a question, each answer once.
func (p *labPerson) answer(b []byte, asked string) (int, error) {
	i := slices.IndexFunc(p.knows, func(a labAnswer) bool { return strings.Contains(asked, a.asked) })
	if i < 0 {
		return 0, io.EOF
	}
	line := p.knows[i].typed + "\n"
	p.knows = slices.Delete(p.knows, i, i+1)
	p.typed.WriteString(line)
	return copy(b, line), nil
}

// leaves ends a Read that waits: the program has ended.
func (p *labPerson) leaves() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone = true
	p.told.Broadcast()
}

// heard and said are everything that the person was shown, and typed.
func (p *labPerson) heard() string { p.mu.Lock(); defer p.mu.Unlock(); return p.out.String() }
func (p *labPerson) said() string  { p.mu.Lock(); defer p.mu.Unlock(); return p.typed.String() }
