package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	_ "embed"

	"connwiz/client/emulator"
)

//go:embed fields.json
var form string

// subject is a program that shows the form of 18 fields.
type subject struct {
	name    string
	ours    bool
	program string
	args    []string
	env     []string
	marks   string // a text of the first frame that comes before any answer
	shows   string // a text of the form
	hold    func(bool)
}

// command starts the subject on its form.
func (s subject) command() *exec.Cmd {
	cmd := exec.Command(s.program, s.args...)
	cmd.Env = s.env
	return cmd
}

// subjects builds the programs and the cluster that connwiz asks.
func (b *bench) subjects() ([]subject, func(), error) {
	fields := filepath.Join(b.folder, "fields.json")
	if err := os.WriteFile(fields, []byte(form), 0o600); err != nil {
		return nil, nil, fmt.Errorf("write the form: %w", err)
	}
	ours, err := b.build("connwiz", ".", "./cmd/connwiz")
	if err != nil {
		return nil, nil, err
	}
	cluster, hold := gate()
	server := httptest.NewServer(cluster)
	home := filepath.Join(b.folder, "home")
	env := append(slices.Clone(b.env), "HOME="+home, "XDG_STATE_HOME="+home, "XDG_CONFIG_HOME="+home, "ELASTICSEARCH_URL="+server.URL)
	var all []subject
	for _, renderer := range []string{"cell", "line"} {
		all = append(all, subject{name: "connwiz " + renderer, ours: true, program: ours, env: env,
			args: []string{"configure", "bench", "--renderer", renderer}, marks: "Reading", shows: "Host", hold: hold})
	}
	for _, peer := range []string{"huh1", "huh2"} {
		program, err := b.build(peer, "cmd/internal/bench/peers", "./"+peer)
		if err != nil {
			server.Close()
			return nil, nil, err
		}
		all = append(all, subject{name: strings.Replace(peer, "huh", "huh v", 1), program: program, args: []string{fields}, env: b.env,
			marks: "Database", shows: "Database", hold: func(bool) {}})
	}
	return all, server.Close, nil
}

// build builds one stripped program, as it is shipped.
func (b *bench) build(name, module, what string) (string, error) {
	fmt.Fprintf(b.progress, "building %s\n", name)
	program := filepath.Join(b.folder, name)
	cmd := exec.CommandContext(b.ctx, "go", "build", "-C", module,
		"-trimpath", "-tags", "nethttpomithttp2", "-ldflags", "-s -w", "-o", program, what)
	cmd.Env = append(slices.Clone(b.env), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", name, err, out)
	}
	return program, nil
}

// gate is a cluster with one connector. While it is held, it answers nobody.
func gate() (http.Handler, func(hold bool)) {
	es := emulator.New(emulator.Options{})
	document := `{"name": "Bench", "service_type": "bench", "status": "connected", "configuration": ` + form + `}`
	refused := es.PutDocument("bench", []byte(document))
	var mu sync.RWMutex
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.RLock()
		defer mu.RUnlock()
		if refused != nil {
			http.Error(w, refused.Error(), http.StatusInternalServerError)
			return
		}
		es.ServeHTTP(w, r)
	})
	return handler, func(hold bool) {
		if hold {
			mu.Lock()
			return
		}
		mu.Unlock()
	}
}

// quiet is an environment that says nothing about the terminal of whoever runs this.
func quiet(env []string) []string {
	env = slices.DeleteFunc(slices.Clone(env), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		switch name {
		case "CI", "NO_COLOR", "COLORTERM", "COLORFGBG", "TMUX", "STY", "ACCESSIBLE", "LC_ALL":
			return true
		}
		return strings.HasPrefix(name, "ELASTICSEARCH_") || strings.HasPrefix(name, "CONNWIZ_")
	})
	return append(env, "TERM=xterm-256color", "LANG=C.UTF-8")
}
