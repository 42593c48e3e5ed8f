//go:build unix

package ui

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

func TestASharedNameIsSaidBeforeTheConnectorIsCreated(t *testing.T) {
	t.Parallel()
	const warning = "Connector orders is named Orders already"
	home := func(t *testing.T) *newcomer {
		return arriving(t, emulator.Options{}, one("connected", with(everyKind, "host", `"h"`)))
	}
	t.Run("on a screen", func(t *testing.T) {
		t.Parallel()
		x := home(t).arrive("", 80, 24).takes("Go on").chooses("post")
		x.typed("Orders").press("tab", "tab").typed("second")
		x.takes("Create it").sees("This will be done:", warning)
		if x.es.Document("second") != nil {
			t.Error("it was created before anybody agreed")
		}
		x.takes("Do it").sees("Created connector second").misses(warning)
	})
	t.Run("line by line", func(t *testing.T) {
		t.Parallel()
		x := tellsOf(t, home(t), "")
		x.answers("", "postgresql", "Orders", "", "second", "1")
		x.tells("Warning: "+warning).answers("2", "!leave").ends(codeCancelled)
		if x.es.Document("second") != nil {
			t.Error("it was created without anybody's agreeing")
		}
	})
}

func TestAnIdThatNobodyCanSeeIsRefusedAsItIsTyped(t *testing.T) {
	t.Parallel()
	x := newcomerAt(t, 80, 24).takes("Go on").chooses("post").typed("Orders").press("tab", "tab")
	x.pasted("or\u202eders")
	x.sees("holds a control character").takes("Create it").sees("holds a control character")
	for _, r := range x.es.Requests() {
		if r.Method == http.MethodPut && strings.HasPrefix(r.Path, "/_connector/") {
			t.Errorf("%s %s was sent", r.Method, r.Path)
		}
	}
}
