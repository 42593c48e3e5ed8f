package setup

import "slices"

// ServiceType is a connector of the connector service that is known by name.
type ServiceType struct {
	Type string // "postgresql"
	Name string // "PostgreSQL"
	// Prerequisites are what a person needs before the configuration can be filled
	// in, each one short line.
	Prerequisites []string
	// Docs is the address of its documentation.
	Docs string
	// Native is true for those that Elastic offered to run itself, before 9.0.
	Native bool
}

// docsBase is where the documentation of connectors is.
const docsBase = "https://www.elastic.co/docs/reference/search-connectors/"

// ServiceTypes lists the known service types by name. Any other may be typed: a
// connector service can have connectors of its own.
func ServiceTypes() []ServiceType {
	all := slices.Concat(databases(), files(), offices(), tools())
	for i := range all {
		if all[i].Docs == "" {
			all[i].Docs = docsBase + "connector-reference"
			continue
		}
		all[i].Docs = docsBase + "es-connectors-" + all[i].Docs
	}
	slices.SortFunc(all, byName)
	return all
}

// FindServiceType finds a known service type.
func FindServiceType(serviceType string) (ServiceType, bool) {
	for _, t := range ServiceTypes() {
		if t.Type == serviceType {
			return t, true
		}
	}
	return ServiceType{}, false
}
