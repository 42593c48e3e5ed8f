// Command licences lists the licence of every module that is linked into the
// program on any system, and refuses what its users could not live with. It is
// given the root of the repository; -texts prints the licences whole, as most of
// them want it from whoever gives the program away.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// module is a module with its licence.
type module struct {
	path, version, dir string
	licence, text      string
}

func main() {
	texts := flag.Bool("texts", false, "print the licences whole")
	flag.Parse()
	if err := run(flag.Arg(0), *texts); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(root string, texts bool) error {
	modules, err := linked(root)
	if err != nil {
		return err
	}
	refused := 0
	for _, m := range modules {
		if err := m.read(); err != nil {
			return err
		}
		fmt.Printf("%-14s %s %s\n", m.licence, m.path, m.version)
		if texts {
			fmt.Printf("\n%s\n\n", strings.TrimSpace(m.text))
		}
		if !slices.Contains(welcome(), m.licence) {
			fmt.Fprintf(os.Stderr, "%s: the licence %s is not one that was decided for\n", m.path, m.licence)
			refused++
		}
	}
	if refused > 0 {
		return fmt.Errorf("%d modules are refused", refused)
	}
	return nil
}

// linked lists the modules of the program on the systems that it is built for,
// and the standard library, which is linked in too.
func linked(root string) ([]module, error) {
	found := map[string]module{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}", "./cmd/connwiz")
		cmd.Dir, cmd.Env, cmd.Stderr = root, append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system), os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("list the modules for %s: %w", system, err)
		}
		for line := range bytes.Lines(out) {
			part := strings.Split(strings.TrimSpace(string(line)), "\t")
			if len(part) == 3 && part[1] != "" { // our own module has no version
				found[part[0]] = module{path: part[0], version: part[1], dir: part[2]}
			}
		}
	}
	all := []module{{path: "std", version: runtime.Version(), dir: runtime.GOROOT()}}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		all = append(all, found[path])
	}
	return all, nil
}

// read finds and names the licence of a module.
func (m *module) read() error {
	entries, err := os.ReadDir(m.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(m.dir, e.Name()))
		if err != nil {
			return err
		}
		if m.licence == "" && !strings.HasPrefix(name, "NOTICE") {
			m.licence = recognise(string(text))
		}
		m.text += string(text) + "\n"
	}
	if m.licence == "" {
		m.licence, m.text = stated(m.path)
	}
	return nil
}
