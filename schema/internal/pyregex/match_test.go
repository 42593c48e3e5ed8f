package pyregex

import (
	"regexp"
	"strings"
	"testing"
)

// enough is more steps than any of these patterns needs.
const enough = 100_000

// match is what Python 3.11 says of a pattern and a text.
type match struct {
	name, pattern, text string
	want                Result
}

func basicMatches() []match {
	return []match{
		{"a text matches itself", "abc", "abc", Matches},
		{"a longer text differs", "abc", "abcd", Differs},
		{"a shorter one differs too", "abc", "ab", Differs},
		{"anchors change nothing", "^abc$", "abc", Matches},
		{"a dollar does not excuse a last new line", "abc$", "abc\n", Differs},
		{
			"but in the middle of the pattern it looks past none",
			"(?m)a$\\nb",
			"a\nb",
			Matches,
		},
		{"a dot is no new line", "a.b", "a\nb", Differs},
		{"unless the flag says so", "(?s)a.b", "a\nb", Matches},
		{"a dot is a carriage return", "a.b", "a\rb", Matches},
		{"alternatives are tried for the whole text", "a|ab|abc", "abc", Matches},
		{
			"an alternation is not anchored by its ends",
			"cat|dog",
			"catalog",
			Differs,
		},
		{"digits of all scripts are digits", "\\d+", "\u0661\u0662\uff13", Matches},
		{"with the ASCII flag they are not", "(?a)\\d+", "\u0661\u0662", Differs},
		{
			"letters of all scripts are words",
			"\\w+",
			"Stra\u00dfe_\u00f1\u5b57\u00b2",
			Matches,
		},
		{"a no-break space is white space", "\\s", "\u00a0", Matches},
		{"so it is not for \\S", "\\S", "\u00a0", Differs},
		{
			"the ASCII separators are white space",
			"\\s{4}",
			"\u001c\u001d\u001e\u001f",
			Matches,
		},
		{"a zero-width space is not", "\\s", "\u200b", Differs},
		{"case is ignored", "(?i)stra\u00dfe", "STRA\u00dfE", Matches},
		{"also for the dotless i", "(?i)i", "\u0131", Matches},
		{"and the Kelvin sign", "(?i)[a-k]", "\u212a", Matches},
		{"for part of the pattern", "(?i:A)b", "aB", Differs},
		{"and switched off again", "(?i)a(?-i:b)", "AB", Differs},
		{"in a negated set", "(?i)[^a]", "A", Differs},
		{"look ahead", "(?=.*\\d)[a-z\\d]+", "abc1", Matches},
		{"look ahead in vain", "(?=.*\\d)[a-z\\d]+", "abc", Differs},
		{"negative look ahead", "(?!admin$).+", "admin", Differs},
		{"negative look ahead passes", "(?!admin$).+", "admins", Matches},
		{"look behind", ".*(?<=\\.com)", "x.com", Matches},
		{"negative look behind", ".*(?<!\\.org)", "x.org", Differs},
		{
			"look behind of two widths in alternatives of one",
			"(?<=ab|cd)?x?",
			"x",
			Matches,
		},
		{"a back-reference", "(.)\\1", "aa", Matches},
		{"a back-reference differs", "(.)\\1", "ab", Differs},
		{"a named one", "(?P<q>['\"]).*(?P=q)", "\"x\"", Matches},
		{"a named one differs", "(?P<q>['\"]).*(?P=q)", "\"x'", Differs},
		{"a back-reference without regard to case", "(?i)(a)\\1", "aA", Matches},
		{"a reference to a group that did not match", "(a)?\\1", "", Differs},
		{"a condition", "(<)?a(?(1)>|$)", "<a>", Matches},
		{"a condition without its group", "(<)?a(?(1)>)", "a", Matches},
		{"a condition differs", "(<)?a(?(1)>)", "a>", Differs},
		{"a named condition", "(?P<o>\\()?x(?(o)\\))", "(x)", Matches},
		{"greedy repeats give back", "a*ab", "aaab", Matches},
		{"possessive ones do not", "a*+ab", "aaab", Differs},
		{"nor do atomic groups", "(?>a*)ab", "aaab", Differs},
	}
}

func furtherMatches() []match {
	return []match{
		{"possessive groups", "(?:ab?)++b", "abb", Matches},
		{"lazy repeats take more", "a+?b", "aaab", Matches},
		{"lazy groups", "(?:ab)+?", "abab", Matches},
		{"bounds", "a{2,3}", "aaaa", Differs},
		{"bounds met", "a{2,3}", "aaa", Matches},
		{"an open bound", "a{2,}", "aaaaa", Matches},
		{"only an upper bound", "a{,2}", "aa", Matches},
		{"a brace that is none", "a{x}", "a{x}", Matches},
		{"empty braces", "a{}", "a{}", Matches},
		{"a lazy bound", "(?:a{1,2}?){2}", "aaa", Matches},
		{"rounds that take nothing", "(?:a*)*", "aaa", Matches},
		{"rounds of nothing", "(?:)*x", "x", Matches},
		{"a possessive bound", "a{1,2}+a", "aa", Differs},
		{"word boundaries", "\\bfoo\\b.*", "foo bar", Matches},
		{"no boundary", ".*\\Bo", "foo", Matches},
		{"an empty text has no boundary", "\\b", "", Differs},
		{"and nothing that is none", "\\B", "", Differs},
		{"start and end", "\\Aa\\Z", "a", Matches},
		{"lines", "(?m)a\\n^b", "a\nb", Matches},
		{"verbose patterns", "(?x) a b # comment\n c", "abc", Matches},
		{"verbose ones keep escaped blanks", "(?x)a\\ b", "a b", Matches},
		{"and sets", "(?x)[ ]", " ", Matches},
		{"a comment", "a(?#b)c", "ac", Matches},
		{"escapes", "\\x41\\u0042\\U00000043\\t\\101\\0", "ABC\tA\u0000", Matches},
		{
			"bell, form feed and the rest",
			"\\a\\f\\n\\r\\v",
			"\u0007\f\n\r\u000b",
			Matches,
		},
		{"a backspace in a set", "[\\b]", "\b", Matches},
		{"octal in a set", "[\\101]", "A", Matches},
		{"an escaped mark", "\\.\\*\\$", ".*$", Matches},
		{"sets", "[a-cx-z_.-]+", "b-y.", Matches},
		{"a bracket first in a set", "[]a]+", "]a", Matches},
		{"a negated one", "[^]a]", "b", Matches},
		{"a dash at the end", "[a-]+", "a-", Matches},
		{"a class in a set", "[\\w.]+", "a.b", Matches},
		{"an opposite class in a set", "[\\D]", "a", Matches},
		{"an opposite class fails", "[\\D]", "1", Differs},
		{"an opposite class of blanks", "[^\\S]", " ", Matches},
		{"a class before a dash at the end", "[\\w-]+", "a-b", Matches},
		{"many ranges", "[acegikmoqsuwy]+", "acegy", Matches},
		{"many ranges differ", "[acegikmoqsuwy]+", "b", Differs},
		{"a group of flags only for a part", "(?s:.)(.)", "\n\n", Differs},
		{"the Unicode flag", "(?u:\\d)", "\u0661", Matches},
		{"ASCII for a part", "(?a:\\w)\\w", "a\u00e9", Matches},
		{"ASCII case", "(?ai)k", "\u212a", Differs},
		{"ASCII letters ignore case", "(?ai)[k]", "K", Matches},
		{
			"characters beyond the first plane",
			".[\U0001f600-\U0001f64f]",
			"a\U0001f602",
			Matches,
		},
	}
}

func TestPythonSaysTheSame(t *testing.T) {
	t.Parallel()
	for _, c := range append(basicMatches(), furtherMatches()...) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, err := Compile(c.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.FullMatch(c.text, enough); got != c.want {
				t.Errorf("%q on %q: %d", c.pattern, c.text, got)
			}
		})
	}
}

func TestStepsRunOutInsteadOfTime(t *testing.T) {
	t.Parallel()
	for pattern, text := range map[string]string{
		`(a+)+$`:            strings.Repeat("a", 40) + "b",
		`(a|aa)+$`:          strings.Repeat("a", 60) + "b",
		`(.*)*x`:            strings.Repeat("ab", 40),
		`(?:(?=(a*))\1a)*b`: strings.Repeat("a", 90000),
		`(a*)\1\1b`:         strings.Repeat("a", 5000),
	} {
		p, err := Compile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.FullMatch(text, enough); got != Unknown {
			t.Errorf("%s: %d", pattern, got)
		}
	}
}

func TestALongTextNeedsFewSteps(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 1<<16)
	for pattern, want := range map[string]Result{
		`a*`: Matches, `a*?`: Matches, `a*+`: Matches, `[^b]+`: Matches, `(?s).*`: Matches, `\w+`: Matches,
		`^\S+@\S+\.\S+$`: Differs, long: Matches, `(a*)b?`: Matches,
	} {
		p, err := Compile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.FullMatch(long, 4*len(long)); got != want {
			t.Errorf("%.20s: %d", pattern, got)
		}
	}
}

func TestATextThatIsTooLongIsNotLookedAt(t *testing.T) {
	t.Parallel()
	p, err := Compile("a*")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.FullMatch(strings.Repeat("a", 500), 100); got != Unknown {
		t.Errorf("got %d", got)
	}
}

// FuzzFullMatch looks for panics, and compares with Go's engine what that
// understands in the same way.
func FuzzFullMatch(f *testing.F) {
	for _, c := range append(basicMatches(), furtherMatches()...) {
		f.Add(c.pattern, c.text)
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		p, err := Compile(pattern)
		if err != nil {
			return
		}
		got := p.FullMatch(text, enough)
		if again := p.FullMatch(text, enough); again != got {
			t.Fatalf("%q on %q: %d, then %d", pattern, text, got, again)
		}
		if got == Unknown || strings.Trim(pattern, "abcdef|()*+.?") != "" || strings.Contains(pattern, "(?") ||
			strings.Contains(pattern, "++") || strings.Contains(pattern, "*+") || strings.Contains(pattern, "?+") {
			return
		}
		re, err := regexp.Compile(`\A(?:` + pattern + `)\z`)
		if err != nil {
			return
		}
		if want := re.MatchString(text); want != (got == Matches) {
			t.Errorf("%q on %q: Go says %t", pattern, text, want)
		}
	})
}
