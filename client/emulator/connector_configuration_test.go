package emulator

import (
	"strings"
	"testing"
)

const putConfiguration = "PUT /_connector/c1/_configuration"

// field sends one field definition as the whole schema.
func field(definition string, status int, want string) step {
	return step{putConfiguration, `{"configuration":{"f":` + definition + `}}`, status, want}
}

// stored reads the field back.
func stored(want string) step {
	return step{"GET /_connector/c1?filter_path=configuration.f", "", 200, `{"configuration":{"f":` + want + `}}`}
}

func values(body string, status int, want string) step {
	return step{putConfiguration, `{"values":` + body + `}`, status, want}
}

func storedValues(want string) step {
	return step{"GET /_connector/c1?filter_path=configuration.*.value", "", 200, want}
}

func TestWholeSchema(t *testing.T) {
	t.Parallel()
	status := func(want string) step {
		return step{"GET /_connector/c1?filter_path=status", "", 200, `{"status":"` + want + `"}`}
	}
	prove(t, Options{}, []behaviour{
		{"a schema configures a created connector", []step{c1(), configured(), status("configured")}},
		{"a second schema replaces the first, values too", []step{
			c1(), configured(), field(`{"label":"F"}`, 200, ""),
			{"GET /_connector/c1?filter_path=configuration.*.label", "", 200, `{"configuration":{"f":{"label":"F"}}}`},
		}},
		{"the same schema again is still updated", []step{c1(), configured(), configured()}},
		{"an empty schema clears", []step{
			c1(), configured(), {putConfiguration, `{"configuration":{}}`, 200, `{"result":"updated"}`},
			{"GET /_connector/c1?filter_path=configuration", "", 200, `{"configuration":{}}`},
		}},
		{"fields keep the order in which they were sent", []step{
			c1(), {putConfiguration, `{"configuration":{"z":{"label":"Z"},"a":{"label":"A"}}}`, 200, ""},
			{"GET /_connector/c1?filter_path=configuration.*.label", "", 200, `{"configuration":{"z":{"label":"Z"},"a":{"label":"A"}}}`},
		}},
		{"a bare label is completed", []step{c1(), field(`{"label":"L"}`, 200, ""),
			stored(`{"default_value":null,"label":"L","required":false,"sensitive":false,"value":null}`)}},
		{"unknown attributes are dropped", []step{c1(), field(`{"label":"L","foo":{"bar":1}}`, 200, ""),
			stored(`{"default_value":null,"label":"L","required":false,"sensitive":false,"value":null}`)}},
		{"null attributes that may be null are dropped", []step{c1(), field(`{"label":"L","tooltip":null,"placeholder":null,"type":null,"default_value":null}`, 200, ""),
			stored(`{"default_value":null,"label":"L","required":false,"sensitive":false,"value":null}`)}},
		{"single values become lists, text becomes numbers, enums lower case", []step{c1(),
			field(`{"label":"L","display":"NUMERIC","order":"3.9","required":"true","ui_restrictions":"advanced",
				"depends_on":{"field":"g","value":null},"options":{"label":"O","value":2},"validations":{"type":"Less_Than","constraint":5}}`, 200, ""),
			stored(`{"default_value":null,"depends_on":[{"field":"g","value":null}],"display":"numeric","label":"L","options":[{"label":"O","value":2}],` +
				`"order":3,"required":true,"sensitive":false,"ui_restrictions":["advanced"],"validations":[{"constraint":5,"type":"less_than"}],"value":null}`)}},
		{"constraints of every kind come back unchanged", []step{c1(),
			field(`{"label":"L","validations":[{"type":"included_in","constraint":["a",1]},{"type":"less_than","constraint":1.50},{"type":"regex","constraint":"\\d+"}]}`, 200, ""),
			{"GET /_connector/c1?filter_path=configuration.f.validations.constraint", "", 200,
				`{"configuration":{"f":{"validations":[{"constraint":["a",1]},{"constraint":1.50},{"constraint":"\\d+"}]}}}`}}},
		{"an object is a value", []step{c1(), field(`{"label":"L","value":{"a":{"b":1}}}`, 200, ""), storedValues(`{"configuration":{"f":{"value":{"a":{"b":1}}}}}`)}},
		{"nothing is stored when one field fails", []step{c1(),
			{putConfiguration, `{"configuration":{"a":{"label":"A"},"b":{}}}`, 400, ""},
			{"GET /_connector/c1?filter_path=configuration,status", "", 200, `{"configuration":{},"status":"created"}`}}},
	})
}

func TestFieldAttributesThatAreRefused(t *testing.T) {
	t.Parallel()
	const outer = "x_content_parse_exception: [%] [connector_update_configuration_request] failed to parse field [configuration] <- "
	for name, c := range map[string]struct{ definition, want string }{
		"a missing label":            {`{}`, "illegal_argument_exception: Required [label]"},
		"a null label":               {`{"label":null}`, "x_content_parse_exception: [%] [connector_configuration] label doesn't support values of type: VALUE_NULL"},
		"a label of another kind":    {`{"label":5}`, "x_content_parse_exception: [%] [connector_configuration] label doesn't support values of type: VALUE_NUMBER"},
		"a null category":            {`{"label":"L","category":null}`, "~category doesn't support values of type: VALUE_NULL"},
		"a null order":               {`{"label":"L","order":null}`, "~order doesn't support values of type: VALUE_NULL"},
		"an order that isn't one":    {`{"label":"L","order":"x"}`, `~failed to parse field [order] <- number_format_exception: For input string: "x"`},
		"an order out of range":      {`{"label":"L","order":4294967296}`, "~Value [4294967296] is out of range for an integer"},
		"a null required":            {`{"label":"L","required":null}`, "~required doesn't support values of type: VALUE_NULL"},
		"a number as sensitive":      {`{"label":"L","sensitive":1}`, "~sensitive doesn't support values of type: VALUE_NUMBER"},
		"a null display":             {`{"label":"L","display":null}`, "~failed to parse field [display] <- illegal_state_exception: Can't get text on a VALUE_NULL"},
		"an unknown display":         {`{"label":"L","display":"nope"}`, "x_content_parse_exception: [%] [connector_configuration] failed to parse field [display] <- illegal_argument_exception: Unknown ConfigurationDisplayType [nope]."},
		"an unknown type":            {`{"label":"L","type":"string"}`, "~illegal_argument_exception: Unknown ConfigurationFieldType [string]."},
		"an empty type":              {`{"label":"L","type":""}`, "~Unknown ConfigurationFieldType []."},
		"a type in upper case":       {`{"label":"L","type":"STR"}`, "~Unknown ConfigurationFieldType [STR]."},
		"an array as default":        {`{"label":"L","default_value":[]}`, "~default_value doesn't support values of type: START_ARRAY"},
		"an array as value":          {`{"label":"L","value":["a"]}`, "~failed to parse field [value] <- x_content_parse_exception: Unsupported token [START_ARRAY]"},
		"null dependencies":          {`{"label":"L","depends_on":null}`, "~depends_on doesn't support values of type: VALUE_NULL"},
		"a dependency without field": {`{"label":"L","depends_on":[{"value":1}]}`, "~failed to parse field [depends_on] <- illegal_argument_exception: Required [field]"},
		"a dependency without value": {`{"label":"L","depends_on":[{"field":"g"}]}`, "~Required [value]"},
		"a dependency on a list":     {`{"label":"L","depends_on":[{"field":"g","value":[]}]}`, "~value doesn't support values of type: START_ARRAY"},
		"an option of a boolean":     {`{"label":"L","options":[{"label":"O","value":true}]}`, "~Unsupported token [VALUE_BOOLEAN]"},
		"an option of null":          {`{"label":"L","options":[{"label":"O","value":null}]}`, "~Unsupported token [VALUE_NULL]"},
		"an option without label":    {`{"label":"L","options":[{"value":"x"}]}`, "~Required [label]"},
		"an unknown validation":      {`{"label":"L","validations":[{"type":"max","constraint":1}]}`, "~Unknown ConfigurationValidationType [max]."},
		"a validation of a boolean":  {`{"label":"L","validations":[{"type":"regex","constraint":true}]}`, "~Unsupported token [VALUE_BOOLEAN]"},
		"a validation unconstrained": {`{"label":"L","validations":[{"type":"regex"}]}`, "~Required [constraint]"},
		"restrictions of an object":  {`{"label":"L","ui_restrictions":{}}`, "~ui_restrictions doesn't support values of type: START_OBJECT"},
		"a null restriction":         {`{"label":"L","ui_restrictions":[null]}`, "~expected value but got [VALUE_NULL]"},
		"an entry that is text":      {`"x"`, "~[connector_configuration] Expected START_OBJECT but was: END_OBJECT"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, Options{})
			p.expect("create", c1())
			a := p.do(putConfiguration, `{"configuration":{"f":`+c.definition+`}}`)
			got := locationFree(a.text())
			part, partly := strings.CutPrefix(c.want, "~")
			if a.status != 400 || partly && !strings.Contains(got, part) || !partly && got != outer+c.want {
				t.Errorf("got %d %s\nwant %s", a.status, got, c.want)
			}
		})
	}
}

func TestValues(t *testing.T) {
	t.Parallel()
	with := func(name string, more ...step) behaviour {
		return behaviour{name, append([]step{c1(), configured()}, more...)}
	}
	read := func(path, want string) step { return step{"GET /_connector/c1?filter_path=" + path, "", 200, want} }
	prove(t, Options{}, []behaviour{
		with("values change nothing else", values(`{"host":"n","port":2}`, 200, `{"result":"updated"}`),
			storedValues(`{"configuration":{"host":{"value":"n"},"port":{"value":2},"secret":{"value":"s3cr3t"}}}`),
			read("configuration.host", `{"configuration":{"host":{"default_value":null,"label":"Host","required":false,"sensitive":false,"type":"str","value":"n"}}}`)),
		with("an unknown key stops everything", values(`{"host":"n","hut":1,"hat":2}`, 400,
			"status_exception: Unknown [configuration] fields in the request payload: [hut, hat]. Remove them from request or register their schema first."),
			storedValues(`{"configuration":{"host":{"value":"h"},"port":{"value":1},"secret":{"value":"s3cr3t"}}}`)),
		with("schema and values together are refused", step{putConfiguration, `{"configuration":{},"values":{}}`, 400,
			"action_request_validation_exception: Validation Failed: 1: [configuration] and [values] cannot both be provided in the same request.;"}),
		with("a schema and null values count as both", step{putConfiguration, `{"configuration":{},"values":null}`, 400, "~cannot both be provided"}),
		with("neither is refused", step{putConfiguration, `{}`, 400,
			"action_request_validation_exception: Validation Failed: 1: [configuration] and [values] cannot both be null.;"}),
		with("a null schema is refused", step{putConfiguration, `{"configuration":null}`, 400, "~configuration doesn't support values of type: VALUE_NULL"}),
		with("another key is refused", step{putConfiguration, `{"value":{}}`, 400, "~unknown field [value] did you mean [values]?"}),
		with("unchanged values are a noop", values(`{"port":1}`, 200, `{"result":"noop"}`), values(`{}`, 200, `{"result":"noop"}`)),
		with("a fraction is not the whole number it equals", values(`{"port":1.0}`, 200, `{"result":"updated"}`), values(`{"port":1.00}`, 200, `{"result":"noop"}`)),
		with("nothing is converted", values(`{"host":42,"port":"x"}`, 200, ""),
			storedValues(`{"configuration":{"host":{"value":42},"port":{"value":"x"},"secret":{"value":"s3cr3t"}}}`)),
		with("a list is stored and later breaks sync jobs", values(`{"host":["a"]}`, 200, ""),
			step{"POST /_connector/_sync_job", `{"id":"c1"}`, 400, "~Unsupported token [START_ARRAY]"}),
		with("an object merges into an object", values(`{"host":{"a":{"b":1}}}`, 200, ""), values(`{"host":{"a":{"c":2}}}`, 200, ""),
			read("configuration.host.value", `{"configuration":{"host":{"value":{"a":{"b":1,"c":2}}}}}`)),
		with("null is a server error and stores nothing", values(`{"port":7,"host":null}`, 500, "null_pointer_exception: "),
			read("configuration.port.value", `{"configuration":{"port":{"value":1}}}`)),
		with("values of another kind are an empty map", values(`null`, 200, `{"result":"noop"}`), values(`42`, 200, `{"result":"noop"}`), values(`"x"`, 200, `{"result":"noop"}`)),
		with("a list of values is a server error", values(`[]`, 500, "illegal_state_exception: parser for [values] did not end on END_ARRAY")),
		with("an error is overruled but its text stays", step{"PUT /_connector/c1/_error", `{"error":"boom"}`, 200, ""},
			values(`{}`, 200, `{"result":"updated"}`), read("status,error", `{"status":"configured","error":"boom"}`)),
		with("connected goes back to configured", step{"PUT /_connector/c1/_error", `{"error":null}`, 200, ""},
			read("status", `{"status":"connected"}`), values(`{}`, 200, ""), read("status", `{"status":"configured"}`)),
		with("secrets are readable", read("configuration.secret.value", `{"configuration":{"secret":{"value":"s3cr3t"}}}`),
			step{"GET /_connector?filter_path=results.configuration.secret.value", "", 200, `{"results":[{"configuration":{"secret":{"value":"s3cr3t"}}}]}`}),
		{"an unknown connector is not found", []step{{putConfiguration, `{"values":{}}`, 404, "resource_not_found_exception: connector [c1] not found"}}},
		{"what is wrong with the request comes first", []step{{putConfiguration, `{}`, 400, ""}, {putConfiguration, "", 400, "parse_exception: request body is required"}}},
		{"violated rules are nobody's business", []step{c1(),
			{putConfiguration, `{"configuration":{"a":{"label":"A","required":true,"options":[{"label":"x","value":"x"}],
				"validations":[{"type":"regex","constraint":"x"}],"depends_on":[{"field":"gone","value":1}]}}}`, 200, ""},
			values(`{"a":"not x"}`, 200, ""), values(`{"a":""}`, 200, "")}},
	})
}
