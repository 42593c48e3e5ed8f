package main

import (
	"bufio"
	"bytes"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// signals are those that end a command, with its exit code.
func signals() map[syscall.Signal]int {
	return map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129}
}

func TestSignalEndsARequest(t *testing.T) {
	t.Parallel()
	for signal, want := range signals() {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			asked := make(chan struct{}, 8)
			server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				asked <- struct{}{}
				<-r.Context().Done()
			}))
			t.Cleanup(server.Close)
			cmd := exec.Command("connwiz", "list", "--url", server.URL)
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			<-asked
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // the exit code is looked at
			if code := cmd.ProcessState.ExitCode(); code != want {
				t.Errorf("exit code %d, want %d", code, want)
			}
			if !strings.Contains(stderr.String(), "hint: ") {
				t.Errorf("no hint in %q", stderr.String())
			}
		})
	}
}

func TestSignalEndsTheServedDemo(t *testing.T) {
	t.Parallel()
	for signal, want := range signals() {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("connwiz", "demo", "--listen", "127.0.0.1:0")
			var stderr bytes.Buffer
			cmd.Stderr = &stderr
			stdout, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(stdout)
			url := ""
			for lines.Scan() {
				if _, found, ok := strings.Cut(lines.Text(), "ELASTICSEARCH_URL="); ok {
					url = found
				}
				if strings.Contains(lines.Text(), "Ctrl+C") {
					break
				}
			}
			listed, err := exec.Command("connwiz", "list", "--url", url).CombinedOutput()
			if err != nil || !bytes.Contains(listed, []byte("SERVICE TYPE")) {
				t.Errorf("list on the served demo: %v\n%s", err, listed)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // the exit code is looked at
			if code := cmd.ProcessState.ExitCode(); code != want || stderr.Len() > 0 {
				t.Errorf("exit code %d, want %d, and nothing said: %q", code, want, stderr.String())
			}
		})
	}
}
