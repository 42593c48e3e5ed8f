package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// result matches a line of go test -bench: name and nanoseconds.
const result = `(?m)^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([0-9.]+) ns/op`

// measureInMemory measures what needs no terminal: ours with the benchmarks of
// ui and schema, the peers with theirs.
func (b *bench) measureInMemory(t *table, all []subject) error {
	cmd := exec.CommandContext(b.ctx, "go", "test", "-run", "^$", "-bench", "View|Key|Picker|Paste|Judge$", "-benchtime", "300ms", "./ui", "./schema")
	cmd.Env = b.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("run the benchmarks of ui and schema: %w\n%s", err, out)
	}
	rows := map[string]string{
		"View/18_fields": rowView, "View/2000_fields": rowView2000, "Key/18_fields": rowKey18, "Key/2000_fields": rowKey2000,
		"PickerOf10000/view": rowPicker, "Paste/4_kB_token": rowPaste, "Judge": rowCheck,
	}
	for _, m := range regexp.MustCompile(result).FindAllStringSubmatch(string(out), -1) {
		row, asked := rows[m[1]]
		nanoseconds, err := strconv.ParseFloat(m[2], 64)
		if asked && err == nil {
			t.set(row, all[0], nanoseconds/1e6)
		}
	}
	return b.measurePeersInMemory(t, all)
}

func (b *bench) measurePeersInMemory(t *table, all []subject) error {
	fields := filepath.Join(b.folder, "fields.json")
	for _, s := range all {
		if s.ours {
			continue
		}
		for row, args := range map[string][]string{
			rowView: {fields, "view", "18"}, rowView2000: {fields, "view", "2000"}, rowPicker: {fields, "pick", "10000"},
			rowKey18: {fields, "key", "18"}, rowKey2000: {fields, "key", "2000"},
		} {
			out, err := exec.CommandContext(b.ctx, s.program, args...).Output()
			if err != nil {
				return fmt.Errorf("%s %s: %w", s.name, args[1], err)
			}
			nanoseconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			if err != nil {
				return fmt.Errorf("%s %s: %w", s.name, args[1], err)
			}
			t.set(row, s, nanoseconds/1e6)
		}
	}
	return nil
}
