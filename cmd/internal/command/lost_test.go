package command

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"connwiz/client/emulator"
)

// lostAnswers loses the answers to the first writes; meanwhile, if not nil, is what
// happens before the next one.
func lostAnswers(s *stand, writes int, fault emulator.Fault, meanwhile func()) {
	fault.Match = func(r *http.Request) bool { return r.Method == http.MethodPut }
	fault.Times = writes
	s.link.Add(fault)
	if meanwhile == nil {
		return
	}
	inner := s.link.Handler
	var put atomic.Bool
	s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && put.CompareAndSwap(true, false) {
			meanwhile()
		}
		inner.ServeHTTP(w, r)
		put.CompareAndSwap(false, r.Method == http.MethodPut)
	})
}

func TestSetLooksBeforeItSendsAgain(t *testing.T) {
	t.Parallel()
	landed, missed := emulator.Fault{ResetAfter: true}, emulator.Fault{Status: 502}
	tests := map[string]struct {
		fault  emulator.Fault
		lost   int
		others string // what another writer puts in the place of what, in between
		code   int
		says   string
		puts   int
		host   string // stored in the end
	}{
		"it had arrived":                     {landed, 1, "", 0, "Configuration updated", 1, "new.example.com"},
		"it had not arrived":                 {missed, 1, "", 0, "Configuration updated", 1, "new.example.com"},
		"no answer ever, and it had arrived": {landed, mostTries, "", 0, "Configuration updated", 1, "new.example.com"},
		"no answer ever, and it never did":   {missed, mostTries, "", 7, "it may have been saved", 0, "db.example.com"},
		"another writer wrote after it":      {landed, 1, "db.example.com>theirs.example.com", 5, "changed by another writer meanwhile: host", 1, "theirs.example.com"},
		"another writer wrote beside it":     {landed, 1, "db.example.com>new.example.com\"}, \"more\": {\"label\": \"More", 0, "host", 1, "new.example.com"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			var meanwhile func()
			if test.others != "" {
				meanwhile = func() {
					old, theirs, _ := strings.Cut(test.others, ">")
					s.store("shop", "connected", strings.ReplaceAll(shop, old, theirs))
				}
			}
			lostAnswers(s, test.lost, test.fault, meanwhile)
			r := s.run("", "set", "shop", "host=new.example.com").exits(t, test.code).says(t, test.says)
			if test.code == 0 {
				r.says(t, "db.example.com", "new.example.com") // what was changed
			}
			if got := len(s.puts()); got != test.puts {
				t.Errorf("%d writes arrived, want %d", got, test.puts)
			}
			if got := fmt.Sprint(s.stored("host")); got != test.host {
				t.Errorf("stored is %q, want %q", got, test.host)
			}
		})
	}
}

func TestSetManyLooksBeforeItSendsAgain(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop2", "connected", shop)
	lostAnswers(s, 2, emulator.Fault{ResetAfter: true}, nil)
	s.run("", "set", "--all", "--service-type", "shopdb", "host=new.example.com", "--yes").exits(t, 0)
	if got := len(s.puts()); got != 2 {
		t.Errorf("%d writes arrived, want one for each", got)
	}
}

func TestSetAsItIsIsSentAgain(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("shop", "needs_configuration", strings.Replace(shop, `"required": false, "value": ""`, `"required": false, "value": "t"`, 1))
	lostAnswers(s, 1, emulator.Fault{ResetAfter: true}, nil)
	s.run("", "set", "shop", "--as-is", "--force").exits(t, 0).says(t, "Configuration updated")
}
