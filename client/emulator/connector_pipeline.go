package emulator

import (
	"net/http"

	x "connwiz/client/emulator/internal/xcontent"
)

// updatePipeline replaces the ingest pipeline's settings, all of which must be
// given.
func (s *Server) updatePipeline() update {
	pipeline := x.Parser{Name: "connector_ingest_pipeline", Lenient: true, Fields: []x.Field{
		x.Boolean("extract_binary_content").Require(), x.String("name").Require(),
		x.Boolean("reduce_whitespace").Require(), x.Boolean("run_ml_inference").Require(),
	}}
	return update{
		path: "_pipeline", action: "update_pipeline", blind: true,
		parser: parser("pipeline", x.Nested("pipeline", pipeline).Require()),
		patch:  merge,
	}
}

// updateFeatures merges what is given; features that the server doesn't know are
// dropped.
func (s *Server) updateFeatures() update {
	enabled := x.Parser{Name: "feature_enabled", Lenient: true, Fields: []x.Field{x.Boolean("enabled").Require()}}
	rules := x.Parser{Name: "sync_rules_features", Lenient: true, Fields: []x.Field{
		x.Nested("advanced", enabled), x.Nested("basic", enabled),
	}}
	all := x.Parser{Name: "connector_features", Lenient: true, Fields: []x.Field{
		x.Nested("document_level_security", enabled), x.Nested("incremental_sync", enabled),
		x.Nested("native_connector_api_keys", enabled), x.Nested("sync_rules", rules),
	}}
	return update{
		path: "_features", action: "update_features", since: featuresRelease, blind: true,
		parser: parser("features", x.Nested("features", all)),
		before: func(_ string, body *x.Node) *x.Exception {
			if !body.Has("features") {
				return nullPointer() // nothing checks that they are there
			}
			return nil
		},
		patch: merge,
	}
}

// updateLastSync notes how the last syncs went; nothing can be cleared by it.
func (s *Server) updateLastSync() update {
	return update{
		path: "_last_sync", action: "update_last_sync_stats", blind: true,
		parser: parser("last_sync_stats",
			x.StringOrNull("last_access_control_sync_error"),
			instantField("last_access_control_sync_scheduled_at"),
			syncStatus("last_access_control_sync_status"),
			orNull(x.Long("last_deleted_document_count")),
			instantField("last_incremental_sync_scheduled_at"),
			orNull(x.Long("last_indexed_document_count")),
			x.StringOrNull("last_sync_error"),
			instantField("last_sync_scheduled_at"),
			syncStatus("last_sync_status"),
			instantField("last_synced"),
			orNull(x.Field{Name: "sync_cursor", Accepts: x.AcceptObject()}),
		),
		patch: merge,
	}
}

// orNull lets a field be null.
func orNull(f x.Field) x.Field {
	read := f.Parse
	f.Accepts = append(f.Accepts, x.KindNull)
	f.Parse = func(n *x.Node) (*x.Node, *x.Exception) {
		if n.IsNull() || read == nil {
			return n, nil
		}
		return read(n)
	}
	return f
}

// instantField is a time as Java's Instant reads it.
func instantField(name string) x.Field {
	return orNull(x.String(name).Then(func(n *x.Node) (*x.Node, *x.Exception) {
		at, err := parseInstant(n.Text())
		if err != nil {
			return nil, exception(http.StatusInternalServerError, "date_time_parse_exception",
				"Text '%s' could not be parsed at index 0", n.Text())
		}
		return x.Text(instant(at)), nil
	}))
}

func syncStatus(name string) x.Field {
	return orNull(x.String(name).Then(x.Enum("ConnectorSyncStatus", true, syncStatuses()...)))
}

func syncStatuses() []string {
	return []string{"canceling", "canceled", "completed", "error", "in_progress", "pending", "suspended"}
}
