package command

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"connwiz/client"
	"connwiz/ui"
)

// demoSimulated is said on the screens of a set-up that would be real elsewhere.
const demoSimulated = "Simulated: this demo plays Elasticsearch and the connector service, which takes every new connector on by itself."

// demoSchema is what the simulated service registers for a service type of which the
// demo has no sample.
const demoSchema = `{
	"host": {"label": "Host", "order": 1, "type": "str", "tooltip": "Where the source is. This is a sample form.", "placeholder": "source.example.com"},
	"token": {"label": "Token", "order": 2, "type": "str", "sensitive": true, "tooltip": "Anything will do here."},
	"page_size": {"label": "Documents a page", "order": 3, "type": "int", "display": "numeric", "required": false, "default_value": 50,
		"validations": [{"type": "greater_than", "constraint": 0}], "ui_restrictions": ["advanced"]}
}`

// setup is what a guided set-up in the demo begins with. Its config.yml is gone with
// the demo.
func (o *demoOptions) setup(c *client.Client, address string) (*ui.SetupOptions, func(), error) {
	dir, err := os.MkdirTemp("", "connwiz-demo-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a folder for the demo's config.yml: %w", err)
	}
	setup := &ui.SetupOptions{
		Link: &ui.Link{Client: c, Address: address, Host: "demo"}, ConfigFile: filepath.Join(dir, "config.yml"),
		Simulated: demoSimulated, Home: time.Local,
	}
	return setup, func() { _ = os.RemoveAll(dir) }, nil
}
