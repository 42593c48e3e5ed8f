package ui

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
)

// factsPage says what the cluster is, and what is missing there.
func (c *connectChapter) factsPage() page {
	t := c.trip
	fact := t.fact(setup.Connect)
	p := page{name: "facts", heading: "Connect"}
	if fact.Standing == setup.Done {
		p.lines = append(p.lines, remark{good, "Connected to " + t.e.host + "."})
		p.choices = append(p.choices, moving("Go on", onward))
	} else {
		p.lines = append(p.lines, factRemarks(fact)...)
		p.choices = append(p.choices, choice{label: "Try again", take: func() turn { return t.look(func() turn { return turn{} }) }})
	}
	p.lines = append(p.lines, clusterRemarks(t.survey.Cluster)...)
	p.lines = append(p.lines, remarks(warning, sentences(fact.Warnings)...)...)
	p.foot = t.o.Simulated
	if t.o.Connect != nil {
		other := choice{label: "Another address or other credentials", take: func() turn { c.asking = true; return turn{} }}
		at := len(p.choices)
		if refused, ok := refusedBy[*client.Error](fact.Err); ok && refused.Status == http.StatusUnauthorized {
			at = 0 // The same ones again are of no use.
		}
		p.choices = slices.Insert(p.choices, at, other)
	}
	if fact.Standing != setup.Done {
		p.choices = append(p.choices, moving("Go on all the same", onward))
	}
	return p
}

// factRemarks says what is not true yet, and what can be done about it.
func factRemarks(f setup.Fact) []remark {
	lines := remarks(bad, wholeSentence(f.Sentence))
	if f.Err != nil && f.Sentence == "" {
		lines = remarks(bad, wholeSentence(f.Err.Error()))
	}
	return append(lines, remarks(plainly, wholeSentence(f.Hint))...)
}

// clusterRemarks says what was read of the cluster.
func clusterRemarks(c setup.Cluster) []remark {
	if c.Info.Version == "" {
		return nil
	}
	flavour := ""
	if c.Info.Serverless() {
		flavour = ", serverless"
	}
	lines := remarks(plainly, fmt.Sprintf("Elasticsearch %s%s, cluster %s.", c.Info.Version, flavour, c.Info.ClusterName))
	switch id := c.Identity; {
	case id.ByAPIKey():
		lines = append(lines, remark{plainly, "You use the API key " + titled(id.KeyName, id.KeyID) + " of " + id.Username + "."})
	case id.Username != "":
		lines = append(lines, remark{plainly, "You are " + id.Username + rolesOf(id) + "."})
	}
	if l := c.License; l.Type != "" {
		security := "with document level security"
		if !l.DocumentLevelSecurity() {
			security = "without document level security: syncs of access control don't run"
		}
		lines = append(lines, remark{plainly, fmt.Sprintf("Licence: %s, %s; %s.", l.Type, l.Status, security)})
	}
	return append(lines, missingRemarks(c)...)
}

// rolesOf names the roles of a user.
func rolesOf(id client.Identity) string {
	if len(id.Roles) == 0 {
		return ""
	}
	return ", with the " + plural(len(id.Roles), "role") + " " + strings.Join(id.Roles, ", ")
}

// missingRemarks names the privileges that set-up wants and the caller lacks.
func missingRemarks(c setup.Cluster) []remark {
	var lines []remark
	if len(c.Missing.Cluster) > 0 {
		lines = append(lines, remark{warning, "You lack cluster privileges: " + strings.Join(c.Missing.Cluster, ", ") + "."})
	}
	for index, lacked := range c.Missing.Index {
		lines = append(lines, remark{warning, "You lack privileges on " + index + ": " + strings.Join(lacked, ", ") + "."})
	}
	return lines
}
