package setup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"connwiz/client"
)

// NewConnector says which connector to create.
type NewConnector struct {
	// Name is for people, and required unless Another is set. Together with the
	// service type it is how an attempt whose answer was lost is found again.
	Name, Description string
	ServiceType       string
	// Native lets Elastic run it instead of a connector service of one's own.
	Native bool
	// ID is an id of one's own choice; "" lets the server make one up.
	ID string
	// Index is attached at once; "" leaves that for later. Servers before 8.14
	// need one: they get what [client.ProposeIndexName] says.
	Index string
	// Another creates the connector although one of this name and service type
	// exists, which otherwise is a *[TwinError].
	Another bool
}

func (n NewConnector) wanted() client.NewConnector {
	return client.NewConnector{
		ID: n.ID, Name: n.Name, Description: n.Description,
		ServiceType: n.ServiceType, IndexName: n.Index, Native: n.Native,
	}
}

func (n NewConnector) check() error {
	switch {
	case strings.TrimSpace(n.Name) == "" && !n.Another:
		return &InputError{Field: "name", Reason: "it is empty"}
	case n.ServiceType == "":
		return &InputError{Field: "service type", Reason: "it is empty"}
	case strings.ContainsAny(n.ServiceType, ", \t\n"):
		return &InputError{Field: "service type", Reason: "it is one word, such as postgresql"}
	}
	if n.ID != "" {
		if err := CheckNewID(n.ID); err != nil {
			return err
		}
	}
	if n.Index != "" {
		return client.CheckIndexName(n.Index, n.Native)
	}
	return nil
}

// longestID is how long an id may be, in bytes: Elasticsearch takes no longer one of a
// document.
const longestID = 512

// CheckNewID refuses ids that no new connector should have, although the server takes
// some of them: those that [client.CheckID] refuses, and those that nobody can see,
// type or copy as they are. Its error is an *[InputError].
func CheckNewID(id string) error {
	unseen := func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }
	reason := ""
	switch err := client.CheckID(id); {
	case err != nil:
		reason = err.Error()
	case !utf8.ValidString(id):
		reason = fmt.Sprintf("%q: it is not UTF-8", id)
	case strings.ContainsFunc(id, unseen):
		reason = fmt.Sprintf("%q: it holds a control character", id)
	case strings.TrimSpace(id) != id:
		reason = fmt.Sprintf("%q: it begins or ends with a blank", id)
	case len(id) > longestID:
		reason = fmt.Sprintf("it is longer than %d bytes", longestID)
	default:
		return nil
	}
	return &InputError{Field: "id", Reason: reason}
}

// Connectors lists the connectors to choose from, without their configurations.
func (g *Guide) Connectors(ctx context.Context) ([]client.Summary, error) {
	return g.o.Client.All(ctx, client.Filter{}, nil)
}

// ProposeName is a free name for a new connector of a service type: the type's own
// name, or with a number after it. A list that can't be read makes no difference.
func (g *Guide) ProposeName(ctx context.Context, serviceType string) string {
	base := serviceType
	if known, ok := FindServiceType(serviceType); ok {
		base = known.Name
	}
	taken := map[string]bool{}
	all, _ := g.Connectors(ctx) // not to know them is no reason to propose nothing
	for _, c := range all {
		taken[strings.ToLower(c.Name)] = true
	}
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s %d", base, n)
	}
	return name
}

// Create is the action that creates a connector. Its report has ConnectorID.
//
// Errors: *[InputError]; *[client.IndexNameError]; *[TwinError];
// *[client.ExistsError] for an ID that is in use; *[TakenError] for an index that
// is; *[client.Error].
func (g *Guide) Create(n NewConnector) Action { return &creation{g: g, n: n} }

// taken names the connector that has an index, where that is why a request was
// refused.
func (g *Guide) taken(ctx context.Context, err error, index, own string) error {
	if reactionOf(err) != client.Conflict || index == "" {
		return err
	}
	var exists *client.ExistsError
	if errors.As(err, &exists) {
		return err
	}
	by, _ := g.ownerOf(ctx, index, own) // unknown is as good an answer
	return &TakenError{Index: index, By: by}
}

// ownerOf returns the connector that has an index, other than one.
func (g *Guide) ownerOf(ctx context.Context, index, own string) (client.Summary, error) {
	page, err := g.o.Client.List(ctx, client.Filter{IndexName: index}, 0, 2)
	if err != nil {
		return client.Summary{}, err
	}
	for _, c := range page.Results {
		if c.ID != own && c.IndexName == index {
			return c, nil
		}
	}
	return client.Summary{}, nil
}
