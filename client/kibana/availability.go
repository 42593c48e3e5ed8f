package kibana

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// TypeInfo is a type of connector as a Kibana registers it. Kibana checks licence
// and settings only after every field, so that this is worth reading first.
type TypeInfo struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	Enabled          bool     `json:"enabled"`
	EnabledInConfig  bool     `json:"enabled_in_config"`
	EnabledInLicense bool     `json:"enabled_in_license"`
	MinimumLicense   string   `json:"minimum_license_required"`
	Features         []string `json:"supported_feature_ids"`
	System           bool     `json:"is_system_action_type"`
	Deprecated       bool     `json:"is_deprecated"`
	SubFeature       string   `json:"sub_feature"`
	Source           string   `json:"source"` // "stack", "spec", "yml"; "" in older versions
}

// Types asks for the types that Kibana registers, all of them or those of one
// feature ("alerting", "cases", "siem", ...).
func (c *Client) Types(ctx context.Context, feature string) ([]TypeInfo, error) {
	k := call{op: "list types of action connectors", method: http.MethodGet, path: "/connector_types"}
	if feature != "" {
		k.path += "?feature_id=" + url.QueryEscape(feature)
	}
	var all []TypeInfo
	err := c.send(ctx, k, &all)
	return all, err
}

// LicenceWords names what allows a type that needs this licence at least.
func LicenceWords(least string) string {
	article := "a "
	if strings.HasPrefix(least, "enterprise") {
		article = "an "
	}
	return article + least + " licence or a trial"
}

// Obstacle says why no connector of the type can be made here, "" when one can.
func (t TypeInfo) Obstacle() string {
	switch {
	case t.System:
		return "Kibana makes its connector of this type itself"
	case !t.EnabledInConfig:
		return "switched off in kibana.yml: xpack.actions.enabledActionTypes lacks " + t.ID
	case !t.EnabledInLicense && t.MinimumLicense != "":
		return "needs " + LicenceWords(t.MinimumLicense)
	case !t.EnabledInLicense:
		return "the licence doesn't allow it"
	}
	return ""
}

// Choice is one type that a person may choose for a new connector.
type Choice struct {
	TypeInfo
	Type *Type // nil: its fields are unknown to this program
}

// Choices puts what Kibana registers together with what is known here, sorted by
// name; types that nobody can create are left out.
func Choices(registered []TypeInfo, known []*Type) []Choice {
	var all []Choice
	for _, info := range registered {
		if info.System {
			continue
		}
		c := Choice{TypeInfo: info}
		if i := slices.IndexFunc(known, func(t *Type) bool { return t.ID == info.ID }); i >= 0 {
			c.Type = known[i]
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b Choice) int { return compareFold(a.Name, b.Name) })
	return all
}
