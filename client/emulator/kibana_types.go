package emulator

import (
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// actionType is a type of connector as Kibana's stack_connectors plugin registers
// it: what it accepts, and its own rules behind that. A rule returns what is
// wrong, "" for nothing.
type actionType struct {
	id, name, license string
	features          []string
	subFeature        string
	system            bool

	config, secrets shape
	variant         func(config *x.Node) (shape, string) // instead of config
	ofConfig        func(*Kibana, *x.Node) string
	ofSecrets       func(*Kibana, *x.Node) string
	// ofBoth sees what was sent, without presets.
	ofBoth func(config, secrets *x.Node) string
}

func (k *Kibana) actionType(id string) *actionType {
	i := slices.IndexFunc(k.types, func(t actionType) bool { return t.id == id })
	if i < 0 {
		return nil
	}
	return &k.types[i]
}

// check validates in Kibana's order and returns both objects with presets.
func (k *Kibana) check(t *actionType, sentConfig, sentSecrets *x.Node) (config, secrets *x.Node, problem string) {
	config, problem = k.checkPart(t.config, t.variant, t.ofConfig, sentConfig)
	if problem != "" {
		return nil, nil, "error validating connector type config: " + problem
	}
	secrets, problem = k.checkPart(t.secrets, nil, t.ofSecrets, sentSecrets)
	if problem != "" {
		return nil, nil, "error validating connector type secrets: " + problem
	}
	if t.ofBoth != nil {
		if problem = t.ofBoth(sentConfig, sentSecrets); problem != "" {
			return nil, nil, "error validating action type connector: " + problem
		}
	}
	return config, secrets, ""
}

func (k *Kibana) checkPart(s shape, variant func(*x.Node) (shape, string), rule func(*Kibana, *x.Node) string, sent *x.Node) (full *x.Node, problem string) {
	if variant != nil {
		if s, problem = variant(sent); problem != "" {
			return nil, problem
		}
	}
	full, flaws := s.check(sent)
	switch {
	case len(flaws) > 0:
		return nil, k.wording().render(flaws)
	case rule != nil:
		return full, rule(k, full)
	default:
		return full, ""
	}
}

// licences are in ascending order.
func licences() []string {
	return []string{"basic", "standard", "gold", "platinum", "enterprise", "trial"}
}

func (k *Kibana) licensed(t *actionType) bool {
	return slices.Index(licences(), k.options.License) >= slices.Index(licences(), t.license)
}

func (k *Kibana) configured(t *actionType) bool {
	return len(k.options.EnabledTypes) == 0 || slices.Contains(k.options.EnabledTypes, t.id)
}

// obstacle is why the type can't be used, "" when it can.
func (k *Kibana) obstacle(t *actionType) string {
	switch {
	case !k.configured(t):
		return `action type "` + t.id + `" is not enabled in the Kibana config xpack.actions.enabledActionTypes`
	case !k.licensed(t):
		return "Action type " + t.id + " is disabled because your " + k.options.License +
			" license does not support it. Please upgrade your license."
	}
	return ""
}

func (k *Kibana) renderType(t actionType) *x.Node {
	inConfig, inLicense := k.configured(&t), k.licensed(&t)
	features := make([]*x.Node, len(t.features))
	for i, f := range t.features {
		features[i] = x.Text(f)
	}
	n := x.Object(
		x.M("id", x.Text(t.id)),
		x.M("name", x.Text(t.name)),
		x.M("enabled", x.Bool(inConfig && inLicense)),
		x.M("enabled_in_config", x.Bool(inConfig)),
		x.M("enabled_in_license", x.Bool(inLicense)),
		x.M("minimum_license_required", x.Text(t.license)),
		x.M("supported_feature_ids", x.Array(features...)),
		x.M("is_system_action_type", x.Bool(t.system)),
		x.M("is_deprecated", x.Bool(false)),
	)
	if t.subFeature != "" {
		n = n.With("sub_feature", x.Text(t.subFeature))
	}
	return n
}

// actionTypes lists every type, of which rules stand in files of their own.
func actionTypes() []actionType {
	return slices.Concat(messageTypes(), requestTypes(), incidentTypes(), securityTypes(), modelTypes(), systemTypes())
}

// systemTypes are those of which Kibana makes the only connector itself.
func systemTypes() []actionType {
	return []actionType{
		{id: ".observability-ai-assistant", name: "Observability AI Assistant", license: "enterprise", features: wordsOf("alerting"), system: true},
		{id: ".cases", name: "Cases", license: "platinum", features: wordsOf("alerting"), system: true},
	}
}

func wordsOf(text string) []string { return strings.Fields(text) }

// has reports whether a key holds something: neither missing, null nor "".
func has(n *x.Node, name string) bool {
	v := n.Get(name)
	return !v.IsNull() && (v.Kind() != x.KindString || v.Text() != "")
}
