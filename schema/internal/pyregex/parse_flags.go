package pyregex

import (
	"strings"

	"connwiz/schema/internal/python"
)

// isFlag reports whether the token is a letter for a flag; L is one in Python,
// though not for text.
func isFlag(token string) bool { return len(token) == 1 && strings.Contains("iLmsxatu", token) }

// flagOf returns the flag of a letter.
func flagOf(token string) flags {
	switch token {
	case "i":
		return flagIgnoreCase
	case "m":
		return flagMultiLine
	case "s":
		return flagDotAll
	case "x":
		return flagVerbose
	case "a":
		return flagASCII
	case "t":
		return flagTemplate
	default:
		return flagUnicode
	}
}

// typeFlags exclude each other and can't be turned off.
const typeFlags = flagASCII | flagUnicode

// readFlags reads the flags after "(?": false when they are those of the whole
// pattern.
func (p *parser) readFlags(n *node, token string) bool {
	if token != "-" {
		token = p.flagsOn(n, token)
	}
	if token == ")" {
		p.flags |= n.add
		return false
	}
	if n.add&flagTemplate != 0 {
		p.fail(1, "bad inline flags: cannot turn on global flag")
	}
	if token == "-" {
		p.flagsOff(n)
	}
	if n.del&flagTemplate != 0 {
		p.fail(1, "bad inline flags: cannot turn off global flag")
	}
	if n.add&n.del != 0 {
		p.fail(1, "bad inline flags: flag turned on and off")
	}
	return true
}

// flagsOn reads the letters that turn flags on and returns what ends them.
func (p *parser) flagsOn(n *node, token string) string {
	for {
		if token == "L" {
			p.fail(0, "bad inline flags: cannot use 'L' flag with a str pattern")
		}
		flag := flagOf(token)
		n.add |= flag
		if flag&typeFlags != 0 && n.add&typeFlags != flag {
			p.fail(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		token = p.get()
		if token == ")" || token == "-" || token == ":" {
			return token
		}
		p.checkFlag(token, "missing -, : or )")
	}
}

// flagsOff reads the letters that turn flags off, up to the colon.
func (p *parser) flagsOff(n *node) {
	token := p.get()
	p.checkFlag(token, "missing flag")
	for token != ":" {
		if token == "L" || flagOf(token)&typeFlags != 0 {
			p.fail(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
		}
		n.del |= flagOf(token)
		token = p.get()
		if token != ":" {
			p.checkFlag(token, "missing :")
		}
	}
}

// checkFlag refuses a token that is no flag.
func (p *parser) checkFlag(token, missing string) {
	switch {
	case isFlag(token):
	case token == "":
		p.fail(0, "%s", missing)
	case isAlpha(token):
		p.fail(len([]rune(token)), "unknown flag")
	default:
		p.fail(len([]rune(token)), "%s", missing)
	}
}

// isAlpha follows str.isalpha().
func isAlpha(token string) bool {
	for _, r := range token {
		if !python.IsLetter(r) {
			return false
		}
	}
	return true
}
