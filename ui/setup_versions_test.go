//go:build unix

package ui

import (
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/setup"
)

// Elastic ran connectors itself up to 8.x: then the key stays in the cluster, and
// there is no config.yml.
func TestAConnectorThatElasticRunsNeedsNoConfigYML(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{Version: "8.17.0"}, nil).arrive("", 80, 24).takes("Go on").chooses("post")
	x.typed("Orders").press("tab", "tab", "tab", "right")
	x.takes("Create it").does().stands(setup.Index)
	x.sees("content-orders").takes("Attach it").does().stands(setup.APIKey)
	x.misses("config.yml *").takes("Go on to the plan").sees("/_connector/_secret").does()
	x.stands(setup.Schema)
	x.press("esc")
	x.stands(setup.ConfigYML).takes("Go on").stands(setup.Schema)
}

// A serverless cluster's version says nothing: the service's is asked for.
func TestTheVersionOfTheServiceIsAskedForWhereTheClusterDoesNotTell(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{Version: "serverless"}, nil).arrive("", 80, 24).keyed()
	x.takes("How to start the service").sees("Version of the service")
	x.typed("9.1.5")
	x.takes("Show the commands").sees("elastic-connectors:9.1.5")
	x.press("esc")
	x.takes("How to start the service").sees("elastic-connectors:9.1.5")
}

func TestAnOldServerSaysWhatItLacksAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{Version: "8.12.0"}, nil).arrive("", 80, 24).created()
	x.stands(setup.APIKey).takes("Go on to the plan")
	if x.guided().tour.failed == nil {
		x.takes("Do it")
	}
	x.sees("too old")
	x.takes("Go on").stands(setup.ConfigYML)
	x.takes("Go on").stands(setup.Schema)
}
