package client_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/schema"
)

// start runs an emulator with one connector and returns a client of it.
func start(t *testing.T, o emulator.Options, cfg client.Config) (*emulator.Server, *client.Client) {
	t.Helper()
	s := emulator.New(o)
	document := `{"name":"Orders","service_type":"postgresql","index_name":"search-wares","status":"needs_configuration",
		"is_native":false,"error":null,"last_seen":null,
		"configuration":{
			"host":{"label":"Host","type":"str","display":"textbox","order":1,"value":"","required":true},
			"password":{"label":"Password","type":"str","sensitive":true,"order":2,"value":""}}}`
	if err := s.PutDocument("c1", []byte(document)); err != nil {
		t.Fatal(err)
	}
	return s, connect(t, s, cfg)
}

// connect serves h and returns a client of it.
func connect(t *testing.T, h http.Handler, cfg client.Config) *client.Client {
	t.Helper()
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	cfg.URL, cfg.Pause = web.URL, time.Millisecond
	c, err := client.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// reaction returns what an error asks for.
func reaction(t *testing.T, err error) client.Reaction {
	t.Helper()
	var e *client.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %T (%v)", err, err)
	}
	return e.Reaction
}

func TestValuesAreSavedAgainstTheEmulator(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	values := map[string]schema.Value{
		"host":     schema.Text("db.example"),
		"password": schema.SecretText(schema.NewSecret([]byte("hunter22"))),
	}
	for _, want := range []client.Result{client.Updated, client.Noop} {
		if got, err := c.UpdateValues(t.Context(), "c1", values); got != want || err != nil {
			t.Fatalf("got %q, %v, want %q", got, err, want)
		}
	}
	got, err := c.Get(t.Context(), "c1")
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != client.Configured || got.Name != "Orders" || got.ServiceType != "postgresql" {
		t.Errorf("got %+v", got.Summary)
	}
	password := got.Configuration.Field("password").Value
	if password.Reveal() != "hunter22" || !password.Sensitive() {
		t.Error("the password was not stored")
	}
}

func TestSubmittingAsItIsConfiguresTheConnector(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	if got, err := c.UpdateValues(t.Context(), "c1", nil); got != client.Updated || err != nil {
		t.Fatalf("got %q, %v", got, err)
	}
	if s, err := c.Summary(t.Context(), "c1"); s.Status != client.Configured || err != nil {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestTheEmulatorsRefusalsBecomeReactions(t *testing.T) {
	t.Parallel()
	guarded := emulator.Options{APIKeys: []string{"a2V5OmFsbA==", "a2V5OnJlYWQ="}, ReadOnly: []string{"a2V5OnJlYWQ="}}
	key := func(s string) client.Config { return client.Config{APIKey: schema.NewSecret([]byte(s))} }
	tests := map[string]struct {
		cfg    client.Config
		id     string
		values map[string]schema.Value
		want   client.Reaction
	}{
		"no credentials":        {client.Config{}, "c1", nil, client.NotAllowed},
		"an unknown key":        {key("a2V5Om5vbmU="), "c1", nil, client.NotAllowed},
		"a key that only reads": {key("a2V5OnJlYWQ="), "c1", nil, client.NotAllowed},
		"an unknown connector":  {key("a2V5OmFsbA=="), "c?2", nil, client.NotFound},
		"an unknown field":      {key("a2V5OmFsbA=="), "c1", map[string]schema.Value{"x": schema.Int(1)}, client.Rejected},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c := start(t, guarded, tt.cfg)
			before := string(s.Document("c1"))
			_, err := c.UpdateValues(t.Context(), tt.id, tt.values)
			if got := reaction(t, err); got != tt.want {
				t.Errorf("got %d (%v), want %d", got, err, tt.want)
			}
			if string(s.Document("c1")) != before {
				t.Error("the document changed")
			}
		})
	}
}

func TestTheEmulatorsListIsRead(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	if err := s.Seed(); err != nil {
		t.Fatal(err)
	}
	all, err := c.All(t.Context(), client.Filter{}, nil)
	if err != nil || len(all) < 2 {
		t.Fatalf("got %d, %v", len(all), err)
	}
	for _, x := range all {
		if x.ID == "" || x.Status == "" {
			t.Errorf("got %+v", x)
		}
	}
	one, err := c.List(t.Context(), client.Filter{IndexName: "search-wares"}, 0, 10)
	if err != nil || one.Count != 1 || one.Results[0].ID != "c1" {
		t.Errorf("got %+v, %v", one, err)
	}
	if info, err := c.Info(t.Context()); err != nil || info.Version == "" || info.ClusterUUID == "" {
		t.Errorf("got %+v, %v", info, err)
	}
}

func TestASaveSurvivesAFault(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]emulator.Fault{
		"the connection breaks after it": {ResetAfter: true, Times: 1},
		"the connection breaks first":    {ResetBefore: true, Times: 1},
		"the answer is cut":              {CutBody: 5, Times: 1},
		"the server is busy":             {Status: 503, Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := start(t, emulator.Options{}, client.Config{})
			faulty := emulator.NewFaulty(s)
			faulty.Add(fault)
			c := connect(t, faulty, client.Config{})
			values := map[string]schema.Value{"host": schema.Text("db.example")}
			if got, err := c.UpdateValues(t.Context(), "c1", values); got != client.Updated || err != nil {
				t.Fatalf("got %q, %v", got, err)
			}
			saved, err := c.Get(t.Context(), "c1")
			if err != nil || saved.Configuration.Field("host").Value.Reveal() != "db.example" {
				t.Errorf("got %v, %v", saved, err)
			}
		})
	}
}
