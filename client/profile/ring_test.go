package profile

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

func TestWhatAKeyringAnswers(t *testing.T) {
	t.Parallel()
	hanging := make(chan struct{})
	t.Cleanup(func() { close(hanging) })
	tests := map[string]struct {
		ring *fakeRing
		env  map[string]string
		says string
	}{
		"it works":                 {&fakeRing{}, nil, ""},
		"it is locked":             {&fakeRing{fails: errors.New("prompt dismissed")}, nil, "prompt dismissed"},
		"there is none":            {&fakeRing{fails: keyring.ErrUnsupportedPlatform}, nil, "no keyring for this system"},
		"it never answers":         {&fakeRing{hangs: hanging}, nil, "no answer within"},
		"no session bus to ask on": {nil, map[string]string{"DBUS_SESSION_BUS_ADDRESS": "autolaunch:"}, "no session bus"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			waited := 0
			m := Machine{Waiting: func() { waited++ }, Getenv: func(name string) string { return test.env[name] }, Patience: time.Minute, ConfigHome: "/x"}
			if test.ring != nil {
				m.Ring = test.ring
				if test.ring.hangs != nil {
					m.Patience = time.Millisecond
				}
			} else if (systemRing{env: m.env}).there() == nil {
				t.Skip("this machine has a session bus")
			}
			offer := m.Offers()[0]
			if test.ring != nil && test.ring.hangs != nil && waited != 1 {
				t.Errorf("told %d times that it takes long", waited)
			}
			if offer.Keeper != Keyring || offer.Works != (test.says == "") || !strings.Contains(offer.Why, test.says) {
				t.Errorf("%+v, want %q", offer, test.says)
			}
		})
	}
}

// The library's mock is one for the whole program, so that this test stands alone
// with it.
func TestTheSystemsKeyringIsUsedByTheLibrary(t *testing.T) {
	keyring.MockInit()
	m := Machine{ConfigHome: t.TempDir(), Getenv: func(name string) string {
		return map[string]string{"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}[name]
	}}
	s, err := Open(m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(Addition{Name: "prod", Profile: Profile{URL: "https://h", Secret: Place{Keeper: Keyring}}, Keep: secret(canary)}); err != nil {
		t.Fatal(err)
	}
	if kept, err := keyring.Get("connwiz", "prod"); err != nil || kept != canary {
		t.Errorf("the keyring has %q, %v", kept, err)
	}
	if e, err := m.Load(Flags{}); err != nil || string(e.APIKey.Reveal()) != canary {
		t.Errorf("loaded %q, %v", e.APIKey.Reveal(), err)
	}
	if _, err := s.Remove("prod", false); err != nil {
		t.Error(err)
	}
	if _, err := keyring.Get("connwiz", "prod"); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("after removal: %v", err)
	}
}

func TestTheKeyringIsAskedOnlyWhenASecretIsNeeded(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		flags Flags
		env   map[string]string
		asked int
	}{
		"the profile's secret is used":     {Flags{}, nil, 1},
		"the environment has a key":        {Flags{}, map[string]string{"ELASTICSEARCH_API_KEY": "k"}, 0},
		"the environment has a password":   {Flags{}, map[string]string{"ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}, 0},
		"another address is asked":         {Flags{URL: "https://other"}, nil, 0},
		"another profile is named":         {Flags{Profile: "bare"}, nil, 0},
		"the profile is named for another": {Flags{URL: "https://other", Profile: "prod"}, nil, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.add(t, "prod", Place{Keeper: Keyring}, "k")
			d.add(t, "bare", Place{}, "")
			d.env, d.ring.asked = test.env, 0
			if _, err := d.Load(test.flags); err != nil {
				t.Fatal(err)
			}
			if d.ring.asked != test.asked {
				t.Errorf("asked %d times, want %d", d.ring.asked, test.asked)
			}
		})
	}
}
