package quartz

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	oracle "github.com/reugn/go-quartz/quartz"
)

// go-quartz is right where an expression has no range that wraps, names no day
// that some months lack, has a question mark in one of the fields for days, and
// one time a day where a weekday is moved to.
func TestTimesAreThoseOfGoQuartz(t *testing.T) {
	t.Parallel()
	expressions := []string{
		"0 0 0 * * ?", "0 15 10 ? * *", "0 0/5 14,18 * * ?", "0 0-5 14 * * ?", "0 10,44 14 ? 3 WED", "0 15 10 ? * MON-FRI",
		"0 15 10 15 * ?", "0 15 10 L * ?", "0 15 10 L-2 * ?", "0 15 10 LW * ?", "0 15 10 15W * ?", "0 15 10 ? * 6L",
		"0 15 10 ? * 6L 2027-2030", "0 15 10 ? * 6#3", "0 0 12 1/5 * ?", "0 11 11 11 11 ?", "30 */20 * * * ?",
		"0 0 0 ? * SUN", "0 0 0 ? * 7", "0 0 0 ? * 1,3,5", "0 0 0 1 JAN,JUL ?", "0 0 0 1W * ?",
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test's cases must repeat
	for range 300 {
		expressions = append(expressions, someExpression(random))
	}
	start := day("2026-11-22 02:30:00")
	for _, expression := range expressions {
		s, err := Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		trigger, err := oracle.NewCronTriggerWithLoc(expression, time.UTC)
		if err != nil {
			t.Fatalf("%q: %v", expression, err)
		}
		at := start.UnixNano()
		for i, got := range s.Next(start, 12) {
			if at, err = trigger.NextFireTime(at); err != nil {
				t.Fatalf("%q: %v", expression, err)
			}
			if want := time.Unix(0, at).UTC(); !got.Equal(want) {
				t.Errorf("%q: time %d is %s, want %s", expression, i, got, want)
				break
			}
		}
	}
}

// someExpression makes an expression of what the oracle gets right.
func someExpression(r *rand.Rand) string {
	value := func(low, high int) string {
		a, b := low+r.IntN(high-low+1), low+r.IntN(high-low+1)
		switch r.IntN(5) {
		case 0:
			return "*"
		case 1:
			return fmt.Sprintf("%d-%d", min(a, b), max(a, b))
		case 2:
			return fmt.Sprintf("%d,%d", min(a, b), max(a, b))
		case 3:
			return fmt.Sprintf("%d/%d", a, 1+r.IntN(high-low))
		default:
			return fmt.Sprint(a)
		}
	}
	parts := []string{"0", value(0, 59), value(0, 23), "?", value(1, 12), "?"}
	if r.IntN(2) == 0 {
		parts[3] = []string{value(1, 28), "L", "L-4", "LW", "15W", "1W"}[r.IntN(6)]
		if strings.Contains(parts[3], "W") {
			parts[1], parts[2] = fmt.Sprint(r.IntN(60)), fmt.Sprint(r.IntN(24))
		}
	} else {
		parts[5] = []string{value(1, 7), "MON-FRI", "TUE,SAT", "3L", "5#2"}[r.IntN(5)]
	}
	return strings.Join(parts, " ")
}
