// Command rules checks the house rules that no linter knows, and prints the
// sizes that keep a room readable. It is given the root of the repository.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// source is one parsed file.
type source struct {
	path  string // from the root, with slashes
	lines int
	ast   *ast.File
	text  string
}

// isTest reports whether the file is compiled into tests only.
func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// room is the folder of the file.
func (s source) room() string { return filepath.ToSlash(filepath.Dir(s.path)) }

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	set := token.NewFileSet()
	sources, err := read(set, root)
	if err != nil {
		return err
	}
	broken := append(printSizes(set, sources), judge(set, sources)...)
	for _, b := range broken {
		fmt.Println(b)
	}
	if len(broken) > 0 {
		return fmt.Errorf("%d rules are broken", len(broken))
	}
	return nil
}

// read parses every Go file below root but those in dot folders.
func read(set *token.FileSet, root string) ([]source, error) {
	var out []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, path, text, parser.ParseComments)
		if err != nil {
			return err
		}
		from, err := filepath.Rel(root, path)
		out = append(out, source{
			path: filepath.ToSlash(from), lines: strings.Count(string(text), "\n"), ast: file, text: string(text),
		})
		return err
	})
	return out, err
}
