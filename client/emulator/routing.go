package emulator

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"connwiz/client/emulator/internal/xcontent"
)

// route is one method on one path.
type route struct {
	method  string
	path    string // {name} matches one segment
	action  string // the security action, for 403
	writes  bool
	since   int // the release that brought it, such as 8_15; 0: the first one
	prepare func(*call) (operation, *xcontent.Exception)
}

// operation is a request that was read: what it says against itself, and what
// it does. run is called with the server locked.
type operation struct {
	problems []string
	run      func() (reply, *xcontent.Exception)
}

// segments splits an escaped path as the server's path trie does: empty
// segments inside count, trailing ones don't.
func segments(escaped string) []string {
	parts := strings.Split(strings.TrimRight(strings.TrimPrefix(escaped, "/"), "/"), "/")
	if len(parts) == 1 && parts[0] == "" {
		return nil
	}
	return parts
}

// match returns the ids in the path, or nil, and how explicit the match is: the
// server prefers words to wildcards, from the left.
func (r route) match(parts []string) (ids map[string]string, explicit string) {
	pattern := segments(r.path)
	if len(pattern) != len(parts) {
		return nil, ""
	}
	ids = map[string]string{}
	for i, p := range pattern {
		name, isID := strings.CutPrefix(p, "{")
		if !isID {
			if p != parts[i] {
				return nil, ""
			}
			explicit += "1"
			continue
		}
		decoded, err := url.PathUnescape(parts[i])
		if err != nil {
			decoded = parts[i]
		}
		ids[strings.TrimSuffix(name, "}")] = decoded
		explicit += "0"
	}
	return ids, explicit
}

// route finds the handler. Where only other methods exist it answers with their
// list, and where nothing matches with the plain text that the router has.
func (s *Server) route(c *call) (found route, flat *reply) {
	parts := segments(c.request.URL.EscapedPath())
	best := ""
	var allowed []string
	for _, r := range s.routes {
		ids, explicit := r.match(parts)
		if ids == nil {
			continue
		}
		if r.method != c.request.Method {
			allowed = append(allowed, r.method)
			continue
		}
		if found.prepare == nil || explicit > best {
			found, best, c.ids = r, explicit, ids
		}
	}
	if found.prepare != nil {
		return found, nil
	}
	if len(allowed) == 0 {
		return route{}, flatError(http.StatusBadRequest,
			"no handler found for uri ["+c.uri+"] and method ["+c.request.Method+"]")
	}
	slices.Sort(allowed)
	return route{}, c.wrongMethod(slices.Compact(allowed))
}

func (c *call) wrongMethod(allowed []string) *reply {
	const status = http.StatusMethodNotAllowed
	answer := flatError(status,
		"Incorrect HTTP method for uri ["+c.uri+"] and method ["+c.request.Method+"], allowed: ["+strings.Join(allowed, ", ")+"]",
		xcontent.M("status", xcontent.Int(status)))
	answer.header = http.Header{"Allow": {strings.Join(allowed, ",")}}
	return answer
}

// flatError is one of the router's answers, whose error is a string.
func flatError(status int, text string, more ...xcontent.Member) *reply {
	members := append([]xcontent.Member{xcontent.M("error", xcontent.Text(text))}, more...)
	return &reply{status: status, body: xcontent.Object(members...)}
}
