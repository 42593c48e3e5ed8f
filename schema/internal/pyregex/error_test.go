package pyregex

import (
	"errors"
	"strings"
	"testing"
)

func TestBadPatternsGetPythonsWords(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"[a":                      "re.error: unterminated character set at position 0",
		"(a":                      "re.error: missing ), unterminated subpattern at position 0",
		"a)":                      "re.error: unbalanced parenthesis at position 1",
		"(?P<n>a)(?P<n>b)":        "re.error: redefinition of group name 'n' as group 2; was group 1 at position 12",
		"(?P=x)":                  "re.error: unknown group name 'x' at position 4",
		"(?P<1>a)":                "re.error: bad character in group name '1' at position 4",
		"*a":                      "re.error: nothing to repeat at position 0",
		"a**":                     "re.error: multiple repeat at position 2",
		"a{2,1}":                  "re.error: min repeat greater than max repeat at position 2",
		"a{4294967295}":           "OverflowError: the repetition number is too large",
		"\\":                      "re.error: bad escape (end of pattern) at position 0",
		"\\q":                     "re.error: bad escape \\q at position 0",
		"\\x1":                    "re.error: incomplete escape \\x1 at position 0",
		"\\u12":                   "re.error: incomplete escape \\u12 at position 0",
		"\\U00110000":             "re.error: bad escape \\U00110000 at position 0",
		"[z-a]":                   "re.error: bad character range z-a at position 1",
		"[\\d-z]":                 "re.error: bad character range \\d-z at position 1",
		"(?<=a+)b":                "re.error: look-behind requires fixed-width pattern",
		"(?<=(?P<n>a)(?P=n))b":    "re.error: cannot refer to group defined in the same lookbehind subpattern at position 18",
		"(?P<n>(?P=n))":           "re.error: cannot refer to an open group at position 10",
		"\\1":                     "re.error: invalid group reference 1 at position 1",
		"(a\\1)":                  "re.error: cannot refer to an open group at position 2",
		"\\400":                   "re.error: octal escape value \\400 outside of range 0-0o377 at position 0",
		"[\\400]":                 "re.error: octal escape value \\400 outside of range 0-0o377 at position 1",
		"(?(1)a|b|c)":             "re.error: conditional backref with more than two branches at position 8",
		"(a)(?(1)a|b|c)":          "re.error: conditional backref with more than two branches at position 11",
		"(?(2)a)":                 "re.error: invalid group reference 2 at position 3",
		"(?(0)a)":                 "re.error: bad group number at position 3",
		"(?(x)a)":                 "re.error: unknown group name 'x' at position 3",
		"(?(-1)a)":                "re.error: bad character in group name '-1' at position 3",
		"(?(5000000000)a)":        "re.error: invalid group reference 5000000000 at position 3",
		"(?z)":                    "re.error: unknown extension ?z at position 1",
		"(?<x)":                   "re.error: unknown extension ?<x at position 1",
		"(?P!x)":                  "re.error: unknown extension ?P! at position 1",
		"(?":                      "re.error: unexpected end of pattern at position 2",
		"(?P":                     "re.error: unexpected end of pattern at position 3",
		"(?<":                     "re.error: unexpected end of pattern at position 3",
		"(?#a":                    "re.error: missing ), unterminated comment at position 0",
		"a(?i)b":                  "re.error: global flags not at the start of the expression at position 1",
		"(?i-i:a)":                "re.error: bad inline flags: flag turned on and off at position 5",
		"(?L)":                    "re.error: bad inline flags: cannot use 'L' flag with a str pattern at position 3",
		"(?au)":                   "re.error: bad inline flags: flags 'a', 'u' and 'L' are incompatible at position 4",
		"(?a-u:b)":                "re.error: bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 5",
		"(?i":                     "re.error: missing -, : or ) at position 3",
		"(?i!":                    "re.error: missing -, : or ) at position 3",
		"(?iz)":                   "re.error: unknown flag at position 3",
		"(?-":                     "re.error: missing flag at position 3",
		"(?t)a*":                  "re.error: internal: unsupported template operator MAX_REPEAT",
		"(?t)a+?":                 "re.error: internal: unsupported template operator MIN_REPEAT",
		"(?t)a{2}+":               "re.error: internal: unsupported template operator POSSESSIVE_REPEAT",
		"(?t:a)":                  "re.error: bad inline flags: cannot turn on global flag at position 3",
		"(?i-t:a)":                "re.error: bad inline flags: cannot turn off global flag at position 5",
		"a\\N{b{2}":               "re.error: undefined character name 'b{2' at position 1",
		"\\N{2}":                  "re.error: undefined character name '2' at position 0",
		"(?<=a{4294967294}c{2})b": "re.error: looks too much behind",
		"(?-z:a)":                 "re.error: unknown flag at position 3",
		"(?-i":                    "re.error: missing : at position 4",
		"(?-i!":                   "re.error: missing : at position 4",
		"(?-iz:a)":                "re.error: unknown flag at position 4",
		"(?P<":                    "re.error: missing group name at position 4",
		"(?P<>a)":                 "re.error: missing group name at position 4",
		"(?P<a":                   "re.error: missing >, unterminated name at position 4",
		"(?P=":                    "re.error: missing group name at position 4",
		"\\N":                     "re.error: missing { at position 2",
		"\\Nx":                    "re.error: missing { at position 2",
		"[\\8]":                   "re.error: bad escape \\8 at position 1",
		"a\n[b":                   "re.error: unterminated character set at position 2 (line 2, column 1)",
		"(?a)(?u)x":               "ValueError: ASCII and UNICODE flags are incompatible",
		"(?(1":                    "re.error: missing ), unterminated name at position 3",
	} {
		_, err := Compile(pattern)
		var bad *Error
		if !errors.As(err, &bad) {
			t.Errorf("%q is compiled", pattern)
			continue
		}
		if got := bad.Class + ": " + bad.Error(); got != want || bad.Unsupported {
			t.Errorf("%q:\n got %s\nwant %s", pattern, got, want)
		}
	}
}

func TestCharactersByNameAreSaidToBeUnsupported(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{`\N{EM DASH}`, `[\N{DIGIT ONE}]`} {
		_, err := Compile(pattern)
		var bad *Error
		if !errors.As(err, &bad) || !bad.Unsupported {
			t.Errorf("%s: %v", pattern, err)
		}
	}
}

func TestNestsAreAsDeepAsPythons(t *testing.T) {
	t.Parallel()
	nest := func(depth int) string { return strings.Repeat("(", depth) + "a" + strings.Repeat(")", depth) }
	if p, err := Compile(nest(400)); err != nil || p.FullMatch("a", enough) != Matches {
		t.Errorf("400 parentheses: %v", err)
	}
	_, err := Compile(nest(100_000))
	var bad *Error
	if !errors.As(err, &bad) || bad.Class != "RecursionError" {
		t.Errorf("100000 parentheses: %v", err)
	}
}

func TestAHugeWidthBehindIsRefused(t *testing.T) {
	t.Parallel()
	_, err := Compile(`(?<=(?:(?:a{4000000}){4000000}){4000000})b`)
	if err == nil || !strings.Contains(err.Error(), "behind") {
		t.Errorf("got %v", err)
	}
}
