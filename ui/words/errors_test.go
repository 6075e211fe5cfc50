package words

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/declared"
	"accountsmanager/domain/workspace"
)

func TestEveryErrorOfTheDomainHasItsWords(t *testing.T) {
	known := declared.Mentioned(t, ".")
	count := 0
	for pkg, dir := range map[string]string{"domain": "../../domain", "workspace": "../../domain/workspace"} {
		for _, name := range declared.Errors(t, dir) {
			require.True(t, known[pkg+"."+name], "%s.%s has no sentence", pkg, name)
			count++
		}
	}
	require.Greater(t, count, 25, "the parser found the declarations")
}

func TestEachSentenceIsItsOwn(t *testing.T) {
	seen := map[string]error{}
	for _, s := range sentences {
		m := Error(fmt.Errorf("do something: %w", s.target))
		require.NotEmpty(t, m.Title, s.target)
		require.NotEmpty(t, m.Text, s.target)
		require.Contains(t, ".!?", m.Text[len(m.Text)-1:], "whole sentences: %s", m.Text)
		require.Nil(t, seen[m.Title+m.Text], "%v and %v say the same", s.target, seen[m.Title+m.Text])
		seen[m.Title+m.Text] = s.target
		require.Equal(t, m.Help == NoHelp, m.Action == "")
	}
}

func TestErrorsThatCarryMore(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		title string
		text  string
		help  Help
	}{
		{"busy for a while", &domain.BusyError{Status: 429, RetryAfter: 12 * time.Second}, "The server is busy", "in 12 s", TryAgain},
		{"busy", &domain.BusyError{Status: 503}, "The server is busy", "503", TryAgain},
		{
			"refused with reasons",
			&domain.RefusedError{Status: 400, Code: "validation error", Problems: domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may set limits"}}},
			"The server refused it", "400 validation error: only the reseller may set limits", NoHelp,
		},
		{"forbidden", &domain.RefusedError{Status: 403, Code: "forbidden"}, "The server does not allow it", "right", NoHelp},
		{"charges", &domain.ChargesError{}, "The server asks you to accept charges", "nothing was charged", NoHelp},
		{"a conflict", &domain.ConflictError{}, "Somebody changed the same on the server", "Nothing was sent", NoHelp},
		{"invalid draft", &workspace.InvalidDraftError{}, "Some fields need another look", "Nothing was sent", MendFields},
		{"out of time", context.DeadlineExceeded, "It took too long", "Try again", TryAgain},
		{"cancelled", context.Canceled, "Cancelled", "stopped", NoHelp},
		{"unknown", errors.New("boom"), "Something went wrong", "copy the details", TryAgain},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := Error(fmt.Errorf("do something: %w", tt.err))
			require.Equal(t, tt.title, m.Title)
			require.Contains(t, m.Text, tt.text)
			require.Equal(t, tt.help, m.Help)
			require.NotContains(t, m.Text, "boom", "only the details have the error's own text")
		})
	}
	require.Zero(t, Error(nil))
}

func TestAnswersThatPeopleMustTellApartAtSignIn(t *testing.T) {
	require.Contains(t, Error(domain.ErrWrongCredentials).Text, "same answer for all three")
	require.Equal(t, UseAPIKey, Error(domain.ErrMultiFactor).Help)
	require.Contains(t, Error(domain.ErrNotCrossbar).Text, "/v2")
	require.Contains(t, Error(domain.ErrInsecureServer).Text, "this computer only")
	// What is wrapped deeper does not hide what the person can act on.
	require.Equal(t, Error(domain.ErrMultiFactor), Error(fmt.Errorf("sign in: %w", errors.Join(domain.ErrMultiFactor, domain.ErrWrongCredentials))))
}

func TestDetailsNeverHoldASecret(t *testing.T) {
	at := time.Date(2026, 11, 23, 12, 4, 31, 0, time.UTC)
	for _, text := range []string{
		`Get "https://dana:canary@api.example/v2"`,
		`Get "https://api.example/v2/accounts?auth_token=canary&x=1"`,
		`body {"data":{"credentials":"canary","method":"md5"}}`,
		`X-Auth-Token: canary`,
		`password = canary`,
	} {
		got := Details(errors.New(text), at)
		require.NotContains(t, got, "canary")
		require.Contains(t, got, "2026-11-23T12:04:31Z")
	}
	require.Contains(t, Details(errors.New("refused (403 forbidden)"), at), "refused (403 forbidden)")
	require.Equal(t, "boom", Details(errors.New("boom"), time.Time{}))
	require.Empty(t, Details(nil, at))
}
