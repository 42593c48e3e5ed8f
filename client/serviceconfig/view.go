package serviceconfig

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"connwiz/schema"
)

// maxSize is more than any real file has.
const maxSize = 4 << 20

// View is what a file says, as far as connectors are concerned.
type View struct {
	Host string
	// Credentials are set when the section elasticsearch has some: with them the
	// service looks for work.
	Credentials bool
	// APIKey is that of the section elasticsearch, empty when it has none.
	APIKey     schema.Secret
	Connectors []Listed
	// Legacy is set when the file names its connector by the keys connector_id and
	// service_type, which the service reads only where there is no list.
	Legacy bool
}

// Listed is one entry of the list of connectors.
type Listed struct {
	ID, ServiceType string
	APIKey          schema.Secret
}

// Find returns the entry for a connector; of several the last one counts.
func (v View) Find(id string) (Listed, bool) {
	for i := len(v.Connectors) - 1; i >= 0; i-- {
		if v.Connectors[i].ID == id {
			return v.Connectors[i], true
		}
	}
	return Listed{}, false
}

// KeyFor returns the API key with which a connector's syncs run: its own, or that of
// the section elasticsearch; empty where there is none.
func (v View) KeyFor(id string) schema.Secret {
	if own, listed := v.Find(id); listed && !own.APIKey.Empty() {
		return own.APIKey
	}
	return v.APIKey
}

// KeyID returns the id of an encoded API key, which is no secret; "" when it is
// none, such as a variable of the environment.
func KeyID(encoded schema.Secret) string {
	decoded, err := base64.StdEncoding.DecodeString(string(encoded.Reveal()))
	defer clear(decoded)
	id, _, found := bytes.Cut(decoded, []byte(":"))
	if err != nil || !found || !utf8.Valid(id) {
		return ""
	}
	return string(id)
}

// keyName tells keys apart without telling them.
func keyName(encoded string) string {
	if id := KeyID(schema.NewSecret([]byte(encoded))); id != "" {
		return "API key " + id
	}
	return "an API key" + origin(encoded)
}

// Parse reads a file.
func Parse(raw []byte) (View, error) {
	f, err := parse(raw)
	if err != nil {
		return View{}, err
	}
	return f.view(), nil
}

// file is a parsed file. root is nil where there is nothing but comments.
type file struct {
	text string // without its byte order mark
	root *yaml.Node
}

func parse(raw []byte) (*file, error) {
	f := &file{text: string(bytes.TrimPrefix(raw, []byte("\ufeff")))}
	if len(raw) > maxSize {
		return nil, wrong(Unreadable, "", "it is longer than 4 MiB")
	}
	d := yaml.NewDecoder(strings.NewReader(f.text))
	var doc, more yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return f, nil
	case err != nil:
		return nil, malformed(err)
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, wrong(Unreadable, "", "it holds more than one YAML document")
	}
	root := doc.Content[0]
	switch {
	case root.Kind == yaml.ScalarNode && root.Tag == "!!null":
		return f, nil
	case root.Kind != yaml.MappingNode:
		return nil, wrong(Unreadable, "", "it is not a map of settings")
	}
	f.root = root
	return f, f.checkKeys()
}

// checkKeys refuses a section that is there twice: libraries differ in which one
// counts.
func (f *file) checkKeys() error {
	seen := map[string]bool{}
	for i := 0; i+1 < len(f.root.Content); i += 2 {
		key := f.root.Content[i].Value
		if seen[key] {
			return wrong(Unreadable, key, "it is there twice")
		}
		seen[key] = true
	}
	return nil
}

// malformed reduces the library's error to its place: it quotes the file, and
// with it a secret.
func malformed(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if place, _, ok := strings.Cut(text, ":"); ok && strings.HasPrefix(place, "line ") {
		return wrong(Unreadable, "", "malformed YAML at %s", place)
	}
	return wrong(Unreadable, "", "malformed YAML")
}

// child returns key and value of a map's entry, or nils.
func child(n *yaml.Node, key string) (k, v *yaml.Node) {
	n = target(n)
	if n == nil || n.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// target follows an alias.
func target(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// text is the text of a scalar, "" for null and for everything else.
func text(n *yaml.Node) string {
	if n = target(n); n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// setting finds a setting of the section elasticsearch, written as a section or
// with a dot.
func (f *file) setting(name string) *yaml.Node {
	if _, dotted := child(f.root, "elasticsearch."+name); dotted != nil {
		return dotted
	}
	_, section := child(f.root, "elasticsearch")
	_, v := child(section, name)
	return v
}

func (f *file) view() View {
	v := View{
		Host:        text(f.setting("host")),
		Credentials: text(f.setting("api_key")) != "" || text(f.setting("password")) != "",
		APIKey:      schema.NewSecret([]byte(text(f.setting("api_key")))),
	}
	for _, item := range f.items() {
		v.Connectors = append(v.Connectors, listed(item))
	}
	_, id := child(f.root, "connector_id")
	v.Legacy = text(id) != "" && len(v.Connectors) == 0
	return v
}

// items are the entries of the list of connectors.
func (f *file) items() []*yaml.Node {
	_, list := child(f.root, "connectors")
	if list = target(list); list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	return list.Content
}

func listed(item *yaml.Node) Listed {
	get := func(key string) string {
		_, v := child(item, key)
		return text(v)
	}
	return Listed{ID: get("connector_id"), ServiceType: get("service_type"), APIKey: schema.NewSecret([]byte(get("api_key")))}
}
