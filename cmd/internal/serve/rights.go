package serve

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"
	"golang.org/x/crypto/ssh"
)

// Grant is what the owner of one key may do.
type Grant struct {
	// Name is what the key is called in logs and audit lines, Fingerprint what tells
	// it from every other one (SHA256:...).
	Name, Fingerprint string
	// Profile names the cluster and its credentials; "" stands for those that the
	// server was started with.
	Profile string
	// Write allows to change values and to start and end syncs.
	Write bool
	// Connectors are patterns of ids, as path.Match has them.
	Connectors []string
	// Sessions is how many there may be at the same time.
	Sessions int
	// Idle is how long a session may rest, Total how long it may last.
	Idle, Total time.Duration
}

// Sees reports whether a connector is one of the grant's.
func (g Grant) Sees(id string) bool {
	for _, pattern := range g.Connectors {
		// A star means every id, those with a slash too, which path.Match keeps apart.
		if matched, _ := path.Match(pattern, id); matched || pattern == "*" {
			return true
		}
	}
	return false
}

// The limits of a key where the rights file has no word on them.
const (
	defaultSessions = 4
	defaultIdle     = 15 * time.Minute
	defaultTotal    = 8 * time.Hour
)

// What the rights file may say of access.
const (
	readOnly = "read-only"
	write    = "write"
)

// limits are the parts of a rights file that have defaults.
type limits struct {
	Sessions int      `yaml:"sessions"`
	Idle     duration `yaml:"idle"`
	Total    duration `yaml:"total"`
}

// over returns the limits with those of below where they say nothing.
func (l limits) over(below limits) limits {
	if l.Sessions == 0 {
		l.Sessions = below.Sessions
	}
	if l.Idle == 0 {
		l.Idle = below.Idle
	}
	if l.Total == 0 {
		l.Total = below.Total
	}
	return l
}

// check refuses limits that can't be meant.
func (l limits) check() error {
	const least = duration(time.Second)
	switch {
	case l.Sessions < 0 || l.Sessions > 10_000:
		return errors.New("sessions must be a number from 1 to 10000")
	case l.Idle < 0 || l.Idle > 0 && l.Idle < least, l.Total < 0 || l.Total > 0 && l.Total < least:
		return errors.New("idle and total must be at least 1s")
	}
	return nil
}

// duration is a time.Duration as people write it.
type duration time.Duration

// UnmarshalYAML reads 15m or 1h30m.
func (d *duration) UnmarshalYAML(n *yaml.Node) error {
	parsed, err := time.ParseDuration(n.Value)
	if err != nil {
		return fmt.Errorf("line %d: not a duration such as 15m or 8h", n.Line)
	}
	*d = duration(parsed)
	return nil
}

// rightsFile is a rights file as it is written.
type rightsFile struct {
	Defaults limits        `yaml:"defaults"`
	Keys     []rightsEntry `yaml:"keys"`
}

// rightsEntry is what it says of one key.
type rightsEntry struct {
	Name       string   `yaml:"name"`
	Key        string   `yaml:"key"`
	Profile    string   `yaml:"profile"`
	Rights     string   `yaml:"rights"`
	Connectors []string `yaml:"connectors"`
	limits     `yaml:",inline"`
}

// parseRights reads a rights file. It takes no word that it doesn't know: a
// misspelt limit would be none.
func parseRights(raw string) ([]Grant, error) {
	var file rightsFile
	decoder := yaml.NewDecoder(strings.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, plainYAML(err)
	}
	if err := file.Defaults.check(); err != nil {
		return nil, fmt.Errorf("defaults: %w", err)
	}
	base := file.Defaults.over(limits{defaultSessions, duration(defaultIdle), duration(defaultTotal)})
	grants := make([]Grant, 0, len(file.Keys))
	names, prints := map[string]bool{}, map[string]bool{}
	for i, e := range file.Keys {
		g, err := e.grant(base)
		if err == nil && (names[g.Name] || prints[g.Fingerprint]) {
			err = errors.New("this name or key has an entry already")
		}
		if err != nil {
			return nil, fmt.Errorf("key %d (%q): %w", i+1, e.Name, err)
		}
		names[g.Name], prints[g.Fingerprint] = true, true
		grants = append(grants, g)
	}
	return grants, nil
}

// plainYAML says what is wrong without the names of our types.
func plainYAML(err error) error {
	var faults *yaml.TypeError
	if !errors.As(err, &faults) {
		return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	var lines []string
	for _, fault := range faults.Errors {
		fault, _, _ = strings.Cut(fault, " in type ")
		lines = append(lines, fault)
	}
	return errors.New(strings.Join(lines, "; "))
}

// grant checks an entry.
func (e rightsEntry) grant(base limits) (Grant, error) {
	fingerprint, err := fingerprintOf(e.Key)
	if err == nil {
		err = errors.Join(e.checkName(), e.checkRights(), e.check())
	}
	l := e.over(base)
	return Grant{
		Name: e.Name, Fingerprint: fingerprint, Profile: e.Profile, Write: e.Rights == write, Connectors: e.Connectors,
		Sessions: l.Sessions, Idle: time.Duration(l.Idle), Total: time.Duration(l.Total),
	}, err
}

// checkName refuses names that would be hard to read in a log.
func (e rightsEntry) checkName() error {
	bad := func(r rune) bool { return !unicode.IsGraphic(r) }
	if e.Name == "" || len(e.Name) > 64 || strings.ContainsFunc(e.Name, bad) {
		return errors.New("name must say whose key it is, in up to 64 characters")
	}
	return nil
}

// checkRights refuses rights that are not said outright.
func (e rightsEntry) checkRights() error {
	if e.Rights != readOnly && e.Rights != write {
		return fmt.Errorf("rights must be %s or %s", readOnly, write)
	}
	if len(e.Connectors) == 0 {
		return errors.New(`connectors must list patterns of ids, such as "sales-*", or "*" for all`)
	}
	for _, pattern := range e.Connectors {
		if _, err := path.Match(pattern, ""); err != nil || pattern == "" {
			return fmt.Errorf("connectors: %q is not a pattern of ids", pattern)
		}
	}
	return nil
}

// fingerprintOf reads a fingerprint, or the public key itself.
func fingerprintOf(text string) (string, error) {
	const prefix, length = "SHA256:", 43 // of 32 bytes in base64 without padding
	if sum, ok := strings.CutPrefix(text, prefix); ok && len(sum) == length {
		return text, nil
	}
	k, err := parseKey([]byte(text))
	if err != nil {
		return "", errors.New("key must be a public key, or its fingerprint as ssh-keygen -l prints it (SHA256:...)")
	}
	return ssh.FingerprintSHA256(k.key), nil
}
