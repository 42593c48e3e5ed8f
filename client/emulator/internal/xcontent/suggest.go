package xcontent

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// DidYouMean returns the hint that the server adds to the refusal of an unknown
// name, with lead before it, or "" where no known name is near.
func DidYouMean(unknown string, known []string, lead string) string {
	type candidate struct {
		name  string
		score float64
	}
	var near []candidate
	for _, name := range known {
		// The server's string distance asks for more than half of the letters.
		if score := similarity(unknown, name); score > 0.5 {
			near = append(near, candidate{name, score})
		}
	}
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.name, b.name))
	})
	switch len(near) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("%sdid you mean [%s]?", lead, near[0].name)
	}
	names := make([]string, len(near))
	for i, c := range near {
		names[i] = c.name
	}
	return fmt.Sprintf("%sdid you mean any of [%s]?", lead, strings.Join(names, ", "))
}

func similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	longest := max(len(x), len(y))
	if longest == 0 {
		return 1
	}
	return 1 - float64(levenshtein(x, y))/float64(longest)
}

func levenshtein(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next := min(row[j+1]+1, row[j]+1, diagonal+cost)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
