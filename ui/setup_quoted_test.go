//go:build unix

package ui

import (
	"encoding/base64"
	"strings"
	"testing"
)

// A cluster that repeats a minted key repeats it in any form: the one that config.yml
// has, and the key inside of it.
func TestNoFormOfAMintedKeyIsShownWhereAClusterRepeatsIt(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).keyed()
	trip := x.guided().tour.trip
	encoded := string(trip.key.Encoded.Reveal())
	plain, err := base64.StdEncoding.DecodeString(encoded)
	_, own, found := strings.Cut(string(plain), ":")
	if err != nil || !found || own == "" {
		t.Fatalf("not a key: %v", err)
	}
	document := strings.Replace(string(x.es.Document(trip.id)), `"Orders"`, `"Orders `+own+` `+encoded+`"`, 1)
	if !strings.Contains(document, own) {
		t.Fatalf("no name to change in %s", document)
	}
	if err := x.es.PutDocument(trip.id, []byte(document)); err != nil {
		t.Fatal(err)
	}
	x.takes("Go on").sees("Orders (redacted)").misses(own, encoded)
}
