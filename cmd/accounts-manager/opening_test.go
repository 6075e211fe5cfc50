package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/wire"
	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/sandbox"
	"accountsmanager/ui/account"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// quiet is how long nothing new may arrive before the requests that wait are a
// round. A slow machine makes it count rounds too many, never too few.
const quiet = 400 * time.Millisecond

// rounds answers requests in rounds: all that came before it became quiet together,
// and only then the next. What needs an earlier answer is in a later round.
type rounds struct {
	server *sandbox.Server

	mu      sync.Mutex
	on      bool
	waiting []chan struct{}
	sent    [][]string // by round
	timer   *time.Timer
}

func (r *rounds) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	if !r.on {
		r.mu.Unlock()
		r.server.ServeHTTP(w, request)
		return
	}
	answer := make(chan struct{})
	if len(r.waiting) == 0 {
		r.sent = append(r.sent, nil)
		r.timer = time.AfterFunc(quiet, r.release)
	} else {
		r.timer.Reset(quiet)
	}
	r.waiting = append(r.waiting, answer)
	last := len(r.sent) - 1
	r.sent[last] = append(r.sent[last], request.Method+" "+request.URL.Path)
	r.mu.Unlock()
	<-answer
	r.server.ServeHTTP(w, request)
}

func (r *rounds) release() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.waiting {
		close(c)
	}
	r.waiting = nil
}

// during counts what is sent while something is done.
func (r *rounds) during(do func()) [][]string {
	r.mu.Lock()
	r.on, r.sent = true, nil
	r.mu.Unlock()
	do()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return r.sent
}

// page is the account page over a workspace that is signed in at a sandbox.
type page struct {
	t      *testing.T
	ws     *workspace.Workspace
	rounds *rounds
	queue  *run.Queue
	runner *run.Runner
	view   *account.View
	canvas fyne.Canvas
}

func newPage(t *testing.T) *page {
	t.Helper()
	server, err := sandbox.New(sandbox.Options{CreateTime: -1})
	require.NoError(t, err)
	p := &page{t: t, rounds: &rounds{server: server}, queue: run.NewQueue()}
	web := httptest.NewServer(p.rounds)
	program, err := wire.Open(t.Context(), wire.Options{Data: filepath.Join(t.TempDir(), "data"), Version: "test"})
	require.NoError(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(t, program.Close(ctx))
		require.NoError(t, server.Close())
		web.Close()
	})
	p.ws = program.Workspace
	login := server.Credentials()
	require.NoError(t, p.ws.SignIn(t.Context(), workspace.SignInRequest{
		Method: workspace.WithPassword, Server: web.URL, UserName: login.Username, Account: login.AccountName, Secret: domain.NewSecret(login.Password),
	}))
	require.Eventually(t, func() bool { return !p.ws.Status().SyncedAt.IsZero() }, 30*time.Second, 5*time.Millisecond)
	p.runner = run.New(t.Context(), p.queue)
	w := uitest.NewWindow(t, nil, 980, 768)
	p.canvas = w.Canvas()
	p.view = account.New(account.Options{
		Workspace: p.ws, Runner: p.runner, Canvas: p.canvas, Now: time.Now, Language: "en-US",
		After: func(time.Duration, func()) func() { return func() {} },
		Actions: account.Actions{
			Drill: func(domain.AccountRef) {}, Open: func(string) {}, Copied: func(string) {}, Duplicate: func(workspace.Sheet) {},
			Failed: func(err error) { require.NoError(t, err) },
		},
	})
	w.SetContent(p.view.Object())
	return p
}

func (p *page) settle() {
	for p.runner.Wait(); p.queue.Drain() > 0; p.runner.Wait() {
	}
	uitest.Settle(p.canvas)
}

// TestWhatOpeningAnAccountSends: an account that was never read, and then each of its
// tabs, in at most two rounds of requests and nothing but reads; looking again costs
// nothing.
func TestWhatOpeningAnAccountSends(t *testing.T) {
	p := newPage(t)
	accounts, err := p.ws.Accounts(t.Context(), workspace.AccountQuery{Limit: 1})
	require.NoError(t, err)
	require.Len(t, accounts, 1)
	tabs := []string{"Overview", "Limits", "Permissions", "Credit", "Administrators", "Notes", "Apps", "Activity"}
	turn := func(at int) {
		p.canvas.Focus(uitest.FindAll[*widgets.Tabs](p.canvas.Content())[0])
		for range tabs {
			uitest.Press(p.canvas, fyne.KeyLeft)
		}
		for range at {
			uitest.Press(p.canvas, fyne.KeyRight)
		}
		uitest.Press(p.canvas, fyne.KeySpace)
		p.settle()
	}
	requests := map[string]int{}
	for i, title := range tabs {
		sent := p.rounds.during(func() {
			if i > 0 {
				turn(i)
				return
			}
			p.view.Show(accounts[0].ID)
			p.settle()
		})
		t.Logf("%s: %d rounds %q", title, len(sent), sent)
		require.LessOrEqual(t, len(sent), 2, title)
		for _, request := range slices.Concat(sent...) {
			require.True(t, strings.HasPrefix(request, "GET "), "looking writes nothing: %s", request)
			requests[request]++
		}
	}
	require.Greater(t, len(requests), 5)
	for request, times := range requests {
		// The users are listed twice: listings do not tell who is disabled, filters do.
		require.True(t, times == 1 || times == 2 && strings.HasSuffix(request, "/users"), "%s was sent %d times", request, times)
	}
	require.Empty(t, p.rounds.during(func() {
		for i := range tabs {
			turn(i)
		}
	}), "what was read is not read again")
}
