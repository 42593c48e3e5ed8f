package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"

	"github.com/spf13/cobra"
)

const demoHelp = `Run the wizard on an Elasticsearch stand-in inside this program, with sample
connectors and a simulated connector service. Nothing leaves this machine and
nothing is kept.`

const demoExamples = `  connwiz demo

  # serve the stand-in alone, and use it from another terminal
  connwiz demo --listen 127.0.0.1:9200
  ELASTICSEARCH_URL=http://127.0.0.1:9200 connwiz list`

// demoPace is how often the simulated service looks at its connectors: fast
// enough to be watched.
const demoPace = 2 * time.Second

// demoOptions are the inputs of demo.
type demoOptions struct {
	*app
	listen string
	bare   bool
}

func newDemo(a *app) *cobra.Command {
	o := &demoOptions{app: a}
	cmd := &cobra.Command{
		Use:     "demo",
		Short:   "Try the wizard on an embedded stand-in for Elasticsearch",
		Long:    demoHelp,
		Example: demoExamples,
		Args:    exactly(0, 0),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.listen != "" {
				return a.work(func(ctx context.Context, _ []string) error { return o.serve(ctx) })(cmd, args)
			}
			return a.sit(func(ctx context.Context, _ []string) error { return o.run(ctx) })(cmd, args)
		},
	}
	cmd.Flags().StringVar(&o.listen, "listen", "", "only serve the stand-in, on `ADDRESS`")
	cmd.Flags().BoolVar(&o.bare, "bare", false, "empty: no sample connectors, no simulated service")
	return cmd
}

// run shows the wizard on a stand-in of its own.
func (o *demoOptions) run(ctx context.Context) error {
	if err := o.needTerminal(); err != nil {
		return err
	}
	url, stop, err := o.start(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer stop()
	c, err := client.New(client.Config{URL: url, Timeout: o.global.timeout})
	if err != nil {
		return err
	}
	defer c.Close()
	return o.wizard(ctx, sitting{cluster: c, host: "demo", command: "demo"})
}

// serve serves the stand-in until a signal ends it, which is how it is meant to
// end: its exit code says so and no error is shown.
func (o *demoOptions) serve(ctx context.Context) error {
	url, stop, err := o.start(ctx, o.listen)
	if err != nil {
		return err
	}
	defer stop()
	if err := o.announce(url); err != nil {
		return err
	}
	<-ctx.Done()
	var s signalError
	if errors.As(context.Cause(ctx), &s) {
		return exitError{s.code()}
	}
	return ctx.Err()
}

// announce says where the stand-in is and how to use it.
func (o *demoOptions) announce(url string) error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			URL string `json:"url"`
		}{url})
	}
	content := "six sample connectors and a simulated connector service"
	if o.bare {
		content = "nothing in it"
	}
	_, err := fmt.Fprintf(o.streams.Out, `Elasticsearch stand-in with %s on %s
In another terminal:
  export ELASTICSEARCH_URL=%[2]s
  connwiz list
Ctrl+C ends it; nothing is kept.
`, content, url)
	return err
}

// start serves the stand-in on an address and returns its URL.
func (o *demoOptions) start(ctx context.Context, address string) (url string, stop func(), err error) {
	standIn := emulator.New(emulator.Options{})
	if !o.bare {
		if err := standIn.Seed(); err != nil {
			return "", nil, fmt.Errorf("make sample connectors: %w", err)
		}
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return "", nil, usagef("connwiz demo --listen 127.0.0.1:0", "listen on %q: %v", address, cause(err))
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		o.warn("the stand-in asks for no password and can be reached from other machines")
	}
	ctx, cancel := context.WithCancel(ctx)
	server := &http.Server{Handler: standIn, ReadHeaderTimeout: 10 * time.Second}
	var running sync.WaitGroup
	running.Go(func() { _ = server.Serve(l) }) // ends with Close below
	if !o.bare {
		service := &emulator.Service{Idling: demoPace, Heartbeat: 10 * demoPace}
		running.Go(func() { _ = service.Run(ctx, standIn) }) // ends with ctx
	}
	return "http://" + l.Addr().String(), func() {
		cancel()
		_ = server.Close()
		running.Wait()
	}, nil
}

// cause is the innermost error: the outer ones repeat the address.
func cause(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}
