package command

import (
	"fmt"

	"connwiz/ui/text"
)

// warn tells of something that works but shouldn't stay as it is. With
// structured output it waits for the command's success: on failure the error
// stream holds one document and nothing else.
func (a *app) warn(sentence string) {
	a.warnings = append(a.warnings, sentence)
	if !a.global.output.structured() {
		a.flushWarnings()
	}
}

// flushWarnings shows the warnings that wait.
func (a *app) flushWarnings() {
	for _, w := range a.warnings {
		fmt.Fprintf(a.streams.Err, "connwiz: warning: %s\n", text.Clean(w))
	}
	a.warnings = nil
}

// hint names the next command to type after a result that is no error. Programs
// have no use for it.
func (a *app) hint(sentence string) {
	if !a.global.output.structured() {
		fmt.Fprintf(a.streams.Err, "connwiz: hint: %s\n", text.Clean(sentence))
	}
}
