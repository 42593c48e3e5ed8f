package client

import (
	"encoding/json"
	"strings"
)

// envelope is Elasticsearch's answer to a request that failed
// (ElasticsearchException). Its error is an object, or a text where the router
// speaks: an unknown path, a wrong method.
type envelope struct {
	text  string // of a flat error
	cause cause
}

// cause is one error of a chain.
type cause struct {
	kind, reason string
	root         []cause
	by           *cause
}

// maxCauses bounds a chain, which is the server's to make.
const maxCauses = 16

// parseEnvelope reads an error body; nil when it is not of Elasticsearch's form.
func parseEnvelope(raw []byte) *envelope {
	d, err := parseDocument(raw)
	if err != nil || !d.has("error") {
		return nil
	}
	var flat string
	if json.Unmarshal(d["error"], &flat) == nil {
		return &envelope{text: flat}
	}
	e := d.object("error")
	if len(e) == 0 {
		return nil
	}
	return &envelope{cause: parseCause(e, maxCauses)}
}

func parseCause(d document, depth int) cause {
	c := cause{kind: d.text("type"), reason: d.text("reason")}
	if depth == 0 {
		return c
	}
	for _, root := range d.objects("root_cause") {
		c.root = append(c.root, parseCause(root, 0))
	}
	if by := d.object("caused_by"); len(by) > 0 {
		deeper := parseCause(by, depth-1)
		c.by = &deeper
	}
	return c
}

func (e *envelope) flat() bool { return e.cause.kind == "" && e.cause.reason == "" }

// kind returns the error's type, "" when it has none; nil has none.
func (e *envelope) kind() string {
	if e == nil {
		return ""
	}
	return e.cause.kind
}

// reason returns the outer reason, the root cause's and the innermost one's, each
// once: for a schema that is refused only the innermost names the bad attribute.
func (e *envelope) reason() string {
	texts := []string{e.text, e.cause.reason}
	if len(e.cause.root) > 0 {
		texts = append(texts, e.cause.root[0].reason)
	}
	inner := &e.cause
	for inner.by != nil {
		inner = inner.by
	}
	return joinNew(append(texts, inner.reason))
}

// joinNew joins the texts that say something new.
func joinNew(texts []string) string {
	var joined string
	for _, t := range texts {
		switch {
		case t == "" || strings.Contains(joined, t):
		case joined == "":
			joined = t
		default:
			joined += ": " + t
		}
	}
	return joined
}
