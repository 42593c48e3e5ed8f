package ui

import (
	"connwiz/client"
	"connwiz/client/serviceconfig"
)

// Again is what a command has to repeat so that it is about the connector of a
// set-up when it is typed after it.
type Again struct {
	// Command is "setup", "doctor" or "schedule"; ID is the connector's, "" before
	// there is one.
	Command, ID string
	// ConfigFile is the config.yml of the set-up.
	ConfigFile string
	// Profile is the profile under which the cluster was saved, "" when it wasn't.
	Profile string
	// Typed is the cluster where its address was typed, nil where it is the one that
	// the set-up began with. It has no credentials.
	Typed *client.Config
}

// told is a command to type, with what it needs to find the same cluster and file.
func (t *trip) told(command string) string {
	a := Again{Command: command, ID: t.id, ConfigFile: t.configFile, Profile: t.profile, Typed: t.typed}
	switch {
	case t.o.CommandLine != nil:
		return t.o.CommandLine(a)
	case a.ID == "":
		return "connwiz " + command
	}
	return "connwiz " + command + " " + serviceconfig.ShellArg(a.ID)
}

// comeBack tells how to go on later; "" where the surroundings are simulated, of which
// nothing is left then.
func (t *trip) comeBack() string {
	if t.o.Simulated != "" {
		return ""
	}
	return t.told("setup")
}

// outcome is what stays on the normal screen of a set-up that was left or has come
// to its end.
func (w *tour) outcome() Outcome {
	t := w.trip
	_, done := t.survey.Next()
	begun := "set-up left before a connector was created"
	if t.id != "" {
		begun = t.id + ": set-up left at step " + stepNumber(w.at) + ", " + stepWord(w.at)
	}
	switch again := t.comeBack(); {
	case t.survey.Found && done:
		return Outcome{Code: codeDone, Lines: []string{t.id + ": set up, and synced"}}
	case again == "":
		return Outcome{Code: codeCancelled, Lines: []string{begun + "; the demo keeps nothing"}}
	case t.id == "":
		return Outcome{Code: codeCancelled, Lines: []string{begun + "; to begin again: " + again}}
	default:
		return Outcome{Code: codeCancelled, Lines: []string{begun + "; to go on: " + again}}
	}
}
