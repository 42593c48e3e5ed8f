package xcontent

import (
	"strconv"
	"strings"
)

// String declares a string.
func String(name string) Field { return Field{Name: name, Accepts: AcceptString()} }

// StringOrNull declares a string that may be null.
func StringOrNull(name string) Field { return Field{Name: name, Accepts: AcceptStringOrNull()} }

// Boolean declares a boolean, which may also be written as a string.
func Boolean(name string) Field { return Field{Name: name, Accepts: AcceptBool(), Parse: parseBool} }

// Integer declares a 32 bit number: strings are read, fractions are cut off.
func Integer(name string) Field { return Field{Name: name, Accepts: AcceptInt(), Parse: parseInt(32)} }

// Long declares a 64 bit number.
func Long(name string) Field { return Field{Name: name, Accepts: AcceptInt(), Parse: parseInt(64)} }

// Nested declares an object read by another parser.
func Nested(name string, p Parser) Field {
	return Field{Name: name, Accepts: AcceptObject(), Parse: p.Parse}
}

// Objects declares an array of objects; a single object counts as one of one.
func Objects(name string, p Parser) Field {
	return Field{Name: name, Accepts: AcceptObjects(), Parse: each(p.Parse)}
}

// Strings declares an array of strings; a single string counts as one of one.
func Strings(name string) Field {
	return Field{Name: name, Accepts: AcceptStrings(), Parse: each(parseText)}
}

// Require marks the field as required.
func (f Field) Require() Field {
	f.Required = true
	return f
}

// Then adds a step after the field's own reading.
func (f Field) Then(next ParseFunc) Field {
	first := f.Parse
	f.Parse = func(n *Node) (*Node, *Exception) {
		if first != nil {
			var err *Exception
			if n, err = first(n); err != nil {
				return nil, err
			}
		}
		return next(n)
	}
	return f
}

// Unplaced is an x_content_parse_exception that names no place.
func Unplaced(format string, args ...any) *Exception {
	e := IllegalArgument(format, args...)
	e.Type = "x_content_parse_exception"
	return e
}

// UnsupportedToken refuses a value whose kind only the field itself can judge.
func UnsupportedToken(n *Node) *Exception { return Unplaced("Unsupported token [%s]", n.token()) }

func parseBool(n *Node) (*Node, *Exception) {
	if n.text != "true" && n.text != "false" {
		return nil, IllegalArgument("Failed to parse value [%s] as only [true] or [false] are allowed.", n.text)
	}
	return Bool(n.text == "true"), nil
}

func parseInt(bits int) ParseFunc {
	return func(n *Node) (*Node, *Exception) {
		whole, err := strconv.ParseInt(n.text, 10, bits)
		if err == nil {
			return Number(strconv.FormatInt(whole, 10)), nil
		}
		f, err := strconv.ParseFloat(n.text, 64)
		if err != nil {
			e := IllegalArgument("For input string: %q", n.text)
			e.Type = "number_format_exception"
			return nil, e
		}
		if limit := float64(int64(1)<<(bits-1) - 1); f > limit || f < -limit-1 {
			names := map[int]string{32: "an integer", 64: "a long"}
			return nil, IllegalArgument("Value [%s] is out of range for %s", n.text, names[bits])
		}
		return Number(strconv.FormatInt(int64(f), 10)), nil
	}
}

func parseText(n *Node) (*Node, *Exception) {
	if k := n.Kind(); k == KindNull || k == KindArray || k == KindObject {
		return nil, IllegalArgument("expected value but got [%s]", n.token())
	}
	return Text(n.text), nil
}

func each(parse ParseFunc) ParseFunc {
	return func(n *Node) (*Node, *Exception) {
		items := []*Node{n}
		if n.Kind() == KindArray {
			items = n.items
		}
		parsed := make([]*Node, len(items))
		for i, item := range items {
			var err *Exception
			if parsed[i], err = parse(item); err != nil {
				return nil, at(err, item.at)
			}
		}
		return Array(parsed...), nil
	}
}

// Map reads every member of an object with the same function.
func Map(parse ParseFunc) ParseFunc {
	return func(n *Node) (*Node, *Exception) {
		members := make([]Member, len(n.members))
		for i, m := range n.members {
			value, err := parse(m.Value)
			if err != nil {
				return nil, at(err, m.Value.at)
			}
			members[i] = M(m.Name, value)
		}
		return Object(members...), nil
	}
}

// Enum reads one of the names; what is the class that the message blames. fold
// takes any letter case and keeps the lower one.
func Enum(what string, fold bool, names ...string) ParseFunc {
	return func(n *Node) (*Node, *Exception) {
		given := n.Text()
		if fold {
			given = strings.ToLower(given)
		}
		for _, name := range names {
			if given == name {
				return Text(name), nil
			}
		}
		return nil, IllegalArgument("Unknown %s [%s].", what, n.Text())
	}
}
