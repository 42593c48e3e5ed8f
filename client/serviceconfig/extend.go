package serviceconfig

import (
	"bytes"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v3"

	"connwiz/schema"
)

// Edit is a file as it shall be.
type Edit struct {
	content schema.Secret
	// Changes says what was set, by path, without values; empty when the file says
	// it all already.
	Changes []string
	// Warnings says what else in the file may be in the way.
	Warnings []string
}

// Reveal returns the file's text, which holds API keys.
func (e Edit) Reveal() []byte { return e.content.Reveal() }

// editor collects what is to change.
type editor struct {
	*file
	lines   *lines
	wanted  Connector
	item    *yaml.Node // the connector's entry, nil when there is none
	others  bool       // connectors beside this one
	splices []splice
	added   map[string]string // by path: what must be there afterwards
	edit    Edit
}

// Extend returns the file with a connector in it. Its error is an *[Error].
func Extend(raw []byte, c Connector) (Edit, error) {
	if err := c.check(); err != nil {
		return Edit{}, err
	}
	f, err := parse(raw)
	if err != nil {
		return Edit{}, err
	}
	e := &editor{file: f, lines: newLines(f.text), wanted: c, added: map[string]string{}}
	if err := e.plan(); err != nil {
		return Edit{}, err
	}
	changed := apply(f.text, e.splices)
	if err := e.verify(changed); err != nil {
		return Edit{}, err
	}
	e.warn()
	if bytes.HasPrefix(raw, []byte("\ufeff")) {
		changed = "\ufeff" + changed
	}
	e.edit.content = schema.NewSecret([]byte(changed))
	return e.edit, nil
}

func (e *editor) plan() error {
	if e.view().Legacy {
		return wrong(Uneditable, "connector_id", "the file names its connector in the deprecated way, "+
			"which a list of connectors would hide: move it into connectors first")
	}
	if e.root != nil && e.root.Style&yaml.FlowStyle != 0 {
		return wrong(Uneditable, "", "the file is written in braces, on which no line can be added")
	}
	for _, item := range e.items() {
		if listed(item).ID == e.wanted.ID {
			e.item = item
		} else {
			e.others = true
		}
	}
	own, err := e.planSection()
	if err != nil {
		return err
	}
	if e.item != nil {
		return e.planEntry(own)
	}
	return e.planList(own)
}

// planSection decides where the key goes, and sets what the section elasticsearch
// lacks. own is true when the key goes to the connector's entry.
//
// The service looks for work with the section's credentials, and syncs with the
// entry's key where there is one (connectors/services/job_execution.py). So a file
// without credentials gets the key there, where it serves for both; but not one
// that lists other connectors, whose syncs it would break.
func (e *editor) planSection() (own bool, err error) {
	key := string(e.wanted.APIKey.Reveal())
	stored := e.setting("api_key")
	_, entryKey := child(e.item, "api_key")
	var fresh []setting
	bare := text(stored) == "" && text(e.setting("password")) == "" && !e.others
	if bare && text(entryKey) == "" && e.lacksHost(key) {
		fresh = append(fresh, setting{"host", e.wanted.Host})
	}
	switch {
	case key == "" || text(entryKey) == "" && text(stored) == key:
	case text(entryKey) != "" || e.others:
		own = true
	case bare:
		if stored != nil {
			err = e.replace("elasticsearch.api_key", stored, key)
			break
		}
		fresh = append(fresh, setting{"api_key", key})
	case e.item != nil && text(stored) != "":
		if !e.wanted.ReplaceKey && text(stored) != placeholder {
			return false, differs("elasticsearch.api_key", keyName(text(stored)), keyName(key), "another API key is there already%s", origin(text(stored)))
		}
		err = e.replace("elasticsearch.api_key", stored, key)
	default:
		own = true
	}
	if err != nil || len(fresh) == 0 {
		return own, err
	}
	return own, e.addSection(fresh)
}

// lacksHost reports whether the file doesn't say where the cluster is. An entry that is
// complete is left alone, and so is a file that means the service's own default, unless
// a key goes in.
func (e *editor) lacksHost(key string) bool {
	return e.setting("host") == nil && e.wanted.Host != "" && (key != "" || e.item == nil && (e.root == nil || !SameHost(defaultHost, e.wanted.Host)))
}

// setting is a key and the text that it shall have.
type setting struct{ key, value string }

func (s setting) String() string { return s.key + ": " + quote(s.value) }

// origin tells of a value that comes from the environment.
func origin(value string) string {
	if strings.Contains(value, "$") {
		return ", from the environment"
	}
	return ""
}

// set notes what is going to be there.
func (e *editor) set(path, value string) {
	e.added[path] = value
	e.edit.Changes = append(e.edit.Changes, path)
}

// replace puts another text in the place of a scalar.
func (e *editor) replace(path string, n *yaml.Node, value string) error {
	at := e.lines.offset(n)
	end, ok := token(e.text, at)
	if n.Kind != yaml.ScalarNode || n.Anchor != "" || !ok {
		return wrong(Uneditable, path, "the value on line %d is written in a way that can't be replaced", n.Line)
	}
	written := quote(value)
	if n.Value == "" && end == at && at > 0 && e.text[at-1] == ':' {
		written = " " + written
	}
	e.splices = append(e.splices, splice{from: at, to: end, text: written})
	e.set(path, value)
	return nil
}

// defaultHost is where the service looks for Elasticsearch unless told otherwise
// (connectors/config.py).
const defaultHost = "http://localhost:9200"

// warn says what of the rest may be in the way.
func (e *editor) warn() {
	host := text(e.setting("host"))
	switch {
	case host == "" && e.added["elasticsearch.host"] == "" && !SameHost(defaultHost, e.wanted.Host):
		e.edit.Warnings = append(e.edit.Warnings, "the file has no elasticsearch.host, so the service looks for "+defaultHost)
	case host != "" && !strings.Contains(host, "$") && !SameHost(host, e.wanted.Host):
		e.edit.Warnings = append(e.edit.Warnings, "elasticsearch.host in the file is another address than the one used here")
	}
	_, entryKey := child(e.item, "api_key")
	switch {
	case e.view().Credentials || !e.others && e.added["elasticsearch.api_key"] != "":
	case e.others:
		e.edit.Warnings = append(e.edit.Warnings,
			"the section elasticsearch has no credentials: the service needs some to look for work")
	case e.wanted.APIKey.Empty() && text(entryKey) == "":
		e.edit.Warnings = append(e.edit.Warnings, "the file has no API key yet, without which the service can't sign in")
	}
	for _, item := range e.items() {
		if strings.Contains(listed(item).ID, "$") {
			e.edit.Warnings = append(e.edit.Warnings,
				"an entry takes its id from the environment: if that is this connector, it is listed twice")
			return
		}
	}
}

// SameHost compares two addresses of Elasticsearch; an unknown one is no other.
func SameHost(a, b string) bool {
	if b == "" {
		return true
	}
	x, errX := url.Parse(strings.TrimRight(a, "/"))
	y, errY := url.Parse(strings.TrimRight(b, "/"))
	if errX != nil || errY != nil {
		return false
	}
	return x.Scheme == y.Scheme && strings.EqualFold(x.Host, y.Host) && x.Path == y.Path
}
