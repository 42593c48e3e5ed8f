package command

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"connwiz/client"
	"connwiz/schema"
)

// atOnce is how many requests are under way at most when many connectors are
// worked on.
const atOnce = 8

// inParallel calls work for every index, a few at once, and tells of the progress.
// What has not begun when the context ends is still called: only work knows what
// that means for its result.
func inParallel(n, workers int, work func(i int), progress func(finished int)) {
	next := make(chan int)
	finished := make(chan struct{})
	var running sync.WaitGroup
	for range min(n, workers) {
		running.Go(func() {
			for i := range next {
				work(i)
				finished <- struct{}{}
			}
		})
	}
	go func() {
		for i := range n {
			next <- i
		}
		close(next)
		running.Wait()
		close(finished)
	}()
	count := 0
	for range finished {
		count++
		progress(count)
	}
}

// bounded lets only a few requests through at once, however many wait for their
// turn or rest between two polls.
type bounded struct {
	writer
	slots chan struct{}
}

func newBounded(w writer) *bounded { return &bounded{w, make(chan struct{}, atOnce)} }

// enter takes a slot; it is given back by calling leave.
func (b *bounded) enter(ctx context.Context) (leave func(), err error) {
	select {
	case b.slots <- struct{}{}:
		return func() { <-b.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Get reads one connector.
func (b *bounded) Get(ctx context.Context, id string) (*client.Connector, error) {
	leave, err := b.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return b.writer.Get(ctx, id)
}

// Summary reads one connector without its configuration.
func (b *bounded) Summary(ctx context.Context, id string) (client.Summary, error) {
	leave, err := b.enter(ctx)
	if err != nil {
		return client.Summary{}, err
	}
	defer leave()
	return b.writer.Summary(ctx, id)
}

// UpdateValuesOnce writes.
func (b *bounded) UpdateValuesOnce(ctx context.Context, id string, values map[string]schema.Value) (client.Result, error) {
	leave, err := b.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return b.writer.UpdateValuesOnce(ctx, id, values)
}

// progress returns what draws a bar on the error stream, where that is a terminal
// and a person reads the result. It writes nothing but text and carriage returns.
func (a *app) progress(what string, n int) func(finished int) {
	if !a.streams.ErrTerminal || a.global.output.structured() {
		return func(int) {}
	}
	const width = 30
	drawn := -1
	return func(finished int) {
		filled := width * finished / n
		switch {
		case finished == n && drawn < 0: // nothing to wipe away
		case finished == n:
			fmt.Fprintf(a.streams.Err, "\r%s\r", strings.Repeat(" ", len(what)+width+20))
		case filled != drawn || finished%10 == 0:
			drawn = filled
			fmt.Fprintf(a.streams.Err, "\r%s [%s%s] %d/%d", what,
				strings.Repeat("#", filled), strings.Repeat(".", width-filled), finished, n)
		}
	}
}
