package ui

import (
	"context"

	"connwiz/client/kibana"
)

// pickAction lets a person choose action connectors until they leave.
func (s *lineSession) pickAction() (Outcome, error) {
	for {
		stock, err := s.readStock()
		if err != nil {
			return s.notRead(err)
		}
		c := &lineChooser{chooser: newChooser("connector"), s: s, where: " in " + actionPlace(s.e), prompt: "Connector",
			help: "A number edits that connector; words filter the list by name, id and type; " +
				wordDelete + " with a number deletes; Enter says the list; < takes the filter away, and leaves when there is none."}
		c.also = wordDelete
		c.show(actionRows(stock.all))
		c.list()
		s.hint("Type a number to edit, words to filter, < to leave.")
		if left, err := s.actOn(c, stock); left || err != nil {
			return Outcome{}, err
		}
	}
}

// wordActions leads from the list of connectors to the action connectors of Kibana.
const wordActions = "!actions"

// visitActions goes to the action connectors and comes back.
func (s *lineSession) visitActions() error {
	outcome, err := s.pickAction()
	if err != nil {
		return err
	}
	if outcome.Err != nil {
		s.p.Say(outcome.Err.Error())
	}
	s.code = max(s.code, outcome.Code)
	s.lines = append(s.lines, outcome.Lines...)
	return nil
}

// actOn lets a person choose from the list until something was written, so that the
// list is another one, or until it is left.
func (s *lineSession) actOn(c *lineChooser, stock *actionStock) (left bool, err error) {
	for {
		i, leaves, err := c.ask()
		if err != nil || leaves {
			return true, err
		}
		before := len(s.lines)
		open := s.actionAt
		if c.meant {
			open = s.deleteRow
		}
		outcome, err := open(i, stock)
		if err != nil {
			return true, err
		}
		s.code = max(s.code, outcome.Code)
		s.lines = append(s.lines, outcome.Lines...)
		s.putAway()
		if len(s.lines) > before {
			return false, nil
		}
	}
}

// actionAt opens a row of the list.
func (s *lineSession) actionAt(row int, stock *actionStock) (Outcome, error) {
	if row == 0 {
		return s.chooseType(stock)
	}
	c := stock.all[row-1]
	if why := barred(c); why != nil {
		s.p.Say(barredWords(c, why)...)
		return Outcome{}, nil
	}
	return s.changeAction(c.ID, stock.types)
}

// readStock reads connectors and types, insisting.
func (s *lineSession) readStock() (stock *actionStock, err error) {
	err = s.insistAs(actionFailure, func(ctx context.Context) (err error) {
		stock, err = readStock(ctx, s.e)
		return err
	})
	return stock, err
}

// editAction opens the connector of that id.
func (s *lineSession) editAction(id string) (Outcome, error) { return s.changeAction(id, nil) }

// changeAction reads a connector and opens its form.
func (s *lineSession) changeAction(id string, types []kibana.TypeInfo) (Outcome, error) {
	var c *kibana.Connector
	err := s.insistAs(actionFailure, func(ctx context.Context) (err error) {
		c, types, err = readAction(ctx, s.e, id, types)
		return err
	})
	if err != nil {
		if gaveUp(err) && !s.e.fixed {
			return Outcome{}, nil
		}
		return s.notRead(err)
	}
	j, err := changeActionJob(s.e, c, types)
	if err != nil {
		return Outcome{Code: 1, Err: err}, nil
	}
	return newLineJob(s, j).run()
}
