package command

import "testing"

func TestActionValuesAreTakenAsTheFileHasThem(t *testing.T) {
	t.Parallel()
	s, _ := raiseKibana(t, nil)
	tests := map[string]struct {
		args   []string
		values string
		field  string
		want   any
	}{
		"a number in a text":         {[]string{".index"}, "index: 007", "index", "007"},
		"a long number in a text":    {[]string{".index"}, "index: 12345678901234567890123", "index", "12345678901234567890123"},
		"a power of ten in a text":   {[]string{".index"}, "index: 1e3", "index", "1e3"},
		"a date in a text":           {[]string{".index"}, "index: 2026-11-22", "index", "2026-11-22"},
		"a truth value in a text":    {[]string{".index"}, "index: yes", "index", "yes"},
		"a JSON number in a text":    {[]string{".index"}, `{"index": 1.50}`, "index", "1.50"},
		"a number in a number":       {[]string{".email", "from=a@example.com", "service=other", "host=h", "hasAuth=false"}, "port: 465", "port", 465.0},
		"a truth value in a switch":  {[]string{".index", "index=i"}, "refresh: true", "refresh", true},
		"a text in quotes in a text": {[]string{".index"}, `index: "007"`, "index", "007"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"action", "create", "--name", "N", "--dry-run", "--output", "json", "--values", "-"}, test.args...)
			doc := s.run(test.values, args...).exits(t, 0).decoded(t)
			request, _ := doc["request"].(map[string]any)
			body, _ := request["body"].(map[string]any)
			config, _ := body["config"].(map[string]any)
			if config[test.field] != test.want {
				t.Errorf("sent %#v, want %#v, in %v", config[test.field], test.want, doc)
			}
		})
	}
}

func TestAWarningAboutAnActionNamesItsField(t *testing.T) {
	t.Parallel()
	s, _ := raiseKibana(t, nil)
	for _, dry := range []string{"--dry-run", "--name=N"} {
		s.run("https://hooks.example.com/x ", "action", "create", ".slack", "--name", "N", "--stdin", "webhookUrl", dry).
			exits(t, 0).says(t, "warning: webhookUrl: ")
	}
}
