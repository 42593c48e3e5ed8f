package emulator

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"time"

	x "connwiz/client/emulator/internal/xcontent"
)

//go:embed samples/*.json
var sampleFiles embed.FS

// sample is one connector of the demo: a schema as its service registers it,
// and how far the connector has come.
type sample struct{ *x.Node }

// samples reads the connectors of the demo, in the order of their files.
func samples() ([]sample, error) {
	names, err := fs.Glob(sampleFiles, "samples/*.json")
	if err != nil {
		return nil, fmt.Errorf("list samples: %w", err)
	}
	var all []sample
	for _, name := range names {
		raw, err := sampleFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read sample: %w", err)
		}
		node, err := parseDocument(raw)
		if err != nil {
			return nil, fmt.Errorf("sample %s: %w", name, err)
		}
		all = append(all, sample{node})
	}
	return all, nil
}

// sampleSchemas returns what the simulated service registers, by service type.
// An abandoned sample's type is one that no service listens to any more: its schema
// is nil.
func sampleSchemas() (map[string][]byte, error) {
	all, err := samples()
	if err != nil {
		return nil, err
	}
	schemas := map[string][]byte{}
	for _, one := range all {
		name := one.Get("service_type").Text()
		if schemas[name] = nil; !one.Get("abandoned").True() {
			schemas[name] = one.Get("configuration").Encode()
		}
	}
	return schemas, nil
}

// Seed adds the six sample connectors of the demo.
func (s *Server) Seed() error {
	all, err := samples()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range all {
		doc, err := s.sampleDocument(one)
		if err != nil {
			return fmt.Errorf("sample %s: %w", one.Get("id").Text(), err)
		}
		s.connectors.put(one.Get("id").Text(), doc)
		if one.Get("index_exists").True() {
			s.addIndex(one.Get("index_name").Text(), x.Object())
		}
	}
	return nil
}

func (s *Server) sampleDocument(one sample) (*x.Node, error) {
	doc := s.newConnector(one.Node)
	if one.Get("status").Text() == "created" {
		return doc, nil
	}
	configuration := one.Get("configuration")
	for _, m := range one.Get("values").Members() {
		configuration = configuration.With(m.Name, configuration.Get(m.Name).With("value", m.Value))
	}
	doc = doc.With("configuration", configuration).With("status", one.Get("status")).
		With("features", features(one.Get("service_type").Text())).With("error", x.Null())
	doc = given(doc, one.Node, "error")
	doc = given(doc, one.Node, "last_sync_status")
	if ago := one.Get("last_seen"); !ago.IsNull() {
		age, err := time.ParseDuration(ago.Text())
		if err != nil {
			return nil, fmt.Errorf("last_seen: %w", err)
		}
		doc = doc.With("last_seen", x.Text(instant(s.options.Now().Add(-age))))
	}
	return doc, nil
}

// features are what the connector service registers for its connectors, by what the
// sources of these types say of themselves (incremental_sync_enabled and dls_enabled in
// connectors/sources).
func features(serviceType string) *x.Node {
	flag := func(on bool) *x.Node { return x.Object(x.M("enabled", x.Bool(on))) }
	levels := []string{"confluence", "dropbox", "github", "gmail", "google_drive", "jira", "network_drive", "onedrive", "outlook",
		"salesforce", "servicenow", "sharepoint_online", "sharepoint_server"}
	return x.Object(
		x.M("document_level_security", flag(slices.Contains(levels, serviceType))),
		x.M("incremental_sync", flag(serviceType == "sharepoint_online")),
		x.M("native_connector_api_keys", flag(true)),
		x.M("sync_rules", x.Object(x.M("advanced", flag(false)), x.M("basic", flag(true)))),
	)
}
