package emulator

import (
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// hasPrivilegesOf answers POST /_security/user/_has_privileges: whoever may only
// read has the privileges that are named so.
func (s *Server) hasPrivilegesOf(c *call) (operation, *x.Exception) {
	names := x.Parser{Name: "has_privileges_index", Lenient: true, Fields: []x.Field{
		x.Strings("names").Require(), x.Strings("privileges").Require(), x.Boolean("allow_restricted_indices"),
	}}
	body, refusal := c.content(x.Parser{Name: "has_privileges", Lenient: true, Fields: []x.Field{
		x.Strings("cluster"), x.Objects("index", names),
	}})
	if refusal != nil {
		return operation{}, refusal
	}
	if refusal := s.knownPrivileges(body.Get("cluster")); refusal != nil {
		return operation{}, refusal
	}
	all := true
	grant := func(wanted *x.Node) *x.Node {
		granted := x.Object()
		for _, privilege := range wanted.Items() {
			has := !c.who.readOnly || readPrivilege(privilege.Text())
			all = all && has
			granted = granted.With(privilege.Text(), x.Bool(has))
		}
		return granted
	}
	cluster, indices := grant(body.Get("cluster")), x.Object()
	for _, one := range body.Get("index").Items() {
		for _, name := range one.Get("names").Items() {
			indices = indices.With(name.Text(), grant(one.Get("privileges")))
		}
	}
	return answers(ok(
		x.M("username", x.Text(c.who.user)),
		x.M("has_all_requested", x.Bool(all)),
		x.M("cluster", cluster),
		x.M("index", indices),
		x.M("application", x.Object()),
	)), nil
}

func readPrivilege(name string) bool {
	return strings.HasPrefix(name, "monitor") || strings.HasPrefix(name, "read") || strings.HasPrefix(name, "view_")
}

// knownPrivileges refuses the cluster privileges of later releases, as the server
// does with all names that it doesn't know (ClusterPrivilegeResolver).
func (s *Server) knownPrivileges(wanted *x.Node) *x.Exception {
	for _, privilege := range wanted.Items() {
		if name := privilege.Text(); strings.HasSuffix(name, "_connector") && !s.has(featuresRelease) {
			return x.IllegalArgument("unknown cluster privilege [%s]. a privilege must be either one of the predefined "+
				"cluster privilege names or a pattern over one of the available cluster actions", name)
		}
	}
	return nil
}
