package draft_test

import (
	"encoding/json"
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

func Example() {
	s, err := schema.Parse([]byte(`{
		"host": {"label": "Host", "value": "db.example.org"},
		"ssl": {"label": "Use SSL", "type": "bool", "display": "toggle", "value": false},
		"ca": {"label": "CA", "value": "", "depends_on": [{"field": "ssl", "value": true}]},
		"password": {"label": "Password", "sensitive": true, "value": "stored"}}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	d := draft.New(s)
	defer d.Wipe()
	d.SetSecret("password", schema.NewSecret([]byte("replacement")))
	d.Choose("ssl", schema.Bool(true))
	for _, p := range d.Gate() {
		fmt.Println("blocked:", p.Message)
	}
	d.SetText("ca", "/etc/ssl/ca.pem")
	payload, err := d.Payload(false)
	if err != nil {
		fmt.Println(err)
		return
	}
	printed, _ := json.Marshal(payload.Values)
	fmt.Println(string(printed))
	// Output:
	// blocked: 'CA' cannot be empty.
	// {"ca":"/etc/ssl/ca.pem","password":"redacted","ssl":true}
}
