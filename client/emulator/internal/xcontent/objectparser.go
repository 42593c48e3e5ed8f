package xcontent

import (
	"slices"
	"strings"
)

// Accepts is the set of tokens that a field takes (ObjectParser.ValueType);
// anything else is refused before the field is looked at.
type Accepts []Kind

// AcceptString takes strings.
func AcceptString() Accepts { return Accepts{KindString} }

// AcceptStringOrNull takes strings and null.
func AcceptStringOrNull() Accepts { return Accepts{KindString, KindNull} }

// AcceptBool takes booleans and strings, which may spell one.
func AcceptBool() Accepts { return Accepts{KindBool, KindString} }

// AcceptInt takes numbers and strings, which may spell one.
func AcceptInt() Accepts { return Accepts{KindNumber, KindString} }

// AcceptObject takes objects.
func AcceptObject() Accepts { return Accepts{KindObject} }

// AcceptObjects takes arrays and single objects.
func AcceptObjects() Accepts { return Accepts{KindObject, KindArray} }

// AcceptStrings takes arrays and single strings.
func AcceptStrings() Accepts { return Accepts{KindString, KindArray} }

// AcceptScalar takes everything but arrays and objects.
func AcceptScalar() Accepts { return Accepts{KindNull, KindBool, KindNumber, KindString} }

// AcceptAny takes every token.
func AcceptAny() Accepts { return append(AcceptScalar(), KindObject, KindArray) }

// ParseFunc reads the value of a field; the node it returns is what is kept.
type ParseFunc func(*Node) (*Node, *Exception)

// Field is one field of an object.
type Field struct {
	Name     string
	Required bool
	Accepts  Accepts
	Parse    ParseFunc // nil: the value is kept as it is
	// After judges the value once it was read; what it throws is not wrapped.
	After func(*Node) *Exception
}

// Parser reads an object as a ConstructingObjectParser does: with its checks, in
// its order, and with its words.
type Parser struct {
	Name    string
	Lenient bool // unknown fields are dropped instead of refused
	Fields  []Field
	// Build checks and changes the object once all of its fields are known.
	Build ParseFunc
}

// Parse reads the node. The object it returns holds the known fields that were
// given, in the parser's order.
func (p Parser) Parse(n *Node) (*Node, *Exception) {
	if n.Kind() != KindObject {
		return nil, p.notAnObject(n)
	}
	args := map[string]*Node{}
	var built *Node
	for _, m := range n.members {
		i := slices.IndexFunc(p.Fields, func(f Field) bool { return f.Name == m.Name })
		if i < 0 {
			if p.Lenient {
				continue
			}
			return nil, p.unknown(m)
		}
		value, err := p.field(p.Fields[i], m.Value)
		if err != nil {
			return nil, err
		}
		args[m.Name] = value
		// The target is built as soon as the last field has arrived, so what
		// fails then fails inside of that field.
		if len(args) == len(p.Fields) {
			if built, err = p.build(args); err != nil {
				return nil, p.failed(m.Name, at(err, m.Value.at))
			}
		}
	}
	if built != nil {
		return built, nil
	}
	return p.finish(n, args)
}

func (p Parser) field(f Field, value *Node) (*Node, *Exception) {
	if !slices.Contains(f.Accepts, value.Kind()) {
		return nil, Malformed(value.at, "[%s] %s doesn't support values of type: %s", p.Name, f.Name, value.token())
	}
	parsed := value
	if f.Parse != nil {
		var err *Exception
		if parsed, err = f.Parse(value); err != nil {
			return nil, p.failed(f.Name, at(err, value.at))
		}
	}
	if f.After != nil {
		if err := f.After(value); err != nil {
			return nil, err
		}
	}
	return parsed, nil
}

// finish is reached when not all fields were given.
func (p Parser) finish(n *Node, args map[string]*Node) (*Node, *Exception) {
	var missing []string
	for _, f := range p.Fields {
		if f.Required && args[f.Name].IsNull() {
			missing = append(missing, f.Name)
		}
	}
	if len(missing) > 0 {
		return nil, at(IllegalArgument("Required [%s]", strings.Join(missing, ", ")), n.end)
	}
	built, err := p.build(args)
	if err != nil {
		return nil, at(err, n.end)
	}
	return built, nil
}

func (p Parser) build(args map[string]*Node) (*Node, *Exception) {
	object := Object()
	for _, f := range p.Fields {
		if value, given := args[f.Name]; given {
			object.members = append(object.members, M(f.Name, value))
		}
	}
	if p.Build == nil {
		return object, nil
	}
	built, err := p.Build(object)
	if err != nil {
		return nil, Unplaced("Failed to build [%s] after last required field arrived", p.Name).Because(err)
	}
	return built, nil
}

func (p Parser) failed(field string, cause *Exception) *Exception {
	return Malformed(cause.at, "[%s] failed to parse field [%s]", p.Name, field).Because(cause)
}

func (p Parser) unknown(m Member) *Exception {
	names := make([]string, len(p.Fields))
	for i, f := range p.Fields {
		names[i] = f.Name
	}
	return Malformed(m.at, "[%s] unknown field [%s]%s", p.Name, m.Name, DidYouMean(m.Name, names, " "))
}

// notAnObject names the token after a scalar, because the server's parser moves
// on once before it complains.
func (p Parser) notAnObject(n *Node) *Exception {
	token, place := n.token(), Location{1, 1}
	if n != nil {
		place = n.at
		if n.next != "" {
			token = n.next
		}
	}
	return Malformed(place, "[%s] Expected START_OBJECT but was: %s", p.Name, token)
}

// at notes where the parser stood, unless a deeper one has done so.
func at(e *Exception, place Location) *Exception {
	if e.at != (Location{}) {
		return e
	}
	c := *e
	c.at = place
	return &c
}
