package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Scope narrows a client for somebody who may do less than its credentials can: a
// server hands such clients to its users. It is looked at where requests leave the
// client, so that no command has to know about it, and it lets through only
// requests that are known to be harmless: reading connectors and sync jobs, and
// changing values and starting and ending syncs unless it is read-only.
//
// A connector out of sight does not exist: it is in no list, and asking for it is
// answered as Elasticsearch would, without asking it. Where the cluster is, and who
// asks it, stands in no error. The secrets of a configuration are withheld (see
// [schema.Schema.Withhold]): a text that is sent for one that is stored already is
// left out of the request, and the result is [Updated] as for any other.
type Scope struct {
	ReadOnly bool
	// Sees says which connectors there are, by their ids; nil: all of them.
	Sees func(id string) bool
	// Found is told the id of every connector that was read by it, and of every one
	// whose sync job was; nil: nobody is.
	Found func(id string)
	// Over says why the user may do nothing more; nil: he may for ever. It is asked
	// before every request.
	Over func() error
	// Trouble is told why the cluster can't be used, which the user isn't; nil: nobody
	// is. The text holds no credentials.
	Trouble func(why string)
}

// found tells of a connector that was read.
func (s *Scope) found(id string) {
	if s != nil && s.Found != nil {
		s.Found(id)
	}
}

// hide takes out of a failure where the cluster is and who asks it, and the server's
// own words: they may quote what was asked for, which is the user's word, and the hole
// that a credential leaves there would tell a right guess.
func (s *Scope) hide(f *failure) *failure {
	if s == nil {
		return f
	}
	told := f.Reason
	switch {
	case f.Status == http.StatusNotFound:
		f.Reason = notThere
		return f
	case f.Status == http.StatusUnauthorized, f.Status == http.StatusForbidden:
		f.Reason = "the cluster doesn't let this service do that"
	case f.Status >= 300 && f.Status < 400:
		f.Reason = "the cluster is elsewhere by now"
	case errors.Is(f.Err, context.DeadlineExceeded):
		f.Reason = "the cluster gives no answer in time"
	case f.Reaction == Unreachable && f.Status == 0:
		f.Reason = "the cluster can't be reached"
	case f.Status != 0:
		told = fmt.Sprintf("the cluster answers %d %s", f.Status, http.StatusText(f.Status))
		if f.KnowsNoValues() {
			told = "the cluster is older than 8.13 and can't change single values: " + unknownValues
		}
		f.Reason = told
	default:
		return f
	}
	if s.Trouble != nil {
		s.Trouble(told)
	}
	if f.Reaction == Unreachable {
		f.Err = withoutCause(f.Err)
	}
	return f
}

// withoutCause keeps of a cause what callers ask for, and nothing that could be told.
func withoutCause(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	return nil
}

// sees reports whether a connector is in sight; no scope is no limit.
func (s *Scope) sees(id string) bool { return s == nil || s.Sees == nil || s.Sees(id) }

// narrow takes out of a page what is out of sight. How many those are is nobody's
// business either.
func (s *Scope) narrow(p Page) Page {
	if s == nil || s.Sees == nil {
		return p
	}
	kept := p.Results[:0]
	for _, c := range p.Results {
		if s.Sees(c.ID) {
			kept = append(kept, c)
		}
	}
	return Page{Count: len(kept), Results: kept}
}

// Why a scope keeps a request back.
var (
	errOutOfSight = errors.New("out of sight")
	errReadOnly   = errors.New("only reading is allowed here")
	errNotInScope = errors.New("this request is not allowed here")
)

// overError keeps every request back from now on.
type overError struct{ why error }

// Error is the reason.
func (e overError) Error() string { return e.why.Error() }

// permits says whether a request may leave the client; its error is one of the
// four above.
func (s *Scope) permits(r *http.Request) error {
	if s == nil {
		return nil
	}
	if s.Over != nil {
		if why := s.Over(); why != nil {
			return overError{why}
		}
	}
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	if len(segments) == 1 && segments[0] == "" && r.Method == http.MethodGet {
		return nil // who the cluster is
	}
	if segments[0] != "_connector" {
		return errNotInScope
	}
	if len(segments) > 1 && segments[1] == "_sync_job" {
		return s.permitsJob(r, segments[2:])
	}
	return s.permitsConnector(r.Method, segments[1:])
}

// permitsConnector judges a request by what follows _connector in its path.
func (s *Scope) permitsConnector(method string, path []string) error {
	if len(path) == 0 && method == http.MethodGet {
		return nil // a list, which is narrowed when it comes
	}
	read := len(path) == 1 && method == http.MethodGet
	update := len(path) == 2 && path[1] == "_configuration" && method == http.MethodPut
	if !read && !update {
		return errNotInScope
	}
	id, err := url.PathUnescape(path[0])
	if err != nil || strings.HasPrefix(id, "_") && CheckID(id) != nil {
		return errNotInScope
	}
	switch {
	case !s.sees(id):
		return errOutOfSight
	case update:
		return s.writes()
	}
	return nil
}

// permitsJob judges a request about sync jobs. Whose job it is stands in bodies:
// there the methods of the client look.
func (s *Scope) permitsJob(r *http.Request, path []string) error {
	switch {
	case len(path) == 0 && r.Method == http.MethodGet:
		if id := r.URL.Query().Get("connector_id"); id == "" || !s.sees(id) {
			return errOutOfSight
		}
		return nil
	case len(path) == 1 && r.Method == http.MethodGet:
		return nil
	case len(path) == 0 && r.Method == http.MethodPost, len(path) == 2 && path[1] == "_cancel" && r.Method == http.MethodPut:
		return s.writes()
	}
	return errNotInScope
}

// writes refuses changes where only reading is allowed.
func (s *Scope) writes() error {
	if s.ReadOnly {
		return errReadOnly
	}
	return nil
}

// outOfScope makes the failure of a call that a scope kept back; nil for any other
// error.
func (k call) outOfScope(err error) *failure {
	var over overError
	switch {
	case errors.As(err, &over):
		return k.fail(NotAllowed, over.Error(), nil)
	case errors.Is(err, errOutOfSight):
		return k.absent()
	case errors.Is(err, errReadOnly):
		return k.fail(NotAllowed, errReadOnly.Error(), errReadOnly)
	case errors.Is(err, errNotInScope):
		return k.fail(NotAllowed, errNotInScope.Error(), errNotInScope)
	}
	return nil
}

// notThere is said of what doesn't exist and of what is out of sight alike.
const notThere = "not found"

// absent is what hide makes of the server's answer about something that isn't there.
func (k call) absent() *failure {
	f := k.fail(NotFound, notThere, nil)
	f.Status, f.Type = http.StatusNotFound, "resource_not_found_exception"
	return f
}
