// Package xcontent is JSON as Elasticsearch reads and writes it: an ordered tree
// with the place of every token, the strict object parsers of the REST layer with
// their error texts, the recursive merge of partial updates, and filter_path.
package xcontent

import (
	"slices"
	"strconv"
)

// Kind is the sort of a node.
type Kind int

// The kinds of node.
const (
	KindNull Kind = iota
	KindBool
	KindNumber
	KindString
	KindArray
	KindObject
)

// Location is the place of a token: line and column count from one.
type Location struct{ Line, Column int }

// String writes the location as the server's messages do.
func (l Location) String() string {
	return strconv.Itoa(l.Line) + ":" + strconv.Itoa(l.Column)
}

// Node is one JSON value. Nodes never change once built, so they may be shared
// between documents and goroutines.
type Node struct {
	kind    Kind
	text    string // of a string its content, of a number or boolean its literal
	items   []*Node
	members []Member

	at, end Location
	next    string // name of the token that follows this value, for error texts
}

// Member is one entry of an object.
type Member struct {
	Name  string
	Value *Node
	at    Location
}

// Null makes a null.
func Null() *Node { return &Node{} }

// Bool makes a boolean.
func Bool(b bool) *Node { return &Node{kind: KindBool, text: strconv.FormatBool(b)} }

// Int makes a whole number.
func Int(n int) *Node { return Number(strconv.Itoa(n)) }

// Number makes a number from its JSON literal.
func Number(literal string) *Node { return &Node{kind: KindNumber, text: literal} }

// Text makes a string.
func Text(s string) *Node { return &Node{kind: KindString, text: s} }

// Array makes an array.
func Array(items ...*Node) *Node { return &Node{kind: KindArray, items: items} }

// Object makes an object that keeps the order of its members.
func Object(members ...Member) *Node { return &Node{kind: KindObject, members: members} }

// M makes a member.
func M(name string, value *Node) Member { return Member{Name: name, Value: value} }

// Kind returns the sort of the node; a missing node is null.
func (n *Node) Kind() Kind {
	if n == nil {
		return KindNull
	}
	return n.kind
}

// IsNull reports whether the node is missing or null.
func (n *Node) IsNull() bool { return n.Kind() == KindNull }

// Text returns the content of a string, the literal of a number or boolean, and
// "" for everything else.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.text
}

// True reports whether the node is the boolean true.
func (n *Node) True() bool { return n.Kind() == KindBool && n.text == "true" }

// Items returns the items of an array.
func (n *Node) Items() []*Node {
	if n == nil {
		return nil
	}
	return n.items
}

// Members returns the members of an object, in order.
func (n *Node) Members() []Member {
	if n == nil {
		return nil
	}
	return n.members
}

// Has reports whether an object has a member of that name.
func (n *Node) Has(name string) bool { return n.index(name) >= 0 }

// Get follows names into nested objects; it returns nil where one is missing.
func (n *Node) Get(names ...string) *Node {
	for _, name := range names {
		i := n.index(name)
		if i < 0 {
			return nil
		}
		n = n.members[i].Value
	}
	return n
}

// With returns a copy of the object in which the member has that value; a new
// member is added at the end.
func (n *Node) With(name string, value *Node) *Node {
	members := slices.Clone(n.Members())
	if i := n.index(name); i >= 0 {
		members[i].Value = value
	} else {
		members = append(members, M(name, value))
	}
	return Object(members...)
}

// Without returns a copy of the object that lacks the member.
func (n *Node) Without(name string) *Node {
	i := n.index(name)
	if i < 0 {
		return n
	}
	return Object(slices.Delete(slices.Clone(n.members), i, i+1)...)
}

func (n *Node) index(name string) int {
	return slices.IndexFunc(n.Members(), func(m Member) bool { return m.Name == name })
}

// token names the node's first token as the server's messages do.
func (n *Node) token() string {
	if n == nil {
		return "null"
	}
	switch n.kind {
	case KindBool:
		return "VALUE_BOOLEAN"
	case KindNumber:
		return "VALUE_NUMBER"
	case KindString:
		return "VALUE_STRING"
	case KindArray:
		return "START_ARRAY"
	case KindObject:
		return "START_OBJECT"
	default:
		return "VALUE_NULL"
	}
}
