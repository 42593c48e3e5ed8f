package ui

import (
	"context"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// syncChapter is the last step: when syncs start, and the first one.
type syncChapter struct {
	deed
	ask *draft.Draft
	of  string // the connector that the questions are for
	// scheduled is set once the schedule is as it is wanted.
	scheduled bool
	job       string
	progress  *setup.JobProgress
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

// newSyncChapter asks when syncs shall start.
func newSyncChapter(t *trip) *syncChapter { return &syncChapter{deed: deed{trip: t}} }

// scheduleQuestions ask when full syncs start.
func scheduleQuestions(stored client.Schedule) *draft.Draft {
	when, expression := "daily", "0 0 2 ? * MON-FRI"
	if stored.Enabled {
		when, expression = "quartz", stored.Interval
	}
	return questions(
		fieldOf{name: askWhen, label: "Full syncs", value: when, help: "A full sync reads the whole source.", options: []answerOf{
			{"daily", "every day"}, {"every", "again and again"}, {"weekly", "on days of the week"}, {"quartz", "by an expression (Quartz)"}, {"off", "only by hand"}}},
		fieldOf{name: askDays, label: "Days", value: "MON-FRI", example: "MON,THU", when: [2]string{askWhen, "weekly"}, help: "SUN MON TUE WED THU FRI SAT, joined by commas, or from-to."},
		fieldOf{name: askAt, label: "At (UTC)", value: "02:00", example: "02:30", when: [2]string{askWhen, "daily"}, help: "Hours and minutes, in UTC."},
		fieldOf{name: askAtDays, label: "At (UTC)", value: "02:00", example: "02:30", when: [2]string{askWhen, "weekly"}, help: "Hours and minutes, in UTC."},
		fieldOf{name: askEvery, label: "Every", value: "6h", example: "30m", when: [2]string{askWhen, "every"}, help: "Minutes that divide an hour, or hours that divide a day: 15m, 6h."},
		fieldOf{name: askQuartz, label: "Expression", value: expression, example: "0 0 2 ? * MON-FRI", when: [2]string{askWhen, "quartz"},
			help: "Seconds, minutes, hours, day of month, month, day of week (SUN is 1); a ? in one of the two fields for days. In UTC."},
	)
}

// arrive begins with the questions, of a connector once.
func (c *syncChapter) arrive() turn {
	c.drop()
	t := c.trip
	if c.of != t.id || c.ask == nil {
		c.of, c.ask = t.id, scheduleQuestions(t.survey.Schedules[client.FullSync])
		c.scheduled = t.survey.Schedules[client.FullSync].Enabled
		c.job, c.progress = "", nil
	}
	if c.job == "" && len(t.survey.Jobs) > 0 && !t.survey.Jobs[0].Status.Ended() {
		c.job = t.survey.Jobs[0].ID
	}
	return turn{}
}

// wipe has nothing to forget.
func (c *syncChapter) wipe() {}

// page asks for the schedule, then starts and follows the sync.
func (c *syncChapter) page() page {
	if p, under := c.pages("First sync"); under {
		if c.report != nil {
			p.choices = []choice{{label: "Go on", moves: true, take: c.dropped}}
		}
		return p
	}
	switch {
	case c.progress != nil && c.progress.Ended:
		return c.endPage()
	case c.job != "":
		return c.runPage()
	case c.scheduled:
		return c.startPage()
	}
	return c.schedulePage()
}

// expression is the schedule in the words that the domain reads.
func (c *syncChapter) expression() string {
	switch answer(c.ask, askWhen) {
	case "daily":
		return "daily " + answer(c.ask, askAt)
	case "weekly":
		return "weekly " + answer(c.ask, askDays) + " " + answer(c.ask, askAtDays)
	case "every":
		return "every " + answer(c.ask, askEvery)
	case "quartz":
		return answer(c.ask, askQuartz)
	default:
		return "off"
	}
}

// schedulePage is the cron editor: it explains in words as one types.
func (c *syncChapter) schedulePage() page {
	fact := c.trip.fact(setup.Sync)
	p := page{name: "schedule", heading: "Schedule", about: "When full syncs start by themselves. All times are kept in UTC.", fields: c.ask, notes: c.judge(),
		choices: []choice{
			{label: "Go on to the plan", help: "Shows first what will be sent.", take: c.schedule},
			{label: "Leave the schedule as it is", take: func() turn { c.scheduled = true; return turn{} }},
		}}
	if fact.Standing == setup.Blocked || fact.Err != nil {
		p.lines = factLines(fact)
	}
	return p
}

// judge explains the schedule, or says what the server would refuse.
func (c *syncChapter) judge() []remark {
	t := c.trip
	s, err := setup.ReadSchedule(c.expression(), t.survey.Schedules[client.FullSync])
	if err != nil {
		return remarks(bad, wholeSentence(err.Error()))
	}
	if !s.Enabled {
		return remarks(plainly, "No sync starts by itself.")
	}
	x := setup.Explain(client.FullSync, s, t.e.now(), t.o.Home)
	if x.Err != nil {
		return remarks(bad, wholeSentence(x.Err.Error()))
	}
	lines := remarks(good, capital(x.Words)+".")
	lines = append(lines, remarks(aside, "Stored as "+s.Interval)...)
	for i, at := range x.Next {
		line := at.UTC().Format("Mon 2006-01-02 15:04") + " UTC"
		if i < len(x.Local) && x.Local[i].Format("15:04 -07") != at.UTC().Format("15:04 -07") {
			line += ", here " + x.Local[i].Format("Mon 15:04 MST")
		}
		lines = append(lines, remark{item, line})
	}
	return append(lines, remarks(warning, sentences(x.Warnings)...)...)
}

// schedule proposes to store the schedule.
func (c *syncChapter) schedule() turn {
	t := c.trip
	s, err := setup.ReadSchedule(c.expression(), t.survey.Schedules[client.FullSync])
	if err != nil {
		return failing(err)
	}
	return c.propose(t.guide.SetSchedules(t.id, client.Schedules{client.FullSync: s}), func(setup.Report) { c.scheduled = true })
}

// startPage offers to start the first sync.
func (c *syncChapter) startPage() page {
	t := c.trip
	fact := t.fact(setup.Sync)
	p := page{name: "start", heading: "First sync", about: "A sync of your own asking, at once; the schedule is for those after it.", lines: factLines(fact)}
	p.choices = []choice{
		{label: "Start a sync", help: "Shows first what will be sent.", take: func() turn { return c.begin(false) }},
		{label: "Change the schedule", take: func() turn { c.scheduled = false; return turn{} }},
		moving("Finish without a sync", finished),
	}
	p.back = p.choices[1].take
	if fact.Standing == setup.Done {
		p.choices = []choice{moving("Finish", finished), {label: "Start another sync", take: p.choices[0].take}, p.choices[1]}
	}
	return p
}

// begin proposes to start a sync.
func (c *syncChapter) begin(another bool) turn {
	t := c.trip
	return c.propose(t.guide.StartSync(setup.NewSync{Connector: t.id, Another: another}), func(r setup.Report) {
		c.job, c.progress = r.JobID, nil
		c.drop() // The progress says more than a report.
	})
}

// runPage follows the sync.
func (c *syncChapter) runPage() page {
	t := c.trip
	p := page{name: "run", heading: "First sync", choices: []choice{
		{label: "Cancel the sync", help: "What was synced stays.", take: func() turn { return c.cancel() }},
		{label: "Leave; the sync goes on", help: seeLater(t), take: func() turn { return turn{to: finished} }},
	}}
	p.lines = remarks(plainly, "Asked for a sync, job "+c.job+".")
	news := ""
	if c.progress != nil {
		p.lines = jobLines(*c.progress)
		news = jobNews(c.progress.Job)
	}
	p.foot = t.o.Simulated
	p.poll = &polling{pause: t.e.pace.Most, job: c.follow(), news: news}
	return p
}

// seeLater tells how to see what became of a sync.
func seeLater(t *trip) string {
	if again := t.comeBack(); again != "" {
		return "See it later: " + again
	}
	return ""
}

// jobNews is what line mode says when it has changed.
func jobNews(j client.SyncJob) string {
	return fmt.Sprintf("Sync %s: %d documents indexed, %d deleted.", strings.ReplaceAll(string(j.Status), "_", " "), j.Indexed, j.Deleted)
}

// jobLines tells how a sync stands.
func jobLines(p setup.JobProgress) []remark {
	j := p.Job
	lines := remarks(plainly, labelled("Status", strings.ReplaceAll(string(j.Status), "_", " ")))
	lines = append(lines, remark{plainly, fmt.Sprintf("Documents: %d indexed, %d deleted; %d MiB.", j.Indexed, j.Deleted, j.Volume)})
	elapsed := "Elapsed: " + duration(p.Elapsed)
	if p.Rate > 0 {
		elapsed += fmt.Sprintf("; %.1f documents a second", p.Rate)
	}
	return append(lines, remark{plainly, elapsed + "."})
}

// follow polls the job once. No answer is no end.
func (c *syncChapter) follow() work {
	guide, id := c.trip.guide, c.job
	return func(ctx context.Context) (func() turn, error) {
		progress, err := guide.Job(ctx, id)
		if err != nil {
			return nil, nil //nolint:nilerr // it is asked again
		}
		return func() turn {
			if c.job != id {
				return turn{}
			}
			c.progress = &progress
			if progress.Ended {
				return c.trip.look(func() turn { return turn{} })
			}
			return turn{}
		}, nil
	}
}

// cancel proposes to end the sync.
func (c *syncChapter) cancel() turn { return c.propose(c.trip.guide.CancelSync(c.job), nil) }

// endPage tells how the sync ended, and where to look next.
func (c *syncChapter) endPage() page {
	t, p := c.trip, c.progress
	out := page{name: "end", heading: "First sync"}
	again := choice{label: "Start another sync", take: func() turn { c.job, c.progress = "", nil; return c.begin(false) }}
	if !p.Failed {
		out.lines = append(remarks(good, "The sync is complete."), jobLines(*p)...)
		out.lines = append(out.lines, remark{plainly, "Where to look next:"})
		if t.o.Simulated != "" {
			out.lines = append(out.lines, remark{item, "connwiz setup does all this on a cluster of yours; the demo keeps nothing."})
			out.choices = []choice{moving("Finish", finished), again}
			return out
		}
		out.lines = append(out.lines, remarks(item, "GET /"+t.survey.Index.Name+"/_search shows the documents;",
			t.told("doctor")+" says whether all is well;", t.told("schedule")+" changes when syncs start.")...)
		out.choices = []choice{moving("Finish", finished), again}
		return out
	}
	out.lines = append(remarks(bad, "The sync ended: "+strings.ReplaceAll(string(p.Job.Status), "_", " ")+". "+c.redacted(p.Job.Error)), jobLines(*p)...)
	out.choices = []choice{{label: "Open the form", help: "With the error beside its field.", take: func() turn { return turn{visit: theForm} }},
		again, moving("Finish", finished)}
	if p.Field != "" {
		out.choices[0].label, out.choices[0].about = "Open the form at", p.Field
	}
	return out
}

// redacted is an error of the service without the values of sensitive fields.
func (c *syncChapter) redacted(text string) string {
	if s := c.trip.survey.Configuration; s != nil {
		return s.RedactQuoted(text)
	}
	return text
}

// mend offers to follow a sync that runs already.
func (c *syncChapter) mend(failed error, _ turn) (page, bool) {
	running, ok := refusedBy[*setup.RunningError](failed)
	if !ok {
		return page{}, false
	}
	return page{name: "running", heading: "First sync", lines: remarks(warning, wholeSentence(failed.Error())), choices: []choice{
		{label: "Follow that one", take: func() turn { c.drop(); c.job, c.progress = running.Job.ID, nil; return turn{} }},
		{label: "Start another one all the same", take: func() turn { return c.begin(true) }},
		{label: "Go back", take: func() turn { c.drop(); return turn{} }},
	}}, true
}
