package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// bigDoc makes a schema of n fields: one switch on which a quarter of the fields
// hangs, chains of ten, and rules.
func bigDoc(n int) string {
	parts := []string{`"f0":{"type":"str","value":"a"}`}
	for i := 1; i < n; i++ {
		dep := "[]"
		switch {
		case i%4 == 0:
			dep = `[{"field":"f0","value":"a"}]`
		case i%10 != 0:
			dep = fmt.Sprintf(`[{"field":"f%d","value":"x"}]`, i-1)
		}
		parts = append(parts, fmt.Sprintf(
			`"f%d":{"type":"str","order":%d,"value":"x","depends_on":%s,"validations":[{"type":"regex","constraint":"[a-z0-9]*"}]}`,
			i, i, dep))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// denseDoc makes a schema of n fields, each of which hangs on ten others, cycles
// included.
func denseDoc(n int) string {
	var parts []string
	for i := range n {
		var deps []string
		for j := range 10 {
			deps = append(deps, fmt.Sprintf(`{"field":"f%d","value":"x"}`, (i*7+j*131)%n))
		}
		parts = append(parts, fmt.Sprintf(`"f%d":{"value":"x","depends_on":[%s]}`, i, strings.Join(deps, ",")))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// BenchmarkSetTextDense is an edit on which everything hangs, back and forth.
func BenchmarkSetTextDense(b *testing.B) {
	d := newDraft(b, denseDoc(2000))
	texts := []string{"a", "x", "b"}
	for i := 0; b.Loop(); i++ {
		d.SetText("f0", texts[i%len(texts)])
	}
}

// BenchmarkKey is what one key costs: the edit and the views of a screen.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{18, 2000} {
		for _, edited := range []string{"f0", "f7"} {
			b.Run(fmt.Sprintf("%s of %d", edited, n), func(b *testing.B) {
				d := newDraft(b, bigDoc(n))
				names := namesOf(d.Schema())
				d.Gate()
				texts := []string{"a1", "a", "a2", "x"}
				for i := 0; b.Loop(); i++ {
					d.SetText(edited, texts[i%len(texts)])
					for _, name := range names[:18] {
						if _, ok := d.Field(name); !ok {
							b.Fatal(name)
						}
					}
				}
			})
		}
	}
}

// BenchmarkSetText is the edit alone.
func BenchmarkSetText(b *testing.B) {
	for _, n := range []int{18, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDraft(b, bigDoc(n))
			texts := []string{"a1", "a", "a2", "x"}
			for i := 0; b.Loop(); i++ {
				d.SetText("f0", texts[i%len(texts)])
			}
		})
	}
}

// BenchmarkReview is an edit and everything that the review shows.
func BenchmarkReview(b *testing.B) {
	for _, n := range []int{18, 2000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDraft(b, bigDoc(n))
			texts := []string{"a1", "a", "a2", "x"}
			for i := 0; b.Loop(); i++ {
				d.SetText("f0", texts[i%len(texts)])
				d.Changes()
				d.Gate()
				d.Warnings()
			}
		})
	}
}

// BenchmarkField is one view that is there already.
func BenchmarkField(b *testing.B) {
	d := newDraft(b, bigDoc(2000))
	d.Gate()
	for b.Loop() {
		if _, ok := d.Field("f1000"); !ok {
			b.Fatal("unknown")
		}
	}
}

// BenchmarkNew is the start of a form.
func BenchmarkNew(b *testing.B) {
	for _, n := range []int{18, 2000} {
		s, err := schema.Parse([]byte(bigDoc(n)))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				draft.New(s)
			}
		})
	}
}
