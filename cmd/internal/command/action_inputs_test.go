package command

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

func TestActionValuesAreTakenAsTheFileHasThem(t *testing.T) {
	t.Parallel()
	s, _ := raiseKibana(t, nil)
	tests := map[string]struct {
		args   []string
		values string
		field  string
		want   any
	}{
		"a number in a text":         {[]string{".index"}, "index: 007", "index", "007"},
		"a long number in a text":    {[]string{".index"}, "index: 12345678901234567890123", "index", "12345678901234567890123"},
		"a power of ten in a text":   {[]string{".index"}, "index: 1e3", "index", "1e3"},
		"a date in a text":           {[]string{".index"}, "index: 2026-11-22", "index", "2026-11-22"},
		"a truth value in a text":    {[]string{".index"}, "index: yes", "index", "yes"},
		"a JSON number in a text":    {[]string{".index"}, `{"index": 1.50}`, "index", "1.50"},
		"a number in a number":       {[]string{".email", "from=a@example.com", "service=other", "host=h", "hasAuth=false"}, "port: 465", "port", 465.0},
		"a truth value in a switch":  {[]string{".index", "index=i"}, "refresh: true", "refresh", true},
		"a text in quotes in a text": {[]string{".index"}, `index: "007"`, "index", "007"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"action", "create", "--name", "N", "--dry-run", "--output", "json", "--values", "-"}, test.args...)
			doc := s.run(test.values, args...).exits(t, 0).decoded(t)
			request, _ := doc["request"].(map[string]any)
			body, _ := request["body"].(map[string]any)
			config, _ := body["config"].(map[string]any)
			if config[test.field] != test.want {
				t.Errorf("sent %#v, want %#v, in %v", config[test.field], test.want, doc)
			}
		})
	}
}

func TestAWarningAboutAnActionNamesItsField(t *testing.T) {
	t.Parallel()
	s, _ := raiseKibana(t, nil)
	for _, dry := range []string{"--dry-run", "--name=N"} {
		s.run("https://hooks.example.com/x ", "action", "create", ".slack", "--name", "N", "--stdin", "webhookUrl", dry).
			exits(t, 0).says(t, "warning: webhookUrl: ")
	}
}

// bodiesAt are the bodies of what was sent to a path of Kibana.
func bodiesAt(k *emulator.Kibana, path string) string {
	var all []string
	for _, r := range k.Requests() {
		if strings.HasSuffix(r.Path, path) && r.Method != "GET" {
			all = append(all, string(r.Body))
		}
	}
	return strings.Join(all, "\n")
}

func TestAFileIsSentByteForByteInBase64(t *testing.T) {
	t.Parallel()
	s, k := raiseKibana(t, nil)
	pem := "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
	for name, content := range map[string]string{"pfx": "\x30\x82\xff\x00\n", "ca": pem} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.run("", "action", "create", ".webhook", "--name", "N", "--id", "n", "url=https://h.example", "authType=webhook-authentication-ssl", "certType=ssl-pfx",
		"verificationMode=full", "--from-file", "pfx="+filepath.Join(s.dir, "pfx"), "--from-file", "ca="+filepath.Join(s.dir, "ca")).exits(t, 0)
	got := bodiesAt(k, "/connector/n")
	for _, want := range []string{`"secrets":{"pfx":"MIL/AAo="}`, `"ca":"` + base64.StdEncoding.EncodeToString([]byte(pem)) + `"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

// What Kibana gives back of a connector can be given to it again: it says null of
// what doesn't apply.
func TestAConfigurationAsKibanaGivesItIsTakenForValues(t *testing.T) {
	t.Parallel()
	s, k := raiseKibana(t, nil)
	s.run(`{"name":"N","url":"https://h.example","hasAuth":false,"authType":null,"headers":null,"user":null}`,
		"action", "create", ".webhook", "--id", "hook", "--values", "-").exits(t, 0)
	s.run(`{"name":"N","service":"gmail","from":"a@b.example","hasAuth":false,"host":null,"port":null,"secure":null,"tenantId":null,"clientId":null,"oauthTokenUrl":null}`,
		"action", "create", ".email", "--id", "mail", "--values", "-").exits(t, 0)
	s.run(`{"name":"N","token":"t","allowedChannels":["#a"]}`, "action", "create", ".slack_api", "--id", "slack", "--values", "-").exits(t, 0)
	for id, want := range map[string]string{
		"hook": `"config":{"url":"https://h.example","hasAuth":false,"authType":null}`, "mail": `"config":{"service":"gmail","from":"a@b.example","hasAuth":false}`,
		"slack": `"allowedChannels":[{"name":"#a"}]`,
	} {
		if got := bodiesAt(k, "/connector/"+id); !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	s.run(`{"name":"N","url":"https://h.example","hasAuth":false,"user":"u"}`, "action", "create", ".webhook", "--values", "-").exits(t, 3).says(t, "user: 'Username' applies when")
}

func TestMissingValuesWithADefaultAreOfferedIt(t *testing.T) {
	t.Parallel()
	s, _ := raiseKibana(t, nil)
	args := []string{"action", "create", ".gemini", "--name", "N", "gcpProjectID=p", "--stdin", "credentialsJson", "--dry-run"}
	key := `{"type":"service_account"}`
	s.run(key, args...).exits(t, 3).says(t, "hint: to take the defaults, add: --default apiUrl --default gcpRegion; see its fields")
	s.run(key, append(args, "--default", "apiUrl", "--default", "gcpRegion")...).exits(t, 0)
}
