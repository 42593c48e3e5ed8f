package command

import (
	"fmt"
	"slices"

	"connwiz/cmd/internal/manual"
	"connwiz/ui"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// topic is a page of the manual that is about no single command.
type topic struct {
	name, short string
	parts       func(root *cobra.Command) []manual.Part
}

// topics lists the topics in the order in which the manual tells them.
func topics() []topic {
	return []topic{
		{"keys", "the keys of the wizard", keysTopic},
		{"plain", "one line at a time, for screen readers (--plain)", plainTopic},
		{"flags", "the flags that every command has", flagsTopic},
		{"environment", "the variables that are read, and the files", environmentTopic},
		{"exit-codes", "what scripts can rely on", exitTopic},
		{"secrets", "how secrets get in, and where they never are", textOnly(secretsProse)},
		{"semantics", "what a value means: conversion, depends_on, defaults, rules", semanticsTopic},
	}
}

// topicsFor lists the topics of a tree of commands.
func topicsFor(cmd *cobra.Command) []topic {
	all := topics()
	if isForGuests(cmd) {
		all = slices.DeleteFunc(all, func(t topic) bool { return !slices.Contains(guestTopics(), t.name) })
	}
	return all
}

// topicNamed finds a topic.
func topicNamed(cmd *cobra.Command, name string) (topic, bool) {
	all := topicsFor(cmd)
	i := slices.IndexFunc(all, func(t topic) bool { return t.name == name })
	if i < 0 {
		return topic{}, false
	}
	return all[i], true
}

// page is the topic as a page of its own.
func (t topic) page(root *cobra.Command) manual.Page {
	return manual.Page{Name: "connwiz " + t.name, Short: t.short, Section: 7, Parts: t.parts(root)}
}

// textOnly is a topic without a table.
func textOnly(text string) func(*cobra.Command) []manual.Part {
	return func(*cobra.Command) []manual.Part { return []manual.Part{{Blocks: manual.Prose(text)}} }
}

// with is a part of prose and a table below it.
func with(title, text string, terms []manual.Term) manual.Part {
	return manual.Part{Title: title, Blocks: append(manual.Prose(text), manual.Block{Terms: terms})}
}

func keysTopic(*cobra.Command) []manual.Part {
	return []manual.Part{with("", keysProse, pressed(ui.Keys())), {Blocks: manual.Prose(keysElsewhereProse)}}
}

// pressed makes a table of what may be pressed or typed.
func pressed(list []ui.Help) []manual.Term {
	var out []manual.Term
	for _, h := range list {
		out = append(out, manual.Term{Name: h.Keys, Says: h.Does})
	}
	return out
}

func flagsTopic(root *cobra.Command) []manual.Part {
	prose := flagsProse
	if isForGuests(root) {
		prose = guestFlagsProse
	}
	return []manual.Part{with("", prose, flagTerms(root.PersistentFlags()))}
}

func environmentTopic(*cobra.Command) []manual.Part {
	return []manual.Part{with("", environmentProse, environment()), with("Files", "", files())}
}

func exitTopic(root *cobra.Command) []manual.Part {
	var terms []manual.Term
	for _, e := range exitTable() {
		says := e.says
		if e.word != "" {
			says += " (" + e.word + ")"
		}
		terms = append(terms, manual.Term{Name: fmt.Sprint(e.code), Says: says})
	}
	parts := []manual.Part{with("", exitProse, terms)}
	if isForGuests(root) {
		return parts
	}
	return append(parts, manual.Part{Blocks: manual.Prose(exitOfSeveralProse)})
}

func semanticsTopic(*cobra.Command) []manual.Part {
	part := func(title, text string) manual.Part { return manual.Part{Title: title, Blocks: manual.Prose(text)} }
	return []manual.Part{
		part("", semanticsProse), part("Conversion", conversionProse), part("Emptiness", emptinessProse),
		part("Defaults", defaultsProse), part("Dependencies", dependsProse), part("Validations", validationsProse),
		part("The service's answer", verdictProse),
	}
}

// flagTerms is a table of flags.
func flagTerms(flags *pflag.FlagSet) []manual.Term {
	var out []manual.Term
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, says := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		if !slices.Contains([]string{"", "false", "0", "0s", "[]"}, f.DefValue) {
			says += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		out = append(out, manual.Term{Name: name, Says: says})
	})
	return out
}
