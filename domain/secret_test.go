package domain_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

const canary = "kanarienvogel-7731"

// Each of these holds the secret in another way that code really does.
type (
	exported   struct{ Password domain.Secret }
	unexported struct{ password domain.Secret }
	embedded   struct{ domain.Secret }
	deep       struct {
		inner []unexported
		byKey map[string]*exported
	}
)

type leakyError struct{ secret domain.Secret }

func (e leakyError) Error() string { return fmt.Sprintf("sign in with %v failed", e.secret) }

func holders() map[string]any {
	s := domain.NewSecret(canary)
	return map[string]any{
		"itself":         s,
		"pointer":        &s,
		"slice":          []domain.Secret{s},
		"array":          [1]domain.Secret{s},
		"map value":      map[string]domain.Secret{"a": s},
		"map key":        map[domain.Secret]int{s: 1},
		"exported":       exported{s},
		"unexported":     unexported{s},
		"embedded":       embedded{s},
		"pointer struct": &unexported{s},
		"deep":           deep{[]unexported{{s}}, map[string]*exported{"a": {s}}},
		"any":            []any{s, unexported{s}},
		"error":          leakyError{s},
	}
}

// requireNoCanary also looks for the ways in which a text hides in plain sight:
// as hex digits and as a list of byte values.
func requireNoCanary(t *testing.T, text string) {
	t.Helper()
	bytewise := strings.Trim(fmt.Sprintf("%d", []byte(canary)), "[]")
	for _, form := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary), fmt.Sprintf("% x", canary), bytewise} {
		require.NotContains(t, text, form)
	}
}

func TestSecretNeverPrints(t *testing.T) {
	verbs := "vTtbcdoOqxXUeEfFgGsp"
	for name, holder := range holders() {
		t.Run(name, func(t *testing.T) {
			for _, verb := range verbs {
				for _, flags := range []string{"", "+", "#", " ", "-20", "020", ".3", "# "} {
					requireNoCanary(t, fmt.Sprintf("%"+flags+string(verb), holder))
				}
			}
			requireNoCanary(t, fmt.Sprint(holder))
			requireNoCanary(t, fmt.Sprintln("text", holder))
			requireNoCanary(t, fmt.Errorf("sign in: %w (%v)", errors.New("no"), holder).Error())
		})
	}
}

func TestSecretPrintsDots(t *testing.T) {
	s := domain.NewSecret(canary)
	for _, verb := range []string{"%v", "%+v", "%s", "%q", "%x", "%d"} {
		require.Equal(t, "•••", fmt.Sprintf(verb, s), verb)
		require.Empty(t, fmt.Sprintf(verb, domain.Secret{}), verb)
	}
	require.Equal(t, "domain.Secret(•••)", fmt.Sprintf("%#v", s))
	require.Equal(t, "•••", s.String())
}

func TestSecretNeverMarshals(t *testing.T) {
	for name, holder := range holders() {
		t.Run(name, func(t *testing.T) {
			if text, err := json.Marshal(holder); err == nil {
				requireNoCanary(t, string(text))
			} else {
				requireNoCanary(t, err.Error())
			}
			if text, err := xml.Marshal(holder); err == nil {
				requireNoCanary(t, string(text))
			} else {
				requireNoCanary(t, err.Error())
			}
			var out bytes.Buffer
			require.NoError(t, template.Must(template.New("").Parse("{{.}} {{printf `%+v` .}}")).Execute(&out, holder))
			requireNoCanary(t, out.String())
		})
	}
	text, err := json.Marshal(exported{domain.NewSecret(canary)})
	require.NoError(t, err)
	require.JSONEq(t, `{"Password":null}`, string(text))
	plain, err := domain.NewSecret(canary).MarshalText()
	require.NoError(t, err)
	require.Empty(t, plain)
}

func TestSecretNeverLogs(t *testing.T) {
	for name, holder := range holders() {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
				log := slog.New(handler).With("always", holder)
				log.Info("signed in", "secret", holder, "again", holder)
			}
			require.NotEmpty(t, out.String())
			requireNoCanary(t, out.String())
		})
	}
}

func TestSecretGivesBackWhatItHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.String().Draw(t, "a"), rapid.String().Draw(t, "b")
		s := domain.NewSecret(a)
		require.Equal(t, a, s.Reveal())
		require.Equal(t, a == "", s.IsZero())
		require.True(t, s.Equal(domain.NewSecret(a)))
		require.Equal(t, a == b, s.Equal(domain.NewSecret(b)))
		require.Equal(t, a == b, s == domain.NewSecret(b), "== and Equal agree")
	})
	require.True(t, domain.Secret{}.IsZero())
	require.True(t, domain.Secret{}.Equal(domain.NewSecret("")))
	require.Empty(t, domain.Secret{}.Reveal())
}
