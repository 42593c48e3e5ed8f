package command

import (
	"context"
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// apply enters everything into a draft of one connector. Fields are named by name
// or label, so that only its schema tells which are meant.
func (in *inputs) apply(ctx context.Context, id string, d *draft.Draft) error {
	fields, err := in.lookUp(id, d.Schema())
	if err != nil {
		return err
	}
	if err := in.read(ctx); err != nil {
		return err
	}
	for n, i := range in.list {
		d.OnPurpose(fields[n].Name)
		if err := i.enter(id, d, fields[n]); err != nil {
			return err
		}
		repair(d, fields[n].Name)
	}
	return nil
}

// lookUp finds the field of every input.
func (in *inputs) lookUp(id string, s *schema.Schema) ([]*schema.Field, error) {
	fields := make([]*schema.Field, len(in.list))
	named := make(map[string]bool)
	for n, i := range in.list {
		f, err := findField(id, s, i.field)
		if err != nil {
			return nil, err
		}
		if named[f.Name] {
			return nil, usagef("name it once", "the field %q is named twice", f.Name)
		}
		if i.origin == fromArgument && f.LooksSecret() {
			return nil, secretInArgument(id, f)
		}
		named[f.Name], fields[n] = true, f
	}
	return fields, nil
}

// noFields tells of a connector whose service hasn't registered any field yet.
func noFields(id string) error {
	return &missingError{
		message: fmt.Sprintf("connector %q has no fields yet: its service has not registered them", id),
		hint:    "wait for them: " + about("wait --for needs_configuration", id),
	}
}

// findField finds a field by name or label. A connector without any is told apart: nothing is wrong
// with the name.
func findField(id string, s *schema.Schema, name string) (*schema.Field, error) {
	if s.Empty() {
		return nil, noFields(id)
	}
	f, err := s.Lookup(name)
	if none, ok := err.(*schema.NoFieldError); ok { //nolint:errorlint // Lookup says that it returns no other
		return nil, noField(id, none)
	}
	return f, err
}

// secretInArgument refuses a secret on the command line, where every user of the
// machine and the shell's history can read it.
func secretInArgument(id string, f *schema.Field) error {
	name := shellArg(f.Name)
	return usagef(fmt.Sprintf("give it with --stdin %[1]s, --from-file %[1]s=FILE, --from-env %[1]s=VAR, --from-command %[1]s=CMD "+
		"or --values FILE, or type it: %[2]s %[1]s", name, about("edit", id)),
		"%q is a secret: on the command line others can read it", f.Name)
}

// enter enters one input.
func (i input) enter(id string, d *draft.Draft, f *schema.Field) error {
	switch i.origin {
	case fromArgument:
		d.SetText(f.Name, i.text)
	case fromValues:
		return i.enterValue(d, f)
	case byClearing:
		d.Clear(f.Name)
	case byDefault:
		if !d.TakeDefault(f.Name) {
			return usagef(about("set --clear "+shellArg(f.Name), id), "the field %q has no default", f.Name)
		}
	default:
		if f.LooksSecret() {
			d.SetSecret(f.Name, i.secret)
		} else {
			d.SetText(f.Name, string(i.secret.Reveal()))
		}
	}
	return nil
}

// enterValue enters a value of a file. What connwiz itself prints in place of a
// secret is no secret.
func (i input) enterValue(d *draft.Draft, f *schema.Field) error {
	value := i.fileValue().in(f)
	if !f.LooksSecret() {
		d.Choose(f.Name, value)
		return nil
	}
	text := value.Reveal()
	switch {
	case value.Empty():
		d.Clear(f.Name)
	case text == "redacted" || text == schema.Redacted:
		return usagef("leave it out of the file: what is left out stays as it is",
			"values %q: %q stands for the secret %q that is stored, and would replace it", i.place, text, f.Name)
	case value.Kind() == schema.KindText:
		d.SetSecret(f.Name, schema.NewSecret([]byte(text)))
	default:
		d.Choose(f.Name, value.AsSensitive())
	}
	return nil
}

// repair sends a stored array as text where the list field was named and holds
// what it shall: an array breaks sync jobs.
func repair(d *draft.Draft, name string) {
	if v, _ := d.Field(name); v.State == draft.Set {
		d.Repair(name)
	}
}
