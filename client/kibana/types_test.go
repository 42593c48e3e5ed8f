package kibana

import "testing"

func TestEveryTypeLoads(t *testing.T) {
	t.Parallel()
	all, err := Types()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 30 {
		t.Errorf("%d types, want 30", len(all))
	}
	for _, typ := range all {
		if _, err := NewForm(typ, nil); err != nil {
			t.Errorf("%s: %v", typ.ID, err)
		}
	}
}
