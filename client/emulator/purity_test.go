package emulator

import (
	goparser "go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheServerKnowsNothingOfTheClient keeps the stand-in independent of the code
// that is tested against it: the simulated service alone may use the schema.
func TestTheServerKnowsNothingOfTheClient(t *testing.T) {
	t.Parallel()
	var files []string
	for _, pattern := range []string{"*.go", "internal/xcontent/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := goparser.ParseFile(token.NewFileSet(), file, nil, goparser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imported := range parsed.Imports {
			path := strings.Trim(imported.Path.Value, `"`)
			ours := strings.HasPrefix(path, "connwiz/") && !strings.HasPrefix(path, "connwiz/client/emulator/")
			if ours && (path != "connwiz/schema" || !strings.HasPrefix(file, "service_")) {
				t.Errorf("%s imports %s", file, path)
			}
		}
	}
}
