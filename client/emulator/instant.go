package emulator

import (
	"time"

	x "connwiz/client/emulator/internal/xcontent"
)

// instant is the current time as the server writes it.
func (s *Server) instant() *x.Node { return x.Text(instant(s.options.Now())) }

// instant writes a time in UTC with three, six or nine decimals, as Java does.
func instant(t time.Time) string {
	t = t.UTC()
	switch ns := t.Nanosecond(); {
	case ns%int(time.Millisecond) == 0:
		return t.Format("2006-01-02T15:04:05.000Z")
	case ns%int(time.Microsecond) == 0:
		return t.Format("2006-01-02T15:04:05.000000Z")
	default:
		return t.Format("2006-01-02T15:04:05.000000000Z")
	}
}

func parseInstant(text string) (time.Time, error) { return time.Parse(time.RFC3339Nano, text) }

// compareInstants orders by time, not by text: the number of decimals varies.
func compareInstants(a, b *x.Node) int {
	at, errA := parseInstant(a.Text())
	bt, errB := parseInstant(b.Text())
	if errA != nil || errB != nil {
		return 0
	}
	return at.Compare(bt)
}
