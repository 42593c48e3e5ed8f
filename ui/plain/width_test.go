//go:build unix

package plain

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/creack/pty"
)

const sentence = "The service looks every thirty seconds at https://es.example.com:9200/a/path/that/is/long and says so."

func TestSentencesAreBrokenAtWordsWhereTheTerminalWouldBreakThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		width int
		want  string
	}{
		"forty cells": {40, "The service looks every thirty seconds\nat\nhttps://es.example.com:9200/a/path/that/is/long\nand says so."},
		"eighty":      {80, "The service looks every thirty seconds at\nhttps://es.example.com:9200/a/path/that/is/long and says so."},
		"as wide":     {len(sentence) + 2, sentence},
		"unknown":     {0, sentence},
		"too narrow":  {19, sentence},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			p := New(context.Background(), Options{In: strings.NewReader("yes\n"), Out: &out, Width: func() int { return c.width }})
			p.Say(sentence)
			if got := out.String(); got != c.want+"\n" {
				t.Errorf("got %q, want %q", got, c.want)
			}
			out.Reset()
			if _, err := p.Ask(sentence); err != nil {
				t.Fatal(err)
			}
			if got := out.String(); got != strings.TrimSuffix(c.want, ".")+".: " {
				t.Errorf("asked %q, want %q", got, c.want)
			}
		})
	}
}

func TestOptionsKeepTheirIndentAndTextItsLines(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := New(context.Background(), Options{In: strings.NewReader(""), Out: &out, Width: func() int { return 20 }})
	p.SayOptions([]string{"one option of many words"})
	p.SayLines("docker run --rm image:1 with arguments")
	want := "  1 one option of\n  many words\n  docker run --rm image:1 with arguments\n"
	if got := out.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheWidthIsThatOfTheTerminalNow(t *testing.T) {
	t.Parallel()
	person, program, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	t.Cleanup(func() { _ = program.Close(); _ = person.Close() })
	p := New(context.Background(), Options{In: strings.NewReader(""), Out: program})
	for _, c := range []struct {
		width uint16
		want  string
	}{{40, "one two three four five six seven eight\r\nnine\r\n"}, {30, "one two three four five six\r\nseven eight nine\r\n"}} {
		if err := pty.Setsize(program, &pty.Winsize{Rows: 24, Cols: c.width}); err != nil {
			t.Fatal(err)
		}
		p.Say("one two three four five six seven eight nine")
		got := make([]byte, len(c.want))
		if _, err := io.ReadFull(person, got); err != nil {
			t.Fatal(err)
		}
		if string(got) != c.want {
			t.Errorf("at %d columns got %q, want %q", c.width, got, c.want)
		}
	}
}

func TestAPipeIsWrittenWholeLines(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	New(context.Background(), Options{In: strings.NewReader(""), Out: &out}).Say(strings.Repeat("word ", 100) + "end")
	if n := strings.Count(out.String(), "\n"); n != 1 {
		t.Errorf("%d lines", n)
	}
}
