package schema

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// wideSchema makes a document of many fields with everything that real ones have.
func wideSchema(fields int) string {
	var b strings.Builder
	b.WriteString(`{"on": {"type": "bool", "label": "On", "order": 0, "value": true}`)
	for i := 1; i < fields; i++ {
		fmt.Fprintf(&b, `, "f%d": {"default_value": 5, "depends_on": [{"field": "on", "value": true}], "display": "text", "label": "Field %d",
			"options": [], "order": %d, "required": %t, "sensitive": false, "tooltip": "What this field is for, in a sentence.", `, i, i, i, i%2 == 0)
		switch {
		case i%16 == 0: // few real fields have a pattern
			b.WriteString(`"type": "str", "value": "me@example.org",
				"validations": [{"type": "regex", "constraint": "^\\S+@\\S+\\.\\S+$"}]`)
		case i%4 == 0:
			b.WriteString(`"type": "str", "validations": [], "value": "some text"`)
		case i%4 == 1:
			b.WriteString(`"type": "int", "value": "42",
				"validations": [{"type": "less_than", "constraint": 100}]`)
		case i%4 == 2:
			b.WriteString(`"type": "list", "validations": [], "value": "a, b, c"`)
		default:
			b.WriteString(`"type": "bool", "validations": [], "value": ""`)
		}
		b.WriteString(`, "ui_restrictions": []}`)
	}
	return b.String() + "}"
}

// BenchmarkJudge judges documents of 18 fields from their bytes on; the goal is
// 10,000 a second.
func BenchmarkJudge(b *testing.B) {
	raw := []byte(wideSchema(18))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		s, err := Parse(raw)
		if err != nil || !s.Evaluate().Verdict().Valid {
			b.Fatal("the document has problems")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}

// BenchmarkEvaluate is what a form of 2,000 fields costs; the goal is 1 ms.
func BenchmarkEvaluate(b *testing.B) {
	s := parse(b, wideSchema(2000))
	for b.Loop() {
		s.Evaluate()
	}
}

// BenchmarkTypeOneKey is what a typed key costs in such a form.
func BenchmarkTypeOneKey(b *testing.B) {
	e := parse(b, wideSchema(2000)).Evaluate()
	e.Verdict()
	for b.Loop() {
		e.With("f1000", Text("x")).Verdict()
	}
}

func BenchmarkSections(b *testing.B) {
	s := parse(b, wideSchema(2000))
	for b.Loop() {
		s.Sections()
	}
}

// slowDocuments are of 64 kB each, and meant to take long.
func slowDocuments() map[string]string {
	const size = 64 << 10
	field := func(pattern, text string) string {
		return fmt.Sprintf(`{"value": %q, "validations": [{"type": "regex", "constraint": %q}]}`, text, pattern)
	}
	many := func(entry string) string {
		var b strings.Builder
		b.WriteString("{")
		for i := 0; b.Len() < size; i++ {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, `"f%d":%s`, i, entry)
		}
		return b.String() + "}"
	}
	chain := func() string {
		var b strings.Builder
		b.WriteString(`{"f0":{"value":"x"}`)
		for i := 1; b.Len() < size; i++ {
			fmt.Fprintf(&b, `,"f%d":{"value":"x","depends_on":[{"field":"f%d","value":"x"}]}`, i, i-1)
		}
		return b.String() + "}"
	}
	return map[string]string{
		"one long text against nested repeats":   `{"f":` + field("(a*)*b", strings.Repeat("a", size)) + `}`,
		"one long text against groups":           `{"f":` + field("(?:a|b)*c", strings.Repeat("ab", size/2)) + `}`,
		"one long text against a back-reference": `{"f":` + field(`(a*)\\1\\1b`, strings.Repeat("a", size)) + `}`,
		"a long pattern":                         `{"f":` + field(strings.Repeat("(?:a?", 400)+strings.Repeat(")*", 400)+strings.Repeat("a*", size/4), "aaaaaaaaaaaaaaaaaaaab") + `}`,
		"many patterns":                          many(field("(a+)+$", strings.Repeat("a", 40)+"b")),
		"many fields":                            many(`""`),
		"a chain of conditions":                  chain(),
		"a nest of arrays":                       `{"f":{"value":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}}`,
		"a long number":                          `{"f":{"type":"int","value":` + strings.Repeat("7", size) + `}}`,
		"a long number in text":                  `{"f":{"type":"int","value":"` + strings.Repeat("7", size) + `"}}`,
		"a long list":                            `{"f":{"type":"list","value":"` + strings.Repeat("a,", size/2) + `","validations":[{"type":"included_in","constraint":["b"]}]}}`,
		"a list of many choices":                 `{"f":{"type":"list","value":"` + strings.Repeat("a,", size/8) + `","validations":[{"type":"included_in","constraint":["` + strings.Repeat(`b","`, size/8) + `"]}]}}`,
	}
}

func BenchmarkSlowDocuments(b *testing.B) {
	for name, doc := range slowDocuments() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				parse(b, doc).Evaluate().Verdict()
			}
		})
	}
}

// TestNoVerdictTakesLong allows twenty times the goal of 50 ms, for the sake of
// slow and busy machines; the benchmark above holds it exactly.
func TestNoVerdictTakesLong(t *testing.T) {
	const tries = 5 // The best one counts: others may have waited for a core.
	for name, doc := range slowDocuments() {
		best := time.Hour
		for range tries {
			start := time.Now()
			parse(t, doc).Evaluate().Verdict()
			if best = min(best, time.Since(start)); best <= time.Second {
				break
			}
		}
		if best > time.Second {
			t.Errorf("%s took %v", name, best)
		}
	}
}

// BenchmarkJudgeRead judges documents that were read before.
func BenchmarkJudgeRead(b *testing.B) {
	raw := []byte(wideSchema(18))
	read := make([]*Schema, 512)
	i := 0
	for b.Loop() {
		if i%len(read) == 0 {
			b.StopTimer()
			for j := range read {
				read[j], _ = Parse(raw)
			}
			b.StartTimer()
		}
		if !read[i%len(read)].Evaluate().Verdict().Valid {
			b.Fatal("the document has problems")
		}
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "documents/s")
}
