package emulator

import (
	"cmp"
	"slices"
	"strconv"

	x "connwiz/client/emulator/internal/xcontent"
)

func validationStateParser() x.Parser {
	problem := x.Parser{Name: "filtering_validation", Lenient: true, Fields: []x.Field{
		x.Strings("ids").Require(), x.Strings("messages").Require(),
	}}
	return x.Parser{Name: "filtering_validation_info", Lenient: true, Fields: []x.Field{
		x.Objects("errors", problem).Require(),
		x.String("state").Require().Then(x.Enum("FilteringValidationState", true, "edited", "invalid", "valid")),
	}}
}

func snippetParser(now *x.Node) x.Parser {
	return x.Parser{
		Name: "connector_filtering_advanced_snippet", Lenient: true,
		Fields: []x.Field{
			instantField("created_at"), instantField("updated_at"),
			x.Field{Name: "value", Accepts: x.AcceptObjects()}.Require(),
		},
		Build: stamped(now),
	}
}

func ruleParser(now *x.Node) x.Parser {
	return x.Parser{
		Name: "connector_filtering_rule", Lenient: true,
		Fields: []x.Field{
			instantField("created_at"),
			x.String("field").Require(), x.String("id").Require(), x.Integer("order").Require(),
			x.String("policy").Require().Then(x.Enum("FilteringPolicy", true, "exclude", "include")),
			x.String("rule").Require().Then(x.Enum("FilteringRuleCondition", true,
				"contains", "ends_with", "equals", "regex", "starts_with", ">", "<")),
			instantField("updated_at"),
			x.String("value").Require(),
		},
		Build: stamped(now),
	}
}

// stamped fills in missing times.
func stamped(now *x.Node) x.ParseFunc {
	return func(n *x.Node) (*x.Node, *x.Exception) {
		for _, name := range []string{"created_at", "updated_at"} {
			if n.Get(name).IsNull() {
				n = n.With(name, now)
			}
		}
		return n, nil
	}
}

func filteringParser(now *x.Node) x.Parser {
	side := x.Parser{Name: "connector_filtering_rules", Lenient: true, Fields: []x.Field{
		x.Nested("advanced_snippet", snippetParser(now)).Require(),
		x.Objects("rules", ruleParser(now)).Require(),
		x.Nested("validation", validationStateParser()).Require(),
	}}
	return x.Parser{
		Name: "connector_filtering", Lenient: true,
		Fields: []x.Field{x.Nested("active", side).Require(), x.Nested("draft", side).Require()},
		Build: func(n *x.Node) (*x.Node, *x.Exception) {
			return x.Object(x.M("active", n.Get("active")), x.M("domain", x.Text("DEFAULT")), x.M("draft", n.Get("draft"))), nil
		},
	}
}

// updateFiltering either replaces the whole list, or edits the draft. The two
// forms differ in how they treat a missing connector, so they are told apart by
// the body.
func (s *Server) updateFiltering(c *call) (operation, *x.Exception) {
	now := s.instant()
	fields := []x.Field{x.Objects("filtering", filteringParser(now))}
	if s.has(rulesRelease) {
		fields = append(fields, x.Nested("advanced_snippet", snippetParser(now)), x.Objects("rules", ruleParser(now)))
	} else {
		fields[0] = fields[0].Require()
	}
	body, refusal := c.content(*parser("filtering", fields...))
	if refusal != nil {
		return operation{}, refusal
	}
	id := c.ids["connector_id"]
	whole, parts := body.Has("filtering"), body.Has("rules") || body.Has("advanced_snippet")
	u := update{blind: whole, patch: merge}
	problems := emptyID(id)
	switch {
	case whole && parts:
		problems = append(problems, "If [filtering] is specified, [rules] and [advanced_snippet] should not be present in the request body.")
	case !whole && !parts:
		problems = append(problems, "[advanced_snippet] and [rules] cannot be both [null].")
	case parts:
		u.patch = s.draftPatch
	}
	return operation{problems: problems, run: func() (reply, *x.Exception) { return s.runUpdate(u, id, body) }}, nil
}

// draftPatch edits the draft; the array is replaced as a whole, as all are.
func (s *Server) draftPatch(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
	filtering := doc.Get("filtering").Items()
	if len(filtering) == 0 {
		return nil, nullPointer()
	}
	draft := filtering[0].Get("draft")
	draft = given(draft, body, "advanced_snippet")
	if body.Has("rules") {
		draft = draft.With("rules", withDefaultRule(body.Get("rules").Items(), s.instant()))
	}
	draft = draft.With("validation", x.Object(x.M("errors", x.Array()), x.M("state", x.Text("edited"))))
	return x.Object(x.M("filtering", x.Array(filtering[0].With("draft", draft)))), nil
}

// withDefaultRule sorts rules and puts the rule that lets everything in last.
func withDefaultRule(rules []*x.Node, now *x.Node) *x.Node {
	kept := slices.DeleteFunc(slices.Clone(rules), isDefaultRule)
	slices.SortStableFunc(kept, func(a, b *x.Node) int { return cmp.Compare(orderOf(a), orderOf(b)) })
	order := 0
	if len(kept) > 0 {
		order = orderOf(kept[len(kept)-1]) + 1
	}
	return x.Array(append(kept, defaultRule(now, order))...)
}

func orderOf(rule *x.Node) int {
	n, _ := strconv.Atoi(rule.Get("order").Text()) // the parser has made it a number
	return n
}

func isDefaultRule(rule *x.Node) bool {
	plain := func(n *x.Node) *x.Node { return n.Without("created_at").Without("updated_at").Without("order") }
	return x.Equal(plain(rule), plain(defaultRule(x.Null(), 0)))
}

// updateValidation is how the connector service says what it thinks of a draft.
func (s *Server) updateValidation() update {
	return update{
		path: "_filtering/_validation", action: "update_filtering/draft_validation", since: rulesRelease,
		parser: parser("filtering_validation", x.Nested("validation", validationStateParser()).Require()),
		patch: func(_ string, doc, body *x.Node) (*x.Node, *x.Exception) {
			filtering := doc.Get("filtering").Items()
			if len(filtering) == 0 {
				return nil, nullPointer()
			}
			draft := filtering[0].Get("draft").With("validation", body.Get("validation"))
			return x.Object(x.M("filtering", x.Array(filtering[0].With("draft", draft)))), nil
		},
	}
}

// updateActive makes a valid draft the active filtering.
func (s *Server) updateActive() update {
	return update{
		path: "_filtering/_activate", action: "update_filtering/activate", since: rulesRelease,
		patch: func(_ string, doc, _ *x.Node) (*x.Node, *x.Exception) {
			filtering := doc.Get("filtering").Items()
			if len(filtering) == 0 {
				return nil, nullPointer()
			}
			draft := filtering[0].Get("draft")
			if state := draft.Get("validation", "state").Text(); state != "valid" {
				return nil, refused("Filtering draft needs to be validated by the connector service before activation. "+
					"Current filtering draft validation state [%s] is not equal to [valid].", state)
			}
			return x.Object(x.M("filtering", x.Array(filtering[0].With("active", draft)))), nil
		},
	}
}
