package xcontent

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Encode writes the node as one line.
func (n *Node) Encode() []byte {
	w := writer{}
	w.node(n, 0)
	return w.buf.Bytes()
}

// EncodePretty writes the node as ?pretty does, with a final new line.
func (n *Node) EncodePretty() []byte {
	w := writer{pretty: true}
	w.node(n, 0)
	w.buf.WriteByte('\n')
	return w.buf.Bytes()
}

type writer struct {
	buf    bytes.Buffer
	pretty bool
}

func (w *writer) node(n *Node, depth int) {
	switch n.Kind() {
	case KindNull:
		w.buf.WriteString("null")
	case KindString:
		w.string(n.text)
	case KindArray:
		w.list('[', ']', len(n.items), depth, func(i int) { w.node(n.items[i], depth+1) })
	case KindObject:
		w.list('{', '}', len(n.members), depth, func(i int) {
			w.string(n.members[i].Name)
			if w.pretty {
				w.buf.WriteByte(' ')
			}
			w.buf.WriteByte(':')
			if w.pretty {
				w.buf.WriteByte(' ')
			}
			w.node(n.members[i].Value, depth+1)
		})
	default:
		w.buf.WriteString(n.text)
	}
}

func (w *writer) list(open, end byte, count, depth int, item func(int)) {
	w.buf.WriteByte(open)
	for i := range count {
		if i > 0 {
			w.buf.WriteByte(',')
		}
		w.newLine(depth + 1)
		item(i)
	}
	if count > 0 {
		w.newLine(depth)
	} else if w.pretty {
		w.buf.WriteByte(' ')
	}
	w.buf.WriteByte(end)
}

func (w *writer) newLine(depth int) {
	if w.pretty {
		w.buf.WriteString("\n" + strings.Repeat("  ", depth))
	}
}

// string writes s without the HTML escapes that only Go adds.
func (w *writer) string(s string) {
	e := json.NewEncoder(&w.buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err == nil { // strings always encode
		w.buf.Truncate(w.buf.Len() - 1)
	}
}
