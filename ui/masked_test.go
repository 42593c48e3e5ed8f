package ui

import (
	"strings"
	"testing"
)

// unmarked has a secret whose schema forgets to say so.
const unmarked = `{
 "host": {"label": "Host", "order": 1, "type": "str", "value": "h"},
 "api_token": {"label": "Token", "order": 2, "type": "str", "value": "CANARY-stored"},
 "token_url": {"label": "Token URL", "order": 3, "type": "str", "value": "http://plain"},
 "secret_mode": {"label": "Mode", "order": 4, "type": "str", "display": "dropdown", "value": "a", "options": [{"label": "Alpha", "value": "a"}]}
}`

func TestAFieldThatLooksLikeASecretIsMasked(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", unmarked))
	x.misses("CANARY").sees("http://plain", "Alpha")
	x.press("tab").misses("CANARY").sees("secret: by its name", "Ctrl+R shows it")
	x.press("ctrl+r").sees("CANARY-stored").press("ctrl+r").misses("CANARY").press("ctrl+r", "tab").misses("CANARY", "typed")
	x.press("shift+tab").typed("CANARY-new").misses("CANARY")
	x.press("ctrl+r").sees("CANARY-new").press("tab").misses("CANARY").sees("replaced, 10 characters")
	x.press("ctrl+s").sees("Token", "set", "replaced").misses("CANARY")
}

func TestWhatIsRevealedCanBeEdited(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", unmarked))
	x.press("tab", "ctrl+r").typed("2").sees("CANARY-stored2").press("tab").misses("CANARY").sees("replaced, 14 characters")
	x.press("ctrl+s", "enter")
	if doc := string(x.es.Document("orders")); !strings.Contains(doc, "CANARY-stored2") {
		t.Errorf("stored: %s", doc)
	}
}
