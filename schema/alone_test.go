package schema

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoOtherRoomJudgesValues looks for what a second set of rules would need: a
// pattern engine in the form, or a way around this package's doors. (Other rooms have
// patterns of their own, for what they print.)
func TestNoOtherRoomJudgesValues(t *testing.T) {
	t.Parallel()
	files := 0
	for _, room := range []string{"../ui", "../cmd"} {
		err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files++
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, i := range f.Imports {
				if p := strings.Trim(i.Path.Value, `"`); p == "regexp" && filepath.Dir(path) == "../ui" || strings.HasPrefix(p, "connwiz/schema/internal/") {
					t.Errorf("%s imports %s: values are judged by schema alone", path, p)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files == 0 {
		t.Error("no file was looked at")
	}
}
