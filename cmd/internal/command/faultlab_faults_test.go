package command

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"connwiz/client/emulator"
)

// labFault is one way in which the way to a server fails.
type labFault struct {
	fault emulator.Fault
	// answer stands in for the server, where a fault can't say what happens.
	answer http.HandlerFunc
	// tls serves with a certificate that nobody trusts, off with nobody there.
	tls, off bool
	// code is the exit code of the contract when a request runs into it.
	code int
	// slow needs a time-out to end.
	slow bool
	// does the fault nothing but take time?
	harmless bool
	// landed is set when the server does what it was asked and the answer is lost.
	landed bool
}

// labFaults are the faults of the matrix. The page that an impostor shows quotes
// what it was sent, as some proxies do.
func labFaults() map[string]labFault {
	status := func(n, code int) labFault {
		return labFault{fault: emulator.Fault{Status: n, RetryAfter: "0"}, code: code}
	}
	return map[string]labFault{
		"slow answers":                       {fault: emulator.Fault{Latency: 5 * time.Millisecond}, harmless: true},
		"401":                                status(401, exitNotAllowed),
		"403":                                status(403, exitNotAllowed),
		"409":                                status(409, exitConflict),
		"429":                                status(429, exitUnreachable),
		"500":                                status(500, exitFailed),
		"503":                                status(503, exitUnreachable),
		"a proxy's 502":                      {fault: emulator.Fault{Status: 502}, code: exitUnreachable},
		"a reset before the request":         {fault: emulator.Fault{ResetBefore: true}, code: exitUnreachable},
		"a reset instead of the answer":      {fault: emulator.Fault{ResetAfter: true}, code: exitUnreachable, landed: true},
		"an answer that is cut":              {fault: emulator.Fault{CutBody: 3}, code: exitUnreachable, landed: true},
		"no answer":                          {fault: emulator.Fault{Hang: true}, code: exitUnreachable, slow: true},
		"nobody there":                       {off: true, code: exitUnreachable},
		"a certificate nobody knows":         {tls: true, code: exitUnreachable},
		"another content type":               {answer: labImpostor("text/plain", "OK "), code: exitFailed},
		"HTML from a proxy, with status 200": {answer: labImpostor("text/html", "<html>sign in "), code: exitFailed},
		"a redirect":                         {answer: labElsewhere, code: exitFailed},
	}
}

// labImpostor answers in the server's place, quoting what it was sent.
func labImpostor(kind, begins string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, begins+string(sent)+r.Header.Get("Authorization"))
	}
}

// labRefusal answers with a status as Kibana does.
func labRefusal(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `{"statusCode": %d, "error": %q, "message": "it was refused"}`, status, http.StatusText(status))
	}
}

// labElsewhere sends the client to another host.
func labElsewhere(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	http.Redirect(w, r, "http://elsewhere.invalid"+r.URL.Path, http.StatusFound)
}

// labServer serves one server of the lab with a fault on the requests that match.
type labServer struct {
	url   string
	close func()
}

// labServe puts a fault before a server. Where only writes are struck, the rest is
// as it should be.
func labServe(next http.Handler, f labFault, kibana bool, match func(*http.Request) bool) labServer {
	link := emulator.NewFaulty(next)
	if n := f.fault.Status; kibana && n != 0 && n != http.StatusBadGateway {
		f.answer = labRefusal(n)
	}
	if f.answer == nil {
		strike := f.fault
		strike.Match = match
		link.Add(strike)
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if f.answer != nil && match(r) {
			f.answer(w, r)
			return
		}
		link.ServeHTTP(w, r)
	})
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if f.tls {
		server.StartTLS()
	} else {
		server.Start()
	}
	if f.off {
		server.Close()
		// Its port may soon be another test's; where nobody may listen, nobody does.
		return labServer{"http://127.0.0.1:1", func() {}}
	}
	return labServer{server.URL, server.Close}
}

// labWrites tells requests that change something from those that ask. Some ask by
// POST.
func labWrites(r *http.Request) bool {
	asks := r.Method == http.MethodGet || r.Method == http.MethodHead ||
		strings.HasSuffix(r.URL.Path, "_has_privileges") || strings.HasSuffix(r.URL.Path, "_search")
	return !asks
}

// labPath is the address of a request that arrived.
func labPath(path string) *url.URL { return &url.URL{Path: path} }

// labEffects finds what landed more often than once: a repeated write with the same
// content changes nothing, any other does.
func labEffects(requests []emulator.Request) (twice []string) {
	seen := map[string][]byte{}
	for _, r := range requests {
		if !labWrites(&http.Request{Method: r.Method, URL: labPath(r.Path)}) {
			continue
		}
		what := r.Method + " " + r.Path
		before, again := seen[what]
		if again && (r.Method == http.MethodPost || !bytes.Equal(before, r.Body)) {
			twice = append(twice, what)
		}
		seen[what] = r.Body
	}
	return twice
}
