package draft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// realSchemas returns the files of real schemas beside the repository.
func realSchemas(t *testing.T) []string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for parent := filepath.Dir(dir); parent != dir; dir, parent = parent, filepath.Dir(parent) {
		files, err := filepath.Glob(filepath.Join(parent, "shared", "schemas", "*.json"))
		if err == nil && len(files) > 0 {
			return files
		}
	}
	t.Skip("no folder of real schemas (shared/schemas) beside the repository")
	return nil
}

func TestRealSchemasAreFilledInThroughTheDraft(t *testing.T) {
	t.Parallel()
	for _, file := range realSchemas(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := parse(t, string(raw))
			d := draft.New(s)
			equal(t, "untouched body", body(t, d, false), `{}`)
			fillActive(t, d)
			p, err := d.Payload(false)
			if err != nil {
				t.Fatalf("%v: %s", err, brief(d.Gate()))
			}
			checkPayload(t, s, d)
			for name, v := range p.Values {
				equal(t, "kind of "+name, v.Kind(), wantedKind(s.Field(name).Type))
			}
			if v := d.Verdict(); !v.Valid {
				t.Errorf("the service would say %q", v.Message)
			}
		})
	}
}

// fillActive enters a value into every field that is shown, also those that are
// shown by it.
func fillActive(t *testing.T, d *draft.Draft) {
	t.Helper()
	done := map[string]bool{}
	for again := true; again; {
		again = false
		for _, section := range d.Schema().Sections() {
			for _, f := range section.Fields {
				if d.Active(f.Name) && !done[f.Name] {
					done[f.Name], again = true, true
					fill(d, f)
				}
			}
		}
	}
}

func fill(d *draft.Draft, f *schema.Field) {
	switch {
	case f.Sensitive:
		d.SetSecret(f.Name, secret("s3cret"))
	case f.Type == schema.TypeBool:
		d.Choose(f.Name, schema.Bool(true))
	case len(f.Options) > 0:
		d.Choose(f.Name, f.Options[len(f.Options)-1].Value)
	case f.Type == schema.TypeInt:
		d.SetText(f.Name, "7")
	case f.Type == schema.TypeList:
		d.SetText(f.Name, "one\ntwo, three")
	case strings.Contains(f.Name, "subject"):
		d.SetText(f.Name, "admin@example.org")
	default:
		d.SetText(f.Name, "https://example.org")
	}
}

func wantedKind(t schema.Type) schema.Kind {
	switch t {
	case schema.TypeInt:
		return schema.KindInt
	case schema.TypeBool:
		return schema.KindBool
	default:
		return schema.KindText
	}
}
