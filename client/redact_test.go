package client

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"connwiz/schema"
)

func TestAReasonQuotesASecretInNoForm(t *testing.T) {
	t.Parallel()
	const canary = `c4n'"ry-\ß-tail`
	for name, reason := range map[string]string{
		"Python's repr":           `bad 'c4n\'"ry-\\ß-tail'`,
		"ASCII JSON":              `bad "c4n'\"ry-\\\u00df-tail"`,
		"JSON inside of JSON":     `bad "{\"a\": \"c4n'\\\"ry-\\\\\\u00df-tail\"}"`,
		"a query":                 `bad c4n%27%22ry-%5C%C3%9F-tail`,
		"base64":                  "bad " + base64.StdEncoding.EncodeToString([]byte(canary)),
		"base64 with a user":      "bad " + base64.RawURLEncoding.EncodeToString([]byte("me:"+canary)),
		"its beginning, then cut": `bad value: c4n'"ry-\...`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, refusalOf(400, "status_exception", reason))
			_, err := connectTo(t, f.URL).UpdateValues(t.Context(), "c1",
				map[string]schema.Value{"f": schema.SecretText(secret(canary))})
			e := failed(t, err)
			mustLack(t, e.Reason, "c4n", "tail", "YzRu", "M0bic")
			mustContain(t, e.Reason, schema.Redacted)
		})
	}
}

func TestAnEchoOfTheCredentialsIsRedacted(t *testing.T) {
	t.Parallel()
	key := base64.StdEncoding.EncodeToString([]byte("key-id:k3y-c4nary-k3y"))
	for name, cfg := range map[string]Config{
		"a password": {Username: "elastic", Password: secret(`p4ss "c4nary"`)},
		"an API key": {APIKey: secret(key)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, func(w http.ResponseWriter, r *http.Request) {
				header := r.Header.Get("Authorization")
				_, sent, _ := strings.Cut(header, " ")
				plain, err := base64.StdEncoding.DecodeString(sent)
				if err != nil {
					t.Error(err)
				}
				_, own, _ := strings.Cut(string(plain), ":")
				refusalOf(401, "security_exception", "header ["+header+"] means ["+strings.ReplaceAll(own, `"`, `\\\"`)+"]")(w, r)
			})
			cfg.URL = f.URL
			c, _ := connect(t, cfg)
			_, err := c.Info(t.Context())
			e := failed(t, err)
			mustLack(t, e.Reason, "c4nary", key, "ZWxhc3RpYzpw", "p4ss")
			mustContain(t, e.Reason, "(redacted)")
		})
	}
}

func TestAKeyThatWasMintedIsQuotedByNoLaterError(t *testing.T) {
	t.Parallel()
	const own = "m1nted-c4nary-k3y"
	encoded := base64.StdEncoding.EncodeToString([]byte("key-id:" + own))
	f := newFake(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/_security/api_key" {
			_, _ = w.Write([]byte(`{"id":"key-id","name":"n","api_key":"` + own + `","encoded":"` + encoded + `"}`))
			return
		}
		refusalOf(400, "status_exception", "the key "+own+" is sent as "+encoded+" or "+url.QueryEscape(own))(w, r)
	})
	minter, recorder := connectTo(t, f.URL), connectTo(t, f.URL)
	key, err := minter.MintAPIKey(t.Context(), KeyRequest{Index: "search-x"})
	if err != nil {
		t.Fatal(err)
	}
	recorder.Conceal(key.Encoded)
	for who, c := range map[string]*Client{"its own client": minter, "a client that was told": recorder} {
		_, err = c.RecordAPIKey(t.Context(), "c1", RecordedKey{ID: key.ID})
		e := failed(t, err)
		if mustLack(t, e.Reason, "c4nary", encoded); !strings.Contains(e.Reason, schema.Redacted) {
			t.Errorf("%s says %q", who, e.Reason)
		}
	}
}
