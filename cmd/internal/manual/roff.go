package manual

import (
	"fmt"
	"io"
	"strings"
)

// Edition says of which program a page speaks.
type Edition struct {
	// Version is the program's.
	Version string
	// Date is a day as in 2026-03-14, "" when unknown. It is not today's, so that
	// the same sources make the same page.
	Date string
}

// Roff writes the page as source of man(7), as groff and mandoc understand it.
func (p Page) Roff(w io.Writer, e Edition) error {
	var r roffWriter
	r.request("TH", strings.ToUpper(dashed(p.Name)), fmt.Sprint(p.Section), e.Date, "connwiz "+e.Version, "connwiz manual")
	r.request("SH", "NAME")
	r.text(escape(dashed(p.Name)) + " \\- " + escape(p.Short))
	if p.Usage != "" {
		r.request("SH", "SYNOPSIS")
		r.block(Verbatim(p.Usage)[0], false)
	}
	for i, part := range p.Parts {
		if i == 0 {
			r.request("SH", "DESCRIPTION")
		}
		r.part(part, 0)
	}
	_, err := io.WriteString(w, r.out.String())
	return err
}

// File is the name under which the page is installed.
func (p Page) File() string { return fmt.Sprintf("%s.%d", dashed(p.Name), p.Section) }

// dashed is a name in one word.
func dashed(name string) string { return strings.ReplaceAll(name, " ", "-") }

// roffWriter writes requests, each on a line of its own.
type roffWriter struct{ out strings.Builder }

func (r *roffWriter) part(p Part, depth int) {
	switch {
	case p.Title == "":
	case depth == 0:
		r.request("SH", strings.ToUpper(p.Title))
	case depth == 1:
		r.request("SS", p.Title)
	default:
		r.request("PP")
		r.text("\\fB" + escape(p.Title) + "\\fP")
	}
	for i, b := range p.Blocks {
		r.block(b, i > 0 || p.Title == "" || depth > 1)
	}
	for _, sub := range p.Parts {
		r.part(sub, depth+1)
	}
}

// block writes a block; apart says that something stands above it.
func (r *roffWriter) block(b Block, apart bool) {
	if apart {
		r.request("PP")
	}
	if b.Prose != "" {
		r.text(escape(b.Prose))
	}
	if b.Lines != "" {
		r.request("nf")
		for line := range strings.SplitSeq(b.Lines, "\n") {
			r.text(escape(line))
		}
		r.request("fi")
	}
	for _, t := range b.Terms {
		r.request("TP")
		r.text("\\fB" + escape(t.Name) + "\\fP")
		r.text(escape(t.Says))
	}
}

// request writes a request with its arguments quoted.
func (r *roffWriter) request(name string, args ...string) {
	r.out.WriteString("." + name)
	for _, a := range args {
		r.out.WriteString(` "` + strings.ReplaceAll(escape(a), `"`, `\(dq`) + `"`)
	}
	r.out.WriteByte('\n')
}

// text writes a line that is no request, however it begins. What is in it must be
// escaped already.
func (r *roffWriter) text(s string) {
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		r.out.WriteString(`\&`)
	}
	r.out.WriteString(s + "\n")
}

// escape makes every character stand for itself: man(7) would set a bare hyphen
// and a bare quote as characters that can't be pasted into a shell.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, "'", `\(aq`).Replace(s)
}
