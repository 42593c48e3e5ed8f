package client

import (
	"errors"
	"fmt"
	"strings"
)

// CheckID refuses ids that can't be used in a path: empty, with a slash, "_sync_job",
// "_secret", ".", "..".
func CheckID(id string) error {
	switch {
	case id == "":
		return errors.New("the connector id is empty")
	case strings.Contains(id, "/"):
		return fmt.Errorf("connector id %q: an id with a slash can't be asked for", id)
	case id == "_sync_job" || id == "_secret" || id == "." || id == "..":
		return fmt.Errorf("connector id %q: the name means something else in the server's paths", id)
	}
	return nil
}
