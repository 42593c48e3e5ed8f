package command

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const scheduleHelp = `Show or change when a connector's syncs start. All times are in UTC.

WHEN is a Quartz cron expression as Elasticsearch reads it (seconds, minutes,
hours, day of month, month, day of week from SUN=1), or one of:

  off, on            switch the schedule, its times stay
  every 6h           minutes that divide an hour, hours that divide a day
  daily 02:30
  weekly MON,THU 02:30
  monthly 15 02:30   or: monthly last 02:30`

const scheduleExamples = `  connwiz schedule orders
  connwiz schedule orders --full "daily 02:30" --incremental "every 1h"
  connwiz schedule orders --full "0 0 2 ? * MON-FRI"`

// scheduleOptions are the inputs of schedule.
type scheduleOptions struct {
	*app
	when map[client.JobType]*string
	dry  bool
}

func newSchedule(a *app) *cobra.Command {
	o := &scheduleOptions{app: a, when: map[client.JobType]*string{}}
	cmd := &cobra.Command{
		Use:         "schedule ID",
		Short:       "Show or change when a connector's syncs start",
		Long:        scheduleHelp,
		Example:     scheduleExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0])
		}),
	}
	for _, kind := range client.JobTypes() {
		name := strings.ReplaceAll(string(kind), "_", "-")
		o.when[kind] = cmd.Flags().String(name, "", "`WHEN` "+strings.ReplaceAll(string(kind), "_", " ")+" syncs start")
	}
	dryRun(cmd.Flags(), &o.dry)
	return cmd
}

func (o *scheduleOptions) run(ctx context.Context, c *client.Client, id string) error {
	stored, err := c.Schedules(ctx, id)
	if err != nil {
		return err
	}
	changes, err := o.changes(stored)
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		return o.print(id, "", stored)
	}
	guide, err := o.guide(c, "")
	if err != nil {
		return err
	}
	action := guide.SetSchedules(id, changes)
	if o.dry {
		return o.rehearse(ctx, id, action)
	}
	var report setup.Report
	_, err = o.recorded("schedule", c.Host(), &ui.Save{Connector: id, Fields: changedSchedules(changes)}, func() (client.Result, error) {
		var err error
		report, err = action.Do(ctx)
		return report.Result, err
	})
	if err != nil {
		return refused(err, "see the stored ones: "+about("schedule", id))
	}
	maps.Copy(stored, changes)
	o.warnLicence(ctx, c, changes)
	return o.print(id, report.Result, stored)
}

// changedSchedules are the names of what changes.
func changedSchedules(changes client.Schedules) []string {
	var fields []string
	for _, kind := range client.JobTypes() {
		if _, changed := changes[kind]; changed {
			fields = append(fields, "scheduling."+string(kind))
		}
	}
	return fields
}

// changes reads the flags.
func (o *scheduleOptions) changes(stored client.Schedules) (client.Schedules, error) {
	changes := client.Schedules{}
	for _, kind := range client.JobTypes() {
		if *o.when[kind] == "" {
			continue
		}
		s, err := setup.ReadSchedule(*o.when[kind], stored[kind])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		changes[kind] = s
	}
	return changes, nil
}

// warnLicence tells of syncs that a licence doesn't have. Not to know it is no
// reason to fail.
func (o *scheduleOptions) warnLicence(ctx context.Context, c *client.Client, changes client.Schedules) {
	if !changes[client.AccessControlSync].Enabled {
		return
	}
	if l, err := c.License(ctx); err == nil && !l.DocumentLevelSecurity() {
		o.warn(fmt.Sprintf("the licence (%s) has no document level security: access control syncs will not start", text.Clean(l.Type)))
	}
}

// scheduled is one schedule of the result.
type scheduled struct {
	Type     string   `json:"type"`
	Enabled  bool     `json:"enabled"`
	Interval string   `json:"interval"`
	Words    string   `json:"words"`
	Next     []string `json:"next"`
	Local    []string `json:"next_local"`
	Warnings []string `json:"warnings"`
}

// describeSchedule explains a schedule. One that can't be read is shown as it is.
func describeSchedule(kind client.JobType, s client.Schedule, now time.Time) scheduled {
	e := setup.Explain(kind, s, now, now.Location())
	d := scheduled{
		Type: string(kind), Enabled: s.Enabled, Interval: s.Interval, Words: e.Words,
		Next: []string{}, Local: []string{}, Warnings: notNil(e.Warnings),
	}
	if e.Err != nil {
		d.Warnings = append(d.Warnings, e.Err.Error())
	}
	for _, at := range e.Next {
		d.Next = append(d.Next, at.Format(time.RFC3339))
	}
	for _, at := range e.Local {
		d.Local = append(d.Local, at.Format(time.RFC3339))
	}
	return d
}

func (o *scheduleOptions) print(id string, result client.Result, all client.Schedules) error {
	described := []scheduled{}
	for _, kind := range client.JobTypes() {
		if s, known := all[kind]; known {
			described = append(described, describeSchedule(kind, s, o.streams.Now()))
		}
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID        string      `json:"id"`
			Result    *string     `json:"result"`
			Schedules []scheduled `json:"schedules"`
		}{id, orNull(string(result)), described})
	}
	if len(described) == 0 {
		_, err := fmt.Fprintf(o.streams.Out, "%s: no schedule is stored: syncs start only by hand\n", text.Clean(id))
		return err
	}
	for _, s := range described {
		if _, err := fmt.Fprint(o.streams.Out, s.text()); err != nil {
			return err
		}
		for _, w := range s.Warnings {
			if s.Enabled {
				o.warn(s.Type + ": " + w)
			}
		}
	}
	return nil
}

// text is a schedule for people.
func (s scheduled) text() string {
	name := strings.ReplaceAll(s.Type, "_", " ")
	if !s.Enabled {
		return fmt.Sprintf("%s: off (%s)\n", name, text.Clean(s.Interval))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s (%s)\n", name, s.Words, text.Clean(s.Interval))
	for i, at := range s.Next {
		fmt.Fprintf(&b, "  next: %s", at)
		if s.Local[i] != at {
			fmt.Fprintf(&b, ", here %s", s.Local[i])
		}
		b.WriteByte('\n')
	}
	return b.String()
}
