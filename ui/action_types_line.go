package ui

import "connwiz/client/kibana"

// newAction begins a new connector, of the wanted type or of one that is chosen.
func (s *lineSession) newAction(wanted string) (Outcome, error) {
	stock, err := s.readStock()
	if err != nil {
		return s.notRead(err)
	}
	if wanted == "" {
		return s.chooseType(stock)
	}
	choices, err := typeChoices(stock)
	if err != nil {
		return Outcome{}, err
	}
	c, err := wantedChoice(choices, wanted)
	if err != nil {
		return Outcome{Code: 1, Err: err}, nil
	}
	return s.createAction(c, stock)
}

// typeChoices are the types that a person may choose from.
func typeChoices(stock *actionStock) ([]kibana.Choice, error) {
	known, err := kibana.Types()
	if err != nil {
		return nil, err
	}
	return kibana.Choices(stock.types, known), nil
}

// chooseType asks for the type of a new connector, and says of each that is chosen
// what to have at hand, or why it can't be used.
func (s *lineSession) chooseType(stock *actionStock) (Outcome, error) {
	choices, err := typeChoices(stock)
	if err != nil {
		return Outcome{}, err
	}
	c := &lineChooser{chooser: newChooser("type"), s: s, prompt: "Type",
		help: "A number chooses that type; words filter the list by name, id and licence; " +
			"Enter says the list; < takes the filter away, and goes back when there is none."}
	c.show(typeRows(choices))
	c.list()
	s.hint("Type a number to choose, words to filter, < to go back.")
	for {
		i, leaves, err := c.ask()
		if err != nil || leaves {
			return Outcome{}, err
		}
		if choiceObstacle(choices[i]) != "" {
			s.p.Say(aboutType(choices[i])...)
			continue
		}
		return s.createAction(choices[i], stock)
	}
}

// createAction opens the form of a new connector.
func (s *lineSession) createAction(c kibana.Choice, stock *actionStock) (Outcome, error) {
	s.p.Say(aboutType(c)...)
	j, err := newActionJob(s.e, c.Type, stock)
	if err != nil {
		return Outcome{}, err
	}
	return newLineJob(s, j).run()
}
