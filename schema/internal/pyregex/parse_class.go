package pyregex

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"connwiz/schema/internal/python"
)

// escape reads what a backslash means outside of brackets.
func (p *parser) escape(token string) node {
	switch c := token[1]; {
	case strings.IndexByte("AZbB", c) >= 0:
		return node{op: opAt, at: rune(c)}
	case strings.IndexByte("dDsSwW", c) >= 0:
		return unitNode(node{op: opSet, set: &set{classes: []rune{rune(c)}}})
	case c == '0':
		return literalNode(p.octal(token + p.while(2, isOctal)))
	case isDecimal(rune(c)):
		return p.octalOrReference(token)
	default:
		return literalNode(p.charEscape(token))
	}
}

// octal returns the character of an octal escape.
func (p *parser) octal(token string) rune {
	n, _ := strconv.ParseUint(token[1:], 8, 32)
	if n > 0o377 {
		p.fail(len(token), "octal escape value %s outside of range 0-0o377", token)
	}
	return rune(n)
}

// charEscape reads the escapes that stand for one character everywhere.
func (p *parser) charEscape(token string) rune {
	r, size := utf8.DecodeRuneInString(token[1:])
	switch r {
	case 'a':
		return '\a'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'v':
		return '\v'
	case 'x':
		return p.hex(token, 2)
	case 'u':
		return p.hex(token, 4)
	case 'U':
		return p.hex(token, 8)
	case 'N':
		p.named()
	}
	if isASCIILetter(r) && size == 1 {
		p.fail(2, "bad escape %s", token)
	}
	return r
}

// hex reads exactly so many hexadecimal digits.
func (p *parser) hex(token string, digits int) rune {
	token += p.while(digits, isHex)
	if len(token) != digits+2 {
		p.fail(len(token), "incomplete escape %s", token)
	}
	n, _ := strconv.ParseUint(token[2:], 16, 32)
	if n > 0x10ffff {
		p.fail(len(token), "bad escape %s", token)
	}
	return rune(n)
}

// named reads a character by its Unicode name. The names of all characters would
// make the program a megabyte larger for a form that no known connector uses.
func (p *parser) named() {
	if !p.accept("{") {
		p.fail(0, "missing {")
	}
	name := p.until("}", "character name")
	if !isASCIILetter([]rune(name)[0]) || strings.ContainsFunc(name, neverInName) {
		p.fail(len([]rune(name))+len(`\N{}`), "undefined character name %s", python.Quote(name))
	}
	panic(failure{&Error{
		Class: "re.error", Unsupported: true,
		Text: "characters by name (\\N{...}) are not supported here",
	}})
}

// neverInName reports whether no character has a name with r in it.
func neverInName(r rune) bool {
	return r != ' ' && r != '-' && !isDecimal(r) && !isASCIILetter(r)
}

// brackets reads a set of characters.
func (p *parser) brackets() node {
	here := p.tell() - 1
	s := &set{negate: p.accept("^")}
	for empty := true; ; empty = false {
		token := p.inSet(here)
		if token == "]" && !empty {
			break
		}
		lo, class := p.setItem(token)
		if !p.accept("-") {
			s.add(lo, lo, class)
			continue
		}
		end := p.inSet(here)
		if end == "]" {
			s.add(lo, lo, class)
			s.add('-', '-', 0)
			break
		}
		hi, endClass := p.setItem(end)
		if class != 0 || endClass != 0 || hi < lo {
			p.fail(len([]rune(token))+1+len([]rune(end)), "bad character range %s-%s", token, end)
		}
		s.add(lo, hi, 0)
	}
	s.ranges = sorted(s.ranges)
	return unitNode(node{op: opSet, set: s})
}

// inSet reads the next token of a set that began here.
func (p *parser) inSet(here int) string {
	token := p.get()
	if token == "" {
		p.fail(p.tell()-here, "unterminated character set")
	}
	return token
}

// add adds a range or a class.
func (s *set) add(lo, hi, class rune) {
	if class != 0 {
		s.classes = append(s.classes, class)
		return
	}
	s.ranges = append(s.ranges, charRange{lo, hi})
}

// setItem reads one character or class of a set.
func (p *parser) setItem(token string) (char, class rune) {
	if token[0] != '\\' {
		return []rune(token)[0], 0
	}
	switch c := rune(token[1]); {
	case strings.ContainsRune("dDsSwW", c):
		return 0, c
	case c == 'b':
		return '\b', 0
	case isOctal(c):
		return p.octal(token + p.while(2, isOctal)), 0
	case isDecimal(c):
		p.fail(2, "bad escape %s", token)
	}
	return p.charEscape(token), 0
}
