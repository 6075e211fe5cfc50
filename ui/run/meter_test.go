package run_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/run"
)

func TestTheMeterTellsWhatWaitedAndWhatTook(t *testing.T) {
	now := time.Unix(0, 0)
	queue := run.NewQueue()
	m := run.NewMeter(queue, func() time.Time { return now })
	m.Dispatch(func() { now = now.Add(120 * time.Millisecond) })
	m.Dispatch(func() { now = now.Add(5 * time.Millisecond) })
	now = now.Add(20 * time.Millisecond)
	queue.Drain()
	var out strings.Builder
	require.NoError(t, m.Report(&out))
	require.Equal(t, "posted to the UI thread: waited 2, 2 over 16ms, 1 over 100ms, longest 140ms; took 2, 1 over 16ms, 1 over 100ms, longest 120ms\n", out.String())
}
