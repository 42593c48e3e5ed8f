package client

import (
	"net/http"
	"strings"
	"testing"
)

func TestARefusalBecomesAReaction(t *testing.T) {
	t.Parallel()
	const denied = `action [cluster:admin/xpack/connector/get] is unauthorized for user [u] with effective roles [a,b], ` +
		`this action is granted by the cluster privileges [monitor_connector,manage]`
	nested := `{"error":{"root_cause":[{"type":"x_content_parse_exception","reason":"[1:9] [connector_configuration] failed to parse field [display]"}],
		"type":"x_content_parse_exception","reason":"[1:2] [request] failed to parse field [configuration]",
		"caused_by":{"type":"x_content_parse_exception","reason":"[1:9] [connector_configuration] failed to parse field [display]",
		"caused_by":{"type":"illegal_argument_exception","reason":"Unknown ConfigurationDisplayType [x]."}}},"status":400}`
	tests := map[string]struct {
		answer   http.HandlerFunc
		reaction Reaction
		kind     string
		reason   string
	}{
		"a connector that isn't there": {
			refusalOf(404, "resource_not_found_exception", "connector [c1] not found"),
			NotFound, "resource_not_found_exception", "connector [c1] not found",
		},
		"a document that isn't there": {
			refusalOf(404, "document_missing_exception", "[c1]: document missing"),
			NotFound, "document_missing_exception", "[c1]: document missing",
		},
		"a path that a proxy doesn't know": {
			status(404, "<html><title>404</title></html>"), Trouble, "",
			"404 Not Found, and the answer isn't Elasticsearch's: does a proxy stand between?",
		},
		"no credentials": {
			refusalOf(401, "security_exception", "missing authentication credentials for REST request [/_connector/c1]"),
			NotAllowed, "security_exception", "missing authentication credentials",
		},
		"no privilege": {
			refusalOf(403, "security_exception", denied), NotAllowed, "security_exception",
			"action [cluster:admin/xpack/connector/get] is unauthorized for user [u], " +
				"this action is granted by the cluster privileges [monitor_connector,manage]",
		},
		"a proxy that refuses": {
			status(403, "<html>"), NotAllowed, "",
			"403 Forbidden, and the answer isn't Elasticsearch's: does a proxy stand between?",
		},
		"another writer": {
			refusalOf(409, "version_conflict_engine_exception", "[c1]: version conflict"),
			Conflict, "version_conflict_engine_exception", "[c1]: version conflict",
		},
		"a value that is refused": {
			refusalOf(400, "status_exception", "Unknown [configuration] fields in the request payload: [a]."),
			Rejected, "status_exception", "Unknown [configuration] fields in the request payload: [a].",
		},
		"a nested cause": {
			status(400, nested), Rejected, "x_content_parse_exception",
			"[1:2] [request] failed to parse field [configuration]: [1:9] [connector_configuration] " +
				"failed to parse field [display]: Unknown ConfigurationDisplayType [x].",
		},
		"an endpoint that the version lacks": {
			status(400, `{"error":"no handler found for uri [/_connector/c1] and method [GET]"}`), Trouble, "",
			"this server doesn't have the endpoint, its version may be too old: " +
				"no handler found for uri [/_connector/c1] and method [GET]",
		},
		"a wrong method": {
			status(405, `{"error":"Incorrect HTTP method for uri [/x]","status":405}`), Trouble, "",
			"Incorrect HTTP method for uri [/x]",
		},
		"a 400 of a proxy": {
			status(400, "Bad Request"), Trouble, "",
			"400 Bad Request, and the answer isn't Elasticsearch's: does a proxy stand between?",
		},
		"an endpoint that serverless keeps to itself": {
			refusalOf(410, "api_not_available_exception", "not available when running in serverless mode"),
			Trouble, "api_not_available_exception", "not available when running in serverless mode",
		},
		"a null pointer": {
			status(500, `{"error":{"type":"null_pointer_exception","reason":null},"status":500}`),
			Trouble, "null_pointer_exception", "500 Internal Server Error (null_pointer_exception)",
		},
		"an overload": {
			refusalOf(429, "circuit_breaking_exception", "Data too large"), Unreachable,
			"circuit_breaking_exception", "429 Too Many Requests: Data too large",
		},
		"a gateway": {
			status(502, "<html>"), Unreachable, "",
			"502 Bad Gateway, and the answer isn't Elasticsearch's: does a proxy stand between?",
		},
		"an empty body": {
			status(500, ""), Trouble, "",
			"500 Internal Server Error, and the answer isn't Elasticsearch's: does a proxy stand between?",
		},
		"an error without words": {status(500, `{"error":""}`), Trouble, "", "500 Internal Server Error, without a reason"},
		"a body of odd kinds": {
			status(400, `{"error":{"type":5,"reason":{"a":1},"root_cause":"x","caused_by":[1]},"status":"x"}`),
			Trouble, "", "400 Bad Request, without a reason",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := connectTo(t, newFake(t, tt.answer).URL).Get(t.Context(), "c1")
			e := failed(t, err)
			if e.Reaction != tt.reaction || e.Type != tt.kind {
				t.Errorf("got reaction %d, type %q, want %d, %q", e.Reaction, e.Type, tt.reaction, tt.kind)
			}
			if e.Reason != tt.reason {
				t.Errorf("got reason\n%s, want\n%s", e.Reason, tt.reason)
			}
			if e.Op != "read connector" || e.Target != "c1" || e.Status == 0 {
				t.Errorf("got %+v", e)
			}
		})
	}
}

func TestAnEndlessReasonIsShortened(t *testing.T) {
	t.Parallel()
	f := newFake(t, refusalOf(400, "status_exception", strings.Repeat("ä", 50_000)))
	_, err := connectTo(t, f.URL).Get(t.Context(), "c1")
	e := failed(t, err)
	if len(e.Reason) > maxReason || !strings.HasSuffix(e.Reason, "ä...") {
		t.Errorf("got %d bytes, ending in %q", len(e.Reason), e.Reason[len(e.Reason)-5:])
	}
}

func TestAHugeErrorBodyIsNotReadWhole(t *testing.T) {
	t.Parallel()
	f := newFake(t, refusalOf(400, "status_exception", strings.Repeat("x", 2*maxError)))
	_, err := connectTo(t, f.URL).Get(t.Context(), "c1")
	if e := failed(t, err); e.Status != 400 || len(e.Reason) > maxReason {
		t.Errorf("got %+v", e)
	}
}

func TestAnEndlessChainOfCausesIsBounded(t *testing.T) {
	t.Parallel()
	const n = 400
	chain := strings.Repeat(`{"type":"t","reason":"outer","caused_by":`, n) + `{"reason":"innermost"}` + strings.Repeat("}", n)
	e := parseEnvelope([]byte(`{"error":` + chain + `}`))
	if got := e.reason(); got != "outer" {
		t.Errorf("got %q", got)
	}
}

func TestASuccessThatIsNoDocumentIsTrouble(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty": "", "HTML": "<html>hunter22", "null": "null", "a list": "[]", "cut": `{"id":"hunter22`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := connectTo(t, newFake(t, ok(content)).URL).Get(t.Context(), "c1")
			if e := failed(t, err); e.Reaction != Trouble {
				t.Errorf("got %+v", e)
			}
			mustLack(t, err.Error(), "hunter22")
		})
	}
}

func TestAConfigurationThatIsNoObjectIsTrouble(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"id":"c1","configuration":"hunter22"}`))
	_, err := connectTo(t, f.URL).Get(t.Context(), "c1")
	if e := failed(t, err); e.Reaction != Trouble {
		t.Errorf("got %+v", e)
	}
	mustLack(t, err.Error(), "hunter22")
}

func TestAHugeAnswerIsRefused(t *testing.T) {
	t.Parallel()
	f := newFake(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk := []byte(strings.Repeat(" ", 1<<20))
		for range maxAnswer>>20 + 1 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	_, err := connectTo(t, f.URL).Get(t.Context(), "c1")
	mustContain(t, failed(t, err).Reason, "longer than 32 MiB")
}
