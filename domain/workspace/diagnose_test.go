package workspace_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/workspace"
)

// reports offers one report until it is dismissed.
type reports struct {
	offered bool
	err     error
}

func (r *reports) Offered(context.Context) (workspace.CrashReport, bool, error) {
	return workspace.CrashReport{Path: "/crash-1.txt"}, r.offered, r.err
}

func (r *reports) Dismiss(context.Context) error {
	r.offered = false
	return r.err
}

func (r *reports) LogTail(_ context.Context, _ int) ([]string, error) {
	return []string{"msg=started"}, r.err
}

func TestACrashIsOfferedUntilItIsDismissed(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		_, found, err := r.LastCrash(t.Context())
		require.NoError(t, err)
		require.False(t, found, "crashes are not written down")
		require.NoError(t, r.DismissCrash(t.Context()))

		r.restart(func(o *workspace.Options) { o.Reports = &reports{offered: true} })
		report, found, err := r.LastCrash(t.Context())
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, "/crash-1.txt", report.Path)
		require.NoError(t, r.DismissCrash(t.Context()))
		_, found, err = r.LastCrash(t.Context())
		require.NoError(t, err)
		require.False(t, found)
	})
}

func TestDiagnosticsAreNumbers(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.Diagnose(t.Context())
		require.Zero(t, d.Profiles)
		require.Zero(t, d.Missing)

		r.restart(func(o *workspace.Options) { o.Disk, o.Reports = &disk{}, &reports{} })
		r.signIn()
		d = r.Diagnose(t.Context())
		require.EqualValues(t, 4711, d.DataBytes)
		require.Equal(t, 1, d.Profiles)
		require.Positive(t, d.Store.Schema)
		require.Equal(t, r.Status().Profile.Identity.Version, d.Server)
		require.Equal(t, []string{"msg=started"}, d.Log)
		require.Len(t, d.Health, 6)
		require.Zero(t, d.Missing)

		r.restart(func(o *workspace.Options) { o.Disk, o.Reports = &disk{err: errDisk}, &reports{err: errors.New("gone")} })
		d = r.Diagnose(t.Context())
		require.Equal(t, 2, d.Missing, "the size of the data, and the log")
		require.Equal(t, 1, d.Profiles, "the rest is told all the same")
	})
}
