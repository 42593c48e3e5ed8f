package serviceconfig

import (
	"fmt"
	"maps"
	"strings"

	"go.yaml.in/yaml/v3"
)

// verify reads the changed text again: all that was there must be there still,
// what was added must be there, and nothing else. What can't be edited line by line
// ends here at the latest.
func (e *editor) verify(changed string) error {
	again, err := parse([]byte(changed))
	if err != nil {
		return wrong(Uneditable, "", "the file is written in a way in which nothing can be added safely")
	}
	want := flatten(e.root)
	for path, value := range e.added {
		for above := path; above != ""; above = parent(above) {
			if v, ok := want[above]; ok && (v == "!!null " || v == "empty") {
				delete(want, above)
			}
		}
		want[path] = "!!str " + value
	}
	have := flatten(again.root)
	for path, value := range e.added {
		// Dotted and nested keys are one to the service.
		if have[path] != "!!str "+value {
			return wrong(Uneditable, path, "it can't be added safely to a file that is written like this")
		}
	}
	if !maps.Equal(want, have) {
		return wrong(Uneditable, "", "something else in the file would change")
	}
	return nil
}

// parent is the path of the container of a path.
func parent(path string) string {
	if i := strings.LastIndexAny(path, ".["); i >= 0 {
		return path[:i]
	}
	return ""
}

// flatten returns every scalar with its tag by its path. Aliases are not followed,
// which bounds the work.
func flatten(root *yaml.Node) map[string]string {
	flat := map[string]string{}
	if root != nil {
		flattenInto(flat, "", root)
	}
	return flat
}

func flattenInto(flat map[string]string, path string, n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			at := n.Content[i].Value
			if path != "" {
				at = path + "." + at
			}
			flattenInto(flat, at, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			flattenInto(flat, fmt.Sprintf("%s[%d]", path, i), item)
		}
	case yaml.AliasNode:
		flat[path] = "*" + n.Value
		return
	default:
		flat[path] = n.Tag + " " + n.Value
		if n.Tag == "!!null" {
			flat[path] = "!!null "
		}
		return
	}
	if len(n.Content) == 0 {
		flat[path] = "empty"
	}
}
