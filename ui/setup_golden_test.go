//go:build unix

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/profile"
	"connwiz/schema"
	"connwiz/ui/theme"
)

// arrivals leads to every screen of the set-up.
func arrivals() map[string]func(*testing.T, int, int) *newcomer {
	asking := func(t *testing.T, w, h int) *newcomer {
		x := arriving(t, emulator.Options{Username: "elastic", Password: "CANARY"}, nil)
		x.setup.Link = nil
		return x.arrive("", w, h)
	}
	scenes := map[string]func(*testing.T, int, int) *newcomer{
		"connect-ask": asking,
		"connect-typed": func(t *testing.T, w, h int) *newcomer {
			x := asking(t, w, h)
			x.typed("http://es.example:9200").press("tab", "tab").typed("elastic").press("tab").typed("CANARY")
			return x
		},
		"connect-refused": func(t *testing.T, w, h int) *newcomer {
			x := asking(t, w, h)
			x.typed(x.url).press("tab", "tab").typed("elastic").press("tab").typed("other")
			return x.takes("Connect and test")
		},
		"connect-missing": func(t *testing.T, w, h int) *newcomer { return asking(t, w, h).takes("Connect and test") },
		"keep":            atKeeping,
		"keep-saved": func(t *testing.T, w, h int) *newcomer {
			return atKeeping(t, w, h).chooses("f").takes("Go on")
		},
	}
	for _, more := range []map[string]func(*testing.T, int, int) *newcomer{firstArrivals(), middleArrivals(), lastArrivals()} {
		for name, scene := range more {
			scenes[name] = scene
		}
	}
	return scenes
}

// atKeeping has connected, and is asked whether to save it.
func atKeeping(t *testing.T, w, h int) *newcomer {
	x := arriving(t, emulator.Options{Username: "elastic", Password: "CANARY"}, nil)
	x.setup.Link = nil
	x.setup.Profiles = &profile.Machine{ConfigHome: t.TempDir(), Getenv: func(string) string { return "" }, Ring: noRing{}}
	x.arrive("", w, h)
	x.typed(x.url).press("tab", "tab").typed("elastic").press("tab").typed("CANARY")
	return x.takes("Connect and test")
}

// noRing is a keyring that isn't there.
type noRing struct{}

func (noRing) Set(string, string, string) error   { return fmt.Errorf("there is no keyring here") }
func (noRing) Get(string, string) (string, error) { return "", fmt.Errorf("there is no keyring here") }
func (noRing) Delete(string, string) error        { return fmt.Errorf("there is no keyring here") }

// firstArrivals lead to the screens of the first steps.
func firstArrivals() map[string]func(*testing.T, int, int) *newcomer {
	return map[string]func(*testing.T, int, int) *newcomer{
		"connect":       newcomerAt,
		"connector-ask": func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).takes("Go on") },
		"connector-list": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).takes("Go on")
			x.press("enter").typed("post")
			return x
		},
		"connector-typed": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).takes("Go on").chooses("post")
			x.typed("Orders")
			return x
		},
		"connector-plan": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).takes("Go on").chooses("post")
			x.typed("Orders")
			return x.takes("Create it")
		},
		"connector-report": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).takes("Go on").chooses("post")
			x.typed("Orders")
			return x.takes("Create it").takes("Do it")
		},
		"connector-twin": func(t *testing.T, w, h int) *newcomer {
			x := arriving(t, emulator.Options{}, map[string]string{"old": `{"name": "Orders", "service_type": "postgresql", "status": "created"}`})
			x.arrive("", w, h).takes("Go on").chooses("post").typed("Orders")
			return x.takes("Create it")
		},
		"connector-facts": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).created()
			x.press("esc")
			return x
		},
		"index-ask": func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).created() },
		"index-bad": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).created()
			x.typed("-Old")
			return x
		},
		"index-taken": func(t *testing.T, w, h int) *newcomer {
			x := arriving(t, emulator.Options{}, map[string]string{"other": `{"name": "Other", "service_type": "s3", "index_name": "search-orders2", "status": "created"}`})
			x.arrive("", w, h).created().typed("2")
			return x
		},
		"index-plan": func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).created().takes("Attach it") },
		"index-report": func(t *testing.T, w, h int) *newcomer {
			return newcomerAt(t, w, h).created().takes("Attach it").takes("Do it")
		},
	}
}

// middleArrivals lead to the screens of the key, the file and the service.
func middleArrivals() map[string]func(*testing.T, int, int) *newcomer {
	byKey := func(t *testing.T, w, h int) *newcomer {
		x := arriving(t, emulator.Options{APIKeys: []string{"Q0FOQVJZOmtleQ=="}}, nil)
		x.setup.Link = x.link(client.Config{APIKey: schema.NewSecret([]byte("Q0FOQVJZOmtleQ=="))})
		return x.arrive("", w, h).attached()
	}
	unkeyed := func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).attached().takes("Skip this step") }
	return map[string]func(*testing.T, int, int) *newcomer{
		"key-ask":    func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).attached() },
		"key-by-key": byKey,
		"key-plan": func(t *testing.T, w, h int) *newcomer {
			return newcomerAt(t, w, h).attached().takes("Go on to the plan")
		},
		"key-report": func(t *testing.T, w, h int) *newcomer {
			return newcomerAt(t, w, h).attached().takes("Go on to the plan").takes("Do it")
		},
		"config":      func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).keyed() },
		"config-ask":  unkeyed,
		"config-plan": func(t *testing.T, w, h int) *newcomer { return unkeyed(t, w, h).takes("Go on to the plan") },
		"config-differs": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h)
			if err := os.WriteFile(x.config, []byte("connectors:\n  - connector_id: orders\n    service_type: mysql\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			return x.attached().takes("Skip this step").takes("Go on to the plan")
		},
		"start": func(t *testing.T, w, h int) *newcomer {
			return newcomerAt(t, w, h).keyed().takes("How to start the service")
		},
		"service-wait": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).started()
			x.tick()
			return x
		},
		"service-late": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).started()
			for range 5 {
				x.clock.pass(30 * time.Second)
				x.tick()
			}
			return x
		},
		"service-arrived": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).started().polls()
			x.tick()
			return x
		},
	}
}

// lastArrivals lead to the screens of the form and the sync.
func lastArrivals() map[string]func(*testing.T, int, int) *newcomer {
	quartz := func(t *testing.T, w, h int, expression string) *newcomer {
		x := newcomerAt(t, w, h).filled().chooses("by")
		x.press("ctrl+u").typed(expression)
		return x
	}
	return map[string]func(*testing.T, int, int) *newcomer{
		"configure":       func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).registered() },
		"schedule":        func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).filled() },
		"schedule-quartz": func(t *testing.T, w, h int) *newcomer { return quartz(t, w, h, "0 30 6 ? * MON-FRI") },
		"schedule-bad":    func(t *testing.T, w, h int) *newcomer { return quartz(t, w, h, "0 0 25 * * ?") },
		"sync":            func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).scheduled() },
		"sync-run":        func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).syncing().rounds(3) },
		"sync-end":        func(t *testing.T, w, h int) *newcomer { return newcomerAt(t, w, h).syncing().rounds(6) },
		"sync-failed": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).syncing().rounds(1)
			x.spoils("99999")
			return x.rounds(3)
		},
		"failed": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).created()
			x.faults.Add(emulator.Fault{Status: 503})
			return x.takes("Attach it")
		},
		"help": func(t *testing.T, w, h int) *newcomer {
			x := newcomerAt(t, w, h).created()
			x.press("f1")
			return x
		},
	}
}

// picture compares the screen with the stored one.
func (x *newcomer) picture(name string) {
	x.t.Helper()
	if !strings.HasPrefix(x.config, homes+"/") {
		x.t.Skipf("%s can't be written, and another path of config.yml makes another screen", homes)
	}
	path := filepath.Join("testdata", name+".golden")
	got := steady(x.m.View()) + "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			x.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		x.t.Fatal(err)
	}
	if got != string(want) {
		x.t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

func TestEveryScreenOfTheSetUpLooksAsItShould(t *testing.T) {
	t.Parallel()
	for name, scene := range arrivals() {
		for _, s := range sizes() {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := scene(t, s[0], s[1])
				x.misses("CANARY")
				x.picture(fmt.Sprintf("setup-%s-%dx%d", name, s[0], s[1]))
				x.m.env.theme = theme.New(theme.Options{ASCII: true})
				x.picture(fmt.Sprintf("setup-%s-%dx%d-plain", name, s[0], s[1]))
				for _, small := range [][2]int{{20, 5}, {10, 3}, {72, 13}} {
					x.resized(small[0], small[1])
					fits(t, x.m.View(), small[0], small[1])
				}
			})
		}
	}
}
