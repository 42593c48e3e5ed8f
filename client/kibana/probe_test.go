package kibana_test

import (
	"encoding/json"
	"strings"
	"testing"

	"connwiz/client/kibana"
)

func TestParametersAreJSONWhereTextIsNotMeant(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ before, param, value, want string }{
		"text stays text":                     {`{"a": "x"}`, "a", "42", `{"a":"42"}`},
		"a list of texts is split at commas":  {`{"a": []}`, "a", "b, c", `{"a":["b","c"]}`},
		"a list may be JSON":                  {`{"a": []}`, "a", `[{"b": 1}]`, `{"a":[{"b":1}]}`},
		"an unknown parameter may be JSON":    {`{}`, "a", `true`, `{"a":true}`},
		"an unknown parameter may be text":    {`{}`, "a", `so what`, `{"a":"so what"}`},
		"text that looks like JSON is quoted": {`{"a": "x"}`, "a", `{"b": 1}`, `{"a":"{\"b\": 1}"}`},
		"a dot leads into an object":          {`{"a": {"b": [], "c": "d"}}`, "a.b", "#x,#y", `{"a":{"b":["#x","#y"],"c":"d"}}`},
		"a name with a dot of its own":        {`{"a.b": "x"}`, "a.b", "y", `{"a.b":"y"}`},
		"what is missing on the way is made":  {`{}`, "a.b.c", "x", `{"a":{"b":{"c":"x"}}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := (&kibana.Test{Params: test.before}).Start()
			if err != nil {
				t.Fatal(err)
			}
			p.Set(test.param, test.value)
			got, err := json.Marshal(p)
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v, want %s", got, err, test.want)
			}
		})
	}
}

func TestAURLInWhatAnActionSaysKeepsNothingButItsHost(t *testing.T) {
	t.Parallel()
	const canary = "CANARYsecret"
	for message, want := range map[string]string{
		"POST https://hooks.example.com/services/T0/B0/" + canary + " failed": "POST https://hooks.example.com/(redacted) failed",
		"see http://u:" + canary + "@h.example.com:8080/x?y=1":                "see http://h.example.com:8080/(redacted)",
		"https://h.example.com?key=" + canary:                                 "https://h.example.com/(redacted)",
		"getaddrinfo ENOTFOUND h.example.com":                                 "getaddrinfo ENOTFOUND h.example.com",
	} {
		if got := (kibana.Execution{Message: "no", ServiceMessage: message}).Why(); got != "no: "+want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestParametersAreWrittenOneOnALine(t *testing.T) {
	t.Parallel()
	p := kibana.Params{"text": json.RawMessage(`"a \"b\""`), "list": json.RawMessage(`["x"]`), "deep": json.RawMessage(`{"k": 1}`)}
	if got, want := strings.Join(p.Lines(), "|"), `deep: {"k": 1}|list: ["x"]|text: a "b"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
