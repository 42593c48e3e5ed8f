package command

import (
	"connwiz/client/profile"
	"connwiz/cmd/internal/manual"
)

// exitTable says what each exit code of the contract means, and by which word
// JSON errors name it, if any does.
func exitTable() []exitMeaning {
	const hangUp, terminated = exitSignal + 1, exitSignal + 15
	return []exitMeaning{
		{exitDone, "", "done"},
		{exitFailed, "failed", "failed: server trouble, or anything that is not below"},
		{exitUsage, "usage", "usage; or a local file is unreadable or malformed"},
		{exitInvalid, "invalid", "values invalid: our verdict, or the server's refusal"},
		{exitNotFound, "not_found", "not found"},
		{exitConflict, "conflict", "conflict with another writer; nothing was written"},
		{exitNotAllowed, "not_allowed", "not allowed: credentials unknown (401) or without the right (403)"},
		{exitUnreachable, "unreachable", "not reachable: connection, TLS, time-out, and 429, 502 to 504 after trying again"},
		{exitNoVerdict, "", "saved, but the service refused it, or gave no verdict before the wait ended or was left"},
		{exitDifferent, "", "diff found differences"},
		{hangUp, "hung_up", "the terminal hung up (SIGHUP)"},
		{exitCancelled, "cancelled", "cancelled: Ctrl+C, or left with changes unsent"},
		{terminated, "terminated", "terminated (SIGTERM)"},
	}
}

// exitMeaning is one row of the table of exit codes.
type exitMeaning struct {
	code int
	word string
	says string
}

// environment lists every variable that the program reads, with what it is for.
func environment() []manual.Term {
	return []manual.Term{
		{Name: "ELASTICSEARCH_URL", Says: "address of Elasticsearch; as --url"},
		{Name: "ELASTICSEARCH_CLOUD_ID", Says: "Elastic Cloud id, instead of an address; as --cloud-id"},
		{Name: "ELASTICSEARCH_API_KEY", Says: "API key, encoded or as id:api_key"},
		{Name: "ELASTICSEARCH_USERNAME", Says: "user, where there is no API key"},
		{Name: "ELASTICSEARCH_PASSWORD", Says: "the user's password"},
		{Name: "KIBANA_URL", Says: "address of Kibana, for connwiz action; as --kibana-url"},
		{Name: "KIBANA_API_KEY", Says: "API key for Kibana, where it is another one"},
		{Name: "CONNWIZ_PROFILE", Says: "name of a saved cluster; as --profile"},
		{Name: "DBUS_SESSION_BUS_ADDRESS", Says: "where the system's keyring is asked for a profile's secret"},
		{Name: "DISPLAY, WAYLAND_DISPLAY", Says: "with one, the keyring may take a minute to be unlocked, else 5 seconds"},
		{Name: "ACCESSIBLE", Says: "1: one line at a time; as --plain"},
		{Name: "NO_COLOR", Says: "anything: no colours; as --no-color"},
		{Name: "TERM", Says: "what the terminal understands; dumb: as --plain"},
		{Name: "TERM_PROGRAM, TMUX, STY", Says: "which terminal it is, for frames that don't flicker"},
		{Name: "COLORFGBG", Says: "the colour of the background, where the terminal sets it"},
		{Name: "LC_ALL, LC_CTYPE, LANG", Says: "without UTF-8 in them: as --ascii"},
		{Name: "HOME, XDG_CONFIG_HOME, APPDATA", Says: "where the profiles are"},
		{Name: "XDG_STATE_HOME, LOCALAPPDATA", Says: "where what was typed and not sent is kept, without secrets"},
		{Name: "STATE_DIRECTORY", Says: "where connwiz serve keeps its host key and drafts; set by systemd"},
		{Name: "SSH_CONNECTION, SSH_CLIENT", Says: "where the person comes from, for --audit-log"},
	}
}

// files lists the files that the program reads and writes unasked.
func files() []manual.Term {
	return []manual.Term{
		{Name: profile.Path("~/.config"), Says: "saved clusters; no secret is in it"},
		{Name: "~/.config/connwiz/secrets/", Says: "their secrets, where --store age or file was chosen"},
		{Name: "~/.local/state/connwiz/drafts/", Says: "what was typed and not sent, for 14 days; no secret is in it"},
	}
}
