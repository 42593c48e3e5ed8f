package ui

import (
	"fmt"
	"strconv"
	"strings"
)

// lineChooser chooses a row by its number, which stays the same however the list is
// filtered.
type lineChooser struct {
	*chooser
	s *lineSession
	// said is how many of the hits were said.
	said int
	// where is said with the tally, prompt asks, and help explains the answers.
	where, prompt, help string
	// also is a command that takes the number of a row, "" where there is none; meant
	// says that the row was chosen by it.
	also  string
	meant bool
}

// list says the rows that the filter leaves, from the first.
func (c *lineChooser) list() {
	c.said = 0
	c.s.p.Say(c.tally() + c.where + ".")
	c.more()
}

// more says the next rows.
func (c *lineChooser) more() {
	upTo := min(len(c.hits), c.said+listedAtOnce)
	for _, i := range c.hits[c.said:upTo] {
		r := c.rows[i]
		words := []string{r.label}
		for _, w := range []string{r.kind, r.remark} {
			if w != "" {
				words = append(words, w)
			}
		}
		c.s.p.Say(fmt.Sprintf("%d %s", i+1, strings.Join(words, ", ")))
	}
	c.said = upTo
	if rest := len(c.hits) - c.said; rest > 0 {
		c.s.p.Say(fmt.Sprintf("%d more: Enter says them.", rest))
	}
}

// ask asks until a row is chosen or the list is left.
func (c *lineChooser) ask() (row int, leaves bool, err error) {
	for {
		answer, err := c.s.ask(c.prompt)
		if err != nil {
			return 0, false, err
		}
		answer = strings.TrimSpace(answer)
		c.meant = false
		if number, also := strings.CutPrefix(answer, c.also+" "); c.also != "" && (also || answer == c.also) {
			answer, c.meant = strings.TrimSpace(number), true
		}
		n, notNumber := strconv.Atoi(answer)
		switch {
		case notNumber == nil && 1 <= n && n <= len(c.rows):
			return n - 1, false, nil
		case c.meant:
			c.s.p.Say(c.also + " takes a number of the list.")
		case answer == "" && c.said < len(c.hits):
			c.more()
		case answer == "":
			c.list()
		case answer == wordBack && !c.filtered(), answer == wordLeave:
			return 0, true, nil
		case answer == wordBack:
			c.narrow("")
		case answer == wordExplain, answer == wordHelp:
			c.s.p.Say(c.help)
		default:
			c.narrow(answer)
		}
	}
}

// narrow filters the list and says it.
func (c *lineChooser) narrow(words string) {
	c.query = newEditor(words, false)
	c.filter()
	if len(c.hits) == 0 {
		c.s.p.Say("Nothing has that. < takes the filter away.")
		return
	}
	c.list()
}
