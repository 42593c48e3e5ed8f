// Command connwiz sets up Elastic connectors from a terminal.
package main

import (
	"context"
	"io"
	"log"
	"os"

	// Keeps the terminal from being asked anything before main: see there.
	_ "connwiz/ui/terminal/quiet"

	"connwiz/cmd/internal/command"
)

// Stamped by the linker: see the Makefile.
var version, commit, date string

func main() { os.Exit(run()) }

func run() int {
	// The standard library logs what servers send unasked, which may be anything.
	log.SetOutput(io.Discard)
	build := command.Build{Version: version, Commit: commit, Date: date}
	return command.Run(context.Background(), command.System(), build, os.Args[1:])
}
