package redact

import (
	"bytes"
	"slices"
	"strings"

	"connwiz/schema"
)

// span is a part of a text.
type span struct{ from, to int }

// spans are parts of a text, in order, none overlapping another.
type spans []span

// add adds a part that ends no earlier than the last one, and joins it with those
// that it overlaps.
func (s *spans) add(p span) {
	for len(*s) > 0 && p.from < (*s)[len(*s)-1].to {
		last := (*s)[len(*s)-1]
		p = span{min(p.from, last.from), max(p.to, last.to)}
		*s = (*s)[:len(*s)-1]
	}
	*s = append(*s, p)
}

// with returns the parts of both.
func (s spans) with(others spans) spans {
	all := slices.Concat(s, others)
	slices.SortFunc(all, func(a, b span) int { return a.to - b.to })
	var out spans
	for _, p := range all {
		out.add(p)
	}
	return out
}

// replace returns text with the parts replaced.
func (s spans) replace(text string) string {
	if len(s) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, p := range s {
		b.WriteString(text[at:p.from])
		b.WriteString(schema.Redacted)
		at = p.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// placeBefore says what the rest of a text begins with.
func placeBefore(rest []byte) place {
	switch {
	case len(rest) == 0:
		return atEnd
	case bytes.HasPrefix(rest, []byte("...")), bytes.HasPrefix(rest, []byte("…")):
		return atCut
	case bytes.IndexByte([]byte("'\"`)]}>([<{"), rest[0]) >= 0:
		return atClosing
	default:
		return inside
	}
}

func hasEllipsis(letters []byte) bool {
	return bytes.Contains(letters, []byte("...")) || bytes.Contains(letters, []byte("…"))
}

// endsEllipsis reports whether mirrored letters begin with an ellipsis.
func endsEllipsis(mirrored []byte) bool {
	return bytes.HasPrefix(mirrored, []byte("...")) || bytes.HasPrefix(mirrored, []byte("\xa6\x80\xe2"))
}

// holds reports whether a part was found already, of the last ones found.
func (s spans) holds(p span) bool { return len(s) > 0 && p.from < s[len(s)-1].to }
