package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"time"
)

// document is a JSON object whose keys are matched exactly, as the server does;
// struct decoding would ignore their case. Absent and null are the same, since
// Elasticsearch leaves a key out where Kibana writes null. A value of another kind
// than asked for counts as absent: one odd key must not hide a connector.
type document map[string]json.RawMessage

func parseDocument(raw []byte) (document, error) {
	var d document
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, errors.New("not a JSON object") // the decoder's error quotes the text
	}
	return d, nil
}

// document reads the answer as one object.
func (a answer) document() (document, error) {
	d, err := parseDocument(a.body)
	if err != nil || d == nil {
		return nil, a.malformed()
	}
	return d, nil
}

func (d document) has(key string) bool {
	raw, ok := d[key]
	return ok && !bytes.Equal(bytes.TrimSpace(raw), []byte("null"))
}

// decode is the value of a key, or the zero value of T.
func decode[T any](d document, key string) T {
	var v, zero T
	if raw, ok := d[key]; !ok || json.Unmarshal(raw, &v) != nil {
		return zero
	}
	return v
}

func (d document) text(key string) string        { return decode[string](d, key) }
func (d document) number(key string) int         { return decode[int](d, key) }
func (d document) object(key string) document    { return decode[document](d, key) }
func (d document) objects(key string) []document { return decode[[]document](d, key) }
func (d document) flag(key string) bool          { return decode[bool](d, key) || d.text(key) == "true" }

// time reads a timestamp: ISO 8601 with 3 to 9 digits of a second from the server,
// with an offset or none (then UTC) from older connector services.
func (d document) time(key string) time.Time {
	text := strings.TrimSpace(d.text(key))
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	return time.Time{}
}
