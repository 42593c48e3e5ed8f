package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
)

// The sizes no file and no function of the program may pass.
const (
	mostFileLines = 500
	mostFuncLines = 70
)

// printSizes prints median, 95 % and maximum, and returns what is too large.
func printSizes(set *token.FileSet, sources []source) []string {
	var broken []string
	var code, tests, functions []int
	for _, s := range sources {
		if s.isTest() {
			tests = append(tests, s.lines)
			continue
		}
		code = append(code, s.lines)
		if s.lines > mostFileLines {
			broken = append(broken, fmt.Sprintf("%s: %d lines, at most %d", s.path, s.lines, mostFileLines))
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			lines := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1
			functions = append(functions, lines)
			if lines > mostFuncLines {
				broken = append(broken, fmt.Sprintf("%s: %s has %d lines, at most %d", s.path, f.Name, lines, mostFuncLines))
			}
		}
	}
	fmt.Println("lines:      files    sum  median  95 %   max")
	printRow("code", code)
	printRow("tests", tests)
	printRow("functions", functions)
	return broken
}

// printRow prints one row of the table of sizes.
func printRow(name string, sizes []int) {
	if len(sizes) == 0 {
		return
	}
	slices.Sort(sizes)
	sum := 0
	for _, n := range sizes {
		sum += n
	}
	at := func(percent int) int { return sizes[(len(sizes)-1)*percent/100] }
	fmt.Printf("%-10s %6d %6d %7d %5d %5d\n", name, len(sizes), sum, at(50), at(95), at(100))
}
