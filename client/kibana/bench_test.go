package kibana_test

import (
	"strconv"
	"testing"

	"connwiz/client/kibana"
)

// One key and a look at every field, as a screen does.
func BenchmarkKey(b *testing.B) {
	typ, err := kibana.Lookup(".cases-webhook")
	if err != nil {
		b.Fatal(err)
	}
	form, err := kibana.NewForm(typ, nil)
	if err != nil {
		b.Fatal(err)
	}
	i := 0
	for b.Loop() {
		i++
		form.SetText("createIncidentUrl", "https://a.example/"+strconv.Itoa(i))
		for _, f := range typ.Fields {
			form.Field(f.Name)
		}
		form.Gate()
	}
}

func BenchmarkTypes(b *testing.B) {
	for b.Loop() {
		if _, err := kibana.Types(); err != nil {
			b.Fatal(err)
		}
	}
}
