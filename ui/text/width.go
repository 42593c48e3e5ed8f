package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Width returns how many cells s takes, as the renderer counts them: by
// grapheme cluster, styling not counted.
func Width(s string) int { return ansi.StringWidth(s) }

// Truncate returns s cut to at most the given cells, ending in [Ellipsis] where
// something was cut. It may be used on styled text.
func Truncate(s string, cells int) string { return TruncateTail(s, cells, Ellipsis) }

// TruncateTail is [Truncate] with a sign of one's own for the cut, for terminals
// that know ASCII only.
func TruncateTail(s string, cells int, tail string) string {
	switch {
	case cells <= 0:
		return ""
	case len(s) <= cells && plain(s), Width(s) <= cells:
		return s
	case Width(tail) > cells:
		tail = ""
	}
	return ansi.Truncate(s, cells, tail)
}

// PadRight returns s filled up with spaces to the given cells. It never cuts.
func PadRight(s string, cells int) string {
	if n := cells - Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// Column is PadRight for a cell of a table that something follows. Terminals that write
// from right to left what is read so would take two such cells for one text, and show
// the second before the first: a mark without a width keeps them apart.
func Column(s string, cells int) string {
	if !plain(s) && strings.ContainsFunc(s, leftward) {
		return s + leftToRight + strings.Repeat(" ", max(0, cells-Width(s)))
	}
	return PadRight(s, cells)
}

// leftToRight is the mark of Unicode's bidirectional algorithm that counts as a letter
// and draws nothing.
const leftToRight = "\u200e"

// leftward reports whether r is of a script that is written from right to left: those
// from Hebrew to Arabic Extended-A, their presentation forms, and two regions further up.
func leftward(r rune) bool {
	return 0x590 <= r && r <= 0x8ff || 0xfb1d <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfeff ||
		0x10800 <= r && r <= 0x10fff || 0x1e800 <= r && r <= 0x1efff
}

// Fit returns s at exactly the given cells: cut or filled up.
func Fit(s string, cells int) string { return PadRight(Truncate(s, cells), cells) }

// first returns the first grapheme cluster of s and its cells. They are counted by
// Width, which counts a spacing mark behind an ASCII character for itself.
func first(s string) (string, int) {
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return cluster, Width(cluster)
}
