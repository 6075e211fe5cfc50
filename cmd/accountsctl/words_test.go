package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/declared"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

func TestEveryErrorHasItsSentence(t *testing.T) {
	named := declared.Mentioned(t, ".")
	count := 0
	for pkg, dir := range map[string]string{"domain": "../../domain", "workspace": "../../domain/workspace", "sheet": "../../domain/sheet"} {
		for _, name := range declared.Errors(t, dir) {
			require.True(t, named[pkg+"."+name], "%s.%s has no sentence", pkg, name)
			count++
		}
	}
	require.Greater(t, count, 30, "the parser found the declarations")
}

func TestEachSentenceIsItsOwn(t *testing.T) {
	seen := map[string]error{}
	for _, s := range sentences {
		text := sentence(fmt.Errorf("do something: %w", s.target))
		require.Equal(t, s.text, text, "%v is hidden by another", s.target)
		require.True(t, strings.HasSuffix(text, "."), "whole sentences: %s", text)
		require.Nil(t, seen[text], "%v and %v say the same", s.target, seen[text])
		seen[text] = s.target
		require.NotEqual(t, exitDone, exitOf(fmt.Errorf("do something: %w", s.target)))
	}
	require.NotEmpty(t, sentence(errors.New("boom")))
	require.NotContains(t, sentence(errors.New("boom")), "boom", "only the details have the error's own text")
}

func TestErrorsAndTheirExits(t *testing.T) {
	tests := []struct {
		err  error
		exit int
		says string
	}{
		{nil, exitDone, ""},
		{&usageError{"no such flag"}, exitUsage, "no such flag"},
		{&domain.BusyError{Status: 429, RetryAfter: 12 * time.Second}, exitWaiting, "12s"},
		{&domain.BusyError{Status: 503}, exitWaiting, "503"},
		{&domain.RefusedError{Status: 400, Code: "validation_error", Problems: domain.Problems{
			{Field: domain.FieldRealm, Code: domain.TakenOnServer}, {Code: domain.ServerSays, Detail: "only resellers"},
		}}, exitRefused, "400 validation error (realm: the server says that another has it; only resellers)"},
		{&domain.RefusedError{Status: 403, Code: "forbidden"}, exitRefused, "no right"},
		{&domain.ChargesError{}, exitPerson, "accept charges"},
		{&workspace.InvalidDraftError{}, exitPerson, "problems"},
		{domain.ErrOffline, exitWaiting, "cannot be reached"},
		{domain.ErrWrongCredentials, exitRefused, "same answer for all three"},
		{fmt.Errorf("%w: %w", domain.ErrSignedOut, domain.ErrWrongCredentials), exitRefused, "does not know"},
		{domain.ErrSignedOut, exitPerson, "Sign in again"},
		{domain.ErrDirectoryInUse, exitTrouble, "running with this data directory already"},
		{errors.Join(domain.ErrReadOnly, domain.ErrOffline), exitTrouble, "reached"},
		{errors.New("boom"), exitTrouble, "went wrong"},
	}
	for _, tt := range tests {
		err := tt.err
		if err != nil {
			err = fmt.Errorf("do something: %w", err)
		}
		require.Equal(t, tt.exit, exitOf(err), "%v", err)
		if err != nil {
			require.Contains(t, sentence(err), tt.says)
		}
	}
}

func TestDetailsHoldNoSecret(t *testing.T) {
	for _, text := range []string{
		`Get "https://dana:canary@api.example/v2"`, `X-Auth-Token: canary`, `{"credentials":"canary"}`, `password = canary`,
	} {
		require.NotContains(t, details(errors.New(text)), "canary")
	}
}

func TestEveryCodeHasWords(t *testing.T) {
	for _, code := range declared.Constants(t, "../../domain", "Code") {
		for _, f := range []domain.Field{domain.FieldName, domain.FieldRealm, domain.AdminField("1", domain.PartEmail)} {
			for _, detail := range []string{"", "Somebody"} {
				text := problemText(domain.Problem{Field: f, Code: domain.Code(code), Limit: 7, Detail: detail})
				require.NotEmpty(t, text)
				require.NotContains(t, text, "is wrong (", "no words for %s", code)
				require.NotContains(t, text, "%!", code)
			}
		}
	}
	for _, code := range sheet.Codes() {
		for _, column := range []string{"", "x"} {
			text := remarkText(sheet.Remark{Line: 2, Code: code, Column: column, Cells: 2})
			require.NotEqual(t, string(code), text, "no words for %s", code)
			require.NotContains(t, text, "%!")
		}
	}
	for _, f := range []domain.Field{domain.FieldRestricted, domain.FieldHidden, domain.FieldPlans, domain.FieldApps, sheet.FieldParent} {
		require.NotEqual(t, `"x" is not known`, strangerText(sheet.Stranger{Field: f, Item: "x"}), f)
	}
}

func TestEveryStateHasWords(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	for _, state := range declared.Constants(t, "../../domain/provisioning", "State") {
		for _, why := range append(declared.Constants(t, "../../domain/provisioning", "Reason"), "") {
			s := provisioning.Step{Kind: provisioning.KindAccount, State: provisioning.State(state), Why: provisioning.Reason(why)}
			require.NotEmpty(t, stepText(s, now))
			require.NotContains(t, stepText(s, now), "_", "%s %s", state, why)
		}
	}
	for _, kind := range declared.Constants(t, "../../domain/provisioning", "Kind") {
		require.NotContains(t, stepTitle(provisioning.Step{Kind: provisioning.Kind(kind)}), "_", kind)
		require.NotEmpty(t, takenText(provisioning.Kind(kind)))
	}
	for _, s := range declared.Constants(t, "../../domain/provisioning", "Summary") {
		require.NotContains(t, workspace.SummaryStatus(provisioning.Summary(s)), "_", s)
	}
	busy := provisioning.Step{State: provisioning.Waiting, Why: provisioning.ReasonBusy, Next: now.Add(10 * time.Second)}
	require.Equal(t, "the server is busy, next try in 10s", stepText(busy, now))
}

func TestWorseExits(t *testing.T) {
	require.Equal(t, exitRefused, worse(exitPerson, exitRefused))
	require.Equal(t, exitPerson, worse(exitPerson, exitWaiting))
	require.Equal(t, exitWaiting, worse(exitDone, exitWaiting))
	require.Equal(t, exitDone, worse(exitDone, exitDone))
	require.Equal(t, exitTrouble, worse(exitTrouble, exitRefused))
}
