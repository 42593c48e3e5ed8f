package setup

// ServiceType is a connector of the connector service that is known by name.
type ServiceType struct {
	Type string // "postgresql"
	Name string // "PostgreSQL"
	// Prerequisites are what a person needs before the configuration can be filled
	// in, each one short line.
	Prerequisites []string
	// Docs is the address of its documentation.
	Docs string
	// Native is true for those that Elastic offers to run itself.
	Native bool
}

// ServiceTypes lists the known service types by name. Any other may be typed: a
// connector service can have connectors of its own.
func ServiceTypes() []ServiceType { return nil }

// FindServiceType finds a known service type.
func FindServiceType(serviceType string) (ServiceType, bool) {
	for _, t := range ServiceTypes() {
		if t.Type == serviceType {
			return t, true
		}
	}
	return ServiceType{}, false
}
