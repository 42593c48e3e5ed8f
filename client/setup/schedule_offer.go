package setup

import (
	"fmt"

	"connwiz/client"
	"connwiz/schema"
)

// levelSecurity is the field with which a connector's configuration switches document
// level security on (connectors_sdk/source.py).
const levelSecurity = "use_document_level_security"

// Offers reports whether syncs of a type can be scheduled for the connector; if not,
// why says what stands in the way: "the service has none for this type". A
// schedule that is on all the same can always be switched off.
func (s *Survey) Offers(kind client.JobType) (offered bool, why string) {
	can := map[client.JobType]bool{
		client.FullSync: true, client.IncrementalSync: s.Features.IncrementalSync, client.AccessControlSync: s.Features.DocumentLevelSecurity,
	}[kind]
	switch {
	case kind == client.FullSync:
		return true, ""
	case !s.Features.Known:
		return false, "no connector service has said yet whether it has them"
	case !can:
		return false, "the service has none for this type"
	case kind == client.AccessControlSync && s.Cluster.License.Type != "" && !s.Cluster.License.DocumentLevelSecurity():
		return false, fmt.Sprintf("the licence (%s) has no document level security", s.Cluster.License.Type)
	case kind == client.AccessControlSync && !s.securityOn():
		return false, "document level security is off in the configuration"
	}
	return true, ""
}

// securityOn reports whether the configuration switches document level security on. One
// without such a field leaves it to the service.
func (s *Survey) securityOn() bool {
	if s.Configuration == nil || s.Configuration.Field(levelSecurity) == nil {
		return true
	}
	value := s.Configuration.Evaluate().State(levelSecurity).Effective
	return value.Equal(schema.Bool(true))
}
