package ui

import (
	"fmt"
	"testing"

	"connwiz/schema"
)

// A schema that somebody made to hurt has so many that they can't all be compared with
// each other.
func TestVeryManyOptionsAreNamedAndFound(t *testing.T) {
	t.Parallel()
	const many = 20_000
	f := &schema.Field{}
	for i := range many {
		f.Options = append(f.Options, schema.Option{Label: fmt.Sprintf("l%d", i/2), Value: schema.Int(int64(i))})
	}
	names := optionNames(f)
	for _, i := range []int{0, 1, many - 1} {
		want := fmt.Sprintf("l%d (%d)", i/2, i)
		if names[i] != want || optionName(f, i) != want {
			t.Errorf("got %q and %q, want %q", names[i], optionName(f, i), want)
		}
	}
	for typed, want := range map[string]int{fmt.Sprintf("(%d)", many-1): many - 1, "l1 (": 2, "none": -1} {
		if got := optionCalled(f, typed, 0); got != want {
			t.Errorf("%q: got %d, want %d", typed, got, want)
		}
	}
}
