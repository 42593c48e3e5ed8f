package emulator

import (
	_ "embed"
	"fmt"

	x "connwiz/client/emulator/internal/xcontent"
)

//go:embed kibana_samples.json
var kibanaSamples []byte

// Seed adds the sample connectors of the demo to the default space: seven types,
// of which one can't reach its target, one came without its secrets and one is
// deprecated.
func (k *Kibana) Seed() error {
	all, refusal := x.Parse(kibanaSamples)
	if refusal != nil {
		return fmt.Errorf("read sample connectors of Kibana: %s", refusal.Reason)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, one := range all.Items() {
		a, err := k.sample(one)
		if err != nil {
			return fmt.Errorf("sample connector %q: %w", one.Get("id").Text(), err)
		}
		k.connectors = append(k.connectors, a)
	}
	return nil
}

// sample makes the connector that its sample describes, by the rules for all.
func (k *Kibana) sample(one *x.Node) (actionConnector, error) {
	kind := one.Get("connector_type_id").Text()
	t := k.actionType(kind)
	if t == nil {
		return actionConnector{}, fmt.Errorf("no type %q", kind)
	}
	config, secrets, problem := k.check(t, orEmpty(one.Get("config")), orEmpty(one.Get("secrets")))
	if problem != "" {
		return actionConnector{}, fmt.Errorf("%s", problem)
	}
	references := 0
	if n := one.Get("references"); n != nil {
		if _, err := fmt.Sscan(n.Text(), &references); err != nil {
			return actionConnector{}, fmt.Errorf("references: %w", err)
		}
	}
	return actionConnector{
		id: one.Get("id").Text(), name: one.Get("name").Text(), kind: kind, config: config, secrets: secrets,
		missingSecrets: one.Get("missing_secrets").True(), references: references,
	}, nil
}
