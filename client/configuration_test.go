package client

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"connwiz/schema"
)

func TestUpdateValuesSendsExactlyTheValues(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		values map[string]schema.Value
		body   string
	}{
		"an empty map is submit as it is": {nil, `{"values":{}}`},
		"keys are sorted": {
			map[string]schema.Value{"b": schema.Int(2), "a": schema.Bool(true)},
			`{"values":{"a":true,"b":2}}`,
		},
		"a secret is sent in clear": {
			map[string]schema.Value{"password": schema.SecretText(secret("s3cr\"t\n"))},
			`{"values":{"password":"s3cr\"t\n"}}`,
		},
		"clearing is the empty text": {
			map[string]schema.Value{"host": schema.Text("")},
			`{"values":{"host":""}}`,
		},
		"a name is escaped": {
			map[string]schema.Value{"a\"b": schema.Text("x")},
			`{"values":{"a\"b":"x"}}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, ok(`{"result":"updated"}`))
			got, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", tt.values)
			if err != nil || got != Updated {
				t.Fatalf("got %q, %v", got, err)
			}
			r := f.requests()[0]
			if r.Body != tt.body || r.Method != http.MethodPut || r.Path != "/_connector/c1/_configuration" {
				t.Errorf("sent %s %s %s, want %s", r.Method, r.Path, r.Body, tt.body)
			}
			if got := r.Header.Get("Content-Type"); got != "application/json" {
				t.Errorf("content type %q", got)
			}
			if got := r.Header.Get("Transfer-Encoding"); got != "" {
				t.Errorf("sent in chunks, which some proxies refuse")
			}
		})
	}
}

func TestUpdateValuesReportsNoop(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"result":"noop"}`))
	if got, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", nil); got != Noop || err != nil {
		t.Fatalf("got %q, %v", got, err)
	}
}

func TestUpdateValuesIsRepeatedWithTheWholeBody(t *testing.T) {
	t.Parallel()
	f := newFake(t, answers(reset, status(503, ""), ok(`{"result":"noop"}`)))
	values := map[string]schema.Value{"a": schema.Text("x")}
	got, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", values)
	if err != nil {
		t.Fatal(err)
	}
	if got != Updated {
		t.Errorf("result %q: the first attempt may have made the change, so it isn't noop", got)
	}
	if n := len(f.requests()); n != 3 {
		t.Fatalf("%d requests, want 3", n)
	}
	for _, r := range f.requests() {
		if r.Body != `{"values":{"a":"x"}}` {
			t.Errorf("sent %s", r.Body)
		}
	}
}

func TestUpdateValuesSaysThatAWriteMayHaveArrived(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		steps http.HandlerFunc
		sent  bool
	}{
		"a connection broken after sending":      {reset, true},
		"a gateway that stopped waiting":         {status(504, ""), true},
		"a gateway that lost its server":         {status(502, ""), true},
		"a refusal":                              {status(400, `{"error":{"type":"t","reason":"r"}}`), false},
		"an overload":                            {status(429, ""), false},
		"a loss that is followed by an overload": {answers(reset, status(429, "")), true},
		"a success without an answer to read":    {ok(`<html>`), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, tt.steps)
			_, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", nil)
			if e := failed(t, err); e.Sent != tt.sent {
				t.Errorf("Sent is %v, want %v (%v)", e.Sent, tt.sent, e)
			}
		})
	}
	t.Run("a read is never sent in that sense", func(t *testing.T) {
		t.Parallel()
		_, err := connectTo(t, newFake(t, reset).URL).Get(t.Context(), "c1")
		if failed(t, err).Sent {
			t.Error("Sent is true")
		}
	})
	t.Run("a refused connection sent nothing", func(t *testing.T) {
		t.Parallel()
		f := newFake(t, reset)
		f.Close()
		_, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", nil)
		if e := failed(t, err); e.Sent || e.Reaction != Unreachable {
			t.Errorf("got %+v", e)
		}
	})
}

func TestUpdateValuesRefusesNullBeforeSending(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"result":"updated"}`))
	_, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", map[string]schema.Value{"a": schema.Null()})
	if e := failed(t, err); e.Reaction != Rejected || len(f.requests()) != 0 {
		t.Fatalf("got %v after %d requests", e, len(f.requests()))
	}
}

func TestAReasonNeverQuotesASecretThatWasSent(t *testing.T) {
	t.Parallel()
	long := "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----"
	tests := map[string]struct {
		value  schema.Value
		reason string
		lack   []string
		want   string
	}{
		"as it is": {
			schema.SecretText(secret("hunter22")), `bad value [hunter22]`,
			[]string{"hunter22"}, `bad value [(redacted)]`,
		},
		"as JSON": {
			schema.SecretText(secret(`hun"ter`)), `at "hun\"ter"`,
			[]string{`hun`, "ter"}, `at "(redacted)"`,
		},
		"a line of a long text": {
			schema.SecretText(secret(long)), "unexpected MIIEvQIBADANBg",
			[]string{"MIIE"}, "unexpected (redacted)",
		},
		"an item of a list": {
			schema.List(schema.Text("alpha-key"), schema.Text("beta-key")).AsSensitive(), "unknown beta-key",
			[]string{"beta-key"}, "unknown (redacted)",
		},
		"a member of an object": {
			mustValue(`{"k":["deep-key"]}`).AsSensitive(), "unknown deep-key",
			[]string{"deep-key"}, "unknown (redacted)",
		},
		"a number": {
			schema.Int(987654).AsSensitive(), "987654 is too big",
			[]string{"987654"}, "(redacted) is too big",
		},
		"a short one only where it stands alone": {
			schema.SecretText(secret("a")), "a bad value [a]",
			nil, "(redacted) bad value [(redacted)]",
		},
		"one that reaches beyond the length of a reason": {
			schema.SecretText(secret(strings.Repeat("k", 700))), strings.Repeat("x", 590) + strings.Repeat("k", 700),
			[]string{"kk"}, "x(redacted)",
		},
		"one that isn't a secret stays": {
			schema.Text("eu-west"), "unknown region [eu-west]",
			nil, "unknown region [eu-west]",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, refusalOf(400, "status_exception", tt.reason))
			_, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1", map[string]schema.Value{"f": tt.value})
			e := failed(t, err)
			mustLack(t, e.Error(), tt.lack...)
			mustContain(t, e.Reason, tt.want)
		})
	}
}

func TestTheBodyIsWipedAfterTheRequest(t *testing.T) {
	t.Parallel()
	b := valuesBody(map[string]schema.Value{"p": schema.SecretText(secret("hunter22"))})
	if cap(b.bytes) != len(b.bytes)+1 {
		t.Errorf("capacity %d for %d bytes: the buffer grew and left copies", cap(b.bytes), len(b.bytes))
	}
	kept, r := b.bytes, b.reader()
	b.wipe()
	if s := strings.Trim(string(kept), "\x00"); s != "" {
		t.Errorf("left: %q", s)
	}
	if n, err := r.Read(make([]byte, 8)); n != 0 || err == nil {
		t.Errorf("a late reader got %d bytes, %v", n, err)
	}
}

func TestErrorsUnwrapToTheirCause(t *testing.T) {
	t.Parallel()
	cause := errors.New("cause")
	e := &Error{Op: "read connector", Target: "a b", Reason: "r", Err: cause}
	if !errors.Is(e, cause) || e.Error() != `read connector "a b": r` {
		t.Errorf("got %v", e)
	}
}

func mustValue(raw string) schema.Value {
	v, err := schema.ParseValue([]byte(raw))
	if err != nil {
		panic(err)
	}
	return v
}
