package xcontent

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// FuzzParse compares with the standard library: the same texts are read, and
// what is written means the same.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,{"b":null}],"c":"\u00e9"}`, `{"a":1,"a":2}`, `[tru]`, "\n {", `"\ud800"`, `{"a" 1}`, `[1,]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, refusal := Parse(data)
		if refusal != nil || n == nil {
			return
		}
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		var want, got any
		if err := d.Decode(&want); err != nil {
			t.Fatalf("read %q, which the library refuses: %v", data, err)
		}
		for _, written := range [][]byte{n.Encode(), n.EncodePretty()} {
			again := json.NewDecoder(bytes.NewReader(written))
			again.UseNumber()
			if err := again.Decode(&got); err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%q became %q: %v", data, written, err)
			}
		}
	})
}
