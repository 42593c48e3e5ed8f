package profile

import (
	"fmt"
	"os"
	"strings"

	"connwiz/schema"

	"go.yaml.in/yaml/v3"
)

// fromConfigYML reads the section elasticsearch of a connector service's
// configuration. Nested and dotted keys both work, as they do there.
func (m Machine) fromConfigYML(path string) (source, error) {
	s := source{urlName: "elasticsearch.host of config.yml", cloudName: "elasticsearch.cloud_id of config.yml"}
	if path == "" {
		return s, nil
	}
	wrong := func(err error) error {
		return &Error{
			Message: fmt.Sprintf("read config.yml %q", path),
			Hint:    "name the file that the connector service reads: --config FILE",
			Err:     err,
		}
	}
	var raw []byte
	var err error
	if ended := m.interruptibly(func() { raw, err = os.ReadFile(path) }); ended != nil {
		return s, ended
	}
	if err != nil {
		return s, wrong(plain(err))
	}
	flat, err := flatten(raw)
	if err != nil {
		return s, wrong(err)
	}
	get := reader(flat, m.env, &err)
	s.url = get("elasticsearch.host")
	s.apiKey = secret(get("elasticsearch.api_key"))
	s.username = get("elasticsearch.username")
	s.password = secret(get("elasticsearch.password"))
	// The connector service looks at ca_certs only when ssl and verify_certs are
	// both true (connectors/es/client.py); both are by default.
	ssl, verify := get("elasticsearch.ssl") != "false", get("elasticsearch.verify_certs") != "false"
	if ssl && verify {
		s.caCert = get("elasticsearch.ca_certs")
	}
	s.insecureHere = ssl && !verify
	if err != nil {
		return s, wrong(err)
	}
	return s, nil
}

// reader returns a lookup that expands variables and keeps the first error.
func reader(flat map[string]string, getenv func(string) string, err *error) func(string) string {
	return func(key string) string {
		text, wrong := expand(flat[key], getenv)
		if wrong != nil && *err == nil {
			*err = fmt.Errorf("%s: %w", key, wrong)
		}
		if lower := strings.ToLower(text); lower == "true" || lower == "false" {
			return lower
		}
		return text
	}
}

// flatten returns every scalar by its dotted path. A later key wins, as in the
// service; null counts as absent.
func flatten(raw []byte) (map[string]string, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, malformed(err)
	}
	flat := make(map[string]string)
	if len(doc.Content) > 0 {
		if doc.Content[0].Kind != yaml.MappingNode {
			return nil, fmt.Errorf("not a map at the top")
		}
		walk(doc.Content[0], "", flat)
	}
	return flat, nil
}

func walk(n *yaml.Node, path string, flat map[string]string) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			walk(n.Content[i+1], join(path, n.Content[i].Value), flat)
		}
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			flat[path] = n.Value
		}
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// malformed is a YAML error reduced to its place: the library quotes the text of
// the document, which may be a secret.
func malformed(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if place, _, ok := strings.Cut(text, ":"); ok && strings.HasPrefix(place, "line ") {
		return fmt.Errorf("malformed YAML at %s", place)
	}
	return fmt.Errorf("malformed YAML")
}

// FromConfigYML reads the cluster of a connector service's config.yml, and the
// secret that it holds, which is empty when there is none. The caller wipes it.
func FromConfigYML(path string, getenv func(string) string) (Profile, schema.Secret, error) {
	s, err := Machine{Getenv: getenv}.fromConfigYML(path)
	if err != nil {
		return Profile{}, schema.Secret{}, err
	}
	p := Profile{URL: s.url, CloudID: s.cloudID, CACert: s.caCert, Insecure: s.insecureHere}
	if !s.apiKey.Empty() {
		return p, s.apiKey, nil
	}
	p.Username = s.username
	return p, s.password, nil
}
