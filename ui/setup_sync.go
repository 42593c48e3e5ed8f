package ui

import (
	"context"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
)

// syncChapter is the last step: when syncs start, and the first one.
type syncChapter struct {
	deed
	scheduling
	of       string // the connector that the questions are for
	job      string
	progress *setup.JobProgress
}

// newSyncChapter asks when syncs shall start.
func newSyncChapter(t *trip) *syncChapter { return &syncChapter{deed: deed{trip: t}} }

// arrive begins with the questions, of a connector once.
func (c *syncChapter) arrive() turn {
	c.drop()
	t := c.trip
	if c.of != t.id || c.when == nil {
		c.of = t.id
		c.scheduling.begin(t.survey.Schedules)
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

// startPage offers to start the first sync.
func (c *syncChapter) startPage() page {
	t := c.trip
	fact := t.fact(setup.Sync)
	p := page{name: "start", heading: "First sync", about: "The first sync starts when you ask for it; later ones follow the schedule.", lines: append(factLines(fact), c.scheduleLines()...)}
	p.choices = []choice{
		{label: "Start a sync", help: "Shows first what will be sent.", take: func() turn { return c.begin(false) }},
		{label: "Change the schedule", take: func() turn { c.kind, c.scheduled = client.FullSync, false; return turn{} }},
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
