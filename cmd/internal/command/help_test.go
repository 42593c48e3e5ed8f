package command

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// tree is the tree of commands of a program that is never run.
func tree() *cobra.Command {
	root := newRoot(&app{})
	root.InitDefaultHelpCmd()
	return root
}

func TestEveryCommandExplainsItself(t *testing.T) {
	t.Parallel()
	for _, cmd := range everyCommand(tree()) {
		t.Run(cmd.CommandPath(), func(t *testing.T) {
			// Not parallel: cobra writes down what it has computed of a command's relatives.
			page := commandPage(cmd).Text(80)
			if cmd.Short == "" || strings.HasSuffix(cmd.Short, ".") {
				t.Errorf("in a list of commands it says %q", cmd.Short)
			}
			if cmd.Parent() == cmd.Root() && cmd.HasParent() && cmd.GroupID == "" {
				t.Error("it is in no group of the help")
			}
			if strings.Contains(page, "\x1b") || strings.Contains(page, "--api-key-file FILE") {
				t.Errorf("the help holds escapes, or flags that every command has:\n%s", page)
			}
			if strings.Count(page, globalsLine) != 1 {
				t.Errorf("the help doesn't say where those flags are:\n%s", page)
			}
			cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
				if f.Usage == "" {
					t.Errorf("--%s says nothing", f.Name)
				}
			})
		})
	}
}

func TestTheManualHoldsEveryCommandTopicAndFlag(t *testing.T) {
	t.Parallel()
	root := tree()
	whole := wholeManual(root).Text(80)
	for _, cmd := range everyCommand(root) {
		if !strings.Contains(whole, cmd.CommandPath()) {
			t.Errorf("%s is missing", cmd.CommandPath())
		}
		cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && !strings.Contains(whole, "--"+f.Name) {
				t.Errorf("--%s of %s is missing", f.Name, cmd.CommandPath())
			}
		})
	}
	for _, topic := range topics() {
		for _, part := range topic.parts(root) {
			for _, b := range part.Blocks {
				for _, term := range b.Terms {
					if !strings.Contains(whole, term.Name) {
						t.Errorf("%s of %s is missing", term.Name, topic.name)
					}
				}
			}
		}
	}
}

func TestManAndHelpFindTheSamePages(t *testing.T) {
	t.Parallel()
	s := &stand{t: t}
	for _, name := range []string{"set", "action list", "keys", "exit-codes", "semantics"} {
		words := strings.Fields(name)
		help := s.run("", append([]string{"help"}, words...)...).exits(t, 0)
		man := s.run("", append([]string{"man"}, words...)...).exits(t, 0)
		if help.out == "" || !strings.HasPrefix(man.out, ".TH ") {
			t.Errorf("%s: help says %q, man %q", name, help.out, man.out)
		}
	}
	for _, verb := range []string{"help", "man"} {
		s.run("", verb, "nonsense").exits(t, 2).says(t, `no help on "nonsense"`)
		s.run("", verb, "keys", "more").exits(t, 2)
	}
}

func TestManWritesEveryPage(t *testing.T) {
	t.Parallel()
	s := &stand{t: t, dir: t.TempDir()}
	dir := filepath.Join(s.dir, "a", "b")
	s.run("", "man", "--dir", dir).exits(t, 0).says(t, "pages written to "+dir)
	for _, name := range []string{"connwiz.1", "connwiz-set.1", "connwiz-action-list.1", "connwiz-keys.7"} {
		if !strings.HasPrefix(read(t, filepath.Join(dir, name)), ".TH ") {
			t.Errorf("%s is no manual page", name)
		}
	}
	s.run("", "man", "--dir", s.file("taken", "")).exits(t, 2).says(t, "write the manual")
	s.run("", "man", "set", "--dir", dir).exits(t, 2).says(t, "--dir writes all pages")
}

func TestHelpIsAsWideAsTheTerminal(t *testing.T) {
	t.Parallel()
	for width, want := range map[int]int{0: 80, 66: 66, 300: 80} {
		if got := (&app{streams: Streams{Width: width}}).helpWidth(); got != want {
			t.Errorf("on %d cells help has %d, want %d", width, got, want)
		}
	}
}

func TestHelpCompletesCommandsAndTopics(t *testing.T) {
	t.Parallel()
	s := &stand{t: t}
	s.run("", "__complete", "help", "").exits(t, 0).says(t, "set\t", "exit-codes\t")
	s.run("", "__complete", "man", "action", "").exits(t, 0).says(t, "types\t")
}

// TestEveryVariableIsTold looks through the sources for names of variables: each
// that the program asks for is in the help.
func TestEveryVariableIsTold(t *testing.T) {
	t.Parallel()
	var told strings.Builder
	for _, e := range environment() {
		told.WriteString(e.Name + ", ")
	}
	name := regexp.MustCompile(`^"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|TERM|TMUX|STY|HOME|LANG|COLORFGBG|ACCESSIBLE|LOCALAPPDATA)"$`)
	seen := 0
	for _, room := range []string{"../../../client/profile", "../../../client/audit", "../../../ui", "."} {
		for path, file := range sources(t, room) {
			ast.Inspect(file, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok {
					return true
				}
				if m := name.FindStringSubmatch(lit.Value); m != nil {
					seen++
					if !strings.Contains(told.String(), m[1]+",") {
						t.Errorf("%s knows the variable %s, and connwiz help environment doesn't", path, m[1])
					}
				}
				return true
			})
		}
	}
	if seen < 15 {
		t.Errorf("only %d names were found: the test looks in the wrong place", seen)
	}
}

// sources parses the program's files in a room and below it.
func sources(t *testing.T, room string) map[string]*ast.File {
	t.Helper()
	all := map[string]*ast.File{}
	err := filepath.WalkDir(room, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "screentest" || d.Name() == "testdata"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			all[path] = file
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestTheReadmeSaysWhatTheProgramSays keeps its tables from growing old.
func TestTheReadmeSaysWhatTheProgramSays(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)
	_, codes, _ := strings.Cut(readme, "## Exit codes")
	for _, e := range exitTable() {
		if !regexp.MustCompile(`(?m)^\|.*\b` + fmt.Sprint(e.code) + `\b.*\|.*\|$`).MatchString(codes) {
			t.Errorf("exit code %d is not in the README", e.code)
		}
	}
	if n := strings.Count(readme, "\n"); n > 250 {
		t.Errorf("the README has %d lines, at most 250", n)
	}
}

func TestTheUsageTellsWhichCommandsWorkAlone(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "action", "--help").wants(t, 0, "  connwiz action [flags]\n  connwiz action COMMAND\n")
	s.run("", "profile", "--help").wants(t, 0, "Usage:\n  connwiz profile COMMAND\n")
}
