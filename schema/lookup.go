package schema

import (
	"fmt"
	"sort"
	"strings"
)

// NoFieldError says that a configuration has no field of a name or label, or more
// than one of a label.
type NoFieldError struct {
	Wanted string
	// Nearest are the names that come closest, or that share the label.
	Nearest []string
	// Ambiguous: several fields have that label.
	Ambiguous bool
}

// Error names what was wanted and the nearest names.
func (e *NoFieldError) Error() string {
	switch {
	case e.Ambiguous:
		return fmt.Sprintf("several fields are called %q: %s", e.Wanted, strings.Join(e.Nearest, ", "))
	case len(e.Nearest) == 1:
		return fmt.Sprintf("no field %q; the nearest is %s", e.Wanted, e.Nearest[0])
	case len(e.Nearest) > 0:
		return fmt.Sprintf("no field %q; the nearest are %s", e.Wanted, strings.Join(e.Nearest, ", "))
	default:
		return fmt.Sprintf("no field %q", e.Wanted)
	}
}

// Lookup finds a field by its name, or by a label that only one field has, without
// regard to case. The error is a *[NoFieldError].
func (s *Schema) Lookup(wanted string) (*Field, error) {
	if f := s.Field(wanted); f != nil {
		return f, nil
	}
	var found []*Field
	for _, f := range s.Fields() {
		if strings.EqualFold(f.Label, wanted) || strings.EqualFold(f.Name, wanted) {
			found = append(found, f)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) > 1 {
		return nil, &NoFieldError{Wanted: wanted, Nearest: names(found), Ambiguous: true}
	}
	return nil, &NoFieldError{Wanted: wanted, Nearest: s.nearest(wanted)}
}

// names lists the names of fields.
func names(fields []*Field) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}

// nearest are at most three names that are close to what was wanted.
func (s *Schema) nearest(wanted string) []string {
	type near struct {
		name     string
		distance int
	}
	var all []near
	wanted = strings.ToLower(wanted)
	for _, f := range s.Fields() {
		d := min(distance(wanted, strings.ToLower(f.Name)), distance(wanted, strings.ToLower(f.Label)))
		if strings.Contains(strings.ToLower(f.Name), wanted) {
			d = 0
		}
		if d <= max(2, len(wanted)/2) {
			all = append(all, near{f.Name, d})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].distance < all[j].distance })
	var out []string
	for _, n := range all[:min(len(all), 3)] {
		out = append(out, n.name)
	}
	return out
}

// distance counts the single changes of a character between two words
// (Levenshtein). Words longer than any name stand far apart.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 200 || len(y) > 200 {
		return len(x) + len(y)
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		last := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := last
			if r != q {
				cost = 1 + min(last, row[j], row[j+1])
			}
			last, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
