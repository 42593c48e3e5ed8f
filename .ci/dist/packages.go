package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/deb" // registers itself
	nfiles "github.com/goreleaser/nfpm/v2/files"
	_ "github.com/goreleaser/nfpm/v2/rpm" // registers itself
)

// packages writes a .deb and a .rpm.
func (r *release) packages(t target, files []file) error {
	for _, format := range []string{"deb", "rpm"} {
		packager, err := nfpm.Get(format)
		if err != nil {
			return err
		}
		info, err := r.describe(t, format, files)
		if err != nil {
			return err
		}
		if err := nfpm.PrepareForPackager(info, format); err != nil {
			return err
		}
		if err := r.create(r.name(t, "."+format), func(w io.Writer) error { return packager.Package(info, w) }); err != nil {
			return err
		}
	}
	return nil
}

// describe says what a package is and what it puts where.
func (r *release) describe(t target, format string, files []file) (*nfpm.Info, error) {
	info := &nfpm.Info{
		Name: "connwiz", Arch: t.arch, Platform: "linux", Version: packageVersion(r.version), VersionSchema: "none", Release: "1",
		Section: "admin", Priority: "optional", Maintainer: "connwiz", MTime: r.made,
		Description: "Set up Elastic connectors from a terminal\nA wizard that asks for every field of a connector as its schema wants it,\nand says what the connector service would say before anything is sent.",
	}
	info.RPM.BuildHost = "localhost"
	staged := filepath.Join(r.work, t.os+"-"+t.arch, format)
	for _, f := range files {
		place := installed(f.name, format)
		if place == "" {
			continue
		}
		content := f.content
		if strings.HasPrefix(f.name, "man/") {
			content = squeeze(content)
		}
		source := filepath.Join(staged, f.name)
		if err := os.MkdirAll(filepath.Dir(source), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(source, content, f.mode); err != nil {
			return nil, err
		}
		info.Contents = append(info.Contents, &nfiles.Content{
			Source: source, Destination: place, FileInfo: &nfiles.ContentFileInfo{Mode: f.mode, MTime: r.made},
		})
	}
	return info, nil
}

// installed is where a package puts a file, "" for what it leaves out.
func installed(name, format string) string {
	zsh := "/usr/share/zsh/site-functions/_connwiz"
	if format == "deb" {
		zsh = "/usr/share/zsh/vendor-completions/_connwiz"
	}
	if page, found := strings.CutPrefix(name, "man/"); found {
		return "/usr/share/man/man" + strings.TrimPrefix(filepath.Ext(page), ".") + "/" + page + ".gz"
	}
	return map[string]string{
		"connwiz":                  "/usr/bin/connwiz",
		"completions/connwiz.bash": "/usr/share/bash-completion/completions/connwiz",
		"completions/_connwiz":     zsh,
		"completions/connwiz.fish": "/usr/share/fish/vendor_completions.d/connwiz.fish",
		"README.md":                "/usr/share/doc/connwiz/README.md",
		"THIRD-PARTY-LICENCES":     "/usr/share/doc/connwiz/THIRD-PARTY-LICENCES",
	}[name]
}

// packageVersion makes a version that both packagers take: it begins with a digit
// and has no hyphen.
func packageVersion(version string) string {
	version = strings.TrimPrefix(version, "v")
	if version == "" || version[0] < '0' || version[0] > '9' || !strings.Contains(version, ".") {
		version = "0.0.0+" + version // a commit without a tag
	}
	return strings.ReplaceAll(version, "-", ".")
}

// squeeze packs a manual page as packages have them.
func squeeze(content []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err != nil || w.Close() != nil {
		panic("a buffer takes everything")
	}
	return out.Bytes()
}
