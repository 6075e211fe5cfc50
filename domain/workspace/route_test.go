package workspace_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/domain/workspace/workspacetest"
)

// routes are the ways by which was signed in, in order.
func (r *rig) routes() (taken []domain.Route) {
	for _, c := range r.world.Server.Calls() {
		if c.Method == "SignIn" {
			taken = append(taken, c.Route)
		}
	}
	return taken
}

func TestTheWayToAServerIsTheProfiles(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		pinned := domain.Route{Proxy: "socks5://127.0.0.1:1080", Trust: domain.Trust{Pin: domain.Fingerprint(strings.Repeat("ab", 32))}}
		by := workspacetest.User()
		by.Route = &pinned
		require.NoError(t, r.SignIn(t.Context(), by))
		r.rest()
		require.Equal(t, pinned, r.Status().Profile.Route)

		// Nothing was said of a way: it is the one of before, and at another server the
		// usual one.
		require.NoError(t, r.SignIn(t.Context(), workspacetest.User()))
		r.rest()
		elsewhere := workspacetest.User()
		elsewhere.Server = "https://other.example/v2"
		require.NoError(t, r.SignIn(t.Context(), elsewhere))
		r.rest()
		require.Equal(t, []domain.Route{pinned, pinned, {}}, r.routes())

		route, err := r.RouteTo(t.Context(), workspacetest.User().Server+"/")
		require.NoError(t, err)
		require.Equal(t, pinned, route)
		for _, server := range []string{"https://never.example/v2", "", "http://api.example"} {
			route, err = r.RouteTo(t.Context(), server)
			require.NoError(t, err)
			require.Zero(t, route, "%q", server)
		}
	})
}

func TestAfterARestartItIsTheSameWay(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		by := workspacetest.User()
		by.Route = &domain.Route{Proxy: domain.NoProxy}
		require.NoError(t, r.SignIn(t.Context(), by))
		r.rest()
		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		r.untilOnline()
		require.Equal(t, []domain.Route{*by.Route, *by.Route}, r.routes())
	})
}

func TestChangingTheWayConnectsAnew(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.ErrorIs(t, r.SetRoute(t.Context(), domain.Route{}), domain.ErrNotFound, "nobody is signed in")
		r.signIn()
		// Another certificate than before: nothing goes on by itself.
		wrong := &domain.CertificateError{Fault: domain.CertificateChanged}
		r.world.Server.FailSignIn(wrong)
		require.NoError(t, r.SetRoute(t.Context(), domain.Route{Proxy: "http://proxy.example:3128"}))
		r.until("refused", func() bool { return r.Status().Reason != nil })
		require.ErrorIs(t, r.Status().Reason, domain.ErrCertificate)
		require.Equal(t, workspace.Offline, r.Status().Connection)

		r.world.Server.FailSignIn(nil)
		right := domain.Route{Trust: domain.Trust{Pin: domain.Fingerprint(strings.Repeat("cd", 32))}}
		require.NoError(t, r.SetRoute(t.Context(), right))
		r.untilOnline()
		require.Equal(t, right, r.Status().Profile.Route)
		require.Equal(t, []domain.Route{{}, {Proxy: "http://proxy.example:3128"}, right}, r.routes())
		require.Equal(t, "Reseller", r.Identity().AccountName)
	})
}

func TestWhoIsOfflineByChoiceStaysSo(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		require.NoError(t, r.WorkOffline(t.Context(), r.Status().Profile.ID))
		require.NoError(t, r.SetRoute(t.Context(), domain.Route{Proxy: domain.NoProxy}))
		r.rest()
		require.True(t, r.Status().ByChoice)
		require.Len(t, r.routes(), 1)
		r.GoOnline()
		r.untilOnline()
		require.Equal(t, domain.Route{Proxy: domain.NoProxy}, r.routes()[1])
	})
}

// TestWhatIsSetMeanwhileStays: a suffix that is saved at the same moment is in the same row.
func TestWhatIsSetMeanwhileStays(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		r.signIn()
		set := make(chan error, 1)
		suffix := func() string {
			s, err := r.RealmSuffix(t.Context())
			require.NoError(t, err)
			return s
		}
		m.beside("SaveProfile", func() { set <- r.SetRealmSuffix(t.Context(), "sip.example.net") }, func() bool { return len(set) > 0 })
		route := domain.Route{Proxy: domain.NoProxy}
		require.NoError(t, r.SetRoute(t.Context(), route))
		require.NoError(t, <-set)
		r.untilOnline()
		require.Equal(t, "sip.example.net", suffix())
		require.Equal(t, route, r.Status().Profile.Route)

		r.restart()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sip.example.net", suffix(), "and in what is kept")
		require.Equal(t, route, r.Status().Profile.Route)
	})
}

func TestNobodysSuffixIsSet(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		require.ErrorIs(t, r.SetRealmSuffix(t.Context(), "sip.example.net"), domain.ErrNotFound)
		profiles, err := r.Profiles(t.Context())
		require.NoError(t, err)
		require.Empty(t, profiles)
	})
}

// The same where it is set later, while what is on the wire comes back by the old way.
func TestWhatIsSetWhileTheOldWayEndsStays(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := r.ready()
		release := r.world.Server.Hold("Perform")
		r.submit(d)
		r.rest()
		changed := make(chan error, 1)
		go func() { changed <- r.SetRoute(t.Context(), domain.Route{Proxy: domain.NoProxy}) }()
		r.rest()
		require.NoError(t, r.SetRealmSuffix(t.Context(), "sip.example.net"))
		release()
		require.NoError(t, <-changed)
		suffix, err := r.RealmSuffix(t.Context())
		require.NoError(t, err)
		require.Equal(t, "sip.example.net", suffix)
		require.Equal(t, domain.Route{Proxy: domain.NoProxy}, r.Status().Profile.Route)
	})
}
