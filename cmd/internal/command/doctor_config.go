package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"connwiz/client"
	"connwiz/client/serviceconfig"
)

// configFile looks at the entry of the connector in config.yml.
func (o *doctorOptions) configFile(s client.Summary, recorded client.RecordedKey) {
	const check = "config.yml"
	hint := aboutWith("config-yml", s.ID, flagFor("--file", o.configYML))
	info, err := os.Stat(o.configYML)
	var raw []byte
	if err == nil {
		raw, err = serviceconfig.Read(o.configYML)
	}
	if errors.Is(err, fs.ErrNotExist) {
		o.bad(exitUsage, check, fmt.Sprintf("%q isn't there", o.configYML), hint)
		return
	}
	if err != nil {
		o.broken(check, fileError("--config-yml", o.configYML, err))
		return
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil {
		o.broken(check, err)
		return
	}
	entry, listed := view.Find(s.ID)
	switch {
	case !listed:
		o.bad(exitInvalid, check, "the connector is not listed: the service won't look at it", hint)
	case entry.ServiceType != s.ServiceType && !strings.Contains(entry.ServiceType, "$"):
		o.bad(exitConflict, check, fmt.Sprintf("the entry says service type %q, the connector %q", entry.ServiceType, s.ServiceType), "correct the entry")
	case !view.Credentials:
		o.doubt(check, "the section elasticsearch has no credentials: the service uses its defaults", hint)
	case info.Mode().Perm()&0o077 != 0:
		o.doubt(check, fmt.Sprintf("others may read it: its mode is %#o", info.Mode().Perm()), "chmod 600 "+shellArg(o.configYML))
	default:
		o.listed(view, s, recorded)
	}
}

// listed compares the key of a connector that is listed with the one that is
// recorded; one that comes from the environment can't be.
func (o *doctorOptions) listed(view serviceconfig.View, s client.Summary, recorded client.RecordedKey) {
	const check = "config.yml"
	id := serviceconfig.KeyID(view.KeyFor(s.ID))
	o.used = id
	switch {
	case id != "" && recorded.ID != "" && id != recorded.ID:
		o.doubt(check, fmt.Sprintf("the connector is listed with API key %s, and has %s recorded", id, recorded.ID),
			"record the one that is used: "+aboutWith("apikey", s.ID, "--replace "+flagFor("--existing", id)))
	case id != "":
		o.ok(check, "the connector is listed, with API key %s", id)
	default:
		o.ok(check, "the connector is listed")
	}
}
