// Package redact takes known secrets out of text from outside: a server or a
// connector service may quote what it was sent, in whatever form it is at home.
//
// Nobody can list those forms (JSON inside of JSON, Python's repr, a URL, a web
// page), so the text is brought back to plain letters instead: one pass undoes
// every escape that a character may wear, however often, and remembers where each
// letter came from. In that reading all forms of a secret are the same, and one
// automaton finds all secrets in one pass. Base64, which moves bits, is one
// exception: there a secret is looked for at each of its three alignments. The others
// are hexadecimal digits, and the other case of what can't be a mere word.
//
// A secret that was cut short is found where its beginning stands before an
// ellipsis or at the end of the text, or where it is most of the secret.
//
// Time is linear in the length of the text, whatever the text and the secrets are.
package redact

import (
	"bytes"
	"crypto/rand"
	"hash/maphash"
	"slices"
	"sync"
	"unicode/utf8"

	"connwiz/schema"
)

// Shortest is how many characters a secret must have to be looked for. Anything
// shorter would tear holes into ordinary words, and tell what it is by them.
const Shortest = 4

// Set is a set of secrets. The nil Set knows none. It is safe for concurrent use.
//
// It outlives the secrets themselves: a message about one that was sent and wiped
// may come minutes later. So that nobody who sees the memory of the process can
// simply read them there, it never holds them as they are.
type Set struct {
	mu       sync.Mutex
	seed     maphash.Seed
	veil     [64]byte // what the letters of patterns are mixed with
	patterns []pattern
	known    map[uint64]int // by hash: a pattern of that hash
	forward  *automaton     // nil: not built since the last secret came
	backward *automaton     // of the patterns reversed: it finds their ends
}

// pattern is one form of a secret, in plain letters, veiled.
type pattern struct {
	letters []byte
	coded   bool // base64: what stands around it belongs to it
}

// mix veils letters, or lifts the veil.
func (s *Set) mix(letters []byte) {
	for i := range letters {
		letters[i] ^= s.veil[i%len(s.veil)]
	}
}

// New returns a set of these secrets.
func New(secrets ...schema.Secret) *Set {
	s := &Set{seed: maphash.MakeSeed(), known: map[uint64]int{}}
	_, _ = rand.Read(s.veil[:]) // it never fails
	s.AddSecret(secrets...)
	return s
}

// Add makes a secret known: as a whole, and its lines where it has several. It
// copies what it needs.
func (s *Set) Add(secret []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if utf8.RuneCount(secret) < Shortest {
		return
	}
	s.learn(slices.Clone(secret), false)
	s.learnPlain(secret)
	for _, form := range append(base64Forms(secret), hexForms(secret)...) {
		s.learn(form, true)
	}
	for _, form := range foldedForms(secret) {
		s.learnPlain(form)
		clear(form)
	}
	lines := bytes.FieldsFunc(secret, func(c rune) bool { return c == '\n' || c == '\r' })
	if len(lines) < 2 {
		return
	}
	for _, line := range lines {
		if line = bytes.TrimSpace(line); utf8.RuneCount(line) >= Shortest {
			s.learnPlain(line)
		}
	}
	flat := bytes.Join(lines, []byte(" ")) // what one line makes of it
	s.learnPlain(flat)
	clear(flat)
}

// AddSecret makes secrets known.
func (s *Set) AddSecret(secrets ...schema.Secret) {
	for _, secret := range secrets {
		s.Add(secret.Reveal())
	}
}

// AddValue makes the texts and numbers inside sensitive values known. Values that
// are not sensitive are passed over.
func (s *Set) AddValue(values ...schema.Value) {
	for _, v := range values {
		if !v.Sensitive() {
			continue
		}
		switch v.Kind() {
		case schema.KindText:
			s.Add(v.RevealBytes())
		case schema.KindInt, schema.KindFloat:
			s.Add([]byte(v.Reveal()))
		case schema.KindList, schema.KindObject:
			s.AddValue(v.Items()...) // a sensitive value may be a list
		default:
		}
	}
}

// Include makes the secrets of another set known.
func (s *Set) Include(other *Set) {
	if other == nil || other == s {
		return
	}
	other.mu.Lock()
	defer other.mu.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range other.patterns {
		letters := slices.Clone(p.letters)
		other.mix(letters)
		s.learn(letters, p.coded)
	}
}

// learnPlain learns a secret in plain letters, without the blanks around it.
func (s *Set) learnPlain(secret []byte) {
	plain := read(secret)
	letters := plain.letters
	kept := slices.Clone(bytes.Trim(letters, " "))
	clear(letters)
	s.learn(kept, false)
}

// learn takes over a pattern, unless it is known or too short to tell anything.
func (s *Set) learn(letters []byte, coded bool) {
	hash := maphash.Bytes(s.seed, letters)
	s.mix(letters)
	if i, ok := s.known[hash]; len(letters) < Shortest || ok && bytes.Equal(s.patterns[i].letters, letters) {
		clear(letters)
		return
	}
	s.known[hash] = len(s.patterns)
	s.patterns = append(s.patterns, pattern{letters, coded})
	s.forget()
}

// forget zeroes the automata.
func (s *Set) forget() {
	s.forward.wipe()
	s.backward.wipe()
	s.forward, s.backward = nil, nil
}

// Redact returns text with every known secret replaced by [schema.Redacted].
func (s *Set) Redact(text string) string {
	if s == nil || len(text) < Shortest {
		return text
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.patterns) == 0 {
		return text
	}
	if s.forward == nil {
		s.forward, s.backward = s.automaton(false), s.automaton(true)
	}
	raw := []byte(text)
	found := s.search(text, reading{letters: raw})
	if escapes(text) {
		plain := read(raw)
		found = found.with(s.search(text, plain))
		clear(plain.letters)
	}
	clear(raw)
	return found.replace(text)
}

// search finds where secrets stand in a reading of the text.
func (s *Set) search(text string, r reading) spans {
	var found, ends spans
	n := len(r.letters)
	s.forward.run(r.letters, func(at int, m match) {
		if m.length > 0 {
			found.add(r.part(text, at-m.length, at, m.coded, found))
		}
		if m.cut(placeBefore(r.letters[at:])) {
			found.add(r.part(text, at-m.depth, at, m.begun, found))
		}
	})
	if !hasEllipsis(r.letters) {
		return found
	}
	slices.Reverse(r.letters)
	s.backward.run(r.letters, func(at int, m match) {
		if m.depth >= Shortest && endsEllipsis(r.letters[at:]) {
			ends.add(r.span(n-at, n-at+m.depth))
		}
	})
	slices.Reverse(r.letters)
	return found.with(ends)
}

// Wipe zeroes everything that is known.
func (s *Set) Wipe() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.patterns {
		clear(p.letters)
	}
	s.patterns = nil
	clear(s.known)
	s.forget()
}

// String tells nothing, so that a set can't be printed by mistake.
func (s *Set) String() string { return schema.Redacted }

// GoString is [Set.String] for %#v.
func (s *Set) GoString() string { return schema.Redacted }
