package client

import (
	"net/http"
	"strings"
	"testing"
)

func TestCredentialsAreSent(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		cfg  Config
		want string
	}{
		"none":                    {Config{}, ""},
		"an API key":              {Config{APIKey: secret("aWQ6a2V5")}, "ApiKey aWQ6a2V5"},
		"a key of Elastic Cloud":  {Config{APIKey: secret("essu_aWQ6a2V5==")}, "ApiKey essu_aWQ6a2V5=="},
		"a user and a password":   {Config{Username: "u", Password: secret("p:w")}, "Basic dTpwOnc="},
		"a key beats a user":      {Config{APIKey: secret("aWQ6a2V5"), Username: "u", Password: secret("p")}, "ApiKey aWQ6a2V5"},
		"a key beats half of one": {Config{APIKey: secret("aWQ6a2V5"), Username: "u"}, "ApiKey aWQ6a2V5"},
		"a password beyond ASCII": {Config{Username: "u", Password: secret("pä")}, "Basic dTpww6Q="},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, ok(`{"id":"c1"}`))
			tt.cfg.URL = f.URL
			c, _ := connect(t, tt.cfg)
			for range 2 {
				if _, err := c.Info(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			for _, r := range f.requests() {
				if got := r.Header.Get("Authorization"); got != tt.want {
					t.Errorf("sent %q, want %q", got, tt.want)
				}
			}
		})
	}
}

func TestUnusableCredentialsAreRefusedWithoutBeingQuoted(t *testing.T) {
	t.Parallel()
	tests := map[string]Config{
		"a key with a line break":       {APIKey: secret("hunter22\n")},
		"a key with blanks":             {APIKey: secret("ApiKey hunter22")},
		"a key that isn't encoded":      {APIKey: secret("id:hunter22")},
		"a key beyond ASCII":            {APIKey: secret("hunter22ä")},
		"a user without a password":     {Username: "hunter22"},
		"a password without a user":     {Password: secret("hunter22")},
		"a user name with a colon":      {Username: "a:hunter22", Password: secret("x")},
		"a user with an empty password": {Username: "hunter22", Password: secret("")},
	}
	for name, cfg := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg.URL = "https://es.example"
			_, err := New(cfg)
			if err == nil {
				t.Fatal("accepted")
			}
			mustLack(t, err.Error(), "hunter22")
		})
	}
}

func TestCredentialsDontFollowARedirect(t *testing.T) {
	t.Parallel()
	other := newFake(t, ok(`{"id":"c1"}`))
	f := newFake(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", other.URL+"/secret-path?token=hunter22")
		w.WriteHeader(http.StatusFound)
	})
	c, _ := connect(t, Config{URL: f.URL, APIKey: secret("aWQ6a2V5")})
	_, err := c.Info(t.Context())
	e := failed(t, err)
	mustContain(t, e.Reason, "redirects to "+other.URL)
	mustLack(t, e.Reason, "hunter22", "secret-path")
	if e.Reaction != Trouble || len(other.requests()) != 0 {
		t.Errorf("got %+v after %d requests", e, len(other.requests()))
	}
}

func TestARefusalNeverQuotesTheCredentials(t *testing.T) {
	t.Parallel()
	f := newFake(t, func(w http.ResponseWriter, r *http.Request) {
		_, password, _ := r.BasicAuth()
		refusalOf(401, "security_exception", "no such "+password)(w, r)
	})
	c, _ := connect(t, Config{URL: f.URL, Username: "u", Password: secret("hunter22")})
	_, err := c.Info(t.Context())
	if !strings.Contains(err.Error(), "no such (redacted)") {
		t.Errorf("got %v", err)
	}
}

func TestARedirectToNowhereIsTroubleToo(t *testing.T) {
	t.Parallel()
	_, err := connectTo(t, newFake(t, status(307, "")).URL).Info(t.Context())
	mustContain(t, failed(t, err).Reason, "307", "give the final URL")
}
