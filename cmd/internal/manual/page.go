// Package manual is one page of the manual as data, and the two forms in which it
// is read: text on a terminal (connwiz help) and man(7) source (connwiz man).
//
// The library that comes with the command line's makes man pages by way of
// Markdown, which costs the program a Markdown parser and loses what a list of
// terms is. Two writers of a hundred lines cost less than that.
package manual

import (
	"slices"
	"strings"
)

// Page is one page.
type Page struct {
	// Name is what the page is found by, such as "connwiz set".
	Name string
	// Short is one line on what it is about.
	Short string
	// Section is the section of the manual: 1 for commands, 7 for topics.
	Section int
	// Usage are the forms of the command line, each on a line; "" for a topic.
	Usage string
	// Parts are the text, in order; the first says what it is about.
	Parts []Part
}

// Told returns the parts with the usage in its place, after the first.
func (p Page) Told() []Part {
	if p.Usage == "" {
		return p.Parts
	}
	usage := Part{Title: "Usage", Blocks: Verbatim(p.Usage)}
	return slices.Insert(slices.Clone(p.Parts), min(1, len(p.Parts)), usage)
}

// Part is a part of a page under a heading; the first may have none.
type Part struct {
	Title  string
	Blocks []Block
	// Parts stand below this one.
	Parts []Part
}

// Block is a paragraph, lines as they are, or a list of terms.
type Block struct {
	// Prose is a paragraph, which is wrapped to the width.
	Prose string
	// Lines are shown as they are.
	Lines string
	// Terms is a list of terms.
	Terms []Term
}

// Term is a name and what it means.
type Term struct{ Name, Says string }

// Prose reads text as the source code holds it: paragraphs stand between empty
// lines, and one whose lines all begin with a blank is shown as it is.
func Prose(text string) []Block {
	var out []Block
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		switch lines := strings.Split(paragraph, "\n"); {
		case strings.TrimSpace(paragraph) == "":
		case indented(lines):
			out = append(out, Block{Lines: paragraph})
		default:
			out = append(out, Block{Prose: strings.Join(lines, " ")})
		}
	}
	return out
}

// indented reports whether every line begins with a blank.
func indented(lines []string) bool {
	for _, line := range lines {
		if !strings.HasPrefix(line, " ") {
			return false
		}
	}
	return true
}

// Verbatim keeps examples as they are, empty lines between them included.
func Verbatim(text string) []Block {
	return []Block{{Lines: strings.Trim(text, "\n")}}
}
