package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
)

// The cluster's identity never changes, so that what was made against one demo
// fits the next.
const (
	clusterName = "connwiz-demo"
	clusterUUID = "Zq3vXn0bQ5yT1hJmWd8KpA"
)

// root answers GET /.
func (s *Server) root(*call) (operation, *x.Exception) {
	version := x.Object(
		x.M("number", x.Text(s.options.Version)),
		x.M("build_flavor", x.Text(s.flavor())),
		x.M("build_type", x.Text("docker")),
		x.M("build_hash", x.Text("0123456789abcdef0123456789abcdef01234567")),
		x.M("build_date", x.Text("2025-10-01T00:00:00.000000000Z")),
		x.M("build_snapshot", x.Bool(false)),
		x.M("lucene_version", x.Text("10.2.2")),
		x.M("minimum_wire_compatibility_version", x.Text("8.19.0")),
		x.M("minimum_index_compatibility_version", x.Text("8.0.0")),
	)
	return answers(ok(
		x.M("name", x.Text("connwiz-demo-node")),
		x.M("cluster_name", x.Text(clusterName)),
		x.M("cluster_uuid", x.Text(clusterUUID)),
		x.M("version", version),
		x.M("tagline", x.Text("You Know, for Search")),
	)), nil
}

// flavor tells serverless from all others.
func (s *Server) flavor() string {
	if s.serverless {
		return Serverless
	}
	return "default"
}

// license answers GET /_license.
func (s *Server) license(c *call) (operation, *x.Exception) {
	for _, name := range []string{"local", "accept_enterprise"} {
		if _, refusal := c.params.boolean(name); refusal != nil {
			return operation{}, refusal
		}
	}
	return answers(ok(x.M("license", x.Object(
		x.M("status", x.Text("active")),
		x.M("uid", x.Text("7d1d5a9e-0f0e-4f6e-9a53-1f3c5b0c9e11")),
		x.M("type", x.Text("basic")),
		x.M("issue_date", x.Text("2025-10-01T00:00:00.000Z")),
		x.M("issue_date_in_millis", x.Number("1759276800000")),
		x.M("max_nodes", x.Int(1000)),
		x.M("max_resource_units", x.Null()),
		x.M("issued_to", x.Text(clusterName)),
		x.M("issuer", x.Text("elasticsearch")),
		x.M("start_date_in_millis", x.Int(-1)),
	)))), nil
}

// whoAmI answers GET /_security/_authenticate.
func (s *Server) whoAmI(c *call) (operation, *x.Exception) {
	kind, realm := "realm", x.Object(x.M("name", x.Text("reserved")), x.M("type", x.Text("reserved")))
	role := "superuser"
	if c.who.readOnly {
		role = "reader"
	}
	roles := x.Array(x.Text(role))
	var key []x.Member
	if c.who.keyID != "" {
		kind, roles = "api_key", x.Array()
		realm = x.Object(x.M("name", x.Text("_es_api_key")), x.M("type", x.Text("_es_api_key")))
		key = []x.Member{x.M("api_key", x.Object(x.M("id", x.Text(c.who.keyID)), x.M("name", x.Text(c.who.keyName))))}
	}
	return answers(ok(append([]x.Member{
		x.M("username", x.Text(c.who.user)),
		x.M("roles", roles),
		x.M("full_name", x.Null()),
		x.M("email", x.Null()),
		x.M("metadata", x.Object()),
		x.M("enabled", x.Bool(true)),
		x.M("authentication_realm", realm),
		x.M("lookup_realm", realm),
		x.M("authentication_type", x.Text(kind)),
	}, key...)...)), nil
}

// answers is an operation that always gives the same answer.
func answers(answer reply) operation {
	return operation{run: func() (reply, *x.Exception) { return answer, nil }}
}
