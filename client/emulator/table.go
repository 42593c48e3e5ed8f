package emulator

import (
	"net/http"
	"slices"
)

// table lists the endpoints.
func (s *Server) table() []route {
	return slices.Concat(s.clusterRoutes(), s.connectorRoutes(), s.jobRoutes(), s.secretRoutes())
}

func (s *Server) clusterRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/", action: "cluster:monitor/main", prepare: s.root},
		{method: http.MethodHead, path: "/", action: "cluster:monitor/main", prepare: s.root},
		{method: http.MethodGet, path: "/_license", action: "cluster:monitor/xpack/license/get", prepare: s.license},
		{method: http.MethodGet, path: "/_security/_authenticate", action: "cluster:admin/xpack/security/user/authenticate", prepare: s.whoAmI},
		{method: http.MethodPost, path: "/_security/api_key", action: "cluster:admin/xpack/security/api_key/create", writes: true, prepare: s.createKey},
		{method: http.MethodPut, path: "/_security/api_key", action: "cluster:admin/xpack/security/api_key/create", writes: true, prepare: s.createKey},
		{method: http.MethodGet, path: "/_security/api_key", action: "cluster:admin/xpack/security/api_key/get", prepare: s.getKeys},
		{method: http.MethodDelete, path: "/_security/api_key", action: "cluster:admin/xpack/security/api_key/invalidate", writes: true, prepare: s.invalidateKeys},
		{method: http.MethodPost, path: "/_security/user/_has_privileges", action: "cluster:admin/xpack/security/user/has_privileges", prepare: s.hasPrivilegesOf},
		{method: http.MethodGet, path: "/_security/user/_has_privileges", action: "cluster:admin/xpack/security/user/has_privileges", prepare: s.hasPrivilegesOf},
		{method: http.MethodHead, path: "/{index}", action: "indices:admin/get", prepare: s.indexExists},
		{method: http.MethodGet, path: "/{index}", action: "indices:admin/get", prepare: s.getIndex},
		{method: http.MethodPut, path: "/{index}", action: "indices:admin/create", writes: true, prepare: s.createIndex},
	}
}

func (s *Server) connectorRoutes() []route {
	const one, all = "/_connector/{connector_id}", "/_connector"
	routes := []route{
		{method: http.MethodGet, path: all, action: connectorAction("list"), prepare: s.listConnectors},
		{method: http.MethodPost, path: all, action: connectorAction("post"), writes: true, prepare: s.createConnector},
		{method: http.MethodPut, path: all, action: connectorAction("put"), writes: true, prepare: s.createConnector},
		{method: http.MethodPut, path: one, action: connectorAction("put"), writes: true, prepare: s.putConnector},
		{method: http.MethodGet, path: one, action: connectorAction("get"), prepare: s.getConnector},
		{method: http.MethodPut, path: one + "/_filtering", action: connectorAction("update_filtering"), writes: true, prepare: s.updateFiltering},
		{method: http.MethodDelete, path: one, action: connectorAction("delete"), writes: true, prepare: s.deleteConnector},
	}
	for _, u := range s.updates() {
		routes = append(routes, route{
			method: http.MethodPut, path: one + "/" + u.path, action: connectorAction(u.action),
			writes: true, since: u.since, prepare: s.update(u),
		})
	}
	return routes
}

func connectorAction(name string) string { return "cluster:admin/xpack/connector/" + name }
