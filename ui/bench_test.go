package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// wide is a configuration of n fields in which every fourth depends on the one
// before.
func wide(n int) string {
	fields := make([]string, n)
	for i := range fields {
		depends := ""
		if i%4 == 3 {
			depends = fmt.Sprintf(`, "depends_on": [{"field": "f%d", "value": "v%d"}]`, i-1, i-1)
		}
		fields[i] = fmt.Sprintf(`"f%d": {"label": "Field number %d", "order": %d, "tooltip": "What field %d means.", "value": "v%d"%s}`, i, i, i, i, i, depends)
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// still is a model that shows a form of n fields and asks nobody.
func still(b *testing.B, n int) *Model {
	b.Helper()
	s, err := schema.Parse([]byte(wide(n)))
	if err != nil {
		b.Fatal(err)
	}
	m := NewModel(context.Background(), Options{ID: "bench", Host: "es.example:9200",
		Theme: theme.New(theme.Options{Color: true, Dark: true})})
	m.stack = []screen{newForm(client.Summary{ID: "bench", ServiceType: "shopdb"}, draft.New(s))}
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	return m
}

func BenchmarkView(b *testing.B) {
	for _, n := range []int{18, 2000} {
		b.Run(fmt.Sprintf("%d fields", n), func(b *testing.B) {
			m := still(b, n)
			for b.Loop() {
				_ = m.View()
			}
		})
	}
}

func BenchmarkKey(b *testing.B) {
	for _, n := range []int{18, 2000} {
		b.Run(fmt.Sprintf("%d fields", n), func(b *testing.B) {
			m := still(b, n)
			keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("x")}, {Type: tea.KeyBackspace}}
			i := 0
			for b.Loop() {
				m.Update(keys[i%2])
				_ = m.View()
				i++
			}
		})
	}
}

func BenchmarkFocusMove(b *testing.B) {
	for _, n := range []int{18, 2000} {
		b.Run(fmt.Sprintf("%d fields", n), func(b *testing.B) {
			m := still(b, n)
			keys := []tea.KeyMsg{{Type: tea.KeyTab}, {Type: tea.KeyShiftTab}}
			i := 0
			for b.Loop() {
				m.Update(keys[i%2])
				_ = m.View()
				i++
			}
		})
	}
}

func BenchmarkPickerOf10000(b *testing.B) {
	m := NewModel(context.Background(), Options{Host: "es.example:9200", Theme: theme.New(theme.Options{Color: true, Dark: true})})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	p := m.top().(*picker)
	page := pageListed{total: 10000}
	for i := range 10000 {
		page.results = append(page.results, client.Summary{ID: fmt.Sprintf("c%d", i), Name: fmt.Sprintf("Connector %d", i),
			ServiceType: "shopdb", Status: client.Connected, LastSeen: time.Now()})
	}
	p.add(page)
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			_ = m.View()
		}
	})
	b.Run("filter key", func(b *testing.B) {
		keys := []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("9")}, {Type: tea.KeyBackspace}}
		i := 0
		for b.Loop() {
			m.Update(keys[i%2])
			_ = m.View()
			i++
		}
	})
}

func BenchmarkPaste(b *testing.B) {
	for name, text := range map[string]string{"4 kB token": strings.Repeat("x", 4096), "PEM of 52 lines": strings.Repeat(strings.Repeat("A", 64)+"\n", 52)} {
		b.Run(name, func(b *testing.B) {
			s, err := schema.Parse([]byte(`{"k": {"label": "Key", "display": "textarea", "sensitive": true, "value": ""}}`))
			if err != nil {
				b.Fatal(err)
			}
			m := still(b, 1)
			for b.Loop() {
				m.stack = []screen{newForm(client.Summary{ID: "bench"}, draft.New(s))}
				m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
				_ = m.View()
			}
		})
	}
}
