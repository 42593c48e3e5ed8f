package serviceconfig

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/schema"
)

func encoded(id string) string { return base64.StdEncoding.EncodeToString([]byte(id + ":s3cr3t")) }

func TestADifferentFileTellsBothStatesAndNoKey(t *testing.T) {
	t.Parallel()
	entry := func(kind, key string) string {
		return "elasticsearch:\n  password: x\nconnectors:\n  - connector_id: orders\n    service_type: " + kind + "\n    api_key: " + key + "\n"
	}
	for name, c := range map[string]struct{ file, field, have, want string }{
		"another type":                       {entry("mysql", `""`), "connectors[].service_type", "mysql", "postgresql"},
		"another key":                        {entry("postgresql", `"`+encoded("old")+`"`), "connectors[].api_key", "API key old", "API key new"},
		"a key that can't be read":           {entry("postgresql", "s3cr3t"), "connectors[].api_key", "an API key", "API key new"},
		"a key that comes from elsewhere":    {entry("postgresql", "${KEY}"), "connectors[].api_key", "an API key, from the environment", "API key new"},
		"the key of the section that serves": {"elasticsearch:\n  api_key: \"" + encoded("old") + "\"\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n", "elasticsearch.api_key", "API key old", "API key new"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c2 := orders()
			c2.APIKey = schema.NewSecret([]byte(encoded("new")))
			_, err := Extend([]byte(c.file), c2)
			var differs *Error
			if !errors.As(err, &differs) || differs.Kind != Differs {
				t.Fatalf("got %v", err)
			}
			if differs.Field != c.field || differs.Have != c.have || differs.Want != c.want {
				t.Errorf("got %s: %q, want %q", differs.Field, differs.Have, differs.Want)
			}
			if told := fmt.Sprintf("%+v %v", *differs, err); strings.Contains(told, "s3cr3t") || strings.Contains(told, encoded("new")) {
				t.Errorf("it tells a key: %s", told)
			}
		})
	}
}

func TestTheKeyThatServesAConnector(t *testing.T) {
	t.Parallel()
	view, err := Parse([]byte("elasticsearch:\n  api_key: " + encoded("all") + "\nconnectors:\n" +
		"  - connector_id: a\n    api_key: " + encoded("own") + "\n  - connector_id: b\n"))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"a": "own", "b": "all", "c": "all"} {
		if got := KeyID(view.KeyFor(id)); got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
}

func TestAFileThatCantBeWrittenIsLeftAsItWas(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "config.yml")
	if err := os.WriteFile(path, []byte("a: b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// A name that is too long can't be written by anybody, root included.
	long := filepath.Join(folder, strings.Repeat("x", 250)+".yml")
	_, err := Write(long, orders(), time.Now())
	var failure *FileError
	if !errors.As(err, &failure) || failure.Path != long || failure.Doing == "" {
		t.Errorf("got %#v", err)
	}
	if err != nil && strings.Count(err.Error(), long) != 1 {
		t.Errorf("the path is there more than once: %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "a: b\n" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestWhyAFileCantBeWritten(t *testing.T) {
	t.Parallel()
	for cause, want := range map[error][2]bool{
		syscall.ENOSPC: {true, false}, syscall.EDQUOT: {true, false},
		syscall.EROFS: {false, true}, syscall.EACCES: {false, true}, syscall.EPERM: {false, true},
		syscall.EIO: {false, false},
	} {
		var failure *FileError
		if !errors.As(failed("write", "f", &fs.PathError{Op: "open", Path: "f", Err: cause}), &failure) {
			t.Fatal("no FileError")
		}
		if got := [2]bool{failure.Full(), failure.Denied()}; got != want {
			t.Errorf("%v: %v", cause, got)
		}
	}
}
