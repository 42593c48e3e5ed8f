package command

import "testing"

func TestShowFindsAFieldAsSetDoes(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for _, name := range []string{"host", "Host", "HOST"} {
		sections := s.run("", "show", "shop", name, "--output", "json").exits(t, 0).decoded(t)["sections"].([]any)
		if len(sections) != 1 || len(sections[0].(map[string]any)["fields"].([]any)) != 1 {
			t.Errorf("%s: shown %v", name, sections)
		}
	}
	s.run("", "show", "shop", "Twice").exits(t, 2).says(t, `several fields are called "Twice": label 1, label 2`, "hint: ")
	s.run("", "show", "shop", "prt").exits(t, 4).says(t, "the nearest is port", "hint: ")
	s.store("shop", "created", "{}")
	s.run("", "show", "shop", "host").exits(t, 4).says(t, "has no fields yet")
}
