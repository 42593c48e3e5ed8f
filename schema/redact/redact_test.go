package redact_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/redact"
)

func set(secrets ...string) *redact.Set {
	s := redact.New()
	for _, secret := range secrets {
		s.Add([]byte(secret))
	}
	return s
}

func coded(t *testing.T, s string) string {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw[1 : len(raw)-1])
}

// numbered writes every letter by its number.
func numbered(format, s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		fmt.Fprintf(&out, format, c)
	}
	return out.String()
}

func TestASecretIsFoundInEveryForm(t *testing.T) {
	t.Parallel()
	const (
		odd   = "p'4\"ß/\\+%é&x\n-----LINE two-----"
		wide  = "пароль-12"
		emoji = "ke😀y'\"9"
		plain = "hunter2hunter2"
		jwt   = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln-_bmF0"
	)
	std, web := base64.StdEncoding, base64.RawURLEncoding
	for name, c := range map[string]struct{ secret, in string }{
		"as it is":                     {odd, odd},
		"in JSON":                      {odd, coded(t, odd)},
		"in JSON inside of JSON":       {odd, coded(t, coded(t, odd))},
		"in JSON three times":          {odd, coded(t, coded(t, coded(t, odd)))},
		"in Python's JSON":             {odd, `p'4\"\u00df/\\+%\u00e9&x\n-----LINE two-----`},
		"that twice":                   {odd, coded(t, `p'4\"\u00df/\\+%\u00e9&x\n-----LINE two-----`)},
		"in Java's JSON":               {odd, `p'4\"ß\/\\+%é&x\n-----LINE two-----`},
		"in Python's repr":             {odd, `p\'4"ß/\\+%é&x\n-----LINE two-----`},
		"in Python's repr of bytes":    {odd, `p\'4"\xc3\x9f/\\+%\xc3\xa9&x\n-----LINE two-----`},
		"in Python's ascii":            {odd, `p\'4"\xdf/\\+%\xe9&x\n-----LINE two-----`},
		"in a query":                   {odd, url.QueryEscape(odd)},
		"in a path":                    {odd, strings.ReplaceAll(url.QueryEscape(odd), "+", "%20")},
		"in a query, low case":         {"p/é+x", "p%2f%c3%a9%2bx"},
		"in a query inside of one":     {odd, url.QueryEscape(url.QueryEscape(odd))},
		"in a query inside of JSON":    {odd, coded(t, url.QueryEscape(odd))},
		"in JSON inside of a query":    {odd, url.QueryEscape(coded(t, odd))},
		"in a page":                    {odd, html.EscapeString(odd)},
		"in a page inside of a page":   {odd, html.EscapeString(html.EscapeString(odd))},
		"in a page, by numbers":        {plain, numbered("&#%d;", plain)},
		"in a page, by hexadecimals":   {plain, numbered("&amp;#x%02X;", plain)},
		"one line of it":               {odd, "-----LINE two-----"},
		"its lines in one":             {odd, strings.ReplaceAll(odd, "\n", " ")},
		"foreign letters in JSON":      {wide, `\u043f\u0430\u0440\u043e\u043b\u044c-12`},
		"foreign letters in a query":   {wide, url.QueryEscape(wide)},
		"foreign letters as bytes":     {wide, `\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c-12`},
		"an emoji in JSON":             {emoji, `ke\ud83d\ude00y'\"9`},
		"an emoji in JSON, twice":      {emoji, `ke\\ud83d\\ude00y'\\\"9`},
		"an emoji in Python":           {emoji, `ke\U0001f600y\'"9`},
		"in base64":                    {plain, std.EncodeToString([]byte(plain))},
		"in base64 without padding":    {plain, base64.RawStdEncoding.EncodeToString([]byte(plain))},
		"in base64 for URLs":           {jwt + "?>", web.EncodeToString([]byte(jwt + "?>"))},
		"in base64 in a query":         {jwt + "?>", url.QueryEscape(std.EncodeToString([]byte(jwt + "?>")))},
		"behind a user in base64":      {plain, std.EncodeToString([]byte("u:" + plain))},
		"behind a longer one":          {plain, std.EncodeToString([]byte("me:" + plain))},
		"behind the longest":           {plain, std.EncodeToString([]byte("you:" + plain))},
		"before others in base64":      {plain, web.EncodeToString([]byte("me:" + plain + ", and more"))},
		"a long one in base64":         {strings.Repeat(jwt, 3), std.EncodeToString([]byte("user:" + strings.Repeat(jwt, 3)))},
		"a short one in base64":        {"s3cr", std.EncodeToString([]byte("s3cr"))},
		"in hexadecimal digits":        {plain, hex.EncodeToString([]byte(plain))},
		"in large ones":                {plain, strings.ToUpper(hex.EncodeToString([]byte(plain)))},
		"a long one in digits":         {strings.Repeat(jwt, 3), hex.EncodeToString([]byte("user:" + strings.Repeat(jwt, 3)))},
		"in capital letters":           {plain, strings.ToUpper(plain)},
		"in small letters":             {"Hunter2-and-more", "hunter2-and-more"},
		"in capital letters in JSON":   {wide + "\"x", coded(t, strings.ToUpper(wide+"\"x"))},
		"in spite of odd percents":     {"50%41%", "50%41%"},
		"that in a query":              {"50%41%", url.QueryEscape("50%41%")},
		"nothing but escapes":          {`\\\\\\`, `\\\\\\`},
		"an escape as its text":        {`a\x41\n"`, coded(t, `a\x41\n"`)},
		"an entity as its text":        {"a&amp;b&", html.EscapeString("a&amp;b&")},
		"without the blanks around it": {" hunter22 ", "[hunter22]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := set(c.secret).Redact("before " + c.in + " after")
			want := "before " + schema.Redacted + " after"
			if strings.HasPrefix(c.in, "[") {
				want = "before [" + schema.Redacted + "] after"
			}
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestABeginningThatWasCutIsFound(t *testing.T) {
	t.Parallel()
	const secret = "hunter2-and-a-very-long-tail"
	for _, c := range []struct{ name, in, want string }{
		{"at the end", "bad value: hunter2-and-a", "bad value: (redacted)"},
		{"before an ellipsis", "bad value: hunt… (cut)", "bad value: (redacted)… (cut)"},
		{"before three dots", "bad value: hunte...", "bad value: (redacted)..."},
		{"beginning and end around an ellipsis", "value='hunter2-and...ong-tail'", "value='(redacted)...(redacted)'"},
		{"in quotes", "'hunter2-and-' is too long", "'(redacted)' is too long"},
		{"most of it anywhere", "hunter2-and-a-ver was given", "(redacted) was given"},
		{"escaped and cut", `"hunter2\u002dand\u002da`, `"(redacted)`},
		{"in base64 and cut", "Basic " + base64.StdEncoding.EncodeToString([]byte("me:" + secret))[:30], "Basic (redacted)"},
		{"a word that begins like it", "there is a hunt in a hunter's way", "there is a hunt in a hunter's way"},
		{"a word at the end", "no hunter", "no hunter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := set(secret).Redact(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheRestIsLeftAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		secrets  []string
		in, want string
	}{
		{"a short secret tears no holes", []string{"abc"}, "abcdef", "abcdef"},
		{"four characters are enough", []string{"ab¢d"}, "xab¢dx", "x(redacted)x"},
		{"the longer secret goes first", []string{"pass", "password1"}, "password1 pass", "(redacted) (redacted)"},
		{"secrets that overlap go together", []string{"abcdef", "defghi"}, "xabcdefghix", "x(redacted)x"},
		{"a word in capitals is a word", []string{"password", "admin1"}, "PASSWORD ADMIN1", "PASSWORD ADMIN1"},
		{"other digits", []string{"hunter2"}, "6875746572aabbcc", "6875746572aabbcc"},
		{"each occurrence", []string{"s3cret"}, "s3crets3cret", "(redacted)(redacted)"},
		{"no secret, no change", nil, `a\x41%41&amp;`, `a\x41%41&amp;`},
		{"what isn't one stays as it was written", []string{"hunter2"}, `a\x41\u00e9%41&amp;\\n hunter2 \"b\"`, `a\x41\u00e9%41&amp;\\n (redacted) \"b\"`},
		{"a backslash before it stays", []string{"hunter2"}, `DOMAIN\hunter2`, `DOMAIN\(redacted)`},
		{"its quotation marks go with their backslashes", []string{`"hunter"`}, `x \"hunter\" y`, `x (redacted) y`},
		{"broken text", []string{"hunter2"}, "\xff\xfe%zz\\u12 hunter2 \\", "\xff\xfe%zz\\u12 (redacted) \\"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := set(c.secrets...).Redact(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestValuesAreKnownByTheirParts(t *testing.T) {
	t.Parallel()
	v, err := schema.ParseValue([]byte(`{"a": ["alpha-key", {"b": "beta-key"}], "n": 987654}`))
	if err != nil {
		t.Fatal(err)
	}
	s := redact.New()
	s.AddValue(v)
	if got := s.Redact("alpha-key"); got != "alpha-key" {
		t.Errorf("a value that is no secret was taken for one: %q", got)
	}
	s.AddValue(v.AsSensitive())
	if got := s.Redact("alpha-key beta-key 987654"); got != "(redacted) (redacted) (redacted)" {
		t.Errorf("got %q", got)
	}
}

func TestASetForgetsAndPrintsNothing(t *testing.T) {
	t.Parallel()
	s := redact.New(schema.NewSecret([]byte("hunter2")))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, s); strings.Contains(got, "hunter2") {
			t.Errorf("%s prints the secret", verb)
		}
	}
	s.Wipe()
	if got := s.Redact("hunter2"); got != "hunter2" {
		t.Errorf("after Wipe the secret is still known: %q", got)
	}
	s.Add([]byte("hunter3"))
	if got := s.Redact("hunter3"); got != schema.Redacted {
		t.Errorf("after Wipe nothing can be learned: %q", got)
	}
	var none *redact.Set
	none.Wipe()
	if got := none.Redact("x"); got != "x" {
		t.Errorf("the nil set says %q", got)
	}
}

func FuzzNoSecretIsLeft(f *testing.F) {
	f.Add("before ", "hunter2", " after")
	f.Add(`\`, `n"x\u00e9`, `…`)
	f.Add("%2", "5%41&lt;", "%")
	f.Add("&", "amp;amp;", "\\")
	f.Fuzz(func(t *testing.T, before, secret, after string) {
		if len([]rune(secret)) < redact.Shortest || strings.ContainsAny(secret, "()") || strings.Contains(schema.Redacted, secret) {
			return
		}
		s := set(secret)
		quoted, err := json.Marshal(secret)
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []string{secret, string(quoted)} {
			if got := s.Redact(before + form + after); strings.Contains(got, secret) && !strings.Contains(before+after, "(") {
				t.Errorf("%q in %q is left: %q", secret, before+form+after, got)
			}
		}
	})
}

// BenchmarkRedact looks for 50 secrets in 100 KB.
func BenchmarkRedact(b *testing.B) {
	s := redact.New()
	for i := range 50 {
		s.Add(fmt.Appendf(nil, "secret-%d-%s", i, strings.Repeat("xyz", i)))
	}
	for name, text := range map[string]string{
		"prose":   strings.Repeat("The connector service could not sign in at db.example.com: secret. ", 1500),
		"escaped": strings.Repeat(`{\"a\": \"\u00e9%20+\n\\\\\"} `, 4000),
		"base64":  strings.Repeat(base64.StdEncoding.EncodeToString([]byte("me:secret-1-xyz"))[:18], 5500),
		"hostile": strings.Repeat("secret-49-"+strings.Repeat("xyz", 48)+"...", 640),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s.Redact(text)
			}
		})
	}
}

func TestCredentialsAreKnownAsARequestCarriesThem(t *testing.T) {
	t.Parallel()
	key := base64.StdEncoding.EncodeToString([]byte("id-of-it:k3y-k3y-k3y"))
	s := redact.New()
	s.AddCredentials("elastic", schema.NewSecret([]byte("p4ss\tw0rd")))
	s.AddCredentials("nobody", schema.Secret{})
	s.AddAPIKey(schema.NewSecret([]byte(key)))
	s.AddAPIKey(schema.NewSecret([]byte("essu_no-base64!")))
	all := redact.New()
	all.Include(s)
	all.Include(all)
	all.Include(nil)
	for _, known := range []*redact.Set{s, all} {
		for _, in := range []string{
			"Basic " + base64.StdEncoding.EncodeToString([]byte("elastic:p4ss\tw0rd")), "Basic " + base64.StdEncoding.EncodeToString([]byte("elastic:p4ss"))[:14] + "...",
			"ApiKey " + key, "id-of-it:k3y-k3y-k3y", "elastic:p4ss\\tw0rd", "essu_no-base64!",
		} {
			if got := known.Redact(in); strings.Contains(got, "p4ss") || strings.Contains(got, "k3y") || strings.Contains(got, "Onpw") ||
				!strings.Contains(got, schema.Redacted) {
				t.Errorf("%q is left as %q", in, got)
			}
		}
		if got := known.Redact("elastic nobody id-of-it"); got != "elastic nobody id-of-it" {
			t.Errorf("names are taken for secrets: %q", got)
		}
	}
}
