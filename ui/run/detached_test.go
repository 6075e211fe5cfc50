package run_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/run"
)

func TestDetachedWorkIsDoneAndNotWaitedForAtTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	r := run.New(ctx, run.NewQueue())
	done := false
	run.Detached(r, func() { done = true })
	r.Wait()
	require.True(t, done)

	release := make(chan struct{})
	ended := make(chan struct{})
	run.Detached(r, func() { <-release; close(ended) })
	cancel()
	r.Wait()
	close(release)
	<-ended
}
