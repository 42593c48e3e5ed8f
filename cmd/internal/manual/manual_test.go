package manual

import (
	"strings"
	"testing"
)

// sample is a page with everything that a page may have.
func sample() Page {
	return Page{
		Name: "connwiz sample", Short: "a page - of tests", Section: 1, Usage: "  connwiz sample",
		Parts: []Part{
			{Blocks: Prose("One paragraph\nof two lines.\n\n  as it is\n    is shown\n\nAnother.")},
			{Title: "Terms", Blocks: []Block{{Terms: []Term{{"a", "first"}, {strings.Repeat("b", 40), "second"}}}}},
			{Title: "Deep", Parts: []Part{{Title: "Deeper", Blocks: Prose("below")}}},
		},
	}
}

func TestTextPutsEveryPartInItsPlace(t *testing.T) {
	t.Parallel()
	want := `One paragraph of two lines.

  as it is
    is shown

Another.

Usage:
  connwiz sample

Terms:
  a                                 first
  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                                    second

Deep:
  Deeper:
    below
`
	if got := sample().Text(80); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTextIsNeverWiderThanTheTerminal(t *testing.T) {
	t.Parallel()
	long := Page{Parts: []Part{{Blocks: append(Prose(strings.Repeat("word ", 50)),
		Block{Terms: []Term{{"a-term-of-some-length", strings.Repeat("says ", 50)}}})}}}
	for _, width := range []int{0, 60, 80, 120} {
		for line := range strings.SplitSeq(long.Text(width), "\n") {
			if len(line) > max(width, 60) {
				t.Errorf("at %d: %q", width, line)
			}
		}
	}
}

func TestRoffIsAsManWantsIt(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := sample().Roff(&out, Edition{Version: "1.2", Date: "2026-03-14"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`.TH "CONNWIZ\-SAMPLE" "1" "2026\-03\-14" "connwiz 1.2" "connwiz manual"` + "\n.SH \"NAME\"\nconnwiz\\-sample \\- a page \\- of tests\n",
		".SH \"SYNOPSIS\"\n.nf\n  connwiz sample\n.fi\n.SH \"DESCRIPTION\"\n",
		".nf\n  as it is\n    is shown\n.fi\n", ".TP\n\\fBa\\fP\nfirst\n", ".SH \"DEEP\"\n.SS \"Deeper\"\nbelow\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if got := sample().File(); got != "connwiz-sample.1" {
		t.Errorf("the file is called %s", got)
	}
}

func TestNothingInATextIsARequest(t *testing.T) {
	t.Parallel()
	p := Page{Parts: []Part{{Blocks: []Block{{Lines: ".sh rm -rf\n'q\n\\fB -x 'y' `z` ^ ~"}}}}}
	var out strings.Builder
	if err := p.Roff(&out, Edition{}); err != nil {
		t.Fatal(err)
	}
	if want := "\\&.sh rm \\-rf\n\\(aqq\n\\efB \\-x \\(aqy\\(aq \\(gaz\\(ga \\(ha \\(ti\n"; !strings.Contains(out.String(), want) {
		t.Errorf("%q is not in %q", want, out.String())
	}
}
