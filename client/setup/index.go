package setup

import (
	"context"

	"connwiz/client"
)

// IndexChoice says which index a connector shall have.
type IndexChoice struct {
	Connector string // id
	Name      string
	// Create creates the index now if it isn't there; without it the first sync
	// does.
	Create bool
}

// IndexName is a name for an index as far as it was looked at.
type IndexName struct {
	Name string
	// Problem is which rule it breaks, "" when it can be used: "must be lower case".
	Problem string
	// Known is true when the cluster was asked; the rest is known only then.
	Known  bool
	Exists bool
	// Mapped is false for an index without mappings, into which syncs fail.
	Mapped bool
	// TakenBy is the id of another connector that has it, "" when none.
	TakenBy string
	// Warning is what may do harm if it is used, "" when nothing.
	Warning string
}

// Usable reports whether the name can be used.
func (n IndexName) Usable() bool { return n.Problem == "" && n.TakenBy == "" }

// CheckIndex judges a name as it is typed, without asking the cluster.
func CheckIndex(name string, native bool) IndexName {
	n := IndexName{Name: name}
	if err := client.CheckIndexName(name, native); err != nil {
		n.Problem = err.Error()
	}
	return n
}

// LookAtIndex judges a name and asks the cluster whether it is free, for one
// connector: its own index is not taken. Not to be allowed to look is no error, but
// leaves Known false.
func (g *Guide) LookAtIndex(ctx context.Context, connector, name string) (IndexName, error) {
	return IndexName{}, errPending
}

// ProposeIndex is a free name for a connector's index, made of its name or its
// service type.
func (g *Guide) ProposeIndex(ctx context.Context, connector string) (string, error) {
	return "", errPending
}

// UseIndex is the action that attaches an index to a connector, and creates it
// where that is wanted.
//
// Errors: *[client.IndexNameError]; *[TakenError]; *[ChangedError] when the
// connector's index is another one than when planned; *[TooOldError] before 8.13;
// *[client.Error].
func (g *Guide) UseIndex(i IndexChoice) Action { return unsupported{Index} }
