package profile

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// errUneditable is a file that is written in a way that can't be kept on
// rewriting.
var errUneditable = errors.New("the file is written in a way that can't be kept: change it by hand")

// change is what shall be different in the file.
type change struct {
	name string
	// put is the profile's new content, nil: the profile is removed, or stays when
	// keep is set.
	put  *Profile
	keep bool
	// current is the new current profile, "" for none.
	current string
}

// rewrite returns the file's text with a change made. Comments and keys that we
// don't know stay; blank lines do, too, where that can be had.
func (d *document) rewrite(c change) ([]byte, error) {
	for _, raw := range [][]byte{d.marked(), d.raw} {
		out, err := d.try(c, raw)
		if err != nil {
			return nil, err
		}
		if d.faithful(out, c) {
			return out, nil
		}
	}
	return nil, errUneditable
}

// blank stands for a blank line, which the library would drop; comments it keeps.
const blank = "#~blank~"

// marked is the file with a comment in place of every blank line that is not
// part of a text.
func (d *document) marked() []byte {
	lines := bytes.Split(d.raw, []byte("\n"))
	if len(lines) > 1000 { // every blank line costs a look at the whole file
		return d.raw
	}
	for i, line := range lines {
		if len(bytes.TrimSpace(line)) > 0 || i == len(lines)-1 {
			continue
		}
		lines[i] = []byte(blank)
		now, err := parse(bytes.Join(lines, []byte("\n")))
		if err != nil || !reflect.DeepEqual(now.others(change{keep: true}), d.others(change{keep: true})) {
			lines[i] = line
		}
	}
	return bytes.Join(lines, []byte("\n"))
}

// try makes the change in a text, by the library.
func (d *document) try(c change, raw []byte) ([]byte, error) {
	copied, err := parse(raw)
	if err != nil {
		return nil, err
	}
	top := copied.top()
	if top == nil {
		top = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		copied.root = yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{top}}
	}
	if err := c.apply(top); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if len(d.root.Content) == 0 && len(bytes.TrimSpace(d.raw)) > 0 { // nothing but comments
		out.Write(append(bytes.TrimRight(d.raw, "\r\n"), '\n', '\n'))
	}
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(&copied.root), e.Close()); err != nil {
		return nil, fmt.Errorf("write YAML: %w", err)
	}
	// Below some comments the library puts a blank line of its own.
	text := regexp.MustCompile(`(?m)^[ \t]*`+blank+`\n\n?`).ReplaceAll(out.Bytes(), []byte("\n"))
	return bytes.TrimLeft(text, "\n"), nil
}

// apply makes the change in the nodes.
func (c change) apply(top *yaml.Node) error {
	switch {
	case c.current == "":
		remove(top, "current")
	case value(top, "current") == nil:
		top.Content = append([]*yaml.Node{scalar("current"), scalar(c.current)}, top.Content...)
	default:
		put(top, "current", scalar(c.current))
	}
	if c.keep {
		return nil
	}
	all := value(top, "profiles")
	if all == nil || all.Tag == "!!null" {
		all = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		put(top, "profiles", all)
	}
	if c.put == nil {
		remove(all, c.name)
		return nil
	}
	return c.putEntry(all)
}

// putEntry puts the profile among the others; keys of it that aren't ours stay.
func (c change) putEntry(all *yaml.Node) error {
	var fresh yaml.Node
	if err := fresh.Encode(c.put); err != nil {
		return fmt.Errorf("write YAML: %w", err)
	}
	old := value(all, c.name)
	if old == nil || old.Tag == "!!null" {
		put(all, c.name, &fresh)
		return nil
	}
	if old.Kind != yaml.MappingNode {
		return errUneditable
	}
	for _, key := range keys() {
		if v := value(&fresh, key); v != nil {
			put(old, key, v)
		} else {
			remove(old, key)
		}
	}
	return nil
}
