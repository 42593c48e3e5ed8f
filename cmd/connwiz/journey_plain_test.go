//go:build unix

package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// answers waits for each question and types what answers it. A question is what is
// written without ending its line.
func (s *seat) answers(all ...string) {
	s.t.Helper()
	for _, answer := range all {
		s.WaitUntil("a question", func(string) bool { return strings.HasSuffix(s.Log(), ": ") })
		s.Mark()
		s.Send(answer + "\r")
	}
}

// conversations are those that the manual shows, by their first line.
func conversations(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("connwiz", "help", "plain").Output()
	if err != nil {
		t.Fatal(err)
	}
	all, command := map[string][]string{}, ""
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSuffix(strings.TrimPrefix(line, "  "), "\n")
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "$ connwiz "):
			command = strings.TrimPrefix(strings.TrimSpace(line), "$ connwiz ")
		case strings.TrimSpace(line) == "":
			command = ""
		case command != "":
			all[command] = append(all[command], strings.TrimSpace(line))
		}
	}
	return all
}

func TestTheManualShowsConversationsAsTheyAre(t *testing.T) {
	t.Parallel()
	shown := conversations(t)
	for command, c := range map[string]struct {
		status, configuration string
		answers               []string
	}{
		"edit shop password --plain": {"connected", filled(t), []string{"s3cr3t-typed", "y"}},
		"configure shop --plain": {"needs_configuration", shop,
			[]string{"?", "db.example.com", "70000", "5432", "1", "s3cr3t-typed", "on", "orders\rcustomers\r.", "y"}},
	} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			g := raise(t, c.status, c.configuration).serve()
			s := g.start(screentest.Options{Silent: true, Shell: true, Width: 120, Height: 60}, strings.Fields(command)...)
			s.answers(c.answers...)
			s.leaves(0)
			s.hides("s3cr3t-typed", "hunter2-stored", "\x1b")
			var lines []string
			for _, line := range s.Lines() {
				if line = strings.TrimSpace(line); strings.HasPrefix(line, "[modes]") {
					break
				}
				passing := strings.HasPrefix(line, "Status: configured") || strings.HasPrefix(line, "No answer yet")
				if line != "" && !passing {
					lines = append(lines, strings.ReplaceAll(line, strings.TrimPrefix(g.url, "http://"), "es.example.com:9200"))
				}
			}
			if want := shown[command]; !slices.Equal(lines, want) {
				t.Errorf("the manual shows\n%s\nbut it is\n%s", strings.Join(want, "\n"), strings.Join(lines, "\n"))
			}
		})
	}
}
