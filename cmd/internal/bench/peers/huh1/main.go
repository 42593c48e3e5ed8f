// Command huh1 shows the form of the benchmark with huh v1:
//
//	huh1 FIELDS          in the terminal
//	huh1 FIELDS view N   times View of a form of N fields
//	huh1 FIELDS key N    times a typed key and the View after it
//	huh1 FIELDS pick N   times View of a list of N options
package main

import (
	"fmt"
	"os"
	"strconv"

	"connwiz/cmd/internal/bench/peers/fields"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "huh1:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	n := 0
	if len(args) == 3 {
		var err error
		if n, err = strconv.Atoi(args[2]); err != nil {
			return err
		}
	}
	all, err := fields.Read(args[0], n)
	if err != nil {
		return err
	}
	if n == 0 {
		return fullScreen(form(all)).Run()
	}
	f := form(all)
	if args[1] == "pick" {
		f = huh.NewForm(huh.NewGroup(list(n)))
	}
	f.Init()
	f.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	pressed := keys()
	fields.Time(func(i int) {
		if args[1] == "key" {
			f.Update(pressed[i%len(pressed)])
		}
		_ = f.View()
	})
	return nil
}

// form shows all fields on one page, as connwiz does.
func form(all []fields.Field) *huh.Form {
	var shown []huh.Field
	for _, f := range all {
		shown = append(shown, field(f))
	}
	return huh.NewForm(huh.NewGroup(shown...))
}

func field(f fields.Field) huh.Field {
	text := f.Text()
	switch {
	case f.Sensitive:
		return huh.NewInput().Title(f.Label).Description(f.Tooltip).Value(&text).EchoMode(huh.EchoModePassword)
	case f.Display == "dropdown":
		return huh.NewSelect[string]().Title(f.Label).Description(f.Tooltip).Options(huh.NewOptions(f.Labels()...)...).Inline(true)
	case f.Display == "toggle":
		on := f.Value == true
		return huh.NewConfirm().Title(f.Label).Description(f.Tooltip).Value(&on)
	case f.Display == "textarea":
		return huh.NewText().Title(f.Label).Description(f.Tooltip).Value(&text).Lines(2)
	default:
		return huh.NewInput().Title(f.Label).Description(f.Tooltip).Value(&text)
	}
}

// list is a choice of n options.
func list(n int) huh.Field {
	names := make([]string, n)
	for i := range names {
		names[i] = "connector-" + strconv.Itoa(i)
	}
	return huh.NewSelect[string]().Title("Connectors").Options(huh.NewOptions(names...)...).Height(20)
}

// fullScreen takes the alternate screen.
func fullScreen(f *huh.Form) *huh.Form { return f.WithProgramOptions(tea.WithAltScreen()) }

// keys are a typed letter, and the key that takes it back.
func keys() []tea.Msg {
	return []tea.Msg{tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'x'}}, tea.KeyMsg{Type: tea.KeyBackspace}}
}
