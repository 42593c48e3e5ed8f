package command

import (
	"context"
	"errors"
	"fmt"

	"connwiz/client/kibana"
	"connwiz/schema"
)

// enterInto enters everything into the form of an action connector. Nothing is
// read before every field is known, and no secret stands on the command line.
func (in *inputs) enterInto(ctx context.Context, command string, form *kibana.Form) error {
	fields, err := in.lookUpIn(command, form)
	if err != nil {
		return err
	}
	if err := in.read(ctx); err != nil {
		return err
	}
	for n, i := range in.list {
		if err := in.enterOne(form, i, fields[n]); err != nil {
			return err
		}
	}
	return in.refuseUnused(form, fields)
}

// lookUpIn finds the field of every input.
func (in *inputs) lookUpIn(command string, form *kibana.Form) ([]*kibana.Field, error) {
	t := form.Type()
	fields := make([]*kibana.Field, len(in.list))
	named := make(map[string]bool)
	for n, i := range in.list {
		f, err := form.Schema().Lookup(i.field)
		var none *schema.NoFieldError
		switch {
		case errors.As(err, &none) && none.Ambiguous:
			return nil, usagef(seeActionFields(t), "connector type %s: %v", t.ID, err)
		case err != nil:
			return nil, tell(exitNotFound, "not_found", fmt.Sprintf("connector type %s: %v", t.ID, err), seeActionFields(t))
		case named[f.Name]:
			return nil, usagef("name it once", "the field %q is named twice", f.Name)
		case i.origin == fromArgument && f.LooksSecret():
			return nil, in.actionSecretInArgument(command, f.Name)
		}
		named[f.Name], fields[n] = true, t.Field(f.Name)
		in.list[n].whole = fields[n].Kind == kibana.KindFile
	}
	return fields, nil
}

// actionSecretInArgument refuses a secret on the command line.
func (in *inputs) actionSecretInArgument(command, field string) error {
	name := shellArg(field)
	return usagef(fmt.Sprintf("%s, or with --from-file %[2]s=FILE, --from-env %[2]s=VAR, --from-command %[2]s=CMD or --values FILE",
		about("action "+command+" --stdin "+name, in.id), name),
		"%q is a secret: on the command line others can read it", field)
}

// enterOne enters one input.
func (in *inputs) enterOne(form *kibana.Form, i input, f *kibana.Field) error {
	switch i.origin {
	case fromArgument:
		form.SetText(f.Name, i.text)
	case fromValues:
		return in.enterValueOf(form, i, f)
	case byClearing:
		form.Clear(f.Name)
	case byDefault:
		if !form.TakeDefault(f.Name) {
			return usagef(seeActionFields(form.Type()), "the field %q has no default", f.Name)
		}
	default:
		if f.Sensitive() {
			form.SetSecret(f.Name, i.secret)
		} else {
			form.SetText(f.Name, string(i.secret.Reveal()))
		}
	}
	return nil
}

// enterValueOf enters a value of a file, as it is written there where the field is a
// text: 0123 is no number then. What connwiz itself prints in place of a secret is
// no secret.
func (in *inputs) enterValueOf(form *kibana.Form, i input, f *kibana.Field) error {
	value := i.fileValue().in(form.Schema().Field(f.Name))
	if !f.Sensitive() {
		form.Choose(f.Name, value)
		return nil
	}
	in.secrets.AddValue(value.AsSensitive())
	if said := value.Reveal(); said == "redacted" || said == schema.Redacted {
		return usagef("leave it out of the file, or put the secret there", "values %q: %q stands for the secret %q, and would replace it", i.place, said, f.Name)
	}
	form.Choose(f.Name, value)
	return nil
}

// blank reports whether nothing is entered: Kibana itself says null of what doesn't
// apply.
func (i input) blank() bool {
	return i.origin == byClearing || i.origin == fromValues && i.value.Empty()
}

// refuseUnused refuses values for fields that don't apply: they would silently
// not be sent.
func (in *inputs) refuseUnused(form *kibana.Form, fields []*kibana.Field) error {
	var problems []schema.Problem
	for n, f := range fields {
		if why := form.Hidden(f.Name); why != "" && !in.list[n].blank() {
			problems = append(problems, schema.Problem{Field: f.Name, Kind: schema.KindDependency, Message: fmt.Sprintf("'%s' %s.", f.Label, why)})
		}
	}
	if len(problems) == 0 {
		return nil
	}
	return in.invalidAction(form.Type(), fmt.Sprintf("connector type %s: fields that don't apply", form.Type().ID), problems, seeActionFields(form.Type()))
}
