package draft

import (
	"testing"

	"connwiz/schema"
)

func TestAHiddenFieldIsSentOnlyOnPurpose(t *testing.T) {
	t.Parallel()
	s, err := schema.Parse([]byte(`{"tls": {"type": "bool", "value": false},
 "ca": {"label": "CA", "value": "", "depends_on": [{"field": "tls", "value": true}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	d := New(s)
	d.SetText("ca", "pem")
	if n := len(d.Changes()); n != 0 {
		t.Errorf("a hidden field is among %d changes", n)
	}
	d.OnPurpose("ca")
	if c := d.Changes(); len(c) != 1 || c[0].Field.Name != "ca" {
		t.Errorf("changes %v, want the field named on purpose", c)
	}
	if v, _ := d.Field("ca"); v.Active || v.Unmet == nil {
		t.Error("the field counts as shown")
	}
	next, _ := d.Rebase(s)
	if p, err := next.Payload(false); err != nil || p.Values["ca"].Reveal() != "pem" {
		t.Errorf("payload %v after a rebase, error %v", p, err)
	}
}
