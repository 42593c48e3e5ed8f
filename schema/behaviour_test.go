package schema

import (
	"strings"
	"testing"
)

// behaviour is one thing that the connector service was seen to do. A doc without
// "f" is a whole configuration, else it is the attributes of a field f.
type behaviour struct {
	name string
	doc  string
	// value is the effective value of f when the document is valid, "" when it
	// doesn't matter.
	value string
	// says are the messages of an invalid document; raises is an exception.
	says   []string
	raises string
}

// document returns the whole configuration.
func (b behaviour) document() string {
	if strings.HasPrefix(b.doc, "{") {
		return b.doc
	}
	return `{"f": {` + b.doc + `}}`
}

// check compares the verdict word for word.
func (b behaviour) check(t *testing.T) {
	t.Helper()
	e := parse(t, b.document()).Evaluate()
	v := e.Verdict()
	switch {
	case b.raises != "":
		if v.Valid || len(v.Problems) != 1 || v.Problems[0].Exception+": "+v.Message != b.raises {
			t.Errorf("verdict %+v", v)
		}
	case b.says != nil:
		if want := messagePrefix + strings.Join(b.says, "; "); v.Valid || v.Message != want {
			t.Errorf("message %q\n   want %q", v.Message, want)
		}
	case !v.Valid || v.Message != "" || len(v.Problems) != 0 || v.Stage != StageCheck:
		t.Errorf("not valid: %+v", v)
	case b.value != "":
		if got := string(e.State("f").Effective.RevealJSON()); got != b.value {
			t.Errorf("value %s, want %s", got, b.value)
		}
	}
}

// parse reads a configuration that must be one.
func parse(t testing.TB, doc string) *Schema {
	t.Helper()
	s, err := Parse([]byte(doc))
	if err != nil {
		t.Fatalf("%v in %s", err, doc)
	}
	return s
}

func TestTheServiceWasSeenToDoThis(t *testing.T) {
	t.Parallel()
	groups := [][]behaviour{conversionBehaviours(), requiredBehaviours(), ruleBehaviours(), dependencyBehaviours()}
	count := 0
	for _, group := range groups {
		for _, b := range group {
			count++
			t.Run(b.name, func(t *testing.T) {
				t.Parallel()
				b.check(t)
			})
		}
	}
	if count != 73 {
		t.Errorf("%d behaviours instead of 73", count)
	}
}
