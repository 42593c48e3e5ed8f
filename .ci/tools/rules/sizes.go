package main

import (
	"cmp"
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

// shown is how many of the largest are named.
const shown = 5

// sized is a file or a function with its length.
type sized struct {
	name  string
	lines int
}

// printSizes prints median, 95 % and maximum and names the largest, and returns what
// is too large.
func printSizes(set *token.FileSet, sources []source) []string {
	var code, tests, functions []sized
	for _, s := range sources {
		if s.isTest() {
			tests = append(tests, sized{s.path, s.lines})
			continue
		}
		code = append(code, sized{s.path, s.lines})
		functions = append(functions, functionsOf(set, s)...)
	}
	fmt.Println("lines:      number    sum  median  95 %   max")
	printRow("code", code)
	printRow("tests", tests)
	printRow("functions", functions)
	printLargest("files", code)
	printLargest("functions", functions)
	return append(tooLarge(code, mostFileLines), tooLarge(functions, mostFuncLines)...)
}

// functionsOf measures the functions of a file.
func functionsOf(set *token.FileSet, s source) []sized {
	var out []sized
	for _, d := range s.ast.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			from, to := set.Position(f.Pos()).Line, set.Position(f.End()).Line
			out = append(out, sized{fmt.Sprintf("%s:%d: %s", s.path, from, f.Name), to - from + 1})
		}
	}
	return out
}

// tooLarge returns what has more lines than it may.
func tooLarge(all []sized, most int) []string {
	var out []string
	for _, s := range all {
		if s.lines > most {
			out = append(out, fmt.Sprintf("%s: %d lines, at most %d", s.name, s.lines, most))
		}
	}
	return out
}

// printRow prints one row of the table of sizes, and leaves the largest first.
func printRow(name string, all []sized) {
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b sized) int { return cmp.Compare(b.lines, a.lines) })
	sum := 0
	for _, s := range all {
		sum += s.lines
	}
	at := func(percent int) int { return all[(len(all)-1)*(100-percent)/100].lines }
	fmt.Printf("%-10s %7d %6d %7d %5d %5d\n", name, len(all), sum, at(50), at(95), at(100))
}

// printLargest names the largest, so that growth is seen before it is too much.
func printLargest(kind string, all []sized) {
	fmt.Printf("the largest %s:\n", kind)
	for _, s := range all[:min(shown, len(all))] {
		fmt.Printf("%6d %s\n", s.lines, s.name)
	}
}
