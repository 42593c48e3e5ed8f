package terminal

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"connwiz/ui/terminal/cells"
)

// frameTime is the shortest time between two frames. What comes faster is skipped:
// nobody sees it, and a slow link would queue it.
const frameTime = time.Second / 60

// takes is how long a terminal may take for what it was sent before it counts as
// one that takes nothing any more.
const takes = 500 * time.Millisecond

// discardPause is the time between two attempts to make room.
const discardPause = 10 * time.Millisecond

// painter draws frames in a goroutine of its own, so that a terminal that takes
// nothing (a link that hangs, Ctrl+S) doesn't keep the program from reacting to
// Ctrl+C or a hang-up. While the terminal is busy frames are replaced, not queued.
// Nothing runs while there is nothing to draw.
type painter struct {
	screen *cells.Screen
	// discard throws away what the terminal was sent and has not taken, which ends
	// a write that waits for it.
	discard func()
	busy    atomic.Bool // something is being written
	hung    atomic.Bool // something had to be discarded
	inline  bool
	frames  chan cells.Frame // the latest one, if it isn't drawn yet
	orders  chan chan<- struct{}
	quit    chan struct{}
	once    sync.Once
	ended   chan struct{}
}

// newPainter makes a painter, whose loop has to be started.
func newPainter(w io.Writer, o cells.Options, discard func()) *painter {
	return &painter{
		screen: cells.New(w, o), discard: discard, inline: o.Inline,
		frames: make(chan cells.Frame, 1), orders: make(chan chan<- struct{}, 1),
		quit: make(chan struct{}), ended: make(chan struct{}),
	}
}

// show has a frame drawn. It never waits. It is for one goroutine.
func (p *painter) show(f cells.Frame) {
	select {
	case skipped := <-p.frames:
		f.Redraw = f.Redraw || skipped.Redraw
	default:
	}
	p.frames <- f // There is room: nobody else puts one in.
}

// leave gives the screen back, and returns when that is done. The next frame takes
// it again.
func (p *painter) leave() {
	left := make(chan struct{})
	select {
	case p.orders <- left:
		p.await(left)
	case <-p.ended:
	}
}

// close gives the screen back for good. It may be called more than once, and from
// any goroutine.
func (p *painter) close() {
	p.once.Do(func() { close(p.quit) })
	p.await(p.ended)
}

// await waits until the painter is done. It discards what keeps it from being, and
// where not even that helps it gives up: the program must be able to end, and its
// end ends the write.
func (p *painter) await(done <-chan struct{}) {
	late := time.NewTimer(takes)
	defer late.Stop()
	for end := time.Now().Add(2 * takes); time.Now().Before(end); {
		select {
		case <-done:
			return
		case <-p.ended:
			return
		case <-late.C:
			if p.busy.Load() {
				p.hung.Store(true)
				p.discard()
			}
			late.Reset(discardPause) // What waited to be written fills the room.
		}
	}
}

// loop draws until the painter is closed.
func (p *painter) loop() {
	defer close(p.ended)
	var last time.Time
	for {
		select {
		case <-p.quit:
			p.end()
			return
		case left := <-p.orders:
			p.end()
			close(left)
		case f := <-p.frames:
			time.Sleep(time.Until(last.Add(frameTime)))
			p.draw(p.latest(f))
			last = time.Now()
		}
	}
}

// latest returns the frame that came after f, or f.
func (p *painter) latest(f cells.Frame) cells.Frame {
	select {
	case next := <-p.frames:
		next.Redraw = next.Redraw || f.Redraw
		return next
	default:
		return f
	}
}

// end draws what is to stay, and leaves. Where the terminal hangs it makes room for
// that, and for what may have to be said afterwards.
func (p *painter) end() {
	if p.hung.Swap(false) {
		p.discard()
	}
	if f := p.latest(cells.Frame{}); p.inline {
		p.draw(f)
	}
	p.busy.Store(true)
	_ = p.screen.Leave()
	p.busy.Store(false)
}

// draw draws a frame. Errors need no report: the next frame is drawn anew, and a
// terminal that is gone ends the program in another way.
func (p *painter) draw(f cells.Frame) {
	p.busy.Store(true)
	_ = p.screen.Draw(f)
	p.busy.Store(false)
}
