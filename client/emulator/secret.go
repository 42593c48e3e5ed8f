package emulator

import (
	"net/http"

	x "connwiz/client/emulator/internal/xcontent"
)

// secretIndex exists once the first secret was stored.
const secretIndex = ".connector-secrets"

// secretRoutes lists the endpoints of connector secrets, which are internal.
func (s *Server) secretRoutes() []route {
	const all, one = "/_connector/_secret", "/_connector/_secret/{id}"
	action := func(name string) string { return connectorAction("secret/" + name) }
	return []route{
		{method: http.MethodPost, path: all, action: action("post"), writes: true, since: statusRelease, prepare: s.internal(s.createSecret)},
		{method: http.MethodPut, path: one, action: action("put"), writes: true, since: statusRelease, prepare: s.internal(s.putSecret)},
		{method: http.MethodGet, path: one, action: action("get"), since: statusRelease, prepare: s.internal(s.getSecret)},
		{method: http.MethodDelete, path: one, action: action("delete"), writes: true, since: statusRelease, prepare: s.internal(s.deleteSecret)},
	}
}

// internal keeps an endpoint from the users of serverless.
func (s *Server) internal(prepare func(*call) (operation, *x.Exception)) func(*call) (operation, *x.Exception) {
	if !s.serverless {
		return prepare
	}
	return func(c *call) (operation, *x.Exception) { return operation{}, unavailable(c) }
}

func (s *Server) createSecret(c *call) (operation, *x.Exception) {
	body, refusal := c.content(x.Parser{Name: "post_secret_request", Fields: []x.Field{x.String("value")}})
	var problems []string
	if body.Get("value").Text() == "" {
		problems = []string{`[value] of the connector secret cannot be [null] or [""]`}
	}
	return operation{problems: problems, run: func() (reply, *x.Exception) {
		id := newID()
		s.secrets.put(id, body)
		return ok(x.M("id", x.Text(id))), nil
	}}, refusal
}

func (s *Server) putSecret(c *call) (operation, *x.Exception) {
	body, refusal := c.content(x.Parser{Name: "connector_secret_put_request", Fields: []x.Field{x.String("value").Require()}})
	var problems []string
	if body.Get("value").Text() == "" {
		problems = []string{`[value] cannot be [null] or [""]`}
	}
	id := c.ids["id"]
	return operation{problems: problems, run: func() (reply, *x.Exception) {
		answer := reply{status: http.StatusCreated, body: x.Object(x.M("result", x.Text("created")))}
		if s.secrets.get(id) != nil {
			answer = result("updated")
		}
		s.secrets.put(id, body)
		return answer, nil
	}}, refusal
}

func (s *Server) getSecret(c *call) (operation, *x.Exception) {
	id := c.ids["id"]
	return operation{run: func() (reply, *x.Exception) {
		secret, missing := s.secret(id)
		if missing != nil {
			return reply{}, missing
		}
		return ok(x.M("id", x.Text(id)), x.M("value", secret.Get("value"))), nil
	}}, nil
}

func (s *Server) deleteSecret(c *call) (operation, *x.Exception) {
	id := c.ids["id"]
	return operation{run: func() (reply, *x.Exception) {
		if _, missing := s.secret(id); missing != nil {
			return reply{}, missing
		}
		s.secrets.remove(id)
		return ok(x.M("deleted", x.Bool(true))), nil
	}}, nil
}

func (s *Server) secret(id string) (*x.Node, *x.Exception) {
	if s.secrets.docs == nil {
		return nil, noSuchIndex(secretIndex)
	}
	if secret := s.secrets.get(id); secret != nil {
		return secret, nil
	}
	return nil, notFound("No secret with id [%s]", id)
}
