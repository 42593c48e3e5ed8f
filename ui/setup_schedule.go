package ui

import (
	"strings"
	"time"

	"connwiz/client"
	"connwiz/client/quartz"
	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// scheduling is the part of the last step that says when syncs start: a page for each
// type of sync, and one plan for all that was changed.
type scheduling struct {
	// when are the questions of the types that were looked at; kind is the one of now.
	when map[client.JobType]*draft.Draft
	kind client.JobType
	// scheduled is set once the schedules are as they are wanted.
	scheduled bool
}

// The questions of the last step.
const (
	askWhen   = "when"
	askAt     = "at"
	askAtDays = "at_days"
	askEvery  = "every"
	askDays   = "days"
	askQuartz = "quartz"
)

// begin begins with full syncs; whoever has a schedule already is not asked for one.
func (s *scheduling) begin(stored client.Schedules) {
	s.when, s.kind, s.scheduled = map[client.JobType]*draft.Draft{}, client.FullSync, false
	for _, kind := range client.JobTypes() {
		s.scheduled = s.scheduled || stored[kind].Enabled
	}
}

// kindWords are what syncs of a type are called, and what they do.
func kindWords(kind client.JobType) (name, help string) {
	switch kind {
	case client.IncrementalSync:
		return "Incremental syncs", "An incremental sync reads only what has changed since the last sync."
	case client.AccessControlSync:
		return "Access control syncs", "An access control sync reads who may see which document."
	case client.FullSync:
	}
	return "Full syncs", "A full sync reads the whole source."
}

// ask are the questions of the type of now.
func (c *syncChapter) ask() *draft.Draft {
	if c.when[c.kind] == nil {
		c.when[c.kind] = scheduleQuestions(c.kind, c.trip.survey.Schedules[c.kind])
	}
	return c.when[c.kind]
}

// scheduleQuestions ask when syncs of a type start. What is stored is proposed; where
// nothing is, full syncs once a day.
func scheduleQuestions(kind client.JobType, stored client.Schedule) *draft.Draft {
	q := map[string]string{askWhen: "off", askAt: "02:00", askDays: "MON-FRI", askEvery: "6h", askQuartz: "0 0 2 ? * MON-FRI"}
	switch {
	case stored.Enabled:
		q = answersFor(stored.Interval, q)
	case kind == client.FullSync:
		q[askWhen] = "daily"
	}
	name, help := kindWords(kind)
	return questions(
		fieldOf{name: askWhen, label: name, value: q[askWhen], help: help, options: []answerOf{
			{"daily", "every day"}, {"every", "again and again"}, {"weekly", "on days of the week"}, {"quartz", "by an expression (Quartz)"}, {"off", "only by hand"}}},
		fieldOf{name: askDays, label: "Days", value: q[askDays], example: "MON,THU", when: [2]string{askWhen, "weekly"}, help: "SUN MON TUE WED THU FRI SAT, joined by commas, or from-to."},
		fieldOf{name: askAt, label: "At (UTC)", value: q[askAt], example: "02:30", when: [2]string{askWhen, "daily"}, help: "Hours and minutes, in UTC."},
		fieldOf{name: askAtDays, label: "At (UTC)", value: q[askAt], example: "02:30", when: [2]string{askWhen, "weekly"}, help: "Hours and minutes, in UTC."},
		fieldOf{name: askEvery, label: "Every", value: q[askEvery], example: "30m", when: [2]string{askWhen, "every"}, help: "Minutes that divide an hour, or hours that divide a day: 15m, 6h."},
		fieldOf{name: askQuartz, label: "Expression", value: q[askQuartz], example: "0 0 2 ? * MON-FRI", when: [2]string{askWhen, "quartz"},
			help: "Seconds, minutes, hours, day of month, month, day of week (SUN is 1); a ? in one of the two fields for days. In UTC."},
	)
}

// answersFor are the answers that mean a stored expression, the simplest ones; proposed
// are the others.
func answersFor(expression string, proposed map[string]string) map[string]string {
	proposed[askWhen], proposed[askQuartz] = "quartz", expression
	parsed, err := quartz.Parse(expression)
	if err != nil {
		return proposed
	}
	switch words := strings.Fields(parsed.Short()); {
	case len(words) == 2 && words[0] == "daily":
		proposed[askWhen], proposed[askAt] = words[0], words[1]
	case len(words) == 2:
		proposed[askWhen], proposed[askEvery] = words[0], words[1]
	case len(words) == 3:
		proposed[askWhen], proposed[askDays], proposed[askAt] = words[0], words[1], words[2]
	}
	return proposed
}

// wanted is what the answers for a type of sync say, with what is stored for those that
// were not looked at.
func (c *syncChapter) wanted(kind client.JobType) (client.Schedule, error) {
	stored := c.trip.survey.Schedules[kind]
	if c.when[kind] == nil {
		return stored, nil
	}
	return setup.ReadSchedule(expressionOf(c.when[kind]), stored)
}

// expressionOf is a schedule in the words that the domain reads.
func expressionOf(d *draft.Draft) string {
	switch answer(d, askWhen) {
	case "daily":
		return "daily " + answer(d, askAt)
	case "weekly":
		return "weekly " + answer(d, askDays) + " " + answer(d, askAtDays)
	case "every":
		return "every " + answer(d, askEvery)
	case "quartz":
		return answer(d, askQuartz)
	default:
		return "off"
	}
}

// schedulePage is the cron editor: it explains in words as one types.
func (c *syncChapter) schedulePage() page {
	fact := c.trip.fact(setup.Sync)
	name, _ := kindWords(c.kind)
	p := page{name: "schedule:" + string(c.kind), heading: "Schedule", about: "When " + strings.ToLower(name) + " start by themselves. All times are kept in UTC." + c.unoffered(),
		fields: c.ask(), notes: c.judge(),
		choices: []choice{{label: "Go on to the plan", help: "Shows first what will be sent.", take: c.schedule}}}
	for _, kind := range client.JobTypes() {
		if kind != c.kind && c.editable(kind) {
			p.choices = append(p.choices, c.turningTo(kind))
		}
	}
	p.choices = append(p.choices, choice{label: "Leave the schedule as it is", take: func() turn { c.scheduled = true; return turn{} }})
	if fact.Standing == setup.Blocked || fact.Err != nil {
		p.lines = factLines(fact)
	}
	if c.kind != client.FullSync {
		p.back = c.turningTo(client.FullSync).take
	}
	return p
}

// editable reports whether the schedule of a type can be of use, or has to be switched
// off.
func (c *syncChapter) editable(kind client.JobType) bool {
	offered, _ := c.trip.survey.Offers(kind)
	return offered || c.trip.survey.Schedules[kind].Enabled
}

// turningTo is the way to the page of another type, with what it says now.
func (c *syncChapter) turningTo(kind client.JobType) choice {
	name, help := kindWords(kind)
	return choice{label: name + ":", about: c.summary(kind), help: help, take: func() turn { c.kind = kind; return turn{} }}
}

// summary says in a few words when syncs of a type start.
func (c *syncChapter) summary(kind client.JobType) string {
	s, err := c.wanted(kind)
	if err != nil {
		return "to be corrected"
	}
	return c.inWords(kind, s)
}

// inWords is a schedule in words; one that can't be read is told as it is.
func (c *syncChapter) inWords(kind client.JobType, s client.Schedule) string {
	if !s.Enabled {
		return "only by hand"
	}
	if x := setup.Explain(kind, s, c.trip.e.now(), nil); x.Err == nil {
		return x.Words
	}
	return s.Interval
}

// unoffered says which types can't be scheduled, and why.
func (c *syncChapter) unoffered() string {
	var names, reasons []string
	for _, kind := range client.JobTypes() {
		if offered, why := c.trip.survey.Offers(kind); !offered {
			name, _ := kindWords(kind)
			names, reasons = append(names, strings.TrimSuffix(strings.ToLower(name), " syncs")), append(reasons, why)
		}
	}
	switch {
	case len(names) == 0 || c.kind != client.FullSync:
		return ""
	case len(names) == 2 && reasons[0] == reasons[1]:
		return " No " + strings.Join(names, " or ") + " syncs: " + reasons[0] + "."
	}
	said := ""
	for i, name := range names {
		said += " No " + name + " syncs: " + reasons[i] + "."
	}
	return said
}

// judge explains the schedule, or says what the server would refuse.
func (c *syncChapter) judge() []remark {
	t := c.trip
	s, err := c.wanted(c.kind)
	if err != nil {
		return remarks(bad, wholeSentence(err.Error()))
	}
	if !s.Enabled {
		name, _ := kindWords(c.kind)
		return remarks(plainly, name+" start only by hand.")
	}
	x := setup.Explain(c.kind, s, t.e.now(), t.o.Home)
	if x.Err != nil {
		return remarks(bad, wholeSentence(x.Err.Error()))
	}
	lines := remarks(good, capital(x.Words)+".")
	lines = append(lines, remarks(aside, "Stored as "+s.Interval)...)
	for i, at := range x.Next {
		lines = append(lines, remark{item, startTime(at, x.Local[i])})
	}
	if offered, why := t.survey.Offers(c.kind); !offered {
		lines = append(lines, remark{warning, wholeSentence("none will start: " + why)})
	}
	return append(lines, remarks(warning, sentences(x.Warnings)...)...)
}

// startTime is when a sync starts, in UTC and, where that differs, on the clock of the
// reader.
func startTime(at, local time.Time) string {
	line := at.UTC().Format("Mon 2006-01-02 15:04") + " UTC"
	if local.Format("15:04 -07") != at.UTC().Format("15:04 -07") {
		line += ", here " + local.Format("Mon 15:04 MST")
	}
	return line
}

// schedule proposes to store the schedules that were looked at.
func (c *syncChapter) schedule() turn {
	t := c.trip
	changes := client.Schedules{}
	for _, kind := range client.JobTypes() {
		s, err := c.wanted(kind)
		if err != nil {
			c.kind = kind
			return failing(err)
		}
		if kind == c.kind || c.when[kind] != nil && s != t.survey.Schedules[kind] {
			changes[kind] = s
		}
	}
	return c.propose(t.guide.SetSchedules(t.id, changes), func(setup.Report) { c.scheduled = true })
}

// scheduleLines say which schedules are on.
func (c *syncChapter) scheduleLines() []remark {
	var lines []remark
	for _, kind := range client.JobTypes() {
		if c.trip.survey.Schedules[kind].Enabled {
			name, _ := kindWords(kind)
			lines = append(lines, remark{plainly, name + ": " + c.inWords(kind, c.trip.survey.Schedules[kind]) + "."})
		}
	}
	return lines
}
