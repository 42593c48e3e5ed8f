package emulator

import (
	"fmt"
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// setting is one key of a configuration or of secrets as Kibana's schemas
// (kbn-connector-schemas) have it.
type setting struct {
	name     string
	kind     string // string, number, boolean, object, array; "" anything
	required bool
	nullable bool
	preset   *x.Node // put in where the key is missing
	allowed  []string
}

// shape is a whole configuration, or all secrets; other keys are refused.
type shape []setting

// must is a text that has to be there.
func must(names ...string) shape {
	return settings(names, func(name string) setting { return setting{name: name, kind: "string", required: true} })
}

// nullable is a text that is null where it is missing.
func nullable(names ...string) shape {
	return settings(names, func(name string) setting {
		return setting{name: name, kind: "string", nullable: true, preset: x.Null()}
	})
}

// optional is a key that stays missing.
func optional(kind string, names ...string) shape {
	return settings(names, func(name string) setting { return setting{name: name, kind: kind} })
}

// toggle is a boolean with a preset.
func toggle(name string, preset bool) shape {
	return shape{{name: name, kind: "boolean", preset: x.Bool(preset)}}
}

// oneOf is a text from a list; without a preset it is required, with "-" it stays
// missing.
func oneOf(name, preset string, allowed ...string) shape {
	s := setting{name: name, kind: "string", allowed: allowed, required: preset == ""}
	if preset != "" && preset != "-" {
		s.preset = x.Text(preset)
	}
	return shape{s}
}

// headers is a map of texts, null where it is missing.
func headers(name string) shape {
	return shape{{name: name, kind: "object", nullable: true, preset: x.Null()}}
}

func settings(names []string, make func(string) setting) shape {
	var all shape
	for _, name := range names {
		all = append(all, make(name))
	}
	return all
}

// flaw is one thing that is wrong with an object.
type flaw struct {
	setting
	unknown bool
	got     *x.Node
}

// check returns the object with its presets, and what is wrong with it.
func (s shape) check(n *x.Node) (full *x.Node, flaws []flaw) {
	full = n
	for _, one := range s {
		value := n.Get(one.name)
		switch {
		case value == nil && one.preset != nil:
			full = full.With(one.name, one.preset)
		case value == nil && one.required, value != nil && !one.takes(value):
			flaws = append(flaws, flaw{setting: one, got: value})
		}
	}
	for _, m := range n.Members() {
		if !slices.ContainsFunc(s, func(one setting) bool { return one.name == m.Name }) {
			flaws = append(flaws, flaw{setting: setting{name: m.Name}, unknown: true})
		}
	}
	return full, flaws
}

func (s setting) takes(n *x.Node) bool {
	if n.IsNull() {
		return s.nullable
	}
	return (s.kind == "" || strings.ToLower(kindWord(n)) == s.kind) &&
		(len(s.allowed) == 0 || slices.Contains(s.allowed, n.Text()))
}

// kindWord names the kind of a value as config-schema does.
func kindWord(n *x.Node) string {
	if n == nil {
		return "undefined"
	}
	return map[x.Kind]string{
		x.KindNull: "null", x.KindBool: "boolean", x.KindNumber: "number",
		x.KindString: "string", x.KindArray: "Array", x.KindObject: "Object",
	}[n.Kind()]
}

// wording is how a version of Kibana words flaws.
type wording int

const (
	configSchema wording = iota // up to 9.1
	zod3                        // 9.2 and 9.3
	zod4                        // from 9.4
)

func (k *Kibana) wording() wording {
	switch {
	case k.atLeast(9, 4):
		return zod4
	case k.atLeast(9, 2):
		return zod3
	default:
		return configSchema
	}
}

// render words flaws: config-schema stops at the first.
func (w wording) render(flaws []flaw) string {
	switch w {
	case zod4:
		lines := make([]string, len(flaws))
		for i, f := range flaws {
			lines[i] = f.zod4()
		}
		return strings.Join(lines, "\n")
	case zod3:
		return joinZod3(flaws)
	default:
		return flaws[0].configSchema()
	}
}

func (f flaw) configSchema() string {
	if f.unknown {
		return fmt.Sprintf("[%s]: definition for this key is missing", f.name)
	}
	one := fmt.Sprintf("expected value of type [%s] but got [%s]", f.kind, kindWord(f.got))
	var union []string
	for _, a := range f.allowed {
		union = append(union, fmt.Sprintf("expected value to equal [%s]", a))
	}
	if f.nullable {
		union = append(union, one, "expected value to equal [null]")
	}
	if len(union) == 0 || f.got == nil {
		return fmt.Sprintf("[%s]: %s", f.name, one)
	}
	text := fmt.Sprintf("[%s]: types that failed validation:", f.name)
	for i, u := range union {
		text += fmt.Sprintf("\n- [%s.%d]: %s", f.name, i, u)
	}
	return text
}

func joinZod3(flaws []flaw) string {
	if len(flaws) == 1 {
		return flaws[0].zod3()
	}
	text := fmt.Sprintf("%d errors:", len(flaws))
	for i, f := range flaws[:min(len(flaws), 5)] {
		text += fmt.Sprintf("\n [%d]: %s;", i+1, f.zod3())
	}
	text = strings.TrimSuffix(text, ";")
	if more := len(flaws) - 5; more > 0 {
		text += fmt.Sprintf(";\nand %d more", more)
	}
	return text
}

func (f flaw) zod3() string {
	switch {
	case f.unknown:
		return fmt.Sprintf("Unrecognized key(s) in object: '%s'", f.name)
	case f.got == nil:
		return fmt.Sprintf(`Field "%s": Required`, f.name)
	case len(f.allowed) > 0:
		return fmt.Sprintf(`Field "%s": Invalid enum value. Expected '%s', received '%s'`, f.name, strings.Join(f.allowed, "' | '"), f.got.Text())
	default:
		return fmt.Sprintf(`Field "%s": Expected %s, received %s`, f.name, f.kind, strings.ToLower(kindWord(f.got)))
	}
}

func (f flaw) zod4() string {
	switch {
	case f.unknown:
		return fmt.Sprintf("✖ Unrecognized key: %q", f.name)
	case len(f.allowed) > 0 && f.got != nil:
		return fmt.Sprintf("✖ Invalid option: expected one of \"%s\"\n  → at %s", strings.Join(f.allowed, `"|"`), f.name)
	default:
		return fmt.Sprintf("✖ Invalid input: expected %s, received %s\n  → at %s", f.kind, strings.ToLower(kindWord(f.got)), f.name)
	}
}
