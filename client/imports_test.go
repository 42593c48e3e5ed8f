package client

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// The root package of go-elasticsearch compiles all of typedapi, which costs
// minutes of build time; one import anywhere below here is enough.
func TestOnlyTheRequestStructsOfGoElasticsearchAreImported(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files (%v)", err)
	}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range tree.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if strings.HasPrefix(path, "github.com/elastic/go-elasticsearch/") && !strings.HasSuffix(path, "/esapi") {
				t.Errorf("%s imports %s", file, path)
			}
		}
	}
}
