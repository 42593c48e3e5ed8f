package setup_test

import (
	"net/http"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
)

func TestSyncsOfATypeAreOfferedWhereTheyCanRun(t *testing.T) {
	t.Parallel()
	const (
		security = `{"use_document_level_security":{"label":"DLS","type":"bool","value":`
		dls      = `{"document_level_security":{"enabled":true}}`
	)
	for name, c := range map[string]struct {
		kind                    client.JobType
		features, configuration string
		licence                 string
		why                     string // "" where it is offered
	}{
		"full syncs, whatever is known":       {client.FullSync, "null", "{}", "basic", ""},
		"incremental syncs before a service":  {client.IncrementalSync, "null", "{}", "trial", "no connector service has said yet whether it has them"},
		"incremental syncs of no such type":   {client.IncrementalSync, dls, "{}", "trial", "the service has none for this type"},
		"incremental syncs":                   {client.IncrementalSync, `{"incremental_sync":{"enabled":true}}`, "{}", "basic", ""},
		"access control without the licence":  {client.AccessControlSync, dls, "{}", "basic", "the licence (basic) has no document level security"},
		"access control without the field":    {client.AccessControlSync, dls, "{}", "trial", ""},
		"access control, switched off":        {client.AccessControlSync, dls, security + "false}}", "platinum", "document level security is off in the configuration"},
		"access control, switched on":         {client.AccessControlSync, dls, security + "true}}", "enterprise", ""},
		"access control of a type without it": {client.AccessControlSync, `{}`, "{}", "trial", "the service has none for this type"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, emulator.Options{})
			w.faulty.Add(emulator.Fault{Status: http.StatusOK, Body: `{"license":{"status":"active","type":"` + c.licence + `"}}`,
				Match: func(r *http.Request) bool { return r.URL.Path == "/_license" }})
			doc := `{"service_type":"postgresql","status":"connected","features":` + c.features + `,"configuration":` + c.configuration + `}`
			if err := w.es.PutDocument("orders", []byte(doc)); err != nil {
				t.Fatal(err)
			}
			if offered, why := w.survey("orders").Offers(c.kind); offered != (c.why == "") || why != c.why {
				t.Errorf("offered %v, %q; want %q", offered, why, c.why)
			}
		})
	}
}
