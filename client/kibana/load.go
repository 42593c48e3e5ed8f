package kibana

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"connwiz/schema"
)

//go:embed types/*.yaml
var typeFiles embed.FS

// Lookup returns the type of that id. The error names the nearest thing to do.
func Lookup(id string) (*Type, error) {
	t, err := readType("types/" + strings.TrimPrefix(id, ".") + ".yaml")
	if errors.Is(err, fs.ErrNotExist) || err == nil && t.ID != id {
		return nil, fmt.Errorf("the fields of connector type %q are not known to this program", id)
	}
	return t, err
}

// Types returns every type that is known here, sorted by name.
func Types() ([]*Type, error) {
	names, err := fs.Glob(typeFiles, "types/[a-z]*.yaml")
	if err != nil {
		return nil, err
	}
	all := make([]*Type, 0, len(names))
	for _, name := range names {
		t, err := readType(name)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	slices.SortFunc(all, func(a, b *Type) int { return compareFold(a.Name, b.Name) })
	return all, nil
}

// readType reads a data file.
func readType(name string) (*Type, error) {
	d, err := readFile(name)
	if err != nil {
		return nil, err
	}
	t := &Type{ID: d.ID, Name: d.Name, License: d.License, Summary: strings.TrimSpace(d.Summary), Test: d.Test}
	t.Fields = append(t.Fields, Field{
		Name: string(InName), Label: "Name", In: InName, Kind: KindStr, Display: schema.DisplayText,
		Required: true, Tooltip: "How rules and people find the connector.",
	})
	for _, f := range d.Fields {
		if err := t.add(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return t, nil
}

func readFile(name string) (typeFile, error) {
	var d typeFile
	raw, err := typeFiles.ReadFile(name)
	if err != nil {
		return d, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&d); err != nil {
		return d, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// add adds a field, or those of the file that it includes.
func (t *Type) add(d fieldFile) error {
	if d.Include == "" {
		t.Fields = append(t.Fields, d.field())
		return nil
	}
	shared, err := readFile(path.Join("types", "_"+d.Include+".yaml"))
	if err != nil {
		return err
	}
	for _, f := range shared.Fields {
		if err := t.add(f); err != nil {
			return err
		}
	}
	return nil
}
