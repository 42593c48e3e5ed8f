package command

import (
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
)

func TestSetSendsEverythingInOneRequest(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.env["NEW_CA"] = "from the environment\n"
	path := s.file("tables", "orders\ninvoices\n")
	values := s.file("values.yml", "port: '6000'\n")
	s.run("from-stdin\n", "set", "shop", "Host=other.example.com", "tls=yes", "--stdin", "password", "--from-env", "CA=NEW_CA",
		"--from-file", "tables="+path, "--from-command", "token=printf 'from a\\ command\\n'", "--values", values).
		exits(t, 0).says(t, "note: password: the newline at the end of standard input was dropped", "Configuration updated")
	want := []map[string]any{{
		"host": "other.example.com", "tls": true, "password": "from-stdin", "ca": "from the environment\n",
		"tables": "orders,invoices", "token": `from a\ command`, "port": 6000.0,
	}}
	if got := s.puts(); !reflect.DeepEqual(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

func TestSetKeepsContentByteForByte(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ content, want string }{
		"one line":                          {"secret", "secret"},
		"one line with its end":             {"secret\n", "secret"},
		"one line with the end of Windows":  {"secret\r\n", "secret"},
		"blanks at both ends":               {" secret \n", " secret "},
		"several lines":                     {"a\nb\n", "a\nb\n"},
		"several lines as Windows has them": {"a\r\nb\r\n", "a\r\nb\r\n"},
		"an empty line after it":            {"secret\n\n", "secret\n\n"},
		"a carriage return without newline": {"secret\r", "secret\r"},
		"characters that JSON escapes":      {"\"\\\x00\t<>&\u2028é漢", "\"\\\x00\t<>&\u2028é漢"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			s.run(test.content, "set", "shop", "--stdin", "password").exits(t, 0)
			if got := s.stored("password"); got != test.want {
				t.Errorf("stored %q, want %q", got, test.want)
			}
			s.run("", "set", "shop", "--from-file", "token="+s.file("f", test.content)).exits(t, 0)
			if got := s.stored("token"); got != test.want {
				t.Errorf("from a file: stored %q, want %q", got, test.want)
			}
		})
	}
}

func TestSetClearsAndTakesDefaults(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "set", "shop", "port=1").exits(t, 0)
	s.run("", "set", "shop", "--default", "port", "--clear", "tables", "--values", s.file("v", `{"label 1": null, "tls": true, "ca": "x"}`)).exits(t, 0)
	want := []map[string]any{{"port": 1.0}, {"port": 5432.0, "tables": "", "tls": true, "ca": "x"}}
	if got := s.puts(); !reflect.DeepEqual(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

func TestSetTakesJSONOfOtherKinds(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run(`{"port": 7000, "tables": ["a", "b c"], "tls": 1, "host": 5, "ca": "x"}`, "set", "shop", "--values", "-").exits(t, 0)
	want := []map[string]any{{"port": 7000.0, "tables": "a,b c", "tls": true, "host": "5", "ca": "x"}}
	if got := s.puts(); !reflect.DeepEqual(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

func TestSetSendsNothingWhereNothingChanges(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"the same text":       {"host=db.example.com"},
		"the same number":     {"port=5432"},
		"the same secret":     {"--stdin", "password"},
		"clearing what isn't": {"--clear", "ca"},
		"the same list":       {"tables=*"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			doc := s.run("hunter2-stored", append([]string{"set", "shop", "--output", "json"}, args...)...).exits(t, 0).decoded(t)
			if doc["result"] != "noop" || doc["status"] != "connected" || len(doc["changes"].([]any)) != 0 {
				t.Errorf("result %v", doc)
			}
			if n := len(s.es.Requests()); n != 1 {
				t.Errorf("%d requests, want the one that reads", n)
			}
		})
	}
}

func TestSetRepairsAStoredArrayOfANamedField(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "connected", strings.Replace(shop, `"value": "*"`, `"value": ["a", "b"]`, 1))
	s.run("", "set", "shop", "tables=a,b").exits(t, 0)
	if got := s.stored("tables"); got != "a,b" {
		t.Errorf("stored %v", got)
	}
}

func TestSetSubmitsAsItIs(t *testing.T) {
	t.Parallel()
	s := raise(t).serve()
	s.store("shop", "needs_configuration", shop)
	s.run("", "set", "shop", "--as-is", "--dry-run").exits(t, 0).says(t, "would be submitted as it is")
	s.run("", "set", "shop", "--as-is", "--wait").exits(t, 0).says(t, "shop: connected")
	if got := s.puts(); !reflect.DeepEqual(got, []map[string]any{{}}) {
		t.Errorf("sent %v, want no value", got)
	}
	s.store("shop", "needs_configuration", strings.Replace(shop, `"db.example.com"`, `""`, 1))
	s.run("", "set", "shop", "--as-is").exits(t, 3).says(t, "'Host' cannot be empty.", "connwiz check shop")
	s.run("", "set", "shop", "--as-is", "--force").exits(t, 0)
	unserved := raise(t)
	unserved.store("empty", "created", "{}")
	unserved.run("", "set", "empty", "--as-is").exits(t, 4).says(t, "connwiz wait --for needs_configuration empty")
}

func TestSetForcesAllButWhatCantBeConverted(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "set", "shop", "port=99999").exits(t, 3).says(t, "connwiz: port: 'Port' value '99999' should be less than 65536.", "--force")
	s.run("", "set", "shop", "port=99999", "--force").exits(t, 0)
	s.run("", "set", "shop", "port=many", "--force").exits(t, 3).says(t, "can't be converted", "connwiz show shop port")
	if got := s.puts(); len(got) != 1 {
		t.Errorf("sent %v, want one write", got)
	}
}

func TestSetTellsOfHiddenFieldsAndSendsThem(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "set", "shop", "ca=x").exits(t, 0).says(t, "warning: ca: 'CA' is not used now: tls isn't true")
	if got := s.stored("ca"); got != "x" {
		t.Errorf("stored %v", got)
	}
}

func TestSetTellsNoSecretThatADependencyIsMeasuredBy(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.open("Stall", stall)
	r := s.run("", "set", "shop", "extra=y", "--dry-run").says(t, "it depends on password")
	if strings.Contains(r.out+r.err, canary) {
		t.Errorf("told: %s%s", r.out, r.err)
	}
}

func TestSetDoesNotOverwriteAnotherWriter(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		theirs string
		code   int
		sent   int
	}{
		"the same field":           {strings.Replace(shop, "5432", "1111", 1), 5, 0},
		"another field":            {strings.Replace(shop, "db.example.com", "theirs", 1), 0, 1},
		"the same value":           {strings.Replace(shop, "5432", "7000", 1), 0, 0},
		"the field's rules":        {strings.Replace(shop, "65536", "65000", 1), 5, 0},
		"the field is gone":        {`{"host": {"value": "x"}}`, 5, 0},
		"the whole schema is gone": {`{}`, 5, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			reads := 0
			inner := s.link.Handler
			s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodGet {
					if reads++; reads == 2 {
						s.store("shop", "connected", test.theirs)
					}
				}
				inner.ServeHTTP(w, r)
			})
			r := s.run("", "set", "shop", "port=7000", "--output", "json").exits(t, test.code)
			if test.code == 5 {
				r.says(t, `"code": "conflict"`, `"field": "port"`, "nothing was written", "connwiz show shop")
			}
			if got := len(s.puts()); got != test.sent {
				t.Errorf("%d writes, want %d", got, test.sent)
			}
		})
	}
}

func TestSetEndsWithTheCodeOfWhatFailed(t *testing.T) {
	t.Parallel()
	for status, code := range map[int]int{400: 3, 401: 6, 403: 6, 404: 4, 409: 5, 429: 7, 500: 1, 503: 7} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			s.answering(http.MethodPut, refusing(status))
			s.run("", "set", "shop", "port=1").exits(t, code).says(t, "hint: ")
		})
	}
}

func TestSetSaysThatALostAnswerMayHaveBeenASave(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.answering(http.MethodPut, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // without it the server doesn't see that the client has left
		<-r.Context().Done()
	})
	s.run("", "set", "shop", "port=1", "--timeout", "3s").exits(t, 7).says(t, "may have been saved", "connwiz show shop")
}

func TestSetWaitsForTheVerdict(t *testing.T) {
	t.Parallel()
	t.Run("accepted", func(t *testing.T) {
		t.Parallel()
		s := raise(t).serve()
		s.run("", "set", "shop", "port=1", "--wait").exits(t, 0).says(t, "shop: connected")
	})
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		s := raise(t).serve()
		doc := s.run("wrong", "set", "shop", "--stdin", "password", "--wait", "--output", "json").exits(t, 8).decoded(t)
		if doc["status"] != "error" || doc["result"] != "updated" || !strings.Contains(doc["error"].(string), "(redacted)") {
			t.Errorf("result %v", doc)
		}
		// Nothing is left to change, and the verdict is still the same.
		s.run("wrong", "set", "shop", "--stdin", "password", "--wait").exits(t, 8).says(t, "nothing to change", "the service refused it")
	})
	t.Run("without a verdict in time", func(t *testing.T) {
		t.Parallel()
		s := raise(t)
		s.run("", "set", "shop", "port=1", "--wait", "--wait-timeout", "3s").exits(t, 8).says(t, "no verdict of the service within 3s")
	})
	t.Run("gone meanwhile", func(t *testing.T) {
		t.Parallel()
		s := raise(t)
		inner := s.link.Handler
		s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.RawQuery, "filter_path") {
				refusing(404)(w, r)
				return
			}
			inner.ServeHTTP(w, r)
		})
		s.run("", "set", "shop", "port=1", "--wait").exits(t, 8).says(t, "no verdict of the service")
	})
	t.Run("never", func(t *testing.T) {
		t.Parallel()
		s := raise(t)
		s.store("shop", "needs_configuration", shop)
		s.run("", "set", "shop", "port=5432", "--wait").exits(t, 8).says(t, "--as-is")
	})
}

func TestSetRefusesWhatItCantUnderstand(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		in   string
		args string
		code int
		says string
	}{
		"nothing to set":               {"", "set shop", 2, "nothing to set"},
		"no id":                        {"", "set", 2, "set: ID is missing"},
		"the id is left out":           {"", "set host=CANARY", 2, "the first argument is the connector's id"},
		"no equals sign":               {"", "set shop CANARY", 2, "argument 1 after the id"},
		"bytes that are no text":       {"", "set shop host=CANARY\xff", 2, "argument 1 after the id is not UTF-8"},
		"a flag of mysql":              {"", "set shop -pCANARY", 2, "no flags with one dash"},
		"a flag that isn't":            {"", "set shop --password=CANARY", 2, "unknown flag --password"},
		"a secret":                     {"", "set shop password=CANARY", 2, "connwiz edit shop password"},
		"an empty secret":              {"", "set shop password=", 2, "is a secret"},
		"an unmarked secret":           {"", "set shop token=CANARY", 2, "--stdin token"},
		"no such field":                {"", "set shop prt=1", 4, "the nearest is port"},
		"an ambiguous label":           {"", "set shop Twice=1", 2, "several fields"},
		"a field twice":                {"", "set shop port=1 Port=2", 2, `"port" is named twice`},
		"a field from two places":      {"x", "set shop --stdin host host=1", 2, `"host" is named twice`},
		"two that read standard input": {"x", "set shop --stdin host --values -", 2, "--stdin, --values can't all be standard input"},
		"two for standard input":       {"x", "set shop --stdin password --stdin host", 2, "--stdin is given twice"},
		"two files of values":          {"", "set shop --values a --values b", 2, "--values is given twice"},
		"two files of ids":             {"", "set --ids-from a --ids-from b port=1", 2, "--ids-from is given twice"},
		"two types":                    {"", "set --all --service-type a --service-type b port=1", 2, "--service-type is given twice"},
		"two files for failures":       {"", "set --all --service-type a --failed-to b --failed-to c port=1", 2, "--failed-to is given twice"},
		"empty standard input":         {"", "set shop --stdin password", 2, "--clear password"},
		"only a newline":               {"\n", "set shop --stdin password", 2, "is empty"},
		"no such file":                 {"", "set shop --from-file host=/no/such", 2, "no such file"},
		"no path":                      {"", "set shop --from-file host", 2, "--from-file needs FIELD=PATH"},
		"no such variable":             {"", "set shop --from-env host=NOPE", 2, "NOPE is not set"},
		"no such command":              {"", "set shop --from-command host=/no/such/command", 2, "no such file"},
		"a command that fails":         {"", "set shop --from-command host=false", 2, "exit status 1"},
		"a default that isn't":         {"", "set shop --default host", 2, "has no default"},
		"binary content":               {"\xff\xfe", "set shop --stdin host", 2, "not UTF-8"},
		"as it is with a value":        {"", "set shop --as-is port=1", 2, "goes alone"},
		"waiting for a dry run":        {"", "set shop port=1 --dry-run --wait", 2, "sends nothing"},
		"no time to wait":              {"", "set shop port=1 --wait --wait-timeout 0s", 2, "longer than nothing"},
		"a list of values":             {"[1]", "set shop --values -", 2, "not a map"},
		"what stands for a secret":     {`{"password": "redacted"}`, "set shop --values -", 2, "stands for the secret"},
		"curl without a dry run":       {"", "set shop port=1 --output curl", 2, "set --dry-run only"},
		"curl for another command":     {"", "list --output curl", 2, "set --dry-run only"},
		"no such connector":            {"", "set nope port=1", 4, "connwiz list"},
		"an id with a slash":           {"", "set a/b port=1", 2, "slash"},
		"failures of one":              {"", "set shop port=1 --failed-to f", 2, "many connectors"},
		"all of any type":              {"", "set --all --yes port=1", 2, "--service-type"},
		"all and some":                 {"", "set --all --ids-from f --yes port=1", 2, "both given"},
		"a type of one":                {"", "set shop --service-type x port=1", 2, "goes with --all"},
		"many without a person":        {"", "set --all --service-type shopdb port=1", 2, "--yes"},
		"a type that isn't":            {"", "set --all --service-type nope --yes port=1", 4, "nope"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			r := s.run(test.in, strings.Fields(test.args)...).exits(t, test.code).says(t, test.says, "hint: ")
			if strings.Contains(r.out+r.err, "CANARY") {
				t.Errorf("what may be a secret is shown: %s%s", r.out, r.err)
			}
			if got := s.puts(); len(got) > 0 {
				t.Errorf("sent %v", got)
			}
		})
	}
}

func TestSetRunsCommandsWithoutAShell(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "set", "shop", "--from-command", "host=printf %s $HOME*").exits(t, 0)
	if got := s.stored("host"); got != "$HOME*" {
		t.Errorf("stored %q", got)
	}
	s.run("", "set", "shop", "--from-command", "host=printf x | cat").exits(t, 2).says(t, "there is no shell", "./SCRIPT")
}

func TestWhatTheServiceWillRefuseIsSaidOfTheRightTime(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "connected", strings.Replace(shop, `"value": 5432,`, `"value": 99999,`, 1))
	s.run("", "set", "shop", "host=other", "--dry-run").exits(t, 0).says(t, "port: once saved, the service will refuse: 'Port' value '99999'")
	s.run("", "set", "shop", "host=other").exits(t, 0).says(t, "port: saved, but the service will refuse: 'Port' value '99999'")
	s.run("", "set", "shop", "host=more", "--output", "json").exits(t, 0).says(t, `"message": "saved, but the service will refuse: `)
}
