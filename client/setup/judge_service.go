package setup

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"connwiz/client"
	"connwiz/client/serviceconfig"
)

func (s *Survey) factConfig() Fact {
	if !s.selfManaged() {
		return Fact{Standing: NotNeeded, Sentence: "Elastic runs this connector, not a service of yours"}
	}
	f := s.listed()
	if f.Standing == Missing && s.Alive() && !s.Config.Listed {
		f.Standing = Optional
		f.Sentence += ", but a connector service is at work on it"
	}
	if host := s.Config.Host; host != "" && s.Config.Listed && !fromEnvironment(host) && !serviceconfig.SameHost(host, s.Config.address) {
		f = f.warned(fmt.Sprintf("elasticsearch.host in it is %s, and this cluster is %s", host, s.Config.address))
	}
	if s.Config.Open {
		f = f.warned(fmt.Sprintf("others may read %s: chmod 600", s.Config.Path))
	}
	return f
}

// listed says what config.yml says of the connector.
func (s *Survey) listed() Fact {
	c := s.Config
	const write = "put the connector into it"
	var failure *serviceconfig.FileError
	switch err := s.errs[ConfigYML]; {
	case errors.As(err, &failure):
		return blocked(err.Error(), "name another file, or make it readable")
	case err != nil:
		return blocked(fmt.Sprintf("%s: %v", c.Path, err), "correct the file by hand")
	case !c.Exists:
		return toDo(fmt.Sprintf("%s isn't there", c.Path), "create it")
	case !c.Listed:
		return toDo(fmt.Sprintf("%s doesn't list the connector", c.Path), write)
	case c.ServiceType != s.Connector.ServiceType && !fromEnvironment(c.ServiceType) && !unfilled(c.ServiceType):
		return blocked(fmt.Sprintf("%s says service type %q of the connector, which has %q", c.Path, c.ServiceType, s.Connector.ServiceType),
			"correct the entry by hand")
	case c.ServiceType != s.Connector.ServiceType && !fromEnvironment(c.ServiceType):
		return toDo(fmt.Sprintf("%s lists the connector without its service type", c.Path), write)
	}
	return s.keyed()
}

// keyed says with which key config.yml lists the connector.
func (s *Survey) keyed() Fact {
	c, recorded := s.Config, s.Key.Recorded.ID
	switch {
	case !c.HasKey && !c.credentials:
		return toDo(fmt.Sprintf("%s lists the connector, without a key", c.Path), s.lostHint("put a key into it"))
	case s.Key.Lost && c.KeyID != "":
		return toDo(fmt.Sprintf("%s has API key %s, and the connector has %s recorded", c.Path, c.KeyID, recorded), s.lostHint(""))
	}
	f := done("%s lists the connector", c.Path)
	if c.KeyID != "" {
		f.Sentence += " with API key " + c.KeyID
	}
	if !c.HasKey {
		f = f.warned("it has a user's password instead of an API key")
	}
	return f
}

// lostHint says what to do about a key that nobody can read again.
func (s *Survey) lostHint(otherwise string) string {
	if !s.Key.Lost {
		return otherwise
	}
	return fmt.Sprintf("API key %s can't be read again: mint another one, and invalidate this one", s.Key.Recorded.ID)
}

func fromEnvironment(value string) bool { return strings.Contains(value, "$") }

// unfilled reports whether a value still has to be filled in.
func unfilled(value string) bool { return value == "" || value == "changeme" }

func (s *Survey) factSchema() Fact {
	if s.Configuration != nil && !s.Configuration.Empty() {
		return done("the schema is registered, %s", count(len(s.Configuration.Fields()), "field"))
	}
	if s.Connector.ServiceType == "" {
		return blocked("without a service type no service registers a schema", "")
	}
	p := waitFor(Look{At: s.Taken, Connector: s.Connector}, time.Time{}, 0)
	return toDo(p.Sentence, "start the connector service, and wait")
}

func (s *Survey) factConfigure() Fact {
	if s.Configuration == nil || s.Configuration.Empty() {
		return blocked("there is no schema yet", "")
	}
	switch status := s.Connector.Status; {
	case status == client.Failed:
		return toDo("the service refused it: "+s.Configuration.RedactQuoted(s.Connector.Error), "correct it")
	case !s.Verdict.Valid:
		return toDo("values are missing or wrong: "+s.Configuration.RedactQuoted(s.Verdict.Message), "fill it in")
	case status == client.Connected:
		return done("the service accepted it")
	case status == client.Configured:
		return done("it is saved").warned("the service has not looked at it yet")
	}
	return toDo("it is valid as it was registered, and was not submitted yet", "submit it, as it is or changed")
}

func (s *Survey) factSync() Fact {
	if s.Connector.IndexName == "" {
		return blocked("without an index no sync can start", "")
	}
	f := s.firstSync()
	if on := s.schedulesOn(); on == 0 {
		f = f.warned("no schedule is on: syncs start only by hand")
	}
	if err := s.errs[Sync]; err != nil {
		f = f.warned("the sync jobs are not known: " + err.Error())
	}
	return f
}

// schedulesOn counts the schedules that are on.
func (s *Survey) schedulesOn() int {
	on := 0
	for _, one := range s.Schedules {
		if one.Enabled {
			on++
		}
	}
	return on
}

// firstSync says how the syncs so far have gone.
func (s *Survey) firstSync() Fact {
	if i := slices.IndexFunc(s.Jobs, func(j client.SyncJob) bool { return !j.Status.Ended() }); i >= 0 {
		return toDo(fmt.Sprintf("sync job %s is %s", s.Jobs[i].ID, s.Jobs[i].Status), "watch it")
	}
	if i := slices.IndexFunc(s.Jobs, func(j client.SyncJob) bool { return j.Status == client.JobCompleted }); i >= 0 {
		return done("a sync completed, %s", count(s.Jobs[i].Indexed, "document"))
	}
	switch last := client.JobStatus(s.Connector.LastSyncStatus); {
	case last == client.JobCompleted:
		return done("a sync completed")
	case last == client.JobFailed:
		return toDo("the last sync failed: "+s.redacted(s.Connector.LastSyncError), "see what is wrong, and start another one")
	case len(s.Jobs) > 0:
		return toDo(fmt.Sprintf("the last sync ended as %s", s.Jobs[0].Status), "start another one")
	}
	return toDo("there was no sync yet", "start one")
}

// redacted takes the values of sensitive fields out of a text of the service.
func (s *Survey) redacted(message string) string {
	if s.Configuration == nil {
		return message
	}
	return s.Configuration.RedactQuoted(message)
}

// count is a number with its noun: "1 field", "2 fields".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
