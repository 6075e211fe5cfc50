package provisioning_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

func TestJudge(t *testing.T) {
	problems := domain.Problems{{Field: domain.FieldTwoWay, Code: domain.ServerSays, Detail: "no"}}
	taken := domain.Problems{{Field: domain.FieldRealm, Code: domain.TakenOnServer}}
	charges := []domain.Charge{{Name: "Trunk"}}
	refused := func(status int, ps domain.Problems) error {
		return &domain.RefusedError{Status: status, Code: "said", Problems: ps, RequestID: "r"}
	}
	for name, c := range map[string]struct {
		err  error
		want provisioning.Outcome
	}{
		"nothing": {nil, provisioning.Outcome{Verdict: provisioning.VerdictDone, Ref: "ref"}},
		"a refusal": {refused(400, problems), provisioning.Outcome{
			Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 400, Code: "said", Problems: problems, RequestID: "r",
		}},
		"forbidden": {refused(403, nil), provisioning.Outcome{Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 403, Code: "said", RequestID: "r"}},
		"a conflict": {refused(409, nil), provisioning.Outcome{
			Verdict: provisioning.VerdictExists, Why: provisioning.ReasonTaken, Status: 409, Code: "said", RequestID: "r",
		}},
		"a name that is taken": {refused(400, taken), provisioning.Outcome{
			Verdict: provisioning.VerdictExists, Why: provisioning.ReasonTaken, Status: 400, Code: "said", Problems: taken, RequestID: "r",
		}},
		"charges": {&domain.ChargesError{Charges: charges, RequestID: "r"}, provisioning.Outcome{
			Verdict: provisioning.VerdictCharges, Why: provisioning.ReasonCharges, Status: 402, Charges: charges, RequestID: "r",
		}},
		"too many": {&domain.BusyError{Status: 429, RetryAfter: time.Minute}, provisioning.Outcome{
			Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonBusy, Status: 429, RetryAfter: time.Minute,
		}},
		"offline":           {domain.ErrOffline, provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonOffline}},
		"certificate":       {domain.ErrCertificate, provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonOffline}},
		"signed out":        {domain.ErrSignedOut, provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonSignIn}},
		"new password":      {domain.ErrWrongCredentials, provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonSignIn}},
		"no password":       {domain.ErrSecretNotFound, provisioning.Outcome{Verdict: provisioning.VerdictPerson, Why: provisioning.ReasonPassword}},
		"locked keyring":    {domain.ErrKeyringLocked, provisioning.Outcome{Verdict: provisioning.VerdictPerson, Why: provisioning.ReasonKeyring}},
		"taken back":        {provisioning.ErrRolledBack, provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonRollback}},
		"no answer":         {domain.ErrUnanswered, provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}},
		"cancelled":         {context.Canceled, provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}},
		"timed out":         {context.DeadlineExceeded, provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}},
		"nobody knows":      {errors.New("something new"), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}},
		"a failed 500":      {fmt.Errorf("%w: 500", domain.ErrUnanswered), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}},
		"not sent, stopped": {fmt.Errorf("%w: %w", domain.ErrOffline, context.Canceled), provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonOffline}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, provisioning.Judge("ref", c.err))
			if c.err != nil {
				require.Equal(t, c.want, provisioning.Judge("ref", fmt.Errorf("create the account: %w", c.err)), "wrapped it is the same")
			}
		})
	}
}

func TestFindings(t *testing.T) {
	require.Equal(t, provisioning.Finding{Sight: provisioning.SightFound, Ref: "ref"}, provisioning.Found("ref"))
	require.Equal(t, provisioning.SightAbsent, provisioning.Absent().Sight)
	require.Equal(t, provisioning.SightUnclear, provisioning.Unclear().Sight)
	failed := provisioning.LookFailed(&domain.BusyError{Status: 429, RetryAfter: time.Second})
	require.Equal(t, provisioning.SightFailed, failed.Sight)
	require.Equal(t, provisioning.ReasonBusy, failed.Failure.Why)
	require.Equal(t, time.Second, failed.Failure.RetryAfter)
}

func TestBackoff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := provisioning.Policy{FirstRetry: time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "first"))}
		p.LastRetry = p.FirstRetry + time.Duration(rapid.Int64Range(0, int64(24*time.Hour)).Draw(t, "more"))
		tries := rapid.IntRange(0, 1000).Draw(t, "tries")
		dice := rapid.Float64Range(0, 0.9999999).Draw(t, "dice")

		whole := p.FirstRetry
		for i := 1; i < tries && whole < p.LastRetry; i++ {
			whole *= 2
		}
		whole = min(whole, p.LastRetry)
		wait := p.Backoff(tries, 0, dice)
		require.GreaterOrEqual(t, wait, whole/2)
		require.LessOrEqual(t, wait, whole)
		require.LessOrEqual(t, wait, p.LastRetry)
		require.LessOrEqual(t, p.Backoff(tries, 0, 0), wait, "the dice only ever lengthen it")
		require.LessOrEqual(t, wait, 2*p.Backoff(tries+1, 0, 0), "and it grows")

		after := time.Duration(rapid.Int64Range(0, int64(2*time.Hour)).Draw(t, "retry after"))
		require.Equal(t, max(wait, after), p.Backoff(tries, after, dice), "never sooner than the server asked")
	})
	p := provisioning.DefaultPolicy()
	require.Equal(t, []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}, []time.Duration{p.Backoff(1, 0, 0), p.Backoff(2, 0, 0), p.Backoff(3, 0, 0)})
	require.Equal(t, 150*time.Second, p.Backoff(100, 0, 0))
}

func TestPolicyScales(t *testing.T) {
	p := provisioning.DefaultPolicy()
	require.Equal(t, p, p.Scale(1))
	hundredth := p.Scale(0.01)
	require.Equal(t, 10*time.Millisecond, hundredth.FirstRetry)
	require.Equal(t, 3*time.Second, hundredth.LastRetry)
	require.Len(t, hundredth.Polls, len(p.Polls))
	require.Equal(t, 20*time.Millisecond, hundredth.Polls[0])
	require.Equal(t, 1500*time.Millisecond, hundredth.Absence[provisioning.KindCredit])
	require.Equal(t, provisioning.DefaultPolicy(), p, "the original stays")
	// What must not be sent twice is waited for longer than a request can live.
	for _, kind := range []provisioning.Kind{provisioning.KindAccount, provisioning.KindAdministrator, provisioning.KindCredit} {
		require.Greater(t, p.Absence[kind], 130*time.Second, kind)
	}
}

func TestPollsRepeatTheLast(t *testing.T) {
	s := reached["unknown"](provisioning.KindAccount)
	now := s.Next
	var waits []time.Duration
	for s.State == provisioning.Unknown {
		s = s.Looked(now, provisioning.Absent(), policy, 0)
		waits = append(waits, s.Next.Sub(now))
		now = s.Next
	}
	require.Equal(t, []time.Duration{4, 8, 16, 30, 30, 30, 30, 0}, seconds(waits), "the last poll ends where absence counts")
	require.Equal(t, provisioning.Waiting, s.State)
	require.Equal(t, noon.Add(policy.Absence[provisioning.KindAccount]), now)
}

func seconds(ds []time.Duration) []time.Duration {
	out := make([]time.Duration, len(ds))
	for i, d := range ds {
		out[i] = d / time.Second
	}
	return out
}
