package emulator

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// actionConnector is one stored connector. Secrets are kept to make _execute
// look real, and never given back.
type actionConnector struct {
	space, id, name, kind string
	config, secrets       *x.Node
	missingSecrets        bool
	preconfigured         bool
	references            int
}

// inSpace reports whether the connector is seen in a space; preconfigured ones are
// in all of them.
func (a actionConnector) inSpace(space string) bool { return a.preconfigured || a.space == space }

// render writes the connector as Kibana gives it.
func (a actionConnector) render() *x.Node {
	n := x.Object(
		x.M("id", x.Text(a.id)),
		x.M("name", x.Text(a.name)),
		x.M("connector_type_id", x.Text(a.kind)),
	)
	if !a.preconfigured {
		n = n.With("config", a.config).With("is_missing_secrets", x.Bool(a.missingSecrets))
	}
	return n.With("is_preconfigured", x.Bool(a.preconfigured)).
		With("is_deprecated", x.Bool(a.config.Get("usesTableApi").True())).
		With("is_system_action", x.Bool(false)).
		With("is_connector_type_deprecated", x.Bool(false))
}

func (c *kibanaCall) listTypes() reply {
	feature := c.request.URL.Query().Get("feature_id")
	var all []*x.Node
	for _, t := range c.kibana.types {
		if feature == "" || slices.Contains(t.features, feature) {
			all = append(all, c.kibana.renderType(t))
		}
	}
	return reply{status: http.StatusOK, body: x.Array(all...)}
}

func (c *kibanaCall) listConnectors() reply {
	var seen []actionConnector
	for _, a := range c.kibana.connectors {
		if a.inSpace(c.space) {
			seen = append(seen, a)
		}
	}
	slices.SortStableFunc(seen, func(a, b actionConnector) int {
		return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	all := make([]*x.Node, len(seen))
	for i, a := range seen {
		all[i] = a.render().With("referenced_by_count", x.Int(a.references))
	}
	return reply{status: http.StatusOK, body: x.Array(all...)}
}

// find returns the connector in the path, or Kibana's answer that there is none.
func (c *kibanaCall) find() (*actionConnector, *reply) {
	for i := range c.kibana.connectors {
		if a := &c.kibana.connectors[i]; a.id == c.id && a.inSpace(c.space) {
			return a, nil
		}
	}
	missing := kibanaError(http.StatusNotFound, fmt.Sprintf("Saved object [action/%s] not found", c.id))
	return nil, &missing
}

func (c *kibanaCall) getConnector() reply {
	a, missing := c.find()
	if missing != nil {
		return *missing
	}
	return reply{status: http.StatusOK, body: a.render()}
}

// createConnector answers both ways of creating. The order of checks is Kibana's:
// the licence comes after every field.
func (c *kibanaCall) createConnector() reply {
	if refusal := c.checkOwnID(); refusal != nil {
		return *refusal
	}
	if refusal := c.checkBody("name", "connector_type_id"); refusal != nil {
		return *refusal
	}
	kind := c.content.Get("connector_type_id").Text()
	if c.who.readOnly {
		return forbidden(fmt.Sprintf(`Unauthorized to create a "%s" action`, kind))
	}
	t := c.kibana.actionType(kind)
	if t != nil && t.system {
		return badRequest(fmt.Sprintf("System action creation is forbidden. Action type: %s.", kind))
	}
	if a, _ := c.find(); a != nil && a.preconfigured {
		return badRequest(fmt.Sprintf("This %s already exists in a preconfigured action.", c.id))
	}
	if t == nil {
		return badRequest(fmt.Sprintf(`Action type "%s" is not registered.`, kind))
	}
	made, refusal := c.validated(t)
	if refusal != nil {
		return *refusal
	}
	if made.id = c.id; made.id == "" {
		made.id = newUUID()
	}
	for _, other := range c.kibana.connectors {
		if other.id == made.id {
			return kibanaError(http.StatusConflict, fmt.Sprintf("Saved object [action/%s] conflict", made.id))
		}
	}
	c.kibana.connectors = append(c.kibana.connectors, made)
	return reply{status: http.StatusOK, body: made.render()}
}

// newUUID makes an id as Kibana does.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// validated checks configuration and secrets and makes the connector to store.
func (c *kibanaCall) validated(t *actionType) (actionConnector, *reply) {
	config, secrets, problem := c.kibana.check(t, orEmpty(c.content.Get("config")), orEmpty(c.content.Get("secrets")))
	if problem != "" {
		refusal := badRequest(problem)
		return actionConnector{}, &refusal
	}
	if obstacle := c.kibana.obstacle(t); obstacle != "" {
		refusal := forbidden(obstacle)
		return actionConnector{}, &refusal
	}
	return actionConnector{
		space: c.space, id: c.id, name: c.content.Get("name").Text(), kind: t.id, config: config, secrets: secrets,
	}, nil
}

func orEmpty(n *x.Node) *x.Node {
	if n == nil {
		return x.Object()
	}
	return n
}

// updateConnector replaces all but the type: secrets that aren't sent are gone.
func (c *kibanaCall) updateConnector() reply {
	if refusal := c.checkBody("name"); refusal != nil {
		return *refusal
	}
	if c.who.readOnly {
		return forbidden("Unauthorized to update actions")
	}
	a, missing := c.find()
	switch {
	case missing != nil:
		return *missing
	case a.preconfigured:
		return badRequest(fmt.Sprintf("Preconfigured action %s can not be updated.", c.id))
	}
	made, refusal := c.validated(c.kibana.actionType(a.kind))
	if refusal != nil {
		return *refusal
	}
	made.references = a.references
	*a = made
	return reply{status: http.StatusOK, body: a.render()}
}

func (c *kibanaCall) deleteConnector() reply {
	if c.who.readOnly {
		return forbidden("Unauthorized to delete actions")
	}
	a, missing := c.find()
	switch {
	case missing != nil:
		return *missing
	case a.preconfigured:
		return badRequest(fmt.Sprintf("Preconfigured action %s is not allowed to delete.", c.id))
	}
	c.kibana.connectors = slices.DeleteFunc(c.kibana.connectors, func(a actionConnector) bool { return a.id == c.id })
	return reply{status: http.StatusNoContent}
}
