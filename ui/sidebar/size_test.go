package sidebar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// A reseller with very many accounts must not feel it: a change is redrawn, and a
// key answered, well within a frame or two. The bound is wide, for busy machines.
func TestFiftyThousandAccountsAreNoBurden(t *testing.T) {
	b := newBench(t, sample.Full(50_000))
	list := uitest.FindAll[*widgets.List](b.canvas.Content())[0]
	require.Greater(t, list.Len(), 49_000)
	began := time.Now()
	const times = 20
	for range times {
		b.side.StatusChanged(b.ws.Status())
	}
	require.Less(t, time.Since(began)/times, 100*time.Millisecond, "a redraw")
}
