package wire_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/wire"
	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/sandbox"
)

// What it costs to create accounts where the server is far away: how often one has
// to wait for the way there and back, and how near many at once come to what that
// alone would take.

const (
	latency = 50 * time.Millisecond // added to every request
	// rounds is how many requests of one account have to wait for one another: make
	// it; read it and its limits back; all the rest side by side.
	rounds = 3
	atOnce = 8
)

// far is a program that is signed in at a server that is far away.
type far struct {
	tb      testing.TB
	program *wire.Program
	server  *sandbox.Server
}

func newFar(tb testing.TB) *far {
	tb.Helper()
	server, err := sandbox.New(sandbox.Options{CreateTime: -1})
	require.NoError(tb, err)
	web := httptest.NewServer(server)
	login := server.Credentials()
	p, err := wire.Open(tb.Context(), wire.Options{Data: filepath.Join(tb.TempDir(), "data"), Version: "test"})
	require.NoError(tb, err)
	tb.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(tb, p.Close(ctx))
		require.NoError(tb, server.Close())
		web.Close()
	})
	require.NoError(tb, p.Workspace.SignIn(tb.Context(), workspace.SignInRequest{
		Method: workspace.WithPassword, Server: web.URL, UserName: login.Username, Account: login.AccountName, Secret: domain.NewSecret(login.Password),
	}))
	f := &far{tb: tb, program: p, server: server}
	f.until(func(workspace.Event) bool { return !p.Workspace.Status().SyncedAt.IsZero() }, func() {})
	require.NoError(tb, server.SetFaults(sandbox.Fault{Kind: sandbox.FaultDelay, DelayMS: int(latency / time.Millisecond), Times: -1}))
	return f
}

// until begins something, and waits until an event says that it is so.
func (f *far) until(so func(workspace.Event) bool, begin func()) {
	f.tb.Helper()
	news := make(chan workspace.Event, 1<<16) // nothing that listens may block
	stop := f.program.Workspace.Subscribe(func(e workspace.Event) { news <- e })
	defer stop()
	begin()
	for !so(nil) {
		select {
		case e := <-news:
			if so(e) {
				return
			}
		case <-time.After(2 * time.Minute):
			require.FailNow(f.tb, "nothing happens any more")
		}
	}
}

// draft keeps a draft with every step there is.
func (f *far) draft(name string) string {
	f.tb.Helper()
	w := f.program.Workspace
	d := abc(w)
	catalogue, err := w.Catalogue(f.tb.Context())
	require.NoError(f.tb, err)
	d.Name, d.RealmLabel = name, ""
	d.Plans = []string{catalogue.Plans[0].ID}
	d.Apps = domain.AppAccess{Restricted: true, Allowed: []string{catalogue.Apps[0].ID}}
	require.NoError(f.tb, w.SaveDraft(f.tb.Context(), d))
	return d.ID
}

// create submits drafts, and waits until all of them are done.
func (f *far) create(ids ...string) time.Duration {
	f.tb.Helper()
	ctx := f.tb.Context()
	open := map[string]bool{}
	start := time.Now()
	for _, id := range ids {
		open[id] = true
	}
	f.until(func(e workspace.Event) bool {
		if moved, ok := e.(workspace.ProvisioningChanged); ok && moved.Summary == provisioning.SummaryDone {
			delete(open, moved.ID)
		}
		return len(open) == 0
	}, func() {
		for _, id := range ids {
			require.NoError(f.tb, f.program.Workspace.Submit(ctx, id))
		}
	})
	took := time.Since(start)
	for _, id := range ids {
		p, err := f.program.Workspace.Provisioning(ctx, id)
		require.NoError(f.tb, err)
		require.Equal(f.tb, provisioning.SummaryDone, p.Summary())
		require.Len(f.tb, p.Steps, 8)
	}
	return took
}

// BenchmarkCreateOneFar: one account with every step.
func BenchmarkCreateOneFar(b *testing.B) {
	f := newFar(b)
	var waited time.Duration
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		id := f.draft(fmt.Sprint("Far ", i))
		b.StartTimer()
		waited += f.create(id)
	}
	b.ReportMetric(float64(waited)/float64(b.N)/float64(latency), "round-trips/account")
}

// BenchmarkCreateManyFar: two hundred accounts with every step, eight at once.
func BenchmarkCreateManyFar(b *testing.B) {
	const accounts = 200
	var waited time.Duration
	for b.Loop() {
		b.StopTimer()
		f := newFar(b)
		var ids []string
		for i := range accounts {
			ids = append(ids, f.draft(fmt.Sprint("Far ", i)))
		}
		b.StartTimer()
		waited += f.create(ids...)
	}
	bound := accounts / atOnce * rounds * latency
	b.ReportMetric(float64(waited)/float64(b.N)/float64(bound), "times-the-bound")
	b.ReportMetric(float64(accounts*b.N)/waited.Seconds(), "accounts/s")
}
