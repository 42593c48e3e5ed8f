package setup

import (
	"context"
	"encoding/json"
	"net/url"

	"connwiz/client"
)

// bodyOf is the JSON of a planned request. Members that are empty are left out, as
// the request leaves them out.
func bodyOf(members map[string]any) string {
	for name, value := range members {
		if value == "" || value == false {
			delete(members, name)
		}
	}
	raw, err := json.Marshal(members)
	if err != nil {
		return ""
	}
	return string(raw)
}

// connectorPath is the path of a connector, or of one of its endpoints.
func connectorPath(id, endpoint string) string {
	path := "/_connector/" + url.PathEscape(id)
	if endpoint != "" {
		path += "/" + endpoint
	}
	return path
}

// tooOld makes a *[TooOldError] of the error of a server that lacks an endpoint;
// all others stay as they are.
func (g *Guide) tooOld(ctx context.Context, err error, what, needs string) error {
	if !missing(err) {
		return err
	}
	old := &TooOldError{What: what, Needs: needs, Err: err}
	if info, unknown := g.o.Client.Info(ctx); unknown == nil {
		old.Version, old.Serverless = info.Version, info.Serverless()
	}
	return old
}

// summary reads a connector for an action, which has to exist.
func (g *Guide) summary(ctx context.Context, id string) (client.Summary, error) {
	s, err := g.o.Client.Summary(ctx, id)
	if err == nil && s.Deleted {
		return s, &client.Error{Reaction: client.NotFound, Op: "read connector", Target: id, Reason: "it was deleted"}
	}
	return s, err
}
