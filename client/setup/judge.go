package setup

import (
	"errors"
	"fmt"
	"strings"

	"connwiz/client"
)

// judge makes the facts of all steps out of what was read.
func (s *Survey) judge() {
	s.Key.Lost = s.keyLost()
	for _, step := range Steps() {
		f := s.fact(step)
		f.Step = step
		if f.Err == nil {
			f.Err = s.errs[step]
		}
		s.Facts = append(s.Facts, f)
	}
}

// keyLost reports whether the recorded key is nowhere to be read.
func (s *Survey) keyLost() bool {
	if !s.Found || !s.selfManaged() || s.Key.Recorded.ID == "" || s.errs[ConfigYML] != nil || s.Alive() {
		return false
	}
	if !s.Config.HasKey {
		return true
	}
	// A key that comes from the environment can't be compared.
	return s.Config.KeyID != "" && s.Config.KeyID != s.Key.Recorded.ID
}

func (s *Survey) fact(step Step) Fact {
	if step == Connect {
		return s.factConnect()
	}
	if s.errs[Connect] != nil {
		return blocked("the cluster can't be asked", "")
	}
	if step == Connector {
		return s.factConnector()
	}
	if !s.Found {
		return blocked("there is no connector yet", "")
	}
	switch step {
	case Index:
		return s.factIndex()
	case APIKey:
		return s.factKey()
	case ConfigYML:
		return s.factConfig()
	case Schema:
		return s.factSchema()
	case Configure:
		return s.factConfigure()
	default:
		return s.factSync()
	}
}

func done(format string, args ...any) Fact {
	return Fact{Standing: Done, Sentence: fmt.Sprintf(format, args...)}
}

func toDo(sentence, hint string) Fact { return Fact{Standing: Missing, Sentence: sentence, Hint: hint} }

func blocked(sentence, hint string) Fact {
	return Fact{Standing: Blocked, Sentence: sentence, Hint: hint}
}

// warned adds warnings that say something.
func (f Fact) warned(warnings ...string) Fact {
	for _, w := range warnings {
		if w != "" {
			f.Warnings = append(f.Warnings, w)
		}
	}
	return f
}

func (s *Survey) factConnect() Fact {
	c := s.Cluster
	if err := s.errs[Connect]; err != nil {
		return blocked(err.Error(), connectHint(err))
	}
	if !c.Missing.None() {
		return blocked("these credentials lack privileges: "+c.Missing.String(),
			"ask with others, or give this user or key these privileges").warned(c.warnings...)
	}
	who := ""
	switch {
	case c.Identity.KeyID != "":
		who = ", API key " + c.Identity.KeyID + " of user " + c.Identity.Username
	case c.Identity.Username != "":
		who = ", user " + c.Identity.Username
	}
	f := done("%s, %s%s", c.Host, serverName(c.Info), who).warned(c.warnings...)
	if !c.CanMint {
		f = f.warned("an API key can't mint the connector's API key: that step takes a user name and a password, or an existing key")
	}
	return f
}

// serverName is the server in words: "Elasticsearch 9.1.5", "Elasticsearch
// serverless".
func serverName(i client.Info) string {
	switch {
	case i.Serverless():
		return "Elasticsearch serverless"
	case i.Version == "":
		return "Elasticsearch of an unknown version"
	}
	return "Elasticsearch " + i.Version
}

func connectHint(err error) string {
	switch reactionOf(err) {
	case client.NotAllowed:
		return "check the credentials"
	case client.Unreachable:
		return "check address, network and certificate"
	case client.Trouble, client.NotFound, client.Conflict, client.Rejected:
	}
	return ""
}

func (s *Survey) factConnector() Fact {
	switch err := s.errs[Connector]; {
	case s.ID == "":
		return toDo("no connector is chosen yet", "choose one, or create one")
	case reactionOf(err) == client.NotFound:
		return toDo(fmt.Sprintf("there is no connector with the id %q", s.ID), "choose another one, or create it")
	case err != nil:
		return blocked(err.Error(), connectHint(err))
	case !s.Found:
		return blocked(fmt.Sprintf("connector %q was deleted", s.ID), "choose another one, or create one")
	case s.Connector.ServiceType == "":
		return toDo("the connector has no service type: no connector service takes it", "give it one")
	}
	kind := s.Connector.ServiceType
	if known, ok := FindServiceType(kind); ok {
		kind = known.Name
	}
	if s.Connector.Native {
		kind += ", run by Elastic"
	}
	return done("%s (%s)", named(s.Connector), kind)
}

// named is what a connector is called.
func named(c client.Summary) string {
	if c.Name == "" {
		return c.ID
	}
	return c.Name
}

func (s *Survey) factIndex() Fact {
	name := s.Connector.IndexName
	if name == "" {
		return toDo("no index is attached: no sync can start", "attach one")
	}
	f := done("index %s is attached", name)
	var problem *client.IndexNameError
	if err := client.CheckIndexName(name, s.Connector.Native && !s.Cluster.Info.Before(9, 0)); errors.As(err, &problem) {
		return toDo(problem.Error(), "attach another one")
	}
	switch i := s.Index; {
	case !i.Known:
		f.Sentence += "; whether it exists is not known"
	case !i.Exists:
		f.Sentence += "; the first sync creates it"
	case !i.Mapped:
		f = f.warned(noMappings(name))
	}
	return f
}

// noMappings warns of an index that the connector service didn't create
// (connectors/es/index.py).
func noMappings(name string) string {
	return fmt.Sprintf("index %s exists without mappings: the connector service fails to sync into such an index", name)
}

func (s *Survey) factKey() Fact {
	key, info := s.Key.Recorded, s.Cluster.Info
	switch {
	case s.Connector.Native && !info.Before(9, 0):
		return Fact{Standing: NotNeeded, Sentence: "Elastic makes the key of a connector that it runs"}
	case s.Connector.IndexName == "":
		return blocked("the key is limited to the connector's index, and there is none yet", "")
	case info.Before(8, 13) && s.Config.Listed && s.Config.HasKey:
		return done("config.yml has a key; this server (%s) can't record which one it is", info.Version)
	case s.Key.Unrecorded != "":
		return toDo(fmt.Sprintf("config.yml has API key %s for this index, which is not recorded on the connector", s.Key.Unrecorded), "record it")
	case key.ID == "":
		return toDo("no API key is recorded", s.mintHint())
	case s.Key.Known && !s.Key.Valid:
		return toDo(fmt.Sprintf("API key %s is recorded, and is no longer valid", key.ID), s.mintHint())
	case s.Connector.Native && key.SecretID == "":
		return toDo(fmt.Sprintf("API key %s is recorded, but no connector secret that holds it", key.ID), s.mintHint())
	}
	f := done("API key %s is recorded", key.ID)
	if !s.Key.Known {
		f.Sentence += "; whether it is valid is not known"
	}
	if want := client.KeyName(s.Connector.IndexName); s.Key.Name != "" && strings.HasSuffix(s.Key.Name, "-connector") && s.Key.Name != want {
		f = f.warned(fmt.Sprintf("API key %s is named %s, as if it were for another index than %s", key.ID, s.Key.Name, s.Connector.IndexName))
	}
	return f
}

func (s *Survey) mintHint() string {
	if s.Cluster.CanMint {
		return "mint one"
	}
	return "mint one with a user name and a password, or record an existing one"
}
