package command

// labTalk is a conversation in line mode that does its work when nothing fails.
type labTalk struct {
	labSubject
	knows []labAnswer
}

// labTyped is what a person types that must not get lost.
const labTyped = "typed.example.com"

// labTalks has an entry for every command that asks questions.
func labTalks() map[string]labTalk {
	again := []labAnswer{{"tries again", ""}, {"tries again", ""}, {"again", "1"}} // once more, should it fail
	values := []labAnswer{{"Host", labTyped}, {"Port", ""}, {"Password", canary}, {"Token", "!review"}, {"y or n", "y"}, {"y or n", "y"}}
	talk := func(s labSubject, answers ...[]labAnswer) labTalk {
		t := labTalk{labSubject: s, knows: again}
		for _, a := range answers {
			t.knows = append(t.knows[:len(t.knows):len(t.knows)], a...)
		}
		return t
	}
	document := []labAnswer{{"Name", "New"}, {"ID", ""}, {"Index", labTyped}, {"Refresh", "!review"}, {"y or n", "y"}, {"Number", "1"}}
	return map[string]labTalk{
		"connwiz":   talk(labSubject{about: "list connectors", args: []string{"--plain"}}, []labAnswer{{"Connector:", "1"}}, values, []labAnswer{{"Connector:", "<"}}),
		"configure": talk(labSubject{args: []string{"configure", "shop", "--plain"}}, values),
		"edit":      talk(labSubject{args: []string{"edit", "shop", "password", "--plain"}}, []labAnswer{{"Password", canary}, {"y or n", "y"}}),
		"setup": talk(labSubject{about: "the cluster", args: []string{"setup", "shop", "--plain", "--config-yml", "DIR/new.yml"}},
			[]labAnswer{{"Key, number", ""}, {"It goes to", ""}, {"config.yml (", ""}, {"Number:", "1"}, {"Number:", "1"}, {"Number, Enter", ""}}),
		"action create": talk(labSubject{about: "action connector", args: []string{"action", "create", "--plain"}, kibana: true}, []labAnswer{{"Type:", "8"}}, document),
		"action edit":   talk(labSubject{about: "action connector", args: []string{"action", "edit", "alert-history", "--plain"}, kibana: true}, document),
	}
}
