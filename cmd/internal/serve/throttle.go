package serve

import (
	"net"
	"net/netip"
	"sync"
	"time"
)

// throttle slows down who fails to log in. Every address has a bucket of failures,
// which empties evenly within a minute; while it is full the address is turned away
// before the handshake, which is the costly part.
type throttle struct {
	most int
	now  func() time.Time

	mu      sync.Mutex
	buckets map[netip.Prefix]bucket
}

// bucket is how full it was when it was looked at last.
type bucket struct {
	level float64
	at    time.Time
	told  bool // that it is full
}

// mostBuckets bounds the memory that strangers can take. Beyond it the addresses
// that have failed least recently are forgotten.
const mostBuckets = 4096

func newThrottle(most int, now func() time.Time) *throttle {
	return &throttle{most: most, now: now, buckets: map[netip.Prefix]bucket{}}
}

// sourceOf is whom a connection is counted for: its address, and in IPv6 its
// network, since there everybody has many addresses.
func sourceOf(addr net.Addr) netip.Prefix {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}
	}
	ip := tcp.AddrPort().Addr().Unmap()
	bits := ip.BitLen()
	if ip.Is6() {
		bits = 64
	}
	source, _ := ip.WithZone("").Prefix(bits) // It has that many bits.
	return source
}

// admits reports whether a source may try, and whether it is the first time that
// it may not.
func (t *throttle) admits(source netip.Prefix) (admitted, news bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	b, known := t.buckets[source]
	if !known {
		return true, false
	}
	if t.drain(&b); b.level <= float64(t.most)-1 {
		return true, false
	}
	news = !b.told
	b.told = true
	t.buckets[source] = b
	return false, news
}

// failed counts a login that failed.
func (t *throttle) failed(source netip.Prefix) {
	t.mu.Lock()
	defer t.mu.Unlock()
	b, known := t.buckets[source]
	if !known && len(t.buckets) >= mostBuckets {
		t.forget()
	}
	t.drain(&b)
	b.level = min(b.level+1, float64(t.most))
	b.told = false
	t.buckets[source] = b
}

// drain takes out of a bucket what has drained since it was looked at.
func (t *throttle) drain(b *bucket) {
	now := t.now()
	b.level = max(0, b.level-float64(t.most)*now.Sub(b.at).Minutes())
	b.at = now
}

// forget drops the buckets that are empty by now, or else the oldest one.
func (t *throttle) forget() {
	var oldest netip.Prefix
	var since time.Time
	for source, b := range t.buckets {
		if since.IsZero() || b.at.Before(since) {
			oldest, since = source, b.at
		}
		if t.drain(&b); b.level == 0 {
			delete(t.buckets, source)
		}
	}
	if len(t.buckets) >= mostBuckets {
		delete(t.buckets, oldest)
	}
}
