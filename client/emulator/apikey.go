package emulator

import (
	"encoding/base64"
	"net/http"
	"strconv"

	x "connwiz/client/emulator/internal/xcontent"
)

// apiKey is a key that this server made.
type apiKey struct {
	id, name, encoded string
	created           string // milliseconds since 1970
	invalidated       bool
}

// minted reports whether the server made the key itself.
func (s *Server) minted(encoded string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.keys {
		if k.encoded == encoded && !k.invalidated {
			return true
		}
	}
	return false
}

// createKey answers POST /_security/api_key. What the key may do is noted
// nowhere: it may do everything.
func (s *Server) createKey(c *call) (operation, *x.Exception) {
	c.params.text("refresh")
	body, refusal := c.content(x.Parser{Name: "api_key_request", Fields: []x.Field{
		x.String("name").Require(), x.StringOrNull("expiration"),
		{Name: "role_descriptors", Accepts: x.AcceptObject()},
		{Name: "metadata", Accepts: x.AcceptObject()},
	}})
	var problems []string
	if name := body.Get("name").Text(); len(name) == 0 || len(name) > 256 {
		problems = append(problems, "api key name may not be more than 256 characters long")
		if name == "" {
			problems = []string{"api key name is required"}
		}
	}
	for _, role := range body.Get("role_descriptors").Members() {
		if refusal == nil {
			refusal = s.knownPrivileges(role.Value.Get("cluster"))
		}
	}
	return operation{problems: problems, run: func() (reply, *x.Exception) {
		if c.who.keyID != "" && hasPrivileges(body.Get("role_descriptors")) {
			return reply{}, exception(http.StatusBadRequest, "illegal_argument_exception",
				"creating derived api keys requires an explicit role descriptor that is empty (has no privileges)")
		}
		return s.mint(body.Get("name").Text()), nil
	}}, refusal
}

// hasPrivileges reports whether a key would be able to do anything. None given
// at all means the caller's own.
func hasPrivileges(roles *x.Node) bool {
	if len(roles.Members()) == 0 {
		return true
	}
	for _, role := range roles.Members() {
		for _, kind := range role.Value.Members() {
			if len(kind.Value.Items()) > 0 {
				return true
			}
		}
	}
	return false
}

func (s *Server) mint(name string) reply {
	id, secret := newID(), newID()+"Xw"
	encoded := base64.StdEncoding.EncodeToString([]byte(id + ":" + secret))
	created := strconv.FormatInt(s.options.Now().UnixMilli(), 10)
	s.keys = append(s.keys, apiKey{id: id, name: name, encoded: encoded, created: created})
	return ok(x.M("id", x.Text(id)), x.M("name", x.Text(name)), x.M("api_key", x.Text(secret)), x.M("encoded", x.Text(encoded)))
}
