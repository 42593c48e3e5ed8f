package serve

import (
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"
)

func TestFailuresDrainWithTime(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	th := newThrottle(3, func() time.Time { return now })
	a, b := netip.MustParsePrefix("10.0.0.1/32"), netip.MustParsePrefix("10.0.0.2/32")
	for range 3 {
		if in, _ := th.admits(a); !in {
			t.Fatal("cut off too early")
		}
		th.failed(a)
	}
	if in, news := th.admits(a); in || !news {
		t.Errorf("admitted %v, news %v", in, news)
	}
	if in, news := th.admits(a); in || news {
		t.Errorf("again: admitted %v, news %v", in, news)
	}
	if in, _ := th.admits(b); !in {
		t.Error("another address is cut off, too")
	}
	now = now.Add(20 * time.Second)
	if in, _ := th.admits(a); !in {
		t.Error("cut off after a third of a minute")
	}
	th.failed(a)
	if in, _ := th.admits(a); in {
		t.Error("the next failure is free")
	}
}

func TestFailuresOfManyAddressesTakeBoundedMemory(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	th := newThrottle(2, func() time.Time { return now })
	first := netip.MustParsePrefix("192.0.2.1/32")
	for i := range mostBuckets + 200 {
		th.failed(netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}), 32))
		now = now.Add(time.Microsecond)
		if i == mostBuckets {
			th.failed(first)
			th.failed(first)
		}
	}
	if len(th.buckets) > mostBuckets {
		t.Errorf("%d addresses are remembered", len(th.buckets))
	}
}

func TestAnAddressCountsAsItsNetwork(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"10.1.2.3:4": "10.1.2.3/32", "[2001:db8:1:2:3:4:5:6]:7": "2001:db8:1:2::/64", "[::ffff:10.1.2.3]:4": "10.1.2.3/32", "[fe80::1%lo]:5": "fe80::/64",
	} {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := sourceOf(net.TCPAddrFromAddrPort(at)); got.String() != want {
			t.Errorf("%s counts as %s", address, got)
		}
	}
	if got := fmt.Sprint(sourceOf(&net.UnixAddr{})); got == "" {
		t.Error("nothing stands for other addresses")
	}
}
