package emulator

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"

	x "connwiz/client/emulator/internal/xcontent"
)

// connectorIndex is where the server keeps connectors.
const connectorIndex = ".elastic-connectors-v1"

// nativePrefix starts the index names of Elastic-managed connectors.
const nativePrefix = "content-"

// createParser reads the body of POST and PUT, which share their name.
func (s *Server) createParser() x.Parser {
	index := x.StringOrNull("index_name")
	if !s.has(rulesRelease) {
		index = x.String("index_name").Require()
	}
	return x.Parser{Name: "connector_put_request", Fields: []x.Field{
		x.String("description"), index, x.Boolean("is_native"),
		x.String("language"), x.String("name"), x.String("service_type"),
	}}
}

// createContent reads that body, which is optional since the name of the index is.
func (c *call) createContent() (*x.Node, *x.Exception) {
	if c.server.has(rulesRelease) {
		return c.optionalContent(c.server.createParser())
	}
	return c.content(c.server.createParser())
}

// createConnector answers POST /_connector and PUT /_connector: the server makes
// the id up.
func (s *Server) createConnector(c *call) (operation, *x.Exception) {
	body, refusal := c.createContent()
	return operation{
		problems: s.createProblems(body),
		run: func() (reply, *x.Exception) {
			return s.storeConnector(newID(), body, "id")
		},
	}, refusal
}

// putConnector answers PUT /_connector/{id}, which overwrites whatever is there.
func (s *Server) putConnector(c *call) (operation, *x.Exception) {
	body, refusal := c.createContent()
	return operation{
		problems: s.createProblems(body),
		run: func() (reply, *x.Exception) {
			return s.storeConnector(c.ids["connector_id"], body, "result")
		},
	}, refusal
}

func (s *Server) createProblems(body *x.Node) (problems []string) {
	name := body.Get("index_name")
	if name.IsNull() {
		return nil
	}
	if problem := indexNameProblem(name.Text()); problem != "" {
		problems = append(problems, invalidNameText(name.Text(), problem))
	}
	if s.misnamed(name, body) {
		problems = append(problems, fmt.Sprintf(
			"Index [%s] is invalid. Index attached to an Elastic-managed connector must start with the prefix: [%s]",
			name.Text(), nativePrefix))
	}
	return problems
}

// invalidNameText is the exception as the request validation prints it, with its
// Java class.
func invalidNameText(name, problem string) string {
	return fmt.Sprintf("[%s] org.elasticsearch.indices.InvalidIndexNameException: Invalid index name [%s], %s", name, name, problem)
}

// storeConnector answers with id and result; the first release told only one.
func (s *Server) storeConnector(id string, body *x.Node, only string) (reply, *x.Exception) {
	if len(id) > 512 {
		return reply{}, exception(http.StatusBadRequest, "illegal_argument_exception",
			"id [%s] is too long, must be no longer than 512 bytes but was: %d", id, len(id))
	}
	if refusal := s.indexNameFree(id, body.Get("index_name")); refusal != nil {
		return reply{}, refusal
	}
	status, result := http.StatusCreated, "created"
	if s.connectors.get(id) != nil {
		status, result = http.StatusOK, "updated"
	}
	s.connectors.put(id, s.newConnector(body))
	told := x.Object(x.M("id", x.Text(id)), x.M("result", x.Text(result)))
	if !s.has(statusRelease) {
		told = x.Object(x.M(only, told.Get(only)))
	}
	return reply{status: status, body: told}, nil
}

// indexNameFree refuses an index name that another connector has.
func (s *Server) indexNameFree(id string, name *x.Node) *x.Exception {
	if name.IsNull() {
		return nil
	}
	for _, other := range s.connectors.ids {
		doc := s.connectors.get(other)
		if other != id && !doc.Get("deleted").True() && x.Equal(doc.Get("index_name"), name) {
			return refused("Index name [%s] is used by another connector.", name.Text())
		}
	}
	return nil
}

// newConnector is the document of a fresh connector.
func (s *Server) newConnector(body *x.Node) *x.Node {
	native := body.Get("is_native").True()
	status := "created"
	if native {
		status = "needs_configuration"
	}
	name := body.Get("name")
	if name == nil {
		name = x.Text("")
	}
	doc := x.Object(
		x.M("configuration", x.Object()),
		x.M("custom_scheduling", x.Object()),
	)
	doc = given(doc, body, "description")
	doc = doc.With("filtering", x.Array(s.defaultFiltering()))
	doc = given(doc, body, "index_name")
	doc = doc.With("is_native", x.Bool(native))
	doc = given(doc, body, "language")
	doc = doc.With("name", name).With("scheduling", defaultScheduling())
	doc = given(doc, body, "service_type")
	doc = doc.With("status", x.Text(status)).With("sync_now", x.Bool(false))
	if s.has(softDeleteRelease) {
		doc = doc.With("deleted", x.Bool(false))
	}
	return doc
}

// given copies a member that is there and not null.
func given(doc, body *x.Node, name string) *x.Node {
	if value := body.Get(name); !value.IsNull() {
		return doc.With(name, value)
	}
	return doc
}

func (s *Server) defaultFiltering() *x.Node {
	now := s.instant()
	side := x.Object(
		x.M("advanced_snippet", x.Object(x.M("created_at", now), x.M("updated_at", now), x.M("value", x.Object()))),
		x.M("rules", x.Array(defaultRule(now, 0))),
		x.M("validation", x.Object(x.M("errors", x.Array()), x.M("state", x.Text("valid")))),
	)
	return x.Object(x.M("active", side), x.M("domain", x.Text("DEFAULT")), x.M("draft", side))
}

// defaultRule lets everything in.
func defaultRule(now *x.Node, order int) *x.Node {
	return x.Object(
		x.M("created_at", now), x.M("field", x.Text("_")), x.M("id", x.Text("DEFAULT")), x.M("order", x.Int(order)),
		x.M("policy", x.Text("include")), x.M("rule", x.Text("regex")), x.M("updated_at", now), x.M("value", x.Text(".*")),
	)
}

func defaultScheduling() *x.Node {
	off := x.Object(x.M("enabled", x.Bool(false)), x.M("interval", x.Text("0 0 0 * * ?")))
	return x.Object(x.M("access_control", off), x.M("full", off), x.M("incremental", off))
}

// newID makes an id as Elasticsearch does: twenty URL-safe characters.
func newID() string {
	random := make([]byte, 15)
	_, _ = rand.Read(random) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(random)
}
