package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// randomJSON makes any JSON value, with numbers that are hard to tell apart.
func randomJSON(r *rand.Rand, depth int) string {
	if depth > 0 && r.IntN(4) == 0 {
		var items []string
		for range r.IntN(4) {
			items = append(items, randomJSON(r, depth-1))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	if depth > 0 && r.IntN(5) == 0 {
		var members []string
		for _, key := range r.Perm(3)[:r.IntN(4)] {
			members = append(members, fmt.Sprintf(`"k%d":%s`, key, randomJSON(r, depth-1)))
		}
		return "{" + strings.Join(members, ",") + "}"
	}
	scalars := []string{
		"null", "true", "false", "0", "-0", "0.0", "-0.0", "1", "1.0", "1e0", "-1", "2", "1.5",
		"9007199254740992", "9007199254740993", "9007199254740992.0", "1e22",
		"10000000000000000000000", "10000000000000000000001", "1e400", "-1e400",
		`""`, `"a"`, `"ab"`, `"b"`, `"1"`, `"true"`, `"null"`, `" "`, `"é"`,
	}
	return scalars[r.IntN(len(scalars))]
}

func TestEqualIsAnEquivalenceAndIdenticalIsStricter(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 30_000 {
		a, b, c := value(t, randomJSON(r, 2)), value(t, randomJSON(r, 2)), value(t, randomJSON(r, 2))
		if !a.Equal(a) || !a.Identical(a) {
			t.Fatalf("%s is not itself", a)
		}
		if a.Equal(b) != b.Equal(a) || a.Identical(b) != b.Identical(a) {
			t.Fatalf("%s and %s: not the same both ways", a, b)
		}
		if a.Equal(b) && b.Equal(c) && !a.Equal(c) {
			t.Fatalf("%s, %s and %s", a, b, c)
		}
		if a.Identical(b) && !a.Equal(b) {
			t.Fatalf("%s and %s are identical, but not equal", a, b)
		}
	}
}

func TestValuesAreLookedUpAsTheyCompare(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 10))
	for range 30_000 {
		a, b := value(t, randomJSON(r, 2)), value(t, randomJSON(r, 2))
		idA, _ := identity(a)
		idB, _ := identity(b)
		if (idA == idB) != a.Equal(b) {
			t.Fatalf("%s and %s: equal is %t, but they are looked up as %q and %q",
				a.RevealJSON(), b.RevealJSON(), a.Equal(b), idA, idB)
		}
	}
	if _, ok := identity(List(Float(math.NaN()))); ok {
		t.Error("a list with NaN equals nothing")
	}
}

func TestNumbersAreOrderedOneWay(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(11, 12))
	for range 30_000 {
		a, b := value(t, randomJSON(r, 0)), value(t, randomJSON(r, 0))
		if !isNumber(a) || !isNumber(b) {
			continue
		}
		less, err := ordered("<", a, b)
		greater, err2 := ordered(">", b, a)
		if err != nil || err2 != nil || less != greater {
			t.Fatalf("%s and %s: %t, %t", a, b, less, greater)
		}
		more, _ := ordered(">", a, b)
		count := 0
		for _, is := range []bool{less, more, a.Equal(b)} {
			if is {
				count++
			}
		}
		if count != 1 {
			t.Fatalf("%s and %s are less %t, greater %t, equal %t", a, b, less, more, a.Equal(b))
		}
	}
}

func TestEveryFieldIsInOneSection(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 14))
	for range 500 {
		doc := map[string]map[string]any{}
		for i := range r.IntN(12) {
			field := map[string]any{}
			if r.IntN(2) == 0 {
				field["order"] = r.IntN(4)
			}
			if r.IntN(2) == 0 {
				field["category"] = fmt.Sprintf("c%d", r.IntN(3))
			}
			if r.IntN(4) == 0 {
				field["ui_restrictions"] = []string{"advanced"}
			}
			doc[fmt.Sprintf("f%d", i)] = field
		}
		for i := range r.IntN(3) {
			doc[fmt.Sprintf("c%d", i)] = map[string]any{"type": "category", "order": r.IntN(3)}
		}
		raw, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		checkSections(t, parse(t, string(raw)))
	}
}

func checkSections(t *testing.T, s *Schema) {
	t.Helper()
	seen := map[string]int{}
	for _, section := range s.Sections() {
		if len(section.Fields) == 0 {
			t.Errorf("%q is empty", section.Key)
		}
		for i, f := range section.Fields {
			seen[f.Name]++
			if i == 0 {
				continue
			}
			before := section.Fields[i-1]
			if f.HasOrder && (!before.HasOrder || before.Order > f.Order) {
				t.Errorf("%s comes before %s in %s", before.Name, f.Name, s.Raw())
			}
		}
	}
	for _, f := range s.Fields() {
		if seen[f.Name] != 1 {
			t.Errorf("%s is shown %d times in %s", f.Name, seen[f.Name], s.Raw())
		}
	}
}

func TestACopyIsWhatItsDocumentSays(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(15, 16))
	for range 500 {
		s := parse(t, randomSchema(r, 5))
		c := s.With(map[string]Value{
			"f0": value(t, randomValue(r)),
			"f3": value(t, randomValue(r)),
		})
		again := parse(t, string(c.Raw()))
		got, want := c.Evaluate().Verdict(), again.Evaluate().Verdict()
		if got.Message != want.Message || got.Stage != want.Stage || !c.SameShape(again) {
			t.Fatalf("%s\n got %+v\nwant %+v", c.Raw(), got, want)
		}
	}
}

func TestNoRedactedDocumentHoldsASecret(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(17, 18))
	for range 300 {
		doc := fmt.Sprintf(`{"a": {"sensitive": %s, "type": %q, "value": %s, "default_value": %s, "x": %s}}`,
			[]string{`true`, `1`, `"yes"`, `[0]`}[r.IntN(4)],
			[]string{"str", "int", "list", "dict"}[r.IntN(4)],
			hidden(r), hidden(r), randomJSON(r, 2))
		s := parse(t, doc)
		e := s.Evaluate()
		printed := fmt.Sprintf("%s %+v %+v %+v %v", s.WithoutSecrets(), e.Verdict(), e.States(), s.Lint(), *s.Field("a"))
		if strings.Contains(printed, canary) {
			t.Fatalf("%s\nprints %s", doc, printed)
		}
	}
}

// hidden makes a value with the canary somewhere in it.
func hidden(r *rand.Rand) string {
	return []string{
		`"` + canary + `"`,
		`"a, ` + canary + `"`,
		`["` + canary + `", 1]`,
		`{"k": ["` + canary + `"]}`,
		`[{"` + canary + `": 1}]`,
	}[r.IntN(5)]
}

func TestASchemaMayBeSharedBetweenGoroutines(t *testing.T) {
	t.Parallel()
	s := parse(t, wideSchema(50))
	e := s.Evaluate()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			c := e.With(fmt.Sprintf("f%d", i+1), Text("x"))
			c.Verdict()
			e.Verdict()
			s.Sections()
			s.Lint()
		})
	}
	all.Wait()
	if !e.Verdict().Valid {
		t.Error("the shared evaluation changed")
	}
}
