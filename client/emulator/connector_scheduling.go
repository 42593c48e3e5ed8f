package emulator

import (
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// updateScheduling merges the schedules that are given into those that are there.
func (s *Server) updateScheduling() update {
	schedules := x.Parser{Name: "connector_scheduling", Lenient: true, Fields: []x.Field{
		x.Nested("access_control", scheduleParser()),
		x.Nested("full", scheduleParser()),
		x.Nested("incremental", scheduleParser()),
	}}
	return update{
		path: "_scheduling", action: "update_scheduling", blind: true,
		parser:   parser("scheduling", x.Nested("scheduling", schedules).Require()),
		problems: schedulingProblems,
		patch:    merge,
	}
}

// schedulingProblems has a bug of the real server: it doesn't count a schedule
// for access control.
func schedulingProblems(body *x.Node) []string {
	scheduling := body.Get("scheduling")
	if scheduling.Has("full") || scheduling.Has("incremental") {
		return nil
	}
	return []string{"[scheduling] object needs to define at least one schedule type: [full | incremental | access_control]"}
}

func scheduleParser() x.Parser {
	return x.Parser{
		Name: "schedule_config", Lenient: true,
		Fields: []x.Field{x.Boolean("enabled").Require(), x.String("interval").Require()},
		Build: func(schedule *x.Node) (*x.Node, *x.Exception) {
			given := schedule.Get("interval").Text()
			if !validCron(given) {
				return nil, x.IllegalArgument("invalid cron expression [%s]", given)
			}
			return schedule.With("interval", x.Text(strings.ToUpper(given))), nil
		},
	}
}
