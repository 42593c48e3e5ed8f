package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/kibana"

	"github.com/spf13/cobra"
)

const demoHelp = `Run the wizard on an Elasticsearch stand-in inside this program, with sample
connectors and a simulated connector service. Nothing leaves this machine and
nothing is kept.`

const demoExamples = `  connwiz demo

  # serve the stand-in alone, and use it from another terminal
  connwiz demo --listen 127.0.0.1:9200 --listen-kibana 127.0.0.1:5601
  ELASTICSEARCH_URL=http://127.0.0.1:9200 connwiz list
  KIBANA_URL=http://127.0.0.1:5601 connwiz action list`

// demoPace is how often the simulated service looks at its connectors: fast
// enough to be watched.
const demoPace = 2 * time.Second

// demoRounds are those that it takes to start with a new connector: as long as a person
// takes to see that something is waited for.
const demoRounds = 4

// demoOfBoth serves both stand-ins on addresses that are always free.
const demoOfBoth = "connwiz demo --listen 127.0.0.1:0 --listen-kibana 127.0.0.1:0"

// demoOptions are the inputs of demo.
type demoOptions struct {
	*app
	listen string
	kibana string // the address for Kibana, "" without it
	bare   bool
	server string // the version to play
	// person is who sits at the demo, nil where the stand-in is served alone.
	person *demoPerson
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
			if err := emulator.CheckVersion(o.server); err != nil {
				return usagef("connwiz demo --server-version 8.15.0", "--server-version: %v", err)
			}
			if o.kibana != "" && o.listen == "" {
				return usagef("connwiz demo --listen 127.0.0.1:9200 "+flagFor("--listen-kibana", o.kibana), "--listen-kibana goes with --listen")
			}
			if o.listen != "" {
				return a.work(func(ctx context.Context, _ []string) error { return o.serve(ctx) })(cmd, args)
			}
			return a.sit(func(ctx context.Context, _ []string) error { return o.run(ctx) })(cmd, args)
		},
	}
	cmd.Flags().StringVar(&o.listen, "listen", "", "only serve the stand-in, on `ADDRESS`")
	cmd.Flags().StringVar(&o.kibana, "listen-kibana", "", "with --listen: serve a stand-in for Kibana too, on `ADDRESS`")
	cmd.Flags().BoolVar(&o.bare, "bare", false, "empty: no sample connectors, no simulated service")
	cmd.Flags().StringVar(&o.server, "server-version", "", "`VERSION` of Elasticsearch to play, from 8.12.0 on, or serverless")
	return cmd
}

// run shows the wizard on a stand-in of its own.
func (o *demoOptions) run(ctx context.Context) error {
	if err := o.needTerminal(); err != nil {
		return err
	}
	o.kibana = "127.0.0.1:0"
	dir, clean, err := demoFolder()
	if err != nil {
		return err
	}
	defer clean()
	o.person = &demoPerson{configYML: filepath.Join(dir, "config.yml")}
	at, stop, err := o.start(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer stop()
	c, err := client.New(client.Config{URL: at.URL, Timeout: o.global.timeout})
	if err != nil {
		return err
	}
	defer c.Close()
	k, err := kibana.New(kibana.Config{Config: client.Config{URL: *at.Kibana, Timeout: o.global.timeout}})
	if err != nil {
		return err
	}
	defer k.Close()
	return o.wizard(ctx, sitting{cluster: c, host: "demo", command: "demo", setup: o.setup(c, at.URL), actions: demoKibana{k}})
}

// serve serves the stand-in until a signal ends it, which is how it is meant to
// end: its exit code says so and no error is shown.
func (o *demoOptions) serve(ctx context.Context) error {
	at, stop, err := o.start(ctx, o.listen)
	if err != nil {
		return err
	}
	defer stop()
	if err := o.announce(at); err != nil {
		return err
	}
	<-ctx.Done()
	var s signalError
	if errors.As(context.Cause(ctx), &s) {
		return exitError{s.code()}
	}
	return ctx.Err()
}

// served is where the stand-ins are.
type served struct {
	URL    string  `json:"url"`
	Kibana *string `json:"kibana_url,omitempty"`
}

// announce says where the stand-ins are and how to use them.
func (o *demoOptions) announce(at served) error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, at)
	}
	content, takes, kibana := "six sample connectors and a simulated connector service", demoTakes, ""
	if o.bare {
		content, takes = "nothing in it", ""
	}
	if at.Kibana != nil {
		kibana = fmt.Sprintf("  export KIBANA_URL=%s\n  connwiz action list\n", *at.Kibana)
	}
	_, err := fmt.Fprintf(o.streams.Out, `Elasticsearch stand-in with %s on %s
In another terminal:
  export ELASTICSEARCH_URL=%[2]s
  connwiz list
%s%sCtrl+C ends it; nothing is kept.
`, content, at.URL, kibana, takes)
	return err
}

// start serves the stand-in on an address, and Kibana where it was asked for.
func (o *demoOptions) start(ctx context.Context, address string) (at served, stop func(), err error) {
	standIn := emulator.New(emulator.Options{Version: o.server})
	kibana := standIn.Kibana(emulator.KibanaOptions{})
	if !o.bare {
		if err := errors.Join(standIn.Seed(), kibana.Seed()); err != nil {
			return served{}, nil, fmt.Errorf("make sample connectors: %w", err)
		}
	}
	var running sync.WaitGroup
	url, closeServer, err := o.open(ctx, &running, "--listen", address, standIn)
	if err != nil {
		return served{}, nil, err
	}
	at.URL = url
	closeKibana := func() {}
	if o.kibana != "" {
		if url, closeKibana, err = o.open(ctx, &running, "--listen-kibana", o.kibana, kibana); err != nil {
			closeServer()
			running.Wait()
			return served{}, nil, err
		}
		at.Kibana = &url
	}
	ctx, cancel := context.WithCancel(ctx)
	if !o.bare {
		service := &emulator.Service{Idling: demoPace, Heartbeat: 10 * demoPace, Other: []byte(demoSchema), Wary: true, Rounds: demoRounds}
		if o.person != nil {
			service.Lists = o.person.serves
		}
		running.Go(func() { _ = service.Run(ctx, standIn) }) // ends with ctx
	}
	return at, func() {
		cancel()
		closeServer()
		closeKibana()
		running.Wait()
	}, nil
}

// open serves one stand-in on the address that a flag gives.
func (o *demoOptions) open(ctx context.Context, running *sync.WaitGroup, flag, address string, standIn http.Handler) (url string, stop func(), err error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return "", nil, usagef(demoOfBoth, "%s: listen on %q: %v", flag, address, cause(err))
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		o.warn("the stand-in asks for no password and can be reached from other machines")
	}
	server := &http.Server{Handler: standIn, ReadHeaderTimeout: 10 * time.Second}
	running.Go(func() { _ = server.Serve(l) }) // ends with stop
	return "http://" + l.Addr().String(), func() { _ = server.Close() }, nil
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
