package command

import (
	"slices"
	"strings"
)

// located is a hint whose commands find the cluster when they are typed: the flags
// that said where it is are repeated in each, but for those that the hint itself
// speaks of.
func (a *app) located(hint string) string {
	if a.streams.guest != nil {
		return hint
	}
	parts := strings.Split(hint, "connwiz ")
	for i := 1; i < len(parts); i++ {
		verb, rest, _ := strings.Cut(parts[i], " ")
		verb = strings.TrimRight(verb, ",;.:)")
		if !asksCluster(verb) || strings.HasPrefix(rest, "--help") {
			continue
		}
		for _, f := range slices.Backward(a.typed) {
			if f.leads(verb) && !strings.Contains(hint, "--"+f.name) {
				parts[i] = f.String() + " " + parts[i]
			}
		}
	}
	return strings.Join(parts, "connwiz ")
}

// asksCluster reports whether the command asks a cluster.
func asksCluster(verb string) bool {
	return slices.Contains([]string{
		"action", "apikey", "check", "config-yml", "configure", "create", "diff", "doctor", "edit", "index", "list",
		"register", "schedule", "schema", "set", "setup", "show", "sync", "wait",
	}, verb)
}

// leads reports whether the flag says where the cluster of a command is: Kibana, for
// what works on its connectors. One with an empty value says nothing.
func (f typedFlag) leads(verb string) bool {
	if f.value == "" {
		return false
	}
	if verb == "action" && slices.Contains([]string{"kibana-url", "kibana-api-key-file", "space"}, f.name) {
		return true
	}
	return slices.Contains(whereFlags(), f.name)
}
