//go:build !unix

package terminal

import "os"

func notifyContinued(chan<- os.Signal) {}

func notifyResize(chan<- os.Signal) {}
