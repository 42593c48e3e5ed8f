package ui

import (
	"context"
	"errors"

	"connwiz/client/kibana"
	"connwiz/ui/plain"
)

// wordDelete deletes a connector of the list.
const wordDelete = "!delete"

// deleteRow deletes the connector in a row, once its name was typed.
func (s *lineSession) deleteRow(row int, stock *actionStock) (Outcome, error) {
	if row == 0 {
		s.p.Say("That row is no connector.")
		return Outcome{}, nil
	}
	c := stock.all[row-1]
	switch why := c.Locked(); {
	case s.e.readOnly:
		s.p.Say(nothingSaved)
		return Outcome{}, nil
	case why != "":
		s.p.Say("This connector can't be deleted here: " + why + ".")
		return Outcome{}, nil
	}
	s.p.Say(deletionWords(c)...)
	answer, err := s.ask("Its name, to delete it, or < to keep it")
	note := misnamed(c, answer)
	switch {
	case err != nil:
		return Outcome{}, err
	case answer == wordBack:
		s.p.Say("Nothing was deleted.")
		return Outcome{}, nil
	case note != "":
		s.p.Say(note, "Nothing was deleted.")
		return Outcome{}, nil
	}
	return s.delete(c)
}

// delete deletes a connector, insisting.
func (s *lineSession) delete(c kibana.Connector) (Outcome, error) {
	err := s.insistAs(deletionFailure, func(ctx context.Context) error {
		tried, err := deleteAction(ctx, s.e, c)
		if save := s.e.saved; save != nil && tried {
			save(deletionOf(c, err))
		}
		return err
	})
	var sig *plain.SignalError
	switch {
	case gaveUp(err):
		return Outcome{}, nil
	case errors.As(err, &sig):
		s.lines = append(s.lines, leftDeleting(c))
		return Outcome{}, err
	case err != nil:
		return Outcome{}, err
	}
	s.p.Say(deletedLine(c) + ".")
	return Outcome{Lines: []string{deletedLine(c)}}, nil
}
