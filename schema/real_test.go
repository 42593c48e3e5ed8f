package schema

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// realSchemas returns the schemas that real services register, by service type.
// They are not part of the project.
func realSchemas(t testing.TB) map[string][]byte {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; filepath.Dir(dir) != dir; dir = filepath.Dir(dir) {
		files, _ := filepath.Glob(filepath.Join(dir, "shared", "schemas", "*.json"))
		if len(files) == 0 {
			continue
		}
		schemas := map[string][]byte{}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Base(file)
			schemas[name[:len(name)-len(".json")]] = raw
		}
		return schemas
	}
	t.Skip("no folder with real schemas beside the project")
	return nil
}

func TestRealSchemasKeepEverything(t *testing.T) {
	t.Parallel()
	for name, raw := range realSchemas(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := parse(t, string(raw))
			if !bytes.Equal(s.Raw(), bytes.TrimSpace(raw)) {
				t.Error("the document changed")
			}
			var order []string
			decoder := json.NewDecoder(bytes.NewReader(raw))
			for depth := 0; ; {
				token, err := decoder.Token()
				if err != nil {
					break
				}
				switch token := token.(type) {
				case json.Delim:
					if token == '{' || token == '[' {
						depth++
					} else {
						depth--
					}
				case string:
					if depth == 1 {
						order = append(order, token)
					}
				}
			}
			if len(order) != len(s.Fields()) {
				t.Fatalf("%d fields instead of %d", len(s.Fields()), len(order))
			}
			for i, f := range s.Fields() {
				if f.Name != order[i] {
					t.Errorf("%s instead of %s", f.Name, order[i])
				}
				if i > 0 && f.Order < s.Fields()[i-1].Order {
					t.Errorf("%s comes before %s", f.Name, s.Fields()[i-1].Name)
				}
			}
		})
	}
}

func TestRealSchemasShowEveryFieldOnce(t *testing.T) {
	t.Parallel()
	for name, raw := range realSchemas(t) {
		s := parse(t, string(raw))
		seen := map[string]int{}
		for _, section := range s.Sections() {
			for _, f := range section.Fields {
				seen[f.Name]++
				if (section.Key == "advanced") != f.Advanced() {
					t.Errorf("%s: %s is in %q", name, f.Name, section.Key)
				}
			}
		}
		for _, f := range s.Fields() {
			if seen[f.Name] != 1 {
				t.Errorf("%s: %s is shown %d times", name, f.Name, seen[f.Name])
			}
		}
	}
}

func TestOnlyOneRealSchemaIsValidAsRegistered(t *testing.T) {
	t.Parallel()
	for name, raw := range realSchemas(t) {
		e := parse(t, string(raw)).Evaluate()
		v := e.Verdict()
		if v.Stage != StageCheck || v.Valid != (name == "dir") {
			t.Errorf("%s: %+v", name, v)
		}
		for _, p := range v.Problems {
			if p.Kind != KindRequired {
				t.Errorf("%s: only required fields are missing as registered: %+v", name, p)
			}
		}
		for _, s := range e.States() {
			if s.Err != nil || s.Unknown != "" {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
}

func TestAnUnknownDataSourceHidesItsConditionalFields(t *testing.T) {
	t.Parallel()
	raw, ok := realSchemas(t)["jira"]
	if !ok {
		t.Skip("no schema of jira")
	}
	s := parse(t, string(raw)).With(map[string]Value{"data_source": Text("nonsense"), "projects": Text("*"), "jira_url": Text("https://example.org")})
	for _, f := range s.Fields() {
		st := s.Evaluate().State(f.Name)
		if len(f.DependsOn) > 0 && f.DependsOn[0].Field == "data_source" && st.Active {
			t.Errorf("%s is shown", f.Name)
		}
	}
	if v := s.Evaluate().Verdict(); !v.Valid {
		t.Errorf("%+v", v)
	}
}

func TestRealSchemasHaveFewFindings(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"azure_blob_storage": "account_key secret_not_sensitive",
		"github":             "retry_count server_drops",
		"gitlab":             "projects server_refuses",
		"oracle":             "oracle_protocol default_ignored",
		"s3":                 "aws_access_key_id secret_not_sensitive",
	}
	for name, raw := range realSchemas(t) {
		if got := codes(t, string(raw)); got != want[name] {
			t.Errorf("%s: got %q, want %q", name, got, want[name])
		}
	}
}
