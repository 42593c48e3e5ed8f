package emulator

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// getKeys answers GET /_security/api_key. Asked for an id that isn't there it
// answers 404 with an empty list, which is no error body (RestGetApiKeyAction).
func (s *Server) getKeys(c *call) (operation, *x.Exception) {
	id, name := c.params.text("id"), c.params.text("name")
	owner, refusal := c.params.boolean("owner")
	activeOnly, badSwitch := c.params.boolean("active_only")
	if refusal == nil {
		refusal = badSwitch
	}
	if refusal == nil && c.who.readOnly && !owner && id != c.who.keyID {
		refusal = c.denied("cluster:admin/xpack/security/api_key/get")
	}
	return operation{run: func() (reply, *x.Exception) {
		found := []*x.Node{}
		for _, k := range s.allKeys() {
			if (id == "" || id == k.id) && (name == "" || wildcard(name, k.name)) && !(activeOnly && k.invalidated) {
				found = append(found, k.describe(c.who.user))
			}
		}
		answer := ok(x.M("api_keys", x.Array(found...)))
		if id != "" && len(found) == 0 {
			answer.status = http.StatusNotFound
		}
		return answer, nil
	}}, refusal
}

// allKeys are the server's own keys and those that it was given.
func (s *Server) allKeys() []apiKey {
	all := slices.Clone(s.keys)
	for _, encoded := range s.options.APIKeys {
		decoded, err := base64.StdEncoding.DecodeString(encoded)
		if id, _, ok := strings.Cut(string(decoded), ":"); ok && err == nil {
			all = append(all, apiKey{id: id, name: id, encoded: encoded, created: "0"})
		}
	}
	return all
}

func (k apiKey) describe(owner string) *x.Node {
	return x.Object(
		x.M("id", x.Text(k.id)), x.M("name", x.Text(k.name)), x.M("type", x.Text("rest")),
		x.M("creation", x.Number(k.created)), x.M("invalidated", x.Bool(k.invalidated)),
		x.M("username", x.Text(owner)), x.M("realm", x.Text("reserved")), x.M("realm_type", x.Text("reserved")),
		x.M("metadata", x.Object()),
	)
}

// invalidateKeys answers DELETE /_security/api_key. Ids that aren't there are no
// error.
func (s *Server) invalidateKeys(c *call) (operation, *x.Exception) {
	body, refusal := c.content(x.Parser{Name: "invalidate_api_key", Fields: []x.Field{
		x.Strings("ids"), x.StringOrNull("name"), x.Boolean("owner"),
	}})
	var problems []string
	if len(body.Get("ids").Items()) == 0 && body.Get("name").IsNull() && !body.Get("owner").True() {
		problems = []string{"One of [api key id(s), api key name, username, realm name] must be specified if [owner] flag is false"}
	}
	return operation{problems: problems, run: func() (reply, *x.Exception) {
		var now, before []*x.Node
		for i := range s.keys {
			k := &s.keys[i]
			if !k.named(body) {
				continue
			}
			if k.invalidated {
				before = append(before, x.Text(k.id))
				continue
			}
			k.invalidated = true
			now = append(now, x.Text(k.id))
		}
		return ok(
			x.M("invalidated_api_keys", x.Array(now...)),
			x.M("previously_invalidated_api_keys", x.Array(before...)),
			x.M("error_count", x.Int(0)),
		), nil
	}}, refusal
}

// named reports whether a request to invalidate means this key.
func (k apiKey) named(body *x.Node) bool {
	if ids := body.Get("ids").Items(); len(ids) > 0 {
		return slices.ContainsFunc(ids, func(id *x.Node) bool { return id.Text() == k.id })
	}
	return body.Get("name").IsNull() || body.Get("name").Text() == k.name
}
