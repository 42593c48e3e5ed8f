// Package command is connwiz's command line: one file a command, and three that
// all share. streams.go is the only one that knows the process (its files, its
// environment, its clock), exit.go the only one that turns an error into text,
// hint and exit code, and output.go the only one that writes JSON and YAML.
//
// A command is a struct of its inputs, a constructor that binds flags to it, and
// a run method that does the work.
package command
