package draft

import (
	"fmt"
	"io"
)

// Format writes a summary without any value, whatever the verb: the inside of a
// draft holds secrets.
func (d Draft) Format(w fmt.State, _ rune) {
	edits := 0
	for _, s := range d.layout {
		if s.edit != nil {
			edits++
		}
	}
	_, _ = io.WriteString(w, fmt.Sprintf("draft of %d fields, %d edited", len(d.layout), edits))
}
