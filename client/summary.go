package client

import "time"

// Summary is a connector without its configuration. Null and absent texts are "".
type Summary struct {
	ID, Name, Description, ServiceType, IndexName string
	Status                                        Status
	Error                                         string    // the service's text; untrusted, may quote secrets
	LastSeen                                      time.Time // zero: never
	Native, Deleted                               bool
	LastSyncStatus, LastSyncError                 string
	APIKeyID                                      string
}

// summaryKeys are the keys of a connector document that a Summary is made of.
func summaryKeys() []string {
	return []string{
		"id", "name", "description", "service_type", "index_name", "status", "error",
		"last_seen", "is_native", "deleted", "last_sync_status", "last_sync_error", "api_key_id",
	}
}

// summary reads a connector document. The id is part of answers, not of the
// stored document, so asked stands in where it is missing.
func (d document) summary(asked string) Summary {
	s := Summary{
		ID: d.text("id"), Name: d.text("name"), Description: d.text("description"),
		ServiceType: d.text("service_type"), IndexName: d.text("index_name"),
		Status: Status(d.text("status")), Error: d.text("error"),
		LastSeen: d.time("last_seen"),
		Native:   d.flag("is_native"), Deleted: d.flag("deleted"),
		LastSyncStatus: d.text("last_sync_status"), LastSyncError: d.text("last_sync_error"),
		APIKeyID: d.text("api_key_id"),
	}
	if s.ID == "" {
		s.ID = asked
	}
	return s
}
