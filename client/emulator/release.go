package emulator

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// Serverless is the version that makes a server play Elastic's serverless.
const Serverless = "serverless"

// frozenVersion is what a serverless cluster says of itself, for ever.
const frozenVersion = "8.11.0"

// oldestRelease is the first one with connector APIs.
const oldestRelease = 8_12

// The releases that brought something, as major and minor number: 8_15 is 8.15.
const (
	statusRelease     = 8_13 // _status, _api_key_id, _native, _index_name, _service_type, values, secrets
	rulesRelease      = 8_14 // draft rules, _validation, _activate, delete_sync_jobs, optional index_name
	featuresRelease   = 8_15 // _features, _claim, resetting _error, manage_connector
	softDeleteRelease = 9_00 // soft deletion, the prefix of native connectors' indices
)

// VersionError says that a version can't be played.
type VersionError struct{ Version string }

// Error returns the text.
func (e *VersionError) Error() string {
	return fmt.Sprintf("version %q: it is one from 8.12.0 on, or %s", e.Version, Serverless)
}

// CheckVersion refuses a version that a [Server] can't play, with a *[VersionError].
// "" is the default.
func CheckVersion(version string) error {
	if version == "" || version == Serverless {
		return nil
	}
	if parts := strings.Split(version, "."); len(parts) != 3 || releaseOf(version) < oldestRelease {
		return &VersionError{Version: version}
	}
	return nil
}

// releaseOf reads major and minor number, or returns 0.
func releaseOf(version string) int {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		return 0
	}
	major, err := strconv.ParseUint(parts[0], 10, 8)
	if err != nil {
		return 0
	}
	minor, err := strconv.ParseUint(parts[1], 10, 8)
	if err != nil || minor > 99 {
		return 0
	}
	return int(major)*100 + int(minor)
}

// has reports whether the server has what a release brought. Serverless has
// everything.
func (s *Server) has(release int) bool {
	return s.serverless || releaseOf(s.options.Version) >= release
}

// released keeps the routes that the server's release has.
func (s *Server) released(all []route) []route {
	var kept []route
	for _, r := range all {
		if s.has(r.since) {
			kept = append(kept, r)
		}
	}
	return kept
}

// unavailable is what serverless answers for endpoints that are only its own.
func unavailable(c *call) *x.Exception {
	return exception(http.StatusGone, "api_not_available_exception",
		"Request for uri [%s] with method [%s] exists but is not available when running in serverless mode", c.uri, c.request.Method)
}

// since reads a switch that a release brought; before, it is left unread and so
// refused.
func (c *call) since(release int, name string) (bool, *x.Exception) {
	if !c.server.has(release) {
		return false, nil
	}
	return c.params.boolean(name)
}
