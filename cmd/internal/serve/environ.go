package serve

import (
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// The variables that a client may set: those that say how its terminal looks and
// is read. They reach nothing but the wizard, and never the environment of a
// process.
func displayVariables() []string {
	return []string{"ACCESSIBLE", "COLORFGBG", "COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "TERM_PROGRAM"}
}

// mostValue is far above any of their values.
const mostValue = 128

// setEnv is a request to set a variable (RFC 4254, 6.4).
type setEnv struct{ Name, Value string }

// environ is what a session knows of its client's environment.
type environ map[string]string

// set takes a variable over, and reports whether it did.
func (e environ) set(payload []byte) bool {
	var v setEnv
	if ssh.Unmarshal(payload, &v) != nil || !slices.Contains(displayVariables(), v.Name) {
		return false
	}
	if len(v.Value) > mostValue || strings.ContainsFunc(v.Value, func(r rune) bool { return r < ' ' || r > '~' }) {
		return false
	}
	e[v.Name] = v.Value
	return true
}

// withTerm adds the terminal. Few clients tell their locale; all but the consoles
// of old show UTF-8.
func (e environ) withTerm(term string) environ {
	e["TERM"] = term
	if e["LC_ALL"] == "" && e["LC_CTYPE"] == "" && e["LANG"] == "" && !strings.HasPrefix(term, "vt") {
		e["LANG"] = "C.UTF-8"
	}
	return e
}
