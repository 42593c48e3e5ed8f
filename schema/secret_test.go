package schema

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// canary is searched for in everything that is printed.
const canary = "c4nary-Pa55"

// holder has a secret where fmt can't call its methods.
type holder struct {
	secret Secret
	value  Value
	list   []Value
}

func TestNothingPrintsASecret(t *testing.T) {
	t.Parallel()
	secret := NewSecret([]byte(canary))
	marked := Text(canary).AsSensitive()
	object, err := ParseValue([]byte(`{"a": ["` + canary + `", {"b": "` + canary + `"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	things := map[string]any{
		"secret":              secret,
		"pointer to secret":   &secret,
		"secret text":         SecretText(secret),
		"marked text":         marked,
		"pointer to value":    &marked,
		"marked list":         List(Text(canary), Text("x")).AsSensitive(),
		"item of marked list": List(Text(canary)).AsSensitive().Items()[0],
		"marked object":       object.AsSensitive(),
		"unexported fields":   holder{secret, marked, []Value{marked}},
		"slice":               []any{secret, marked},
		"map":                 map[string]any{"k": secret, "v": marked},
		"error":               fmt.Errorf("failed: %w", errors.New(marked.String())),
		"field":               Field{Name: "f", Sensitive: true, Value: marked, Default: marked},
	}
	for name, thing := range things {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for form, text := range printed(t, thing) {
				if strings.Contains(text, canary) || strings.Contains(text, fmt.Sprintf("%x", canary)) ||
					strings.Contains(text, fmt.Sprintf("%X", canary)) || strings.Contains(text, fmt.Sprint([]byte(canary))) {
					t.Errorf("%s shows the secret: %s", form, text)
				}
			}
		})
	}
}

// printed returns every printed form of a thing.
func printed(t *testing.T, thing any) map[string]string {
	t.Helper()
	forms := map[string]string{}
	for _, verb := range "vTtbcdoOqxXUeEfFgGsp" {
		for _, flags := range []string{"", "+", "#", "-40", "040", " ", ".3"} {
			format := "%" + flags + string(verb)
			forms[format] = fmt.Sprintf(format, thing)
		}
	}
	if b, err := json.Marshal(thing); err == nil {
		forms["json"] = string(b)
	}
	if b, err := yaml.Marshal(thing); err == nil {
		forms["yaml"] = string(b)
	}
	if b, err := xml.Marshal(thing); err == nil {
		forms["xml"] = string(b)
	}
	var text, structured bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("m", "k", thing)
	slog.New(slog.NewJSONHandler(&structured, nil)).Info("m", "k", thing)
	forms["slog text"], forms["slog json"] = text.String(), structured.String()
	return forms
}

func TestASecretIsRedactedNotMissing(t *testing.T) {
	t.Parallel()
	secret := NewSecret([]byte(canary))
	for _, v := range []any{secret, SecretText(secret)} {
		if got := fmt.Sprint(v); got != Redacted || v.(fmt.Stringer).String() != Redacted {
			t.Errorf("printed %q", got)
		}
		if got := fmt.Sprintf("%q|%14s", v, v); got != `"(redacted)"|    (redacted)` {
			t.Errorf("flags give %q", got)
		}
		if got, err := json.Marshal(v); err != nil || string(got) != `"redacted"` {
			t.Errorf("JSON %s, %v", got, err)
		}
		if got, err := yaml.Marshal(v); err != nil || string(got) != "redacted\n" {
			t.Errorf("YAML %q, %v", got, err)
		}
	}
}

func TestTheDoorsRevealASecret(t *testing.T) {
	t.Parallel()
	v := SecretText(NewSecret([]byte(canary)))
	if v.Reveal() != canary || string(v.RevealJSON()) != `"`+canary+`"` {
		t.Error("Reveal and RevealJSON must show the secret")
	}
}

func TestWipingASecretEmptiesAllItsCopies(t *testing.T) {
	t.Parallel()
	b := []byte(canary)
	secret := NewSecret(b)
	other, v := secret, SecretText(secret)
	secret.Wipe()
	if !other.Empty() || v.Reveal() != "" || !v.Empty() {
		t.Error("a copy still holds the secret")
	}
	if !bytes.Equal(b, make([]byte, len(b))) {
		t.Error("the bytes are still there")
	}
	Secret{}.Wipe()
	if !(Secret{}).Empty() {
		t.Error("the zero secret is empty")
	}
}

func TestAnEmptySensitiveValuePrintsAsItIs(t *testing.T) {
	t.Parallel()
	for _, v := range []Value{Null(), Text(""), List(), SecretText(NewSecret(nil))} {
		v = v.AsSensitive()
		if got := v.String(); got == Redacted {
			t.Errorf("kind %d is printed as a secret though nothing is set", v.Kind())
		}
	}
}
