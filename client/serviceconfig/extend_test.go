package serviceconfig

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	goccy "github.com/goccy/go-yaml"
	"go.yaml.in/yaml/v3"

	"connwiz/schema"
)

const key = "b3duOms1eQ=="

func orders() Connector {
	return Connector{ID: "orders", ServiceType: "postgresql", APIKey: schema.NewSecret([]byte(key)), Host: "https://es:9200"}
}

// extended returns the file with a connector in it, read alike by two libraries.
func extended(t *testing.T, raw string, c Connector) (string, Edit) {
	t.Helper()
	e, err := Extend([]byte(raw), c)
	if err != nil {
		t.Fatalf("%v in\n%s", err, raw)
	}
	out := string(e.Reveal())
	readAlike(t, out)
	return out, e
}

func readAlike(t *testing.T, text string) {
	t.Helper()
	var a, b map[string]any
	if err := yaml.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := goccy.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &b); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if x, y := normal(a), normal(b); !reflect.DeepEqual(x, y) {
		t.Errorf("read as %v and %v:\n%s", x, y, text)
	}
}

// normal makes the numbers of both libraries one type.
func normal(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = normal(v[k])
		}
		return v
	case []any:
		for i := range v {
			v[i] = normal(v[i])
		}
		return v
	case uint64:
		return int(v)
	case int64:
		return int(v)
	default:
		return v
	}
}

func TestAConnectorIsPutIntoAFile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ before, after string }{
		"a new file": {"", `elasticsearch:
  host: "https://es:9200"
  api_key: "b3duOms1eQ=="

connectors:
  - connector_id: orders
    service_type: postgresql
`},
		"nothing but comments": {"# connectors:\n#   - connector_id: x\n", `# connectors:
#   - connector_id: x

elasticsearch:
  host: "https://es:9200"
  api_key: "b3duOms1eQ=="

connectors:
  - connector_id: orders
    service_type: postgresql
`},
		"a file with credentials": {"elasticsearch:\n  host: https://es:9200 # ours\n  api_key: b2xk\n", `elasticsearch:
  host: https://es:9200 # ours
  api_key: b2xk

connectors:
  - connector_id: orders
    service_type: postgresql
    api_key: "b3duOms1eQ=="
`},
		"a list": {`connectors:
# the wiki
- connector_id: wiki   # first
  service_type: confluence

# what follows
service:
  idling: 30
`, `connectors:
# the wiki
- connector_id: wiki   # first
  service_type: confluence
- connector_id: orders
  service_type: postgresql
  api_key: "b3duOms1eQ=="

# what follows
service:
  idling: 30
`},
		"an indented list without an end of line": {"connectors:\n    -   connector_id: wiki\n        service_type: confluence", `connectors:
    -   connector_id: wiki
        service_type: confluence
    - connector_id: orders
      service_type: postgresql
      api_key: "b3duOms1eQ=="`},
		"a list of nothing": {"elasticsearch.password: x\nconnectors: [] # none yet\nservice.idling: 30\n", `elasticsearch.password: x
connectors:  # none yet
  - connector_id: orders
    service_type: postgresql
    api_key: "b3duOms1eQ=="
service.idling: 30
`},
		"a list that is null": {"connectors: ~\n", `connectors: 
  - connector_id: orders
    service_type: postgresql

elasticsearch:
  host: "https://es:9200"
  api_key: "b3duOms1eQ=="
`},
		"a list with commented examples": {"connectors:\n#  - connector_id: x\nelasticsearch:\n  password: y\n", `connectors:
  - connector_id: orders
    service_type: postgresql
    api_key: "b3duOms1eQ=="
#  - connector_id: x
elasticsearch:
  password: y
`},
		"dotted keys": {"elasticsearch.host: https://es:9200\nelasticsearch.log_level: info\n", `elasticsearch.host: https://es:9200
elasticsearch.api_key: "b3duOms1eQ=="
elasticsearch.log_level: info

connectors:
  - connector_id: orders
    service_type: postgresql
`},
		"a section without credentials": {"elasticsearch:\n    # where\n    log_level: debug\n", `elasticsearch:
    # where
    host: "https://es:9200"
    api_key: "b3duOms1eQ=="
    log_level: debug

connectors:
  - connector_id: orders
    service_type: postgresql
`},
		"an empty section": {"elasticsearch:\n", `elasticsearch:
  host: "https://es:9200"
  api_key: "b3duOms1eQ=="

connectors:
  - connector_id: orders
    service_type: postgresql
`},
		"an entry without a type": {"elasticsearch:\n  api_key: \"b3duOms1eQ==\"\nconnectors:\n  - connector_id: orders # mine\n", `elasticsearch:
  api_key: "b3duOms1eQ=="
connectors:
  - connector_id: orders # mine
    service_type: postgresql
`},
		"an entry with placeholders": {"elasticsearch:\n  password: x\nconnectors:\n  - connector_id: 'orders'\n    api_key: changeme  # fill in\n    service_type: \"changeme\"\n", `elasticsearch:
  password: x
connectors:
  - connector_id: 'orders'
    api_key: "b3duOms1eQ=="  # fill in
    service_type: postgresql
`},
		"an entry with an empty key": {"elasticsearch:\n  password: x\nconnectors:\n  - connector_id: orders\n    api_key:\n    service_type: postgresql\n", `elasticsearch:
  password: x
connectors:
  - connector_id: orders
    api_key: "b3duOms1eQ=="
    service_type: postgresql
`},
		"lines that end as on Windows": {"elasticsearch:\r\n  password: x\r\nconnectors:\r\n  - connector_id: a\r\n    service_type: b\r\n",
			"elasticsearch:\r\n  password: x\r\nconnectors:\r\n  - connector_id: a\r\n    service_type: b\r\n" +
				"  - connector_id: orders\r\n    service_type: postgresql\r\n    api_key: \"b3duOms1eQ==\"\r\n"},
		"a document with marks": {"---\nelasticsearch:\n  password: x\n# end\n...\n", `---
elasticsearch:
  password: x
# end

connectors:
  - connector_id: orders
    service_type: postgresql
    api_key: "b3duOms1eQ=="
...
`},
		"a byte order mark": {"\ufeffelasticsearch.password: x\n", "\ufeffelasticsearch.password: x\n\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: \"b3duOms1eQ==\"\n"},
		"foreign characters before": {"connectors: # Größe\n  - {connector_id: ä, service_type: b} # ö\n", `connectors: # Größe
  - {connector_id: ä, service_type: b} # ö
  - connector_id: orders
    service_type: postgresql
    api_key: "b3duOms1eQ=="
`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, e := extended(t, tt.before, orders())
			if got != tt.after {
				t.Errorf("got\n%s\nwant\n%s", got, tt.after)
			}
			if len(e.Changes) == 0 {
				t.Error("no change is told")
			}
			again, second := extended(t, got, orders())
			if again != got || len(second.Changes) != 0 {
				t.Errorf("the second time %v changed:\n%s", second.Changes, again)
			}
		})
	}
}

func TestWhatDiffersIsNotReplacedSilently(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ before, field, says string }{
		"another type": {"connectors:\n  - connector_id: orders\n    service_type: mysql\n", "connectors[].service_type", `"mysql", not "postgresql"`},
		"another key of the entry": {"connectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: c2VjcmV0\n",
			"connectors[].api_key", "has another API key"},
		"another key of the section": {"elasticsearch:\n  api_key: c2VjcmV0\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n",
			"elasticsearch.api_key", "another API key"},
		"a key from the environment": {"elasticsearch:\n  api_key: ${KEY}\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n",
			"elasticsearch.api_key", "from the environment"},
		"the last of several entries counts": {"connectors:\n  - connector_id: orders\n    service_type: postgresql\n  - connector_id: orders\n    service_type: mysql\n",
			"connectors[].service_type", "mysql"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Extend([]byte(tt.before), orders())
			var e *Error
			if !errors.As(err, &e) || e.Kind != Differs || e.Field != tt.field || !strings.Contains(err.Error(), tt.says) {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(err.Error(), "c2VjcmV0") || strings.Contains(err.Error(), key) {
				t.Errorf("%v quotes a key", err)
			}
		})
	}
}

func TestAKeyIsReplacedWhenAskedTo(t *testing.T) {
	t.Parallel()
	c := orders()
	c.ReplaceKey = true
	for before, after := range map[string]string{
		"connectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: 'it''s'   # old\n":                         "connectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: \"b3duOms1eQ==\"   # old\n",
		"elasticsearch: {api_key: x}\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: \"a\\\"b\"\n": "elasticsearch: {api_key: x}\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n    api_key: \"b3duOms1eQ==\"\n",
		"elasticsearch.api_key: ${KEY}\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n":                        "elasticsearch.api_key: \"b3duOms1eQ==\"\nconnectors:\n  - connector_id: orders\n    service_type: postgresql\n",
	} {
		if got, _ := extended(t, before, c); got != after {
			t.Errorf("got\n%s\nwant\n%s", got, after)
		}
	}
}

func TestAFileThatCantBeEditedSafelyIsLeftAlone(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		before string
		want   Kind
	}{
		"braces":                  {"{connectors: []}\n", Uneditable},
		"a list in brackets":      {"connectors: [{connector_id: a, service_type: b}]\n", Uneditable},
		"an alias":                {"x: &x []\nconnectors: *x\n", Uneditable},
		"an entry in braces":      {"connectors:\n  - {connector_id: orders}\n", Uneditable},
		"the deprecated form":     {"connector_id: orders\nservice_type: postgresql\n", Uneditable},
		"a list that is a text":   {"connectors: wiki\n", Uneditable},
		"a block text at the end": {"elasticsearch.password: x\nconnectors:\n  - connector_id: a\n    api_key: |\n      x\n      # y\n", Uneditable},
		"a block text to replace": {"elasticsearch.password: x\nconnectors:\n  - connector_id: orders\n    service_type: |\n      changeme\n", Differs},
		"malformed":               {"connectors: [\n", Unreadable},
		"two documents":           {"a: 1\n---\nb: 2\n", Unreadable},
		"a list at the top":       {"- a\n", Unreadable},
		"a section twice":         {"connectors: []\nconnectors: []\n", Unreadable},
		"longer than any":         {"# " + strings.Repeat("x", maxSize), Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Extend([]byte(tt.before), orders())
			var e *Error
			if !errors.As(err, &e) || e.Kind != tt.want {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAMalformedFileIsNotQuoted(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"api_key: c4nary: x\n", "c4nary\n b: 1", "api_key: \"c4nary\n", "a: !!int c4nary\nb: ]c4nary"} {
		if _, err := Extend([]byte(raw), orders()); err == nil || strings.Contains(err.Error(), "c4nary") {
			t.Errorf("%q: got %v", raw, err)
		}
	}
}

func TestValuesThatTheServiceWouldReadOtherwiseAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Connector){
		"no id":                func(c *Connector) { c.ID = "" },
		"no type":              func(c *Connector) { c.ServiceType = "" },
		"the placeholder":      func(c *Connector) { c.ID = "changeme" },
		"a dollar in the id":   func(c *Connector) { c.ID = "a$b" },
		"a dollar in the type": func(c *Connector) { c.ServiceType = "${X}" },
		"a dollar in the key":  func(c *Connector) { c.APIKey = schema.NewSecret([]byte("pa$$")) },
		"a new line":           func(c *Connector) { c.ID = "a\nb" },
		"no UTF-8":             func(c *Connector) { c.ID = "a\xff" },
	} {
		c := orders()
		change(&c)
		_, err := Extend(nil, c)
		var e *Error
		if !errors.As(err, &e) || e.Kind != Unwritable || strings.Contains(err.Error(), "pa$$") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestTextsThatLookLikeOthersAreQuoted(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"yes", "on", "n", "null", "~", "true", "1e3", "0x1f", "0o7", "017", "1_000", "12:30:45", "2026-11-22", ".5", "-", "- a", "a: b",
		"a #b", "#a", "'a'", `"a"`, `a\b`, "=", "<<", "&a", "*a", "!a", "%a", "@a", "`a", "[a]", "{a}", "a,b", " a ", "ä", "😀", ".NaN", ".inf",
		strings.Repeat("long text ", 30),
	} {
		c := orders()
		c.ID = id
		out, _ := extended(t, "elasticsearch.password: x\nconnectors:\n- connector_id: a\n", c)
		v, err := Parse([]byte(out))
		if err != nil {
			t.Fatal(err)
		}
		if l, ok := v.Find(id); !ok || l.ServiceType != "postgresql" || string(l.APIKey.Reveal()) != key {
			t.Errorf("%q is not found in\n%s", id, out)
		}
		for line := range strings.Lines(out) {
			if rest, is := strings.CutPrefix(line, "- connector_id: "); is && !strings.HasPrefix(rest, `"`) && !strings.HasPrefix(rest, "a\n") {
				t.Errorf("%q is written plainly: %s", id, line)
			}
		}
	}
}

func TestWhatMayBeInTheWayIsWarnedOf(t *testing.T) {
	t.Parallel()
	for before, want := range map[string]string{
		"elasticsearch:\n  host: http://localhost:9200\n  password: x\n":                            "another address",
		"elasticsearch:\n  password: x\n":                                                           "no elasticsearch.host",
		"elasticsearch:\n  host: https://ES:9200/\n  password: x\n":                                 "",
		"elasticsearch:\n  host: ${HOST}\n  password: x\n":                                          "",
		"elasticsearch:\n  host: https://es:9200\nconnectors:\n- connector_id: a\n":                 "no credentials",
		"elasticsearch:\n  host: https://es:9200\n  password: x\nconnectors:\n- connector_id: $A\n": "listed twice",
	} {
		_, e := extended(t, before, orders())
		if got := strings.Join(e.Warnings, "; "); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: got %q", before, got)
		}
	}
}

func TestAFileIsViewed(t *testing.T) {
	t.Parallel()
	v, err := Parse([]byte("elasticsearch:\n  host: h\n  password: p\nconnectors:\n- connector_id: 12\n  service_type: t\n  api_key: k\n"))
	if err != nil || v.Host != "h" || !v.Credentials || v.Legacy || len(v.Connectors) != 1 {
		t.Fatalf("got %+v, %v", v, err)
	}
	if l, ok := v.Find("12"); !ok || l.ServiceType != "t" || string(l.APIKey.Reveal()) != "k" {
		t.Errorf("got %+v", l)
	}
	if v, err := Parse([]byte("connector_id: a\n")); err != nil || !v.Legacy || v.Credentials {
		t.Errorf("got %+v, %v", v, err)
	}
}

func FuzzExtend(f *testing.F) {
	for _, s := range []string{
		"", "connectors:\n  - connector_id: a\n", "a: |\n  # x\nconnectors:\n- connector_id: b\n  x: >-\n   y\n", "elasticsearch: {}\n",
		"elasticsearch:\n  api_key: # none\n", "---\n? a\n: b\n...\n", "\ufeff# x", "connectors:\r\n- connector_id: orders\r\n",
		"x: &a {b: c}\nelasticsearch: *a\n", "\"connectors\": []\n", " a: 1\n", "a: 1\u2028b: 2\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		e, err := Extend([]byte(raw), orders())
		if err != nil {
			return
		}
		out := string(e.Reveal())
		v, err := Parse([]byte(out))
		if err != nil {
			t.Fatalf("%v in %q", err, out)
		}
		if _, ok := v.Find("orders"); !ok {
			t.Fatalf("the connector is not in %q", out)
		}
		if again, err := Extend([]byte(out), orders()); err != nil || string(again.Reveal()) != out {
			t.Errorf("the second time: %v\n%q\n%q", err, again.Reveal(), out)
		}
	})
}
