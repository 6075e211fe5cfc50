package run_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/run"
)

func TestResultsArriveOnlyWhenTheQueueIsDrained(t *testing.T) {
	q := run.NewQueue()
	r := run.New(t.Context(), q)
	var got int
	run.Go(r, func(context.Context) (int, error) { return 7, nil }, func(v int, err error) {
		require.NoError(t, err)
		got = v
	})
	r.Wait()
	require.Zero(t, got, "nothing touches a view before the UI thread runs it")
	require.Equal(t, 1, q.Drain())
	require.Equal(t, 7, got)
}

func TestLatestDropsOlderResults(t *testing.T) {
	q := run.NewQueue()
	r := run.New(t.Context(), q)
	latest := run.NewLatest[string](r)
	release := make(chan struct{})
	var got []string
	latest.Go(func(ctx context.Context) (string, error) { <-release; return "old", ctx.Err() },
		func(v string, _ error) { got = append(got, v) })
	latest.Go(func(context.Context) (string, error) { return "new", nil },
		func(v string, err error) { require.NoError(t, err); got = append(got, v) })
	close(release)
	r.Wait()
	q.Drain()
	require.Equal(t, []string{"new"}, got)
}

func TestErrorsReachTheView(t *testing.T) {
	q := run.NewQueue()
	r := run.New(t.Context(), q)
	boom := errors.New("boom")
	var got error
	run.Do(r, func(context.Context) error { return boom }, func(err error) { got = err })
	r.Wait()
	q.Drain()
	require.ErrorIs(t, got, boom)
}
