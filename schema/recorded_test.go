package schema

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
)

// TestRecordedVerdicts judges random configurations, with attributes of every
// kind, whose verdicts Python 3.11 gave by the rules of the connector service.
func TestRecordedVerdicts(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/verdicts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	count := 0
	for ; lines.Scan(); count++ {
		var want struct{ Document, Stage, Raises, Message string }
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatalf("line %d: %v", count+1, err)
		}
		v := parse(t, want.Document).Evaluate().Verdict()
		raises := ""
		if len(v.Problems) == 1 && v.Problems[0].Exception != "" {
			raises, v.Message = v.Problems[0].Exception+": "+v.Message, ""
		}
		if string(v.Stage) != want.Stage || raises != want.Raises || v.Message != want.Message ||
			v.Valid != (want.Raises == "" && want.Message == "") {
			t.Errorf("%s\n got %s %s%s\nwant %s %s%s", want.Document,
				v.Stage, raises, v.Message, want.Stage, want.Raises, want.Message)
		}
	}
	if err := lines.Err(); err != nil || count < 500 {
		t.Errorf("%d lines, %v", count, err)
	}
}
