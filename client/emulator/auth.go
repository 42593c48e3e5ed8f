package emulator

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"connwiz/client/emulator/internal/xcontent"
)

// principal is who asks.
type principal struct {
	user     string
	keyID    string // of an API key, else ""
	keyName  string
	readOnly bool
}

// secured reports whether the server asks for credentials at all.
func (s *Server) secured() bool { return s.options.Username != "" || len(s.options.APIKeys) > 0 }

// authenticate finds out who asks, before anything else is looked at.
func (c *call) authenticate() *xcontent.Exception {
	if !c.server.secured() {
		c.who = principal{user: "elastic"}
		return nil
	}
	scheme, credentials, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	switch strings.ToLower(scheme) {
	case "":
		return c.unauthorized("missing authentication credentials for REST request [%s]", c.uri)
	case "apikey":
		return c.authenticateKey(strings.TrimSpace(credentials))
	case "basic":
		return c.authenticateUser()
	default:
		return c.unauthorized("unable to authenticate with provided credentials and anonymous access is not allowed for this request")
	}
}

func (c *call) authenticateUser() *xcontent.Exception {
	o := c.server.options
	user, password, given := c.request.BasicAuth()
	if !given || o.Username == "" || user != o.Username || password != o.Password {
		return c.unauthorized("unable to authenticate user [%s] for REST request [%s]", user, c.uri)
	}
	c.who = principal{user: user, readOnly: slices.Contains(o.ReadOnly, user)}
	return nil
}

func (c *call) authenticateKey(encoded string) *xcontent.Exception {
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	id, _, hasSecret := strings.Cut(string(decoded), ":")
	if !slices.Contains(c.server.options.APIKeys, encoded) && !c.server.minted(encoded) {
		e := c.unauthorized("unable to authenticate with provided credentials and anonymous access is not allowed for this request")
		if err == nil && hasSecret {
			e.Extra = append(e.Extra, xcontent.M("additional_unsuccessful_credentials",
				xcontent.Text("API key: unable to find apikey with id "+id)))
		}
		return e
	}
	o := c.server.options
	owner := o.Username
	if owner == "" {
		owner = "elastic"
	}
	c.who = principal{
		user: owner, keyID: id, keyName: id,
		readOnly: slices.Contains(o.ReadOnly, encoded),
	}
	return nil
}

func (c *call) unauthorized(format string, args ...any) *xcontent.Exception {
	e := exception(http.StatusUnauthorized, "security_exception", format, args...)
	e.Extra = []xcontent.Member{xcontent.M("header", xcontent.Object(xcontent.M("WWW-Authenticate", xcontent.Array(
		xcontent.Text(`Basic realm="security" charset="UTF-8"`),
		xcontent.Text(`Bearer realm="security"`),
		xcontent.Text("ApiKey"),
	))))}
	return e
}

// authorize refuses writes of those who may only read.
func (c *call) authorize(r route) *xcontent.Exception {
	if !r.writes || !c.who.readOnly {
		return nil
	}
	return c.denied(r.action)
}

// denied is the answer to who may not do something.
func (c *call) denied(action string) *xcontent.Exception {
	subject := fmt.Sprintf("user [%s] with effective roles [reader]", c.who.user)
	if c.who.keyID != "" {
		subject = fmt.Sprintf("API key id [%s] of user [%s]", c.who.keyID, c.who.user)
	}
	return exception(http.StatusForbidden, "security_exception", "action [%s] is unauthorized for %s%s",
		action, subject, c.grantedBy(action))
}

// grantedBy names the privileges that would have helped.
func (c *call) grantedBy(action string) string {
	cluster := func(privileges string) string {
		return ", this action is granted by the cluster privileges [" + privileges + "]"
	}
	switch {
	case strings.HasPrefix(action, "indices:"):
		return fmt.Sprintf(" on indices [%s], this action is granted by the index privileges [create_index,manage,all]", c.ids["index"])
	case strings.Contains(action, "api_key"):
		return cluster("manage_own_api_key,manage_api_key,manage_security,all")
	case strings.Contains(action, "connector/secret"):
		return cluster("write_connector_secrets,manage,all")
	default:
		return cluster("manage_connector,manage,all")
	}
}
