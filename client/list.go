package client

import (
	"context"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// Window is how far the server pages and counts: from and size together must not
// exceed it, and where there are more it says that there are so many.
const Window = 10_000

// pageSize is what All asks for at once: some 200 kB before compression.
const pageSize = 500

// Filter narrows a list. Empty fields ask for everything. Query matches part of a
// name, an index name or a description; the others match whole values, and a comma
// in them separates alternatives.
type Filter struct {
	Query, ServiceType, IndexName, Name string
}

// Page is one page of a list.
type Page struct {
	Count   int // all matches, not the page
	Results []Summary
}

// List asks for one page, without configuration (filter_path).
func (c *Client) List(ctx context.Context, f Filter, from, size int) (Page, error) {
	p, err := c.list(ctx, f, from, size)
	return c.transport.scope.narrow(p), err
}

// list asks for one page as the server has it.
func (c *Client) list(ctx context.Context, f Filter, from, size int) (Page, error) {
	a, err := c.run(ctx, call{op: "list connectors", request: read(f.request(from, size))})
	if err != nil {
		return Page{}, err
	}
	d, err := a.document()
	if err != nil {
		return Page{}, err
	}
	// filter_path drops an empty list, so a missing one is no error.
	found := d.objects("results")
	p := Page{Count: max(d.number("count"), len(found)), Results: make([]Summary, 0, len(found))}
	for _, item := range found {
		p.Results = append(p.Results, c.withheld.summary(item.summary("")))
	}
	return p, nil
}

func (f Filter) request(from, size int) esapi.ConnectorListRequest {
	r := esapi.ConnectorListRequest{
		From: &from, Size: &size, Query: f.Query,
		ServiceType: parameter(f.ServiceType), IndexName: parameter(f.IndexName), ConnectorName: parameter(f.Name),
		FilterPath: []string{"count"},
	}
	for _, key := range summaryKeys() {
		r.FilterPath = append(r.FilterPath, "results."+key)
	}
	return r
}

func parameter(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// All asks page by page (at most 10,000, the server's window) and calls each for
// every page as it comes; each may be nil. What was read before an error is
// returned with it. A connector that moved to a later page meanwhile is told once.
func (c *Client) All(ctx context.Context, f Filter, each func(Page)) ([]Summary, error) {
	var all []Summary
	seen := make(map[string]bool)
	for from := 0; from < Window; from += pageSize {
		page, err := c.list(ctx, f, from, pageSize)
		if err != nil {
			return all, err
		}
		read, count := len(page.Results), page.Count
		page = c.transport.scope.narrow(page)
		page.Results = unseen(page.Results, seen)
		all = append(all, page.Results...)
		if each != nil {
			each(page)
		}
		if read < pageSize || from+read >= count {
			break
		}
	}
	return all, nil
}

// unseen keeps the results with new ids, in place.
func unseen(results []Summary, seen map[string]bool) []Summary {
	kept := results[:0]
	for _, s := range results {
		if !seen[s.ID] {
			seen[s.ID] = true
			kept = append(kept, s)
		}
	}
	return kept
}
