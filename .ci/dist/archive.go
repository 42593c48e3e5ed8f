package main

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// file is a file of an archive.
type file struct {
	name    string // in the archive, with slashes
	content []byte
	mode    fs.FileMode
}

// sorted are the files in the one order that they always have.
func sorted(files []file) []file {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return files
}

// create makes a file of the release and fills it.
func (r *release) create(name string, fill func(io.Writer) error) error {
	f, err := os.Create(filepath.Join(r.out, name))
	if err != nil {
		return err
	}
	if err := fill(f); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return f.Close()
}

// tar writes an archive for Unix.
func (r *release) tar(t target, files []file) error {
	return r.create(r.name(t, ".tar.gz"), func(w io.Writer) error {
		packed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			return err
		}
		out := tar.NewWriter(packed)
		for _, f := range sorted(files) {
			header := &tar.Header{
				Name: r.name(t, "/") + f.name, Size: int64(len(f.content)), Mode: int64(f.mode),
				ModTime: r.made, Format: tar.FormatUSTAR,
			}
			if err := out.WriteHeader(header); err != nil {
				return err
			}
			if _, err := out.Write(f.content); err != nil {
				return err
			}
		}
		if err := out.Close(); err != nil {
			return err
		}
		return packed.Close()
	})
}

// zip writes an archive for Windows.
func (r *release) zip(t target, files []file) error {
	return r.create(r.name(t, ".zip"), func(w io.Writer) error {
		out := zip.NewWriter(w)
		for _, f := range sorted(files) {
			header := &zip.FileHeader{Name: r.name(t, "/") + f.name, Method: zip.Deflate, Modified: r.made}
			header.SetMode(f.mode)
			entry, err := out.CreateHeader(header)
			if err != nil {
				return err
			}
			if _, err := entry.Write(f.content); err != nil {
				return err
			}
		}
		return out.Close()
	})
}

// sum writes the checksums, as sha256sum -c reads them, and prints them.
func (r *release) sum() error {
	made, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var lines strings.Builder
	for _, entry := range made {
		content, err := os.ReadFile(filepath.Join(r.out, entry.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256(content), entry.Name())
	}
	fmt.Print(lines.String())
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(lines.String()), 0o644)
}
