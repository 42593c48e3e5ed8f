package kibana

import (
	"errors"
	"regexp"
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
	var names []string
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.In != InName && (says(text, f.Name) || says(text, f.Label)) {
			names = append(names, f.Name)
		}
	}
	if len(names) == 0 {
		return []string{""}
	}
	return names
}

// says reports whether a text has these words, but not as the value of a setting:
// what follows "with isOAuth =" or "when usesBasic is" is a reason.
func says(text, words string) bool {
	for _, reason := range []string{" with isOAuth =", " when isOAuth =", " when usesBasic is", " when service is", " if hasAuth is"} {
		text, _, _ = strings.Cut(text, reason)
	}
	return regexp.MustCompile(`(?i)(^|[^\pL\pN_])` + regexp.QuoteMeta(words) + `($|[^\pL\pN_])`).MatchString(text)
}
