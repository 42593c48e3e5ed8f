package cells_test

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/ui/terminal/cells"
)

// form is drawn as the wizard draws a form of 18 fields.
type form struct {
	values [18]string
	focus  int
}

var labels = [18]string{
	"Host", "Port", "User", "Password", "Database", "Tables", "Fetch size", "Retries", "Use SSL", "SSL certificate",
	"Client key", "Schema", "Tunnel", "Proxy", "Timeout", "Page size", "Owner", "Comment",
}

// view draws the form. The focus shows as a mark and a bold label.
func (f *form) view() string {
	var b strings.Builder
	b.WriteString("\x1b[1mShop database\x1b[0m\x1b[2m · \x1b[0mneeds configuration" + strings.Repeat(" ", 20) + "\x1b[2mes.example:9200\x1b[0m\n\n")
	for i, label := range labels {
		value := f.values[i]
		if i == f.focus {
			fmt.Fprintf(&b, "\x1b[1;36m▸\x1b[0m \x1b[1;36m%-16s\x1b[0m %s\x1b[7m \x1b[0m\n", label, value)
		} else {
			fmt.Fprintf(&b, "  %-16s %s\n", label, value)
		}
	}
	fmt.Fprintf(&b, "\nText; required.\n")
	b.WriteString("\x1b[1mTab\x1b[0m \x1b[2mnext\x1b[0m  \x1b[1mCtrl+S\x1b[0m \x1b[2mreview\x1b[0m  \x1b[1mF1\x1b[0m \x1b[2mhelp\x1b[0m  \x1b[1mEsc\x1b[0m \x1b[2mback\x1b[0m")
	return b.String()
}

// newForm returns a form as it is registered, most of it empty.
func newForm() *form {
	return &form{values: [18]string{"db.example.com", "5432", "reader", "set", "shop", "*", "50", "3", "on"}}
}

// budgets are what may be sent at 80x24.
const firstFrame, focusMove, typedKey = 700, 60, 10

func TestBudgetsAreKept(t *testing.T) {
	t.Parallel()
	w, f := newWindow(t, 80, 24), newForm()
	s := cells.New(w, cells.Options{})
	if n := len(draw(t, s, w, f.view())); n > firstFrame {
		t.Errorf("the first frame takes %d bytes", n)
	}
	for range len(labels) - 1 {
		f.focus++
		if sent := draw(t, s, w, f.view()); len(sent) > focusMove {
			t.Errorf("moving to %q takes %d bytes: %q", labels[f.focus], len(sent), sent)
		}
	}
	f.values[f.focus] = "a"
	draw(t, s, w, f.view())
	for range 20 {
		f.values[f.focus] += "b"
		if sent := draw(t, s, w, f.view()); len(sent) > typedKey {
			t.Errorf("a key takes %d bytes: %q", len(sent), sent)
		}
	}
	if sent := draw(t, s, w, f.view()); sent != "" {
		t.Errorf("idle: %q", sent)
	}
}

// tally counts what is written.
type tally struct{ n int }

func (c *tally) Write(p []byte) (int, error) {
	c.n += len(p)
	return len(p), nil
}

func BenchmarkScreen(b *testing.B) {
	for _, c := range []struct {
		name string
		next func(s *cells.Screen, f *form, i int) *cells.Screen
	}{
		{"first frame", func(*cells.Screen, *form, int) *cells.Screen { return nil }},
		{"key", func(s *cells.Screen, f *form, i int) *cells.Screen {
			f.values[0] = strings.Repeat("x", i%30)
			return s
		}},
		{"focus move", func(s *cells.Screen, f *form, i int) *cells.Screen {
			f.focus = i % len(labels)
			return s
		}},
		{"idle", func(s *cells.Screen, _ *form, _ int) *cells.Screen { return s }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var w tally
			s, f := cells.New(&w, cells.Options{}), newForm()
			_ = s.Draw(cells.Frame{Text: f.view(), Width: 80, Height: 24, Cursor: cells.Cursor{Hidden: true}})
			w.n = 0
			for i := 0; b.Loop(); i++ {
				if s = c.next(s, f, i); s == nil {
					s = cells.New(&w, cells.Options{})
				}
				_ = s.Draw(cells.Frame{Text: f.view(), Width: 80, Height: 24, Cursor: cells.Cursor{Hidden: true}})
			}
			b.ReportMetric(float64(w.n)/float64(b.N), "sent-B/op")
		})
	}
}
