package manual

import (
	"strings"

	"connwiz/ui/text"
)

const (
	indent    = "  "
	gap       = 2  // blanks between a term and what it means
	widest    = 32 // the column of terms never gets wider
	narrowest = 30 // nor what they mean narrower, else it goes below
)

// Text writes the page for a terminal of so many cells. Its headings stand at the
// margin and what belongs to them is indented.
func (p Page) Text(width int) string {
	var w textWriter
	w.width = max(width, 2*narrowest)
	for _, part := range p.Told() {
		w.part(part, "")
	}
	return strings.TrimRight(w.out.String(), "\n") + "\n"
}

// textWriter writes text with an empty line between blocks.
type textWriter struct {
	out   strings.Builder
	width int
}

func (w *textWriter) part(p Part, margin string) {
	inner := margin
	if p.Title != "" {
		w.line(margin + p.Title + ":")
		inner += indent
	}
	for _, b := range p.Blocks {
		w.block(b, inner)
		w.out.WriteByte('\n')
	}
	for _, sub := range p.Parts {
		w.part(sub, inner)
	}
}

func (w *textWriter) block(b Block, margin string) {
	for _, line := range text.Wrap(b.Prose, w.width-len(margin)) {
		if b.Prose != "" {
			w.line(margin + line)
		}
	}
	if b.Lines != "" {
		w.line(b.Lines)
	}
	w.terms(b.Terms, margin)
}

// terms writes two columns, or one below the other where there is no room.
func (w *textWriter) terms(terms []Term, margin string) {
	column := 0
	for _, t := range terms {
		column = max(column, min(len(t.Name), widest))
	}
	column += len(margin) + gap
	if w.width-column < narrowest {
		column = len(margin) + len(indent)
	}
	for _, t := range terms {
		head := margin + t.Name
		if len(head)+gap > column {
			w.line(head)
			head = ""
		}
		for _, line := range text.Wrap(t.Says, w.width-column) {
			w.line(text.PadRight(head, column) + line)
			head = ""
		}
	}
}

func (w *textWriter) line(s string) {
	w.out.WriteString(strings.TrimRight(s, " "))
	w.out.WriteByte('\n')
}
