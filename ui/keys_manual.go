package ui

// Help is one line of a list of what a person may press or type.
type Help struct {
	// Keys is what is pressed or typed, as it stands on a keyboard.
	Keys string
	// Does says what it does.
	Does string
}

// Keys lists the keys of the form in the order of its help screen. It is made from
// the bindings themselves, for documents that must not tell anything else.
func Keys() []Help {
	var out []Help
	for _, k := range keys().explained() {
		out = append(out, Help{k.names(), k.says})
	}
	return out
}

// LineWords lists the commands of line mode in the order of its help.
func LineWords() []Help {
	var out []Help
	for _, c := range lineCommands() {
		out = append(out, Help{c.word + c.takes, c.says})
	}
	return out
}
