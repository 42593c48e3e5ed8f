package client

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/schema"
)

// dialect is that of a server whose errors are plain text behind a word.
func dialect() Dialect {
	return Dialect{
		Server: "Other", Header: http.Header{"X-Other": {"yes"}},
		Refusal: func(status int, body []byte) (Refusal, bool) {
			kind, reason, own := strings.Cut(string(body), ": ")
			return Refusal{Type: kind, Reason: reason, Astray: kind == "astray"}, own && status < 500
		},
	}
}

func connectPeer(t *testing.T, answer http.HandlerFunc) (*fake, *Peer) {
	t.Helper()
	f := newFake(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Del("X-Elastic-Product")
		answer(w, r)
	})
	p, err := NewPeer(Config{URL: f.URL + "/base", APIKey: secret("canary-key")}, dialect())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return f, p
}

func TestAPeerIsSentWhatWasGiven(t *testing.T) {
	t.Parallel()
	f, p := connectPeer(t, ok("fine"))
	body := []byte(`{"a":"canary"}`)
	got, err := p.Send(t.Context(), PeerRequest{Op: "try", Method: http.MethodPut, Path: "/x/a%2Fb?c=d", Body: body})
	if err != nil || string(got) != "fine" {
		t.Fatalf("%s, %v", got, err)
	}
	if strings.Trim(string(body), "\x00") != "" {
		t.Error("the body was not zeroed")
	}
	came := f.requests()[0]
	if came.Method != "PUT" || came.Path != "/base/x/a%2Fb?c=d" || came.Body != `{"a":"canary"}` ||
		came.Header.Get("X-Other") != "yes" || came.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%+v", came)
	}
	if p.Host() == "" {
		t.Error("no host")
	}
}

func TestAPeersErrorsHaveTheSameReactions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		status     int
		reaction   Reaction
		text       string
	}{
		{"its own no", "bad: value canary-1 is wrong", 400, Rejected, `try "c1": value (redacted) is wrong`},
		{"nothing there", "none: no such thing", 404, NotFound, "no such thing"},
		{"another path", "astray: no such path", 404, Trouble, "no such path"},
		{"not its own", "oops", 400, Trouble, "the answer isn't Other's"},
		{"credentials", "no: canary-key", 401, NotAllowed, "(redacted)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, p := connectPeer(t, status(c.status, c.body))
			_, err := p.Send(t.Context(), PeerRequest{
				Op: "try", Target: "c1", Method: http.MethodPost, Path: "/x", Body: []byte("{}"),
				Secrets: []schema.Value{schema.SecretText(secret("canary-1"))},
			})
			e := failed(t, err)
			if e.Reaction != c.reaction || e.Status != c.status {
				t.Errorf("%+v", e)
			}
			mustContain(t, e.Error(), c.text)
			mustLack(t, e.Error(), "canary")
		})
	}
}

func TestAPeerWithoutAnAddressIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := NewPeer(Config{}, dialect()); err == nil {
		t.Error("made")
	}
	_, p := connectPeer(t, ok(""))
	if _, err := p.Send(t.Context(), PeerRequest{Method: "no method", Path: "/"}); err == nil {
		t.Error("sent")
	}
}
