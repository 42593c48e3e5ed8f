package client

// Features are what a connector's service has registered that it can do
// (connectors/protocol/connectors.py).
type Features struct {
	// Known is false before a service has registered any.
	Known bool
	// IncrementalSync: it can read only what has changed since the last sync.
	IncrementalSync bool
	// DocumentLevelSecurity: it can read who may see what, by access control syncs.
	DocumentLevelSecurity bool
}

func (d document) features() Features {
	if !d.has("features") {
		return Features{}
	}
	all := d.object("features")
	on := func(name string) bool { return all.object(name).flag("enabled") }
	return Features{Known: true, IncrementalSync: on("incremental_sync"), DocumentLevelSecurity: on("document_level_security")}
}
