package client

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

// retryPolicy says how often and after which pauses a request is repeated.
type retryPolicy struct {
	attempts       int // in all
	first, longest time.Duration
	patience       time.Duration // the longest pause that a server may ask for
	sleep          func(context.Context, time.Duration) error
}

// again reports whether another attempt is worth it. A server that wants to be
// left alone for longer than our patience isn't asked again.
func (p retryPolicy) again(attempt int, f *failure) bool {
	return f.passing && attempt < p.attempts && f.RetryAfter <= p.patience
}

// wait pauses after a failed attempt; only the context's end makes it fail.
func (p retryPolicy) wait(ctx context.Context, attempt int, asked time.Duration) error {
	pause := p.first
	for range attempt - 1 {
		pause = min(2*pause, p.longest)
	}
	pause = min(pause, p.longest)
	// Clients that failed together must not come back together.
	pause -= rand.N(pause/2 + 1)
	return p.sleep(ctx, max(pause, asked))
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// retryAfter reads the server's wish: seconds or a date.
func retryAfter(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(text); err == nil {
		// A day is beyond any patience, and more would overflow.
		return time.Duration(min(max(seconds, 0), 86400)) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(time.Until(at), 0)
	}
	return 0
}
