package emulator

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// index is a data index; its documents are no concern of this package.
type index struct{ body, created *x.Node }

// uuidOf makes up the UUID of an index.
func uuidOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// indexParams reads the parameters that all index endpoints share.
func indexParams(c *call) *x.Exception {
	for _, name := range []string{
		"allow_no_indices", "ignore_unavailable", "local", "flat_settings", "include_defaults",
	} {
		if _, refusal := c.params.boolean(name); refusal != nil {
			return refusal
		}
	}
	for _, name := range []string{"expand_wildcards", "features", "master_timeout", "timeout", "wait_for_active_shards"} {
		c.params.text(name)
	}
	return nil
}

// find returns the names of the indices that an expression means; a name
// without a star has to exist.
func (s *Server) find(expression string) ([]string, *x.Exception) {
	var found []string
	for _, one := range strings.Split(expression, ",") {
		if !strings.Contains(one, "*") && s.indices[one] == nil {
			return nil, noSuchIndex(one)
		}
		for name := range s.indices {
			if matched, err := path.Match(one, name); matched && err == nil {
				found = append(found, name)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

func noSuchIndex(name string) *x.Exception {
	e := exception(http.StatusNotFound, "index_not_found_exception", "no such index [%s]", name)
	e.Extra = []x.Member{
		x.M("resource.type", x.Text("index_or_alias")),
		x.M("resource.id", x.Text(name)),
		x.M("index_uuid", x.Text("_na_")),
		x.M("index", x.Text(name)),
	}
	return e
}

// indexExists answers HEAD /{index}.
func (s *Server) indexExists(c *call) (operation, *x.Exception) {
	refusal := indexParams(c)
	return operation{run: func() (reply, *x.Exception) {
		if found, missing := s.find(c.ids["index"]); missing != nil || len(found) == 0 {
			return reply{status: http.StatusNotFound}, nil
		}
		return reply{status: http.StatusOK}, nil
	}}, refusal
}

// getIndex answers GET /{index}.
func (s *Server) getIndex(c *call) (operation, *x.Exception) {
	refusal := indexParams(c)
	return operation{run: func() (reply, *x.Exception) {
		found, missing := s.find(c.ids["index"])
		if missing != nil {
			return reply{}, missing
		}
		answer := ok()
		for _, name := range found {
			answer.body = answer.body.With(name, s.describe(name))
		}
		return answer, nil
	}}, refusal
}

func (s *Server) describe(name string) *x.Node {
	index := s.indices[name]
	or := func(n *x.Node) *x.Node {
		if n == nil {
			return x.Object()
		}
		return n
	}
	settings := x.Object(
		x.M("creation_date", index.created),
		x.M("number_of_shards", x.Text("1")),
		x.M("number_of_replicas", x.Text("1")),
		x.M("uuid", x.Text(uuidOf(name))),
		x.M("provided_name", x.Text(name)),
	)
	given := or(index.body.Get("settings"))
	if inner := given.Get("index"); inner != nil {
		given = inner
	}
	return x.Object(
		x.M("aliases", or(index.body.Get("aliases"))),
		x.M("mappings", or(index.body.Get("mappings"))),
		x.M("settings", x.Object(x.M("index", x.Merge(settings, given)))),
	)
}

// createIndex answers PUT /{index}.
func (s *Server) createIndex(c *call) (operation, *x.Exception) {
	if refusal := indexParams(c); refusal != nil {
		return operation{}, refusal
	}
	body, refusal := c.indexBody()
	if refusal != nil {
		return operation{}, refusal
	}
	if s.serverless && hasShards(body.Get("settings")) {
		return operation{}, x.IllegalArgument("Settings [index.number_of_shards, index.number_of_replicas] are not available when running in serverless mode")
	}
	name := c.ids["index"]
	return operation{run: func() (reply, *x.Exception) {
		problem := indexNameProblem(name)
		if problem == "" && strings.ToLower(name) != name {
			problem = "must be lowercase"
		}
		if problem != "" {
			return reply{}, invalidIndexName(name, problem)
		}
		if s.indices[name] != nil {
			return reply{}, indexTaken(name)
		}
		s.addIndex(name, body)
		return ok(x.M("acknowledged", x.Bool(true)), x.M("shards_acknowledged", x.Bool(true)), x.M("index", x.Text(name))), nil
	}}, nil
}

// hasShards reports whether settings say how an index is spread, which serverless
// decides itself.
func hasShards(settings *x.Node) bool {
	if inner := settings.Get("index"); inner != nil {
		settings = inner
	}
	return settings.Has("number_of_shards") || settings.Has("number_of_replicas")
}

// indexBody takes settings, mappings and aliases without a look inside.
func (c *call) indexBody() (*x.Node, *x.Exception) {
	c.read = true
	if len(c.body) == 0 {
		return x.Object(), nil
	}
	body, refusal := x.Parse(c.body)
	if refusal != nil {
		return nil, refusal
	}
	for _, m := range body.Members() {
		if !slices.Contains([]string{"settings", "mappings", "aliases"}, m.Name) {
			return nil, exception(http.StatusBadRequest, "parse_exception", "unknown key [%s] for create index", m.Name)
		}
	}
	return body, nil
}

func (s *Server) addIndex(name string, body *x.Node) {
	millis := s.options.Now().UnixMilli()
	s.indices[name] = &index{body: body, created: x.Text(strconv.FormatInt(millis, 10))}
}

func invalidIndexName(name, problem string) *x.Exception {
	e := exception(http.StatusBadRequest, "invalid_index_name_exception", "Invalid index name [%s], %s", name, problem)
	e.Extra = []x.Member{x.M("index_uuid", x.Text("_na_")), x.M("index", x.Text(name))}
	return e
}

func indexTaken(name string) *x.Exception {
	e := exception(http.StatusBadRequest, "resource_already_exists_exception", "index [%s/%s] already exists", name, uuidOf(name))
	e.Extra = []x.Member{x.M("index_uuid", x.Text(uuidOf(name))), x.M("index", x.Text(name))}
	return e
}

// indexNameProblem names the rule that a name breaks, or "". The connector APIs
// check the same rules; lower case is asked for only on creation.
func indexNameProblem(name string) string {
	switch {
	case name == "":
		return "must not be empty"
	case strings.ContainsAny(name, `\/*?"<>| ,`):
		return `must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',',']`
	case strings.Contains(name, "#"):
		return "must not contain '#'"
	case strings.Contains(name, ":"):
		return "must not contain ':'"
	case strings.ContainsRune("_-+", rune(name[0])):
		return "must not start with '_', '-', or '+'"
	case len(name) > 255:
		return "index name is too long, (" + strconv.Itoa(len(name)) + " > 255)"
	case name == "." || name == "..":
		return "must not be '.' or '..'"
	default:
		return ""
	}
}
