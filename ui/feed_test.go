package ui

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
)

// feedTest holds a feed whose waits end when the test says so.
type feedTest struct {
	*feed
	queue *run.Queue
	waits []func()
	shown []changes
}

func newFeedTest() *feedTest {
	ft := &feedTest{queue: run.NewQueue()}
	ft.feed = newFeed(ft.queue.Dispatch, func(c changes) { ft.shown = append(ft.shown, c) })
	ft.after = func(_ time.Duration, f func()) { ft.waits = append(ft.waits, f) }
	return ft
}

func (ft *feedTest) elapse() {
	waits := ft.waits
	ft.waits = nil
	for _, f := range waits {
		f()
	}
	ft.queue.Drain()
}

func TestTheFirstEventShowsAtOnceAndTheRestTogether(t *testing.T) {
	ft := newFeedTest()
	ft.put(workspace.AccountsChanged{ParentID: "p"})
	ft.queue.Drain()
	require.Len(t, ft.shown, 1)
	for range 250 {
		ft.put(workspace.AccountsChanged{ParentID: "p"})
	}
	ft.put(workspace.ProvisioningChanged{ID: "d1"})
	ft.put(workspace.ProvisioningChanged{ID: "d2"})
	ft.queue.Drain()
	require.Len(t, ft.shown, 1, "a burst does not redraw")
	ft.elapse()
	require.Len(t, ft.shown, 2)
	require.Equal(t, map[string]bool{"p": true}, ft.shown[1].accounts)
	require.Equal(t, map[string]bool{"d1": true, "d2": true}, ft.shown[1].provisionings)
	ft.elapse()
	require.Len(t, ft.shown, 2)
	ft.put(workspace.StatusChanged{})
	ft.queue.Drain()
	require.Len(t, ft.shown, 3, "after a quiet time the next one shows at once again")
}

func TestNoEventIsLost(t *testing.T) {
	ft := newFeedTest()
	for _, e := range []workspace.Event{
		workspace.StatusChanged{},
		workspace.AccountsChanged{},
		workspace.DraftsChanged{},
		workspace.CatalogueChanged{},
		workspace.ProvisioningChanged{ID: "d"},
		workspace.Trouble{Err: errors.New("boom")},
	} {
		ft.put(e)
	}
	ft.queue.Drain()
	require.Len(t, ft.shown, 1)
	c := ft.shown[0]
	require.True(t, c.status && c.drafts && c.catalogue)
	require.True(t, c.accounts[""])
	require.True(t, c.provisionings["d"])
	require.Len(t, c.troubles, 1)
}
