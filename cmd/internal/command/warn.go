package command

import (
	"fmt"

	"connwiz/ui/text"
)

// warn tells of something that works but shouldn't stay as it is.
func (a *app) warn(sentence string) { a.notice("warning", sentence) }

// note tells what was done with what a person gave.
func (a *app) note(sentence string) { a.notice("note", sentence) }

// notice says a sentence on the error stream. With structured output it waits for
// the command's success: on failure the error stream holds one document and
// nothing else.
func (a *app) notice(kind, sentence string) {
	a.notices = append(a.notices, fmt.Sprintf("connwiz: %s: %s", kind, text.Clean(a.secrets.Redact(sentence))))
	if !a.global.output.structured() {
		a.flushNotices()
	}
}

// flushNotices shows the notices that wait.
func (a *app) flushNotices() {
	for _, line := range a.notices {
		fmt.Fprintln(a.streams.Err, line)
	}
	a.notices = nil
}

// hint names the next command to type after a result that is no error. Programs
// have no use for it.
func (a *app) hint(sentence string) {
	if !a.global.output.structured() {
		fmt.Fprintf(a.streams.Err, "connwiz: hint: %s\n", text.Clean(a.secrets.Redact(a.hinted(sentence))))
	}
}
