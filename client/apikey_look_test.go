package client_test

import (
	"errors"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/schema"
)

func TestAnAPIKeyIsLookedUpAndInvalidated(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	key, err := c.MintAPIKey(t.Context(), client.KeyRequest{Index: "search-wares"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.APIKeyInfo(t.Context(), key.ID)
	if err != nil || got.Name != "search-wares-connector" || !got.Valid(time.Now()) || got.Created.IsZero() {
		t.Errorf("got %+v, %v", got, err)
	}
	for range 2 { // the second time it is no error
		if err := c.InvalidateAPIKey(t.Context(), key.ID); err != nil {
			t.Error(err)
		}
	}
	if got, err = c.APIKeyInfo(t.Context(), key.ID); err != nil || got.Valid(time.Now()) {
		t.Errorf("got %+v, %v", got, err)
	}
	named, err := c.APIKeysNamed(t.Context(), "search-wares-connector")
	if err != nil || len(named) != 1 || named[0].ID != key.ID {
		t.Errorf("got %+v, %v", named, err)
	}
}

func TestAnAPIKeyThatIsNotThere(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	_, err := c.APIKeyInfo(t.Context(), "none")
	if reaction(t, err) != client.NotFound || err.Error() != `look up API key "none": there is no such API key` {
		t.Errorf("got %v", err)
	}
	if err := c.InvalidateAPIKey(t.Context(), "none"); err != nil {
		t.Error(err)
	}
}

func TestWhoMayNotLookUpKeysFindsHisOwn(t *testing.T) {
	t.Parallel()
	const reader = "a2V5OnJlYWQ="
	o := emulator.Options{APIKeys: []string{"a2V5OmFsbA==", reader}, ReadOnly: []string{reader}}
	_, c := start(t, o, client.Config{APIKey: schema.NewSecret([]byte(reader))})
	if got, err := c.APIKeyInfo(t.Context(), "key"); err != nil || got.ID != "key" {
		t.Errorf("got %+v, %v", got, err)
	}
	// What isn't among his own may exist.
	if _, err := c.APIKeyInfo(t.Context(), "other"); reaction(t, err) != client.NotAllowed {
		t.Errorf("got %v", err)
	}
}

func TestAKeyExpires(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		key  client.KeyInfo
		want bool
	}{
		"never":        {client.KeyInfo{}, true},
		"later":        {client.KeyInfo{Expires: at.Add(time.Second)}, true},
		"now":          {client.KeyInfo{Expires: at}, false},
		"was taken in": {client.KeyInfo{Invalidated: true}, false},
	} {
		if c.key.Valid(at) != c.want {
			t.Error(name)
		}
	}
}

func TestASchemaIsRegisteredWhole(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	wanted, err := schema.Parse([]byte(`{"url":{"label":"URL","value":"x"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := c.RegisterSchema(t.Context(), "c1", wanted); err != nil || r != client.Updated {
		t.Fatalf("%s, %v", r, err)
	}
	got, err := c.Get(t.Context(), "c1")
	if err != nil || got.Status != client.Configured || got.Configuration.Field("host") != nil || got.Configuration.Field("url") == nil {
		t.Errorf("got %s, %v", s.Document("c1"), err)
	}
	if r, err := c.SetStatus(t.Context(), "c1", client.NeedsConfiguration); err != nil || r != client.Updated {
		t.Errorf("%s, %v", r, err)
	}
	if _, err := c.SetStatus(t.Context(), "c1", client.Connected); reaction(t, err) != client.Rejected {
		t.Errorf("got %v", err)
	}
}

func TestAnEndpointThatAServerLacks(t *testing.T) {
	t.Parallel()
	for name, version := range map[string]string{"an old server": "8.12.0", "serverless": emulator.Serverless} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, c := start(t, emulator.Options{Version: version}, client.Config{})
			_, err := c.StoreSecret(t.Context(), schema.NewSecret([]byte("v")))
			var e *client.Error
			if !errors.As(err, &e) || !e.NoEndpoint {
				t.Errorf("got %+v", e)
			}
			if _, err = c.Summary(t.Context(), "none"); errors.As(err, &e) && e.NoEndpoint {
				t.Errorf("got %+v", e)
			}
		})
	}
}
