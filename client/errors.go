package client

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Reaction says what the caller must do about an error.
type Reaction int

// The reactions, one per exit code of the contract.
const (
	Trouble     Reaction = iota // server trouble or anything else: exit 1
	NotFound                    // exit 4
	NotAllowed                  // 401, 403: exit 6
	Conflict                    // another writer, nothing written: exit 5
	Rejected                    // the server's 400 on what was sent: exit 3
	Unreachable                 // connection, TLS, time-out, 429, 502 to 504 after retries: exit 7
)

// Error is a request that failed. Its text has what failed and on what, lower
// case, and never a URL with credentials, a body or a secret.
type Error struct {
	Reaction Reaction
	Op       string // "read connector", "update values of connector", ...
	Target   string // the id, quoted in the text; "" when there is none
	Status   int    // HTTP status, 0 when there was no answer
	Type     string // the server's error type, such as resource_not_found_exception
	Reason   string // the server's reason or the cause in words
	// Sent is true when a write may have reached the server although no answer
	// came: it must be looked up before it is sent again.
	Sent bool
	// NoEndpoint is true when the server lacks the endpoint: it is too old, or
	// serverless.
	NoEndpoint bool
	// RetryAfter is the server's wish, 0 when it has none.
	RetryAfter time.Duration
	Err        error // the cause, may be nil
}

// KnowsNoValues reports whether a server refused to change single values because it
// is older than 8.13, where that began.
func (e *Error) KnowsNoValues() bool {
	return e.Reaction == Rejected && strings.Contains(e.Reason, unknownValues)
}

// unknownValues is what such a server says (its ObjectParser).
const unknownValues = "unknown field [values]"

// Foreign reports whether the answer was of something else than Elasticsearch.
func (e *Error) Foreign() bool {
	var foreign notElasticsearchError
	return errors.As(e.Err, &foreign)
}

// Error returns the text.
func (e *Error) Error() string {
	if e.Target != "" {
		return fmt.Sprintf("%s %q: %s", e.Op, e.Target, e.Reason)
	}
	return e.Op + ": " + e.Reason
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
