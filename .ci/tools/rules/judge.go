package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// rooms says what each folder may import of ours: itself, and rooms that begin
// with one of these. Data flows inwards only.
func rooms() map[string][]string {
	return map[string][]string{
		"schema":              {},
		"schema/draft":        {"schema"},
		"schema/redact":       {"schema"},
		"client":              {"schema"},
		"client/kibana":       {"schema", "client"},
		"client/profile":      {"schema"},
		"client/emulator":     {"schema", "client/emulator"},
		"ui":                  {"schema", "client", "ui"},
		"ui/text":             {"schema"},
		"ui/theme":            {},
		"ui/terminal":         {"ui/terminal"},
		"ui/unsent":           {"schema", "ui/text"},
		"client/audit":        {},
		"client/quartz":       {},
		"client/setup":        {"schema", "client"},
		"cmd/internal/manual": {"ui/text"},
		"ui/plain":            {"schema", "client", "ui"},

		"cmd/internal/serve": {"ui/terminal"},
	}
}

// judge returns every broken rule of the program; tests may do more.
func judge(set *token.FileSet, sources []source) []string {
	var broken []string
	for _, s := range sources {
		if s.isTest() {
			continue
		}
		say := func(n ast.Node, format string, args ...any) {
			place := fmt.Sprintf("%s:%d: ", s.path, set.Position(n.Pos()).Line)
			broken = append(broken, place+fmt.Sprintf(format, args...))
		}
		judgeImports(s, say)
		judgeDecls(set, s, say)
		judgeProcess(s, say)
	}
	return broken
}

type sayer func(n ast.Node, format string, args ...any)

// judgeImports keeps the rooms apart.
func judgeImports(s source, say sayer) {
	allowed, known := rooms()[s.room()]
	if !known {
		return
	}
	for _, i := range s.ast.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		ours, found := strings.CutPrefix(path, "connwiz/")
		if err != nil || !found || within(ours, s.room()+"/internal") {
			continue
		}
		if !slices.ContainsFunc(allowed, func(room string) bool { return within(ours, room) }) {
			say(i, "%s must not import %s", s.room(), ours)
		}
	}
}

// within reports whether path is the room or a folder of it.
func within(path, room string) bool { return path == room || strings.HasPrefix(path, room+"/") }

// judgeDecls refuses init functions, except the one with a reason, and exported
// names without a word about them.
func judgeDecls(set *token.FileSet, s source, say sayer) {
	last := 0 // the line on which the declaration before ends
	for _, d := range s.ast.Decls {
		// Lines that follow each other without a gap share one comment.
		grouped := set.Position(d.Pos()).Line == last+1
		last = set.Position(d.End()).Line
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil && s.room() != "ui/terminal/quiet" {
				say(d, "no init functions: pass it in")
			}
			if d.Name.IsExported() && d.Doc == nil && !grouped && exportedReceiver(d) {
				say(d, "%s has no doc comment", d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok && t.Name.IsExported() && d.Doc == nil && t.Doc == nil {
					say(t, "%s has no doc comment", t.Name)
				}
			}
		}
	}
}

// exportedReceiver reports whether a function is no method of a private type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	name, ok := t.(*ast.Ident)
	return !ok || name.IsExported()
}

// judgeProcess keeps the process (its files, its end) out of everything but the
// two files that are there for it.
func judgeProcess(s source, say sayer) {
	switch {
	case path.Base(s.path) == "main.go", s.path == "cmd/internal/command/streams.go",
		s.room() == "ui/terminal/screentest": // only tests import it
		return
	}
	ast.Inspect(s.ast, func(n ast.Node) bool {
		call, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, ok := call.X.(*ast.Ident)
		if !ok || of.Name != "os" {
			return true
		}
		switch call.Sel.Name {
		case "Exit", "Stdin", "Stdout", "Stderr", "Args", "Getenv", "LookupEnv", "Environ":
			say(call, "os.%s belongs into streams.go: pass it in", call.Sel.Name)
		}
		return true
	})
}
