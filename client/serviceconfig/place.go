package serviceconfig

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// addSection adds settings to the section elasticsearch in the way the file is
// written.
func (e *editor) addSection(fresh []setting) error {
	for _, s := range fresh {
		e.set("elasticsearch."+s.key, s.value)
	}
	if at := e.dotted(); at > 0 {
		margin := indent(e.lines.line(at))
		e.insert(at, fresh, margin+"elasticsearch.", margin+"elasticsearch.")
		return nil
	}
	key, section := child(e.root, "elasticsearch")
	switch {
	case key == nil:
		e.append(append([]string{"elasticsearch:"}, margined(fresh, "  ", "  ")...))
		return nil
	case empty(section):
		margin := indent(e.lines.line(key.Line)) + "  "
		e.dropNull(section)
		e.insert(key.Line, fresh, margin, margin)
		return nil
	case section.Kind != yaml.MappingNode || section.Style&yaml.FlowStyle != 0 || section.Line == key.Line:
		return wrong(Uneditable, "elasticsearch", "the section on line %d isn't written line by line", key.Line)
	}
	first := section.Content[0]
	margin := strings.Repeat(" ", first.Column-1)
	e.insert(first.Line-1, fresh, margin, margin)
	return nil
}

// dotted returns the line of the first setting of elasticsearch that is written
// with a dot, or 0.
func (e *editor) dotted() int {
	if e.root == nil {
		return 0
	}
	for i := 0; i+1 < len(e.root.Content); i += 2 {
		if k := e.root.Content[i]; strings.HasPrefix(k.Value, "elasticsearch.") && e.root.Content[i+1].Kind == yaml.ScalarNode {
			return k.Line
		}
	}
	return 0
}

// planList adds an entry to the list of connectors.
func (e *editor) planList(own bool) error {
	entry := []setting{{"connector_id", e.wanted.ID}, {"service_type", e.wanted.ServiceType}}
	if own {
		entry = append(entry, setting{"api_key", string(e.wanted.APIKey.Reveal())})
	}
	at := fmt.Sprintf("connectors[%d].", len(e.items()))
	for _, s := range entry {
		e.set(at+s.key, s.value)
	}
	key, list := child(e.root, "connectors")
	switch {
	case key == nil:
		e.append(append([]string{"connectors:"}, margined(entry, "  - ", "    ")...))
	case empty(list):
		margin := indent(e.lines.line(key.Line)) + "  "
		e.dropNull(list)
		e.insert(key.Line, entry, margin+"- ", margin+"  ")
	case list.Kind != yaml.SequenceNode || list.Line == key.Line:
		return wrong(Uneditable, "connectors", "the list on line %d isn't written line by line", key.Line)
	default:
		margin := indent(e.lines.line(list.Line))
		if !strings.HasPrefix(e.lines.line(list.Line)[len(margin):], "-") {
			return wrong(Uneditable, "connectors", "the list on line %d isn't written line by line", list.Line)
		}
		e.insert(e.lines.lastOf(list.Line, e.nextKey(key)), entry, margin+"- ", margin+"  ")
	}
	return nil
}

// nextKey is the line of the key after a top-level one, or beyond the end.
func (e *editor) nextKey(key *yaml.Node) int {
	for i := 0; i+1 < len(e.root.Content); i += 2 {
		if k := e.root.Content[i]; k.Line > key.Line {
			return k.Line
		}
	}
	return len(e.lines.starts) + 1
}

// planEntry completes the connector's entry.
func (e *editor) planEntry(own bool) error {
	at := fmt.Sprintf("connectors[%d].", e.index())
	_, kind := child(e.item, "service_type")
	_, key := child(e.item, "api_key")
	var fresh []setting
	switch have := text(kind); {
	case have == e.wanted.ServiceType:
	case kind == nil:
		fresh = append(fresh, setting{"service_type", e.wanted.ServiceType})
	case have == "" || have == placeholder:
		if err := e.replace(at+"service_type", kind, e.wanted.ServiceType); err != nil {
			return err
		}
	default:
		return differs("connectors[].service_type", have, e.wanted.ServiceType, "the entry for this connector says %q, not %q%s", have, e.wanted.ServiceType, origin(have))
	}
	wanted := string(e.wanted.APIKey.Reveal())
	switch have := text(key); {
	case !own || have == wanted:
	case key == nil:
		fresh = append(fresh, setting{"api_key", wanted})
	case have == "" || have == placeholder || e.wanted.ReplaceKey:
		if err := e.replace(at+"api_key", key, wanted); err != nil {
			return err
		}
	default:
		return differs("connectors[].api_key", keyName(have), keyName(wanted), "the entry for this connector has another API key%s", origin(have))
	}
	return e.complete(at, fresh)
}

// complete adds settings to the connector's entry, after its id.
func (e *editor) complete(at string, fresh []setting) error {
	if len(fresh) == 0 {
		return nil
	}
	id, _ := child(e.item, "connector_id")
	if e.item.Kind != yaml.MappingNode || e.item.Style&yaml.FlowStyle != 0 || id == nil {
		return wrong(Uneditable, "connectors", "the entry on line %d isn't written line by line", e.item.Line)
	}
	for _, s := range fresh {
		e.set(at+s.key, s.value)
	}
	margin := strings.Repeat(" ", id.Column-1)
	e.insert(id.Line, fresh, margin, margin)
	return nil
}

func (e *editor) index() int {
	for i, item := range e.items() {
		if item == e.item {
			return i
		}
	}
	return -1
}

// empty reports whether a value is null or a list or map of nothing.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" ||
		(n.Kind == yaml.SequenceNode || n.Kind == yaml.MappingNode) && len(n.Content) == 0
}

// dropNull removes what stands for nothing: null, ~, [] or {}.
func (e *editor) dropNull(n *yaml.Node) {
	at := e.lines.offset(n)
	for _, word := range []string{"null", "Null", "NULL", "~", "[]", "[ ]", "{}", "{ }"} {
		if strings.HasPrefix(e.text[at:], word) {
			e.splices = append(e.splices, splice{from: at, to: at + len(word)})
			return
		}
	}
}

// insert puts settings after a line.
func (e *editor) insert(line int, settings []setting, first, rest string) {
	e.splices = append(e.splices, e.lines.after(line, margined(settings, first, rest)))
}

// append puts lines at the end of the file, before a mark that ends it.
func (e *editor) append(added []string) {
	if e.root != nil {
		margin := strings.Repeat(" ", e.root.Column-1)
		for i := range added {
			added[i] = margin + added[i]
		}
	}
	end := len(e.lines.starts)
	for end > 0 && strings.TrimSpace(e.lines.line(end)) == "" {
		end--
	}
	if e.root != nil {
		end = e.beforeMark(end)
	}
	if end > 0 || len(e.splices) > 0 {
		added = append([]string{""}, added...)
	}
	at := splice{text: strings.Join(added, e.lines.end) + e.lines.end}
	if end > 0 {
		at = e.lines.after(end, added)
	}
	at.last = true
	e.splices = append(e.splices, at)
}

// beforeMark moves the end of the file's content back before a mark that ends it.
func (e *editor) beforeMark(end int) int {
	for n := e.root.Line; n <= end; n++ {
		if marker(e.lines.line(n)) {
			return n - 1
		}
	}
	return end
}

// margined writes settings as lines, the first one with a margin of its own.
func margined(settings []setting, first, rest string) []string {
	var written []string
	for i, s := range settings {
		margin := rest
		if i == 0 {
			margin = first
		}
		written = append(written, margin+s.String())
	}
	return written
}
