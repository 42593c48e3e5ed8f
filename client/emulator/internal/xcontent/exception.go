package xcontent

import "fmt"

// Exception is one of the server's Java exceptions, as its answers show it.
type Exception struct {
	Status int
	Type   string // snake case of the class
	Reason string
	// NoReason is true where the exception carries no message: the answer then
	// has null.
	NoReason bool
	Cause    *Exception
	// Extra are further members beside type and reason, such as header or index.
	Extra []Member

	at Location // where the parser stood
}

// IllegalArgument is the plain Java exception that the server answers with 400.
func IllegalArgument(format string, args ...any) *Exception {
	return &Exception{Status: 400, Type: "illegal_argument_exception", Reason: fmt.Sprintf(format, args...)}
}

// Malformed is an x_content_parse_exception at a place of the body.
func Malformed(at Location, format string, args ...any) *Exception {
	reason := "[" + at.String() + "] " + fmt.Sprintf(format, args...)
	return &Exception{Status: 400, Type: "x_content_parse_exception", Reason: reason, at: at}
}

// Because returns a copy of the exception with that cause.
func (e *Exception) Because(cause *Exception) *Exception {
	c := *e
	c.Cause = cause
	return &c
}

// Root returns the exception that the server names as root cause: parse
// exceptions hide behind the parse exception that caused them, and a failed
// search behind what failed on its shards.
func (e *Exception) Root() *Exception {
	if e.Type == "search_phase_execution_exception" && e.Cause != nil {
		return e.Cause
	}
	for e.Type == "x_content_parse_exception" && e.Cause != nil && e.Cause.Type == e.Type {
		e = e.Cause
	}
	return e
}

// Node renders the exception with its causes.
func (e *Exception) Node(trace bool) *Node {
	n := e.plain(trace)
	if e.Cause != nil {
		n = n.With("caused_by", e.Cause.Node(trace))
	}
	return n
}

// plain renders the exception without its causes.
func (e *Exception) plain(trace bool) *Node {
	reason := Text(e.Reason)
	if e.NoReason {
		reason = Null()
	}
	n := Object(append([]Member{M("type", Text(e.Type)), M("reason", reason)}, e.Extra...)...)
	if trace {
		n = n.With("stack_trace", Text(e.Type+": "+e.Reason+"\n\tat org.elasticsearch.server/(Unknown Source)"))
	}
	return n
}

// Envelope renders the whole answer.
func (e *Exception) Envelope(trace bool) *Node {
	body := Object(M("root_cause", Array(e.Root().plain(trace))))
	for _, m := range e.Node(trace).Members() {
		body = body.With(m.Name, m.Value)
	}
	return Object(M("error", body), M("status", Int(e.Status)))
}
