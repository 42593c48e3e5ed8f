package ui

import (
	"fmt"
	"time"

	"connwiz/client"
)

// titleOf names a connector as its people do: by name, else by id.
func titleOf(c client.Summary) string {
	if c.Name != "" {
		return c.Name
	}
	return c.ID
}

// statusWord says a connector's status in words.
func statusWord(s client.Status) string {
	switch s {
	case client.Created:
		return "no schema yet"
	case client.NeedsConfiguration:
		return "needs configuration"
	case client.Failed:
		return "error"
	default:
		return string(s)
	}
}

// ago says how long ago something was, in one unit.
func ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	d := now.Sub(t)
	switch {
	case d < 0:
		return "just now"
	case d < time.Minute:
		return fmt.Sprintf("%d s ago", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
}
