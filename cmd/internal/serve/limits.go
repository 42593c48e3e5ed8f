package serve

import (
	"errors"
	"sync"
	"time"
)

// Limits are those of the server as a whole. The limits of a key are in its
// [Grant].
type Limits struct {
	// Sessions is how many there may be at the same time.
	Sessions int
	// Logins is how many connections may be logging in at the same time, of all
	// clients, and LoginsEach of one address.
	Logins, LoginsEach int
	// LoginTime is how long a login may take.
	LoginTime time.Duration
	// Failures is how many logins of one address may fail in a minute. More are cut
	// off before they cost anything.
	Failures int
	// StartTime is how long a connection may be open without a session on it.
	StartTime time.Duration
	// WriteTime is how long a client may take nothing of what it is sent.
	WriteTime time.Duration
	// Grace is how long a session has to end by itself when it is asked to.
	Grace time.Duration
}

// DefaultLimits suit a machine that a team shares.
func DefaultLimits() Limits {
	return Limits{
		Sessions: 200, Logins: 64, LoginsEach: 16, LoginTime: 20 * time.Second, Failures: 10,
		StartTime: time.Minute, WriteTime: 30 * time.Second, Grace: 10 * time.Second,
	}
}

// channelsEach is how many sessions one connection may have open, as in OpenSSH
// (MaxSessions).
const channelsEach = 10

// Why there is no room for another session.
var (
	errServerFull = errors.New("all sessions of this service are taken: try again later")
	errKeyFull    = errors.New("your key has all its sessions open: end one first")
)

// seats counts who is in.
type seats struct {
	most int

	mu    sync.Mutex
	taken int
	each  map[string]int
}

func newSeats(most int) *seats { return &seats{most: most, each: map[string]int{}} }

// take finds a seat for a key that may have some. The function gives it back.
func (s *seats) take(who string, most int) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.each[who] >= most:
		return nil, errKeyFull
	case s.taken >= s.most:
		return nil, errServerFull
	}
	s.taken++
	s.each[who]++
	return sync.OnceFunc(func() { s.leave(who) }), nil
}

func (s *seats) leave(who string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken--
	if s.each[who]--; s.each[who] == 0 {
		delete(s.each, who)
	}
}
