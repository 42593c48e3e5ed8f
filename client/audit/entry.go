package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Outcome says what became of a save.
type Outcome string

// The outcomes.
const (
	Updated Outcome = "updated" // the cluster took it
	Noop    Outcome = "noop"    // nothing had to be changed
	Refused Outcome = "refused" // the cluster, or a check of ours, said no: nothing was written
	Failed  Outcome = "failed"  // it did not reach the cluster, or the cluster had trouble
	Unknown Outcome = "unknown" // it was sent, and no answer came
)

// Entry is one save. It has no place for a value.
type Entry struct {
	Time time.Time
	Who
	// Cluster is the host, and the port where it has one.
	Cluster   string
	Connector string
	// Fields are the names of the fields that were sent.
	Fields  []string
	Outcome Outcome
	// Exit is the exit code that the save alone would lead to.
	Exit int
}

// record is an entry as it is written; the order of its fields is the order in
// the line.
type record struct {
	Time      string   `json:"time"`
	User      string   `json:"user"`
	Key       string   `json:"key,omitempty"`
	Host      string   `json:"host"`
	Client    string   `json:"client,omitempty"`
	Cluster   string   `json:"cluster"`
	Connector string   `json:"connector"`
	Fields    []string `json:"fields"`
	Outcome   Outcome  `json:"outcome"`
	Exit      int      `json:"exit"`
}

// line returns the entry as one line of JSON, its line feed included.
func (e Entry) line() []byte {
	r := record{
		Time: e.Time.UTC().Format(time.RFC3339),
		User: e.User, Key: e.Key, Host: e.Host, Client: e.Client,
		Cluster: withoutUserInfo(e.Cluster), Connector: e.Connector,
		Fields:  append([]string{}, e.Fields...), // [] rather than null
		Outcome: e.Outcome, Exit: e.Exit,
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(r) // texts and a number always encode
	return escape(b.Bytes())
}

// withoutUserInfo keeps credentials out even if a whole URL is given as the host.
func withoutUserInfo(cluster string) string {
	return cluster[strings.LastIndexByte(cluster, '@')+1:]
}

// escape writes as \u what could drive or deceive the terminal on which the log
// is read: names come from the cluster. JSON itself escapes only what stands
// before the blank. It ends with the line feed that it was given.
func escape(line []byte) []byte {
	text := bytes.TrimSuffix(line, []byte{'\n'})
	out := make([]byte, 0, len(line))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case unicode.IsPrint(r):
			out = append(out, text[:size]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[size:]
	}
	return append(out, '\n')
}
