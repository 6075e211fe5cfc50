package run_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/run"
)

func TestTurnsAreTakenInTheOrderInWhichTheyWereAskedFor(t *testing.T) {
	q := run.NewQueue()
	r := run.New(t.Context(), q)
	turns := run.NewTurns(r)
	const all = 50
	var done []int // without a lock: no two run at a time
	release := make(chan struct{})
	for i := range all {
		turns.Do(func(context.Context) error {
			if i == 0 {
				<-release
			}
			done = append(done, i)
			return nil
		}, nil)
	}
	close(release)
	r.Wait()
	q.Drain()
	require.Len(t, done, all)
	require.IsIncreasing(t, done)
}
