package command

import (
	"fmt"
	"os"
	"sync"
	"time"

	"connwiz/client"
	"connwiz/client/serviceconfig"
	"connwiz/ui"
)

// demoSimulated is said on the screens of a set-up that would be real elsewhere.
const demoSimulated = "Simulated: this demo plays Elasticsearch and the connector service, which starts in step 6 if the connector has a key then."

// demoPatience is after how long the demo says what a wait may be due to: before the
// simulated service comes, so that it can be seen.
const demoPatience = 2 * demoPace

// demoSchema is what the simulated service registers for a service type of which the
// demo has no sample.
const demoSchema = `{
	"host": {"label": "Host", "order": 1, "type": "str", "tooltip": "Where the source is. This is a sample form.", "placeholder": "source.example.com"},
	"token": {"label": "Token", "order": 2, "type": "str", "sensitive": true, "tooltip": "Anything will do here."},
	"page_size": {"label": "Documents a page", "order": 3, "type": "int", "display": "numeric", "required": false, "default_value": 50,
		"validations": [{"type": "greater_than", "constraint": 0}], "ui_restrictions": ["advanced"]}
}`

// demoTakes says when the simulated service works for a connector of somebody's own.
const demoTakes = "A new connector is taken on once its API key is on record: connwiz apikey ID --config-yml config.yml\n"

// demoFolder is where the demo's config.yml is, which is gone with it.
func demoFolder() (dir string, clean func(), err error) {
	dir, err = os.MkdirTemp("", "connwiz-demo-")
	if err != nil {
		return "", nil, fmt.Errorf("make a folder for the demo's config.yml: %w", err)
	}
	return dir, func() { _ = os.RemoveAll(dir) }, nil
}

// setup is what a guided set-up in the demo begins with.
func (o *demoOptions) setup(c *client.Client, address string) *ui.SetupOptions {
	return &ui.SetupOptions{
		Link: &ui.Link{Client: c, Address: address, Host: "demo"}, ConfigFile: o.person.configYML,
		Simulated: demoSimulated, Home: time.Local, Patience: demoPatience, Started: o.person.starts,
	}
}

// demoPerson is who would start a connector service outside of the demo.
type demoPerson struct {
	configYML string // that a set-up writes

	mu      sync.Mutex
	started map[string]bool // the connectors whose service was waited for
}

// starts starts the service, as somebody does who waits for it.
func (p *demoPerson) starts(connector string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.started == nil {
		p.started = map[string]bool{}
	}
	p.started[connector] = true
}

// serves reports whether a service that was started works for a connector: its key is on
// record, or config.yml has it with one.
func (p *demoPerson) serves(connector string, recorded bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.started[connector] && (recorded || p.lists(connector))
}

// lists reports whether the demo's config.yml has a connector with a key.
func (p *demoPerson) lists(connector string) bool {
	raw, err := serviceconfig.Read(p.configYML)
	defer clear(raw)
	if err != nil {
		return false
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil {
		return false
	}
	_, listed := view.Find(connector)
	return listed && !view.KeyFor(connector).Empty()
}
