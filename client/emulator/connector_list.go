package emulator

import (
	"slices"
	"strings"
	"unicode"

	x "connwiz/client/emulator/internal/xcontent"
)

// maxWindow is how deep into a result a page may reach; counts end there too.
const maxWindow = 10000

// paging is which part of a list is asked for.
type paging struct{ from, size int }

func readPaging(c *call) (paging, *x.Exception) {
	from, refusal := c.params.number("from", 0)
	if refusal != nil {
		return paging{}, refusal
	}
	size, refusal := c.params.number("size", 100)
	switch {
	case refusal != nil:
		return paging{}, refusal
	case from < 0:
		return paging{}, x.IllegalArgument("Parameter [from] cannot be < 0")
	case size < 0:
		return paging{}, x.IllegalArgument("Parameter [size] cannot be < 0")
	default:
		return paging{from, size}, nil
	}
}

// page answers with one page of all that was found.
func (p paging) page(all []*x.Node) (reply, *x.Exception) {
	if p.from+p.size > maxWindow {
		return reply{}, searchFailed(x.IllegalArgument(
			"Result window is too large, from + size must be less than or equal to: [%d] but was [%d]. "+
				"See the scroll api for a more efficient way to request large data sets. "+
				"This limit can be set by changing the [index.max_result_window] index level setting.",
			maxWindow, p.from+p.size))
	}
	start := min(p.from, len(all))
	results := all[start:min(start+p.size, len(all))]
	return ok(x.M("count", x.Int(min(len(all), maxWindow))), x.M("results", x.Array(results...))), nil
}

func searchFailed(cause *x.Exception) *x.Exception {
	return exception(400, "search_phase_execution_exception", "all shards failed").Because(cause)
}

// filter is what a list of connectors is narrowed by.
type filter struct {
	indices, names, types []string
	query                 string
	withDeleted           bool
}

// listConnectors answers GET /_connector.
func (s *Server) listConnectors(c *call) (operation, *x.Exception) {
	page, refusal := readPaging(c)
	if refusal != nil {
		return operation{}, refusal
	}
	f := filter{
		indices: c.params.list("index_name"),
		names:   c.params.list("connector_name"),
		types:   c.params.list("service_type"),
		query:   c.params.text("query"),
	}
	f.withDeleted, refusal = c.since(softDeleteRelease, "include_deleted")
	return operation{problems: f.problems(), run: func() (reply, *x.Exception) {
		return page.page(s.matching(f))
	}}, refusal
}

func (f filter) problems() (problems []string) {
	for _, name := range f.indices {
		if problem := indexNameProblem(name); problem != "" {
			problems = append(problems, invalidNameText(name, problem))
		}
	}
	return problems
}

// matching returns the connectors, sorted by index name; those without one last.
func (s *Server) matching(f filter) []*x.Node {
	var found []*x.Node
	for _, id := range s.connectors.ids {
		if doc := s.connectors.get(id); f.matches(doc) {
			found = append(found, withID(id, doc))
		}
	}
	slices.SortStableFunc(found, func(a, b *x.Node) int {
		nameA, nameB := a.Get("index_name"), b.Get("index_name")
		if nameA.IsNull() != nameB.IsNull() {
			if nameA.IsNull() {
				return 1
			}
			return -1
		}
		return strings.Compare(nameA.Text(), nameB.Text())
	})
	return found
}

func (f filter) matches(doc *x.Node) bool {
	one := func(wanted []string, name string) bool {
		return len(wanted) == 0 || slices.Contains(wanted, doc.Get(name).Text()) && !doc.Get(name).IsNull()
	}
	return (f.withDeleted || !doc.Get("deleted").True()) &&
		one(f.indices, "index_name") && one(f.names, "name") && one(f.types, "service_type") &&
		(f.query == "" || f.found(doc))
}

// found searches as the server's wildcard query does: whole names, but single
// words of the description, which was cut into lower case words.
func (f filter) found(doc *x.Node) bool {
	pattern := "*" + f.query + "*"
	if wildcard(pattern, doc.Get("index_name").Text()) || wildcard(pattern, doc.Get("name").Text()) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(doc.Get("description").Text()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return slices.ContainsFunc(words, func(word string) bool { return wildcard(pattern, word) })
}

// wildcard matches * (any text) and ? (one character).
func wildcard(pattern, text string) bool {
	p, t := []rune(pattern), []rune(text)
	star, mark := -1, 0
	i, j := 0, 0
	for j < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == t[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
