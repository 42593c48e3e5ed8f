package client

import (
	"context"
	"errors"
	"io"
	"net/http/httptrace"
	"sync/atomic"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// The most that is read of an answer: of a success, where a configuration may be
// long, and of an error.
const (
	maxAnswer = 32 << 20
	maxError  = 256 << 10
)

// call is one operation: what it is called, and the requests it is made of.
type call struct {
	op, target string
	write      bool // it may change something
	once       bool // it must not be repeated: every POST
	unseen     bool // it must not be repeated once it may have arrived
	// request makes the request of one attempt.
	request func() esapi.Request
	// secrets are the values that were sent; of those that are sensitive nothing comes
	// back in an error.
	secrets func() []schema.Value
}

// read makes the request function of a call whose request has no body.
func read(r esapi.Request) func() esapi.Request { return func() esapi.Request { return r } }

// answer is a success.
type answer struct {
	call call
	body []byte
	// repeated is true when an earlier attempt may have reached the server too.
	repeated bool
}

// run makes a call, repeating it as the policy says.
func (c *Client) run(ctx context.Context, k call) (answer, error) {
	sent := false
	for attempt := 1; ; attempt++ {
		raw, failed := c.attempt(ctx, k)
		if failed == nil {
			return answer{call: k, body: raw, repeated: sent}, nil
		}
		sent = sent || failed.Sent
		failed.Sent = sent
		if k.once || k.unseen && sent || !c.retry.again(attempt, failed) {
			return answer{}, failed.Error
		}
		if err := c.retry.wait(ctx, attempt, failed.RetryAfter); err != nil {
			return answer{}, k.ended(err, sent).Error
		}
	}
}

// failure is a failed attempt: the error, and whether another one may help.
type failure struct {
	*Error
	passing bool
}

// attempt sends one request and reads the answer, both within the time-out.
func (c *Client) attempt(parent context.Context, k call) ([]byte, *failure) {
	ctx, cancel := context.WithTimeout(parent, c.transport.timeout)
	defer cancel()
	var written atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { written.Store(true) }})

	res, err := k.request().Do(ctx, c.transport)
	if err != nil {
		f := c.unanswered(parent, k, err)
		f.Sent = k.write && written.Load()
		return nil, f
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode > 299 {
		return nil, c.refused(k, res)
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if err != nil {
		f := c.unanswered(parent, k, err)
		f.Sent = k.write
		return nil, f
	}
	if len(raw) > maxAnswer {
		return nil, k.fail(Trouble, "the answer is longer than 32 MiB", nil)
	}
	return raw, nil
}

// fail makes a failure that won't pass.
func (k call) fail(r Reaction, reason string, cause error) *failure {
	return &failure{Error: &Error{Reaction: r, Op: k.op, Target: k.target, Reason: reason, Err: cause}}
}

// ended is the failure of a call whose caller stopped waiting.
func (k call) ended(cause error, sent bool) *failure {
	f := k.fail(Trouble, "cancelled", cause)
	if errors.Is(cause, context.DeadlineExceeded) {
		f = k.fail(Unreachable, "no answer in the time given", cause)
	}
	f.Sent = sent
	return f
}
