package kibana

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"connwiz/client"
	"connwiz/schema"
)

// KindKibana marks what Kibana itself said of a field.
const KindKibana schema.ProblemKind = "kibana"

// Problems puts what Kibana said of a request beside the fields that it names; nil
// for an error that is not about values. Where no field is named, or none that is
// known, the problem has no field: it is about all of them.
func (t *Type) Problems(err error) []schema.Problem {
	var e *client.Error
	if !errors.As(err, &e) || e.Reaction != client.Rejected {
		return nil
	}
	found := FieldErrors(e.Reason)
	if len(found) == 0 {
		found = []FieldError{{Message: e.Reason}}
	}
	var all []schema.Problem
	for _, one := range found {
		names := []string{one.Field()}
		if t.Field(names[0]) == nil {
			names = t.mentioned(one.Message)
		}
		for _, name := range names {
			all = append(all, schema.Problem{Field: name, Kind: KindKibana, Message: one.Message})
		}
	}
	return all
}

// mentioned finds the fields whose name or label stands in a text: rules between
// fields name them so. A text without any is about no field, which is "".
func (t *Type) mentioned(text string) []string {
	for _, reason := range branchReasons() {
		text, _, _ = strings.Cut(text, reason)
	}
	found := map[string]bool{}
	for _, m := range t.mentions() {
		// A label may be part of another one, which was looked for first.
		if rest := m.words.ReplaceAllString(text, "$1\x00"); rest != text {
			text, found[m.field] = rest, true
		}
	}
	var names []string
	for i := range t.Fields {
		if found[t.Fields[i].Name] {
			names = append(names, t.Fields[i].Name)
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return names
}

// branchReasons begin what says why a field is wrong, by a choice that is not.
func branchReasons() []string {
	return []string{" with isOAuth =", " when isOAuth =", " when usesBasic is", " if hasAuth is"}
}

// mention is one way in which a text may name a field.
type mention struct {
	field  string
	length int
	words  *regexp.Regexp
}

// mentions are all of them, the longest first. A word after a dot is none: ids of
// types begin with one.
func (t *Type) mentions() []mention {
	var all []mention
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.In == InName {
			continue
		}
		for _, words := range []string{f.Name, f.Label} {
			all = append(all, mention{f.Name, len(words), regexp.MustCompile(
				`(?i)(^|[^\pL\pN_.])` + regexp.QuoteMeta(words) + `\b`)})
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int { return b.length - a.length })
	return all
}
