package main

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/text"
)

// TestTablesStayStraightWhateverTheText prints what is hard to count: wide letters,
// joined and coloured emoji, flags, marks, and text from right to left.
func TestTablesStayStraightWhateverTheText(t *testing.T) {
	t.Parallel()
	es := emulator.New(emulator.Options{})
	server := httptest.NewServer(es)
	t.Cleanup(server.Close)
	fields := map[string]any{"plain": map[string]any{"label": "plain", "value": "VALUE"}}
	for i, s := range []string{"plain", "漢字かな", "한글", "🚀", "👩‍👩‍👧", "🇫🇷", "👍🏽", "❤️", "e\u0301", "שלום", "مرحبا", "देव", "คำ", "a\u202eb"} {
		id := string(rune('a' + i))
		document, err := json.Marshal(map[string]any{"name": s, "service_type": "SERVICE", "status": "connected", "configuration": map[string]any{}})
		if err != nil {
			t.Fatal(err)
		}
		if err := es.PutDocument(id, document); err != nil {
			t.Fatal(err)
		}
		fields[id] = map[string]any{"label": s, "value": "VALUE"}
	}
	document, err := json.Marshal(map[string]any{"name": "all", "service_type": "SERVICE", "status": "connected", "configuration": fields})
	if err != nil {
		t.Fatal(err)
	}
	if err := es.PutDocument("all", document); err != nil {
		t.Fatal(err)
	}
	for command, column := range map[string]string{"list": "SERVICE", "show all": "VALUE"} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("connwiz", strings.Fields(command)...)
			cmd.Env = append(os.Environ(), "ELASTICSEARCH_URL="+server.URL, "LANG=C.UTF-8", "HOME="+t.TempDir())
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			rows, want := 0, -1
			for line := range strings.Lines(string(out)) {
				before, _, found := strings.Cut(line, column)
				if !found || strings.HasPrefix(line, "service type") {
					continue
				}
				if rows++; want < 0 {
					want = text.Width(before)
				}
				if got := text.Width(before); got != want {
					t.Errorf("column %d, not %d: %s", got, want, line)
				}
			}
			if rows < 14 {
				t.Errorf("only %d rows:\n%s", rows, out)
			}
		})
	}
}
