package emulator

import "testing"

func TestList(t *testing.T) {
	t.Parallel()
	three := []step{
		{"PUT /_connector/c", `{"index_name":"content-search-2","name":"n1","service_type":"t1"}`, 201, ""},
		{"PUT /_connector/a", `{"index_name":"b","name":"n2","service_type":"t2","description":"Orders of the Web shop"}`, 201, ""},
		{"PUT /_connector/b", `{"index_name":"a","name":"my-connector-x","service_type":"t3"}`, 201, ""},
	}
	list := func(query, want string) step {
		return step{"GET /_connector?filter_path=count,results.id&" + query, "", 200, want}
	}
	with := func(name string, more ...step) behaviour {
		return behaviour{name, append(append([]step{}, three...), more...)}
	}
	refuse := func(query, want string) step { return step{"GET /_connector?" + query, "", 400, want} }
	prove(t, Options{}, []behaviour{
		{"an empty server lists nothing", []step{{"GET /_connector", "", 200, `{"count":0,"results":[]}`}}},
		with("sorted by index name, those without one last",
			step{"PUT /_connector/0", "", 201, ""},
			list("", `{"count":4,"results":[{"id":"b"},{"id":"a"},{"id":"c"},{"id":"0"}]}`)),
		with("from skips, the count stays", list("from=1", `{"count":3,"results":[{"id":"a"},{"id":"c"}]}`)),
		with("size cuts, the count stays", list("size=2", `{"count":3,"results":[{"id":"b"},{"id":"a"}]}`)),
		with("index names are a list", list("index_name=a,b", `{"count":2,"results":[{"id":"b"},{"id":"a"}]}`)),
		with("two filters are met together", list("connector_name=n1,n2&index_name=b", `{"count":1,"results":[{"id":"a"}]}`)),
		with("service types are a list", list("service_type=t1,t2", `{"count":2,"results":[{"id":"a"},{"id":"c"}]}`)),
		with("a query finds a part of a name", list("query=my-connector", `{"count":1,"results":[{"id":"b"}]}`)),
		with("a query finds a part of an index name", list("query=search-", `{"count":1,"results":[{"id":"c"}]}`)),
		with("a query has live wildcards", list("query=c*2", `{"count":1,"results":[{"id":"c"}]}`)),
		with("a query minds the case of names", list("query=MY-", `{"count":0}`)),
		with("a query finds lower case words of a description", list("query=shop", `{"count":1,"results":[{"id":"a"}]}`)),
		with("a query never finds a phrase in a description", list("query=web%20shop", `{"count":0}`)),
		with("deleted ones return only when asked for",
			step{"DELETE /_connector/a", "", 200, ""}, step{"DELETE /_connector/b", "", 200, ""}, step{"DELETE /_connector/c", "", 200, ""},
			step{"GET /_connector", "", 200, `{"count":0,"results":[]}`},
			step{"GET /_connector?include_deleted=true&size=1&filter_path=count,results.deleted", "", 200, `{"count":3,"results":[{"deleted":true}]}`}),
		{"negative pages are refused", []step{
			refuse("from=-1", "illegal_argument_exception: Parameter [from] cannot be < 0"),
			refuse("size=-1", "illegal_argument_exception: Parameter [size] cannot be < 0"),
			refuse("size=x", "~Failed to parse int parameter [size] with value [x]"),
		}},
		{"pages beyond the window are refused", []step{refuse("from=9999&size=2", "~search_phase_execution_exception: all shards failed")}},
		{"an invalid index name is refused", []step{refuse("index_name=~.!$$%23x", "~must not contain '#';")}},
		{"unknown parameters are refused", []step{
			refuse("foo=1", "illegal_argument_exception: request [/_connector] contains unrecognized parameter: [foo]"),
			refuse("foo=1&bar=2", "illegal_argument_exception: request [/_connector] contains unrecognized parameters: [bar], [foo]"),
			refuse("siz=1", "~unrecognized parameter: [siz] -> did you mean [size]?"),
		}},
	})
}
