package schema

import (
	"net/url"
	"strings"
	"unicode"
)

// graphQLChecks are those of the GraphQL source.
func graphQLChecks() []sourceCheck {
	return []sourceCheck{
		{"http_endpoint", wrongEndpoint},
		{"graphql_query", wrongQuery},
		{"headers", wrongJSON},
		{"graphql_variables", wrongJSON},
		{"graphql_object_to_id_map", wrongObjectMap},
	}
}

func wrongEndpoint(_ *Evaluation, text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "must be an http or https URL"
	}
	return ""
}

func wrongJSON(_ *Evaluation, text string) string {
	if _, err := ParseValue([]byte(text)); err != nil {
		return "must be JSON"
	}
	return ""
}

// wrongQuery looks at the braces and at what kind of operation it is: a whole
// parser would know more, but the source has one.
func wrongQuery(_ *Evaluation, text string) string {
	q := readQuery(text)
	switch {
	case !q.balanced:
		return "must be a GraphQL query"
	case q.operation != "" && q.operation != "query" && q.operation != "fragment":
		return "must be a query, not a " + q.operation
	default:
		return ""
	}
}

// wrongObjectMap checks that every object and its id field are in the query.
func wrongObjectMap(e *Evaluation, text string) string {
	v, err := ParseValue([]byte(text))
	if err != nil || v.kind != KindObject {
		return "must be a JSON object"
	}
	query := readQuery(pythonStr(e.State("graphql_query").Effective))
	for i, object := range v.keys() {
		if !query.paths[object] {
			return "names the object " + object + ", which is not in the query"
		}
		if id := pythonStr(v.Items()[i]); !query.paths[object+"."+id] {
			return "names the field " + id + ", which is not in the query"
		}
	}
	return ""
}

// query is what a quick look at a GraphQL document tells.
type query struct {
	operation string // the first word outside of braces
	paths     map[string]bool
	balanced  bool
}

// readQuery reads names and braces, and skips arguments, texts and comments.
func readQuery(text string) query {
	q := query{paths: map[string]bool{}, balanced: true}
	var stack []string
	name, depth, braces := "", 0, 0
	for _, token := range queryTokens(text) {
		switch {
		case token == "(":
			depth++
		case token == ")":
			depth--
		case depth > 0:
		case token == "{":
			stack = append(stack, name)
			braces++
		case token == "}":
			if len(stack) == 0 {
				q.balanced = false
				return q
			}
			stack = stack[:len(stack)-1]
		case len(stack) == 0:
			if q.operation == "" {
				q.operation = token
			}
		case token != ":":
			name = strings.Join(append(stack[1:len(stack):len(stack)], token), ".")
			q.paths[name] = true
			name = token
		}
	}
	q.balanced = len(stack) == 0 && depth == 0 && braces > 0
	return q
}

// queryTokens splits a document into names and marks.
func queryTokens(text string) []string {
	var tokens []string
	for text != "" {
		switch c := rune(text[0]); {
		case c == '#':
			_, text, _ = strings.Cut(text, "\n")
		case c == '"':
			_, text, _ = strings.Cut(text[1:], `"`)
		case c == '_' || unicode.IsLetter(c):
			end := strings.IndexFunc(text, func(r rune) bool {
				return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
			})
			if end < 0 {
				end = len(text)
			}
			tokens = append(tokens, text[:end])
			text = text[end:]
		default:
			if strings.ContainsRune("(){}:", c) {
				tokens = append(tokens, text[:1])
			}
			text = text[1:]
		}
	}
	return tokens
}
