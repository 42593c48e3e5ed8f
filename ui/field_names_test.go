package ui

import (
	"strings"
	"testing"

	"connwiz/schema"
)

func TestFieldsAreCalledByTheirLabelsAndByNameWhereALabelIsShared(t *testing.T) {
	t.Parallel()
	s, err := schema.Parse([]byte(`{"user":{"label":"User"},"password":{"label":"Password"},"proxy_password":{"label":"password"},
		"host":{"label":"port"},"port":{"label":"Port number"},"bare":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(calledIn(s, []string{"user", "password", "proxy_password", "host", "port", "bare", "gone"}), ", ")
	if want := "User, Password (password), password (proxy_password), port (host), Port number, bare, gone"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
