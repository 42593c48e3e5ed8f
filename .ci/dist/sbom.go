package main

import (
	"debug/buildinfo"
	"encoding/json"
	"io"
	"runtime/debug"
	"strings"
	"time"
)

// The parts of a CycloneDX document (specification 1.6) that are known for sure:
// what the linker wrote into the binary about itself. There is no serial number,
// which would differ each time.
type (
	bom struct {
		Format       string       `json:"bomFormat"`
		Spec         string       `json:"specVersion"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Timestamp string    `json:"timestamp"`
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		PURL       string     `json:"purl,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref string   `json:"ref"`
		On  []string `json:"dependsOn"`
	}
)

// bill writes what is in a binary.
func (r *release) bill(t target, program string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return err
	}
	doc := bom{
		Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{r.made.Format(time.RFC3339), component{
			Type: "application", Ref: "connwiz", Name: "connwiz", Version: r.version,
			Properties: []property{{"goos", t.os}, {"goarch", t.arch}},
		}},
		Components: []component{{
			Type: "library", Ref: "std", Name: "Go standard library", Version: info.GoVersion, PURL: "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go"),
		}},
	}
	for _, m := range info.Deps {
		doc.Components = append(doc.Components, module(m))
	}
	direct := dependency{Ref: "connwiz"}
	for _, c := range doc.Components {
		direct.On = append(direct.On, c.Ref)
	}
	doc.Dependencies = []dependency{direct}
	return r.create(r.name(t, ".cdx.json"), func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", "  ")
		return e.Encode(doc)
	})
}

// module is a Go module as a component. Its sum is that of go.sum, which no
// standard hash is.
func module(m *debug.Module) component {
	purl := "pkg:golang/" + m.Path + "@" + m.Version
	return component{
		Type: "library", Ref: purl, Name: m.Path, Version: m.Version, PURL: purl,
		Properties: []property{{"go.sum", m.Sum}},
	}
}
