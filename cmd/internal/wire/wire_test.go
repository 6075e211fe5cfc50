package wire_test

import (
	"bytes"
	"context"
	"database/sql"
	"net/http/httptest"
	"os"
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

// open starts a program on a data directory of its own.
func open(t *testing.T, data string) *wire.Program {
	t.Helper()
	p, err := wire.Open(t.Context(), wire.Options{Data: data, Version: "test", Pace: 0.01})
	require.NoError(t, err)
	return p
}

func closeProgram(t *testing.T, p *wire.Program) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	require.NoError(t, p.Close(ctx))
}

func abc(w *workspace.Workspace) domain.Draft {
	d := w.NewDraft(domain.AccountRef{})
	d.Name, d.Timezone, d.RealmLabel = "ABC Company", "America/Chicago", "abccompany"
	ada, lee := w.NewAdministrator(), w.NewAdministrator()
	ada.FirstName, ada.LastName, ada.Email, ada.Phone = "Ada", "Moreno", "ada@abc.example", "+1 415 555 0123"
	lee.FirstName, lee.LastName, lee.Email = "Lee", "Park", "lee@abc.example"
	d.Administrators = []domain.Administrator{ada, lee}
	d.Trunks = domain.TypedTrunks{Inbound: "2", Outbound: "3", TwoWay: "4"}
	d.Deny("international", true)
	d.Deny("caribbean", true)
	d.Credit, d.Prepay = "25.50", true
	d.Permissions.Untick(domain.SeeMinutes)
	return d
}

func TestTheMainJobWithoutAWindow(t *testing.T) {
	server, err := sandbox.New(sandbox.Options{})
	require.NoError(t, err)
	defer func() { require.NoError(t, server.Close()) }()
	web := httptest.NewServer(server)
	defer web.Close()
	login := server.Credentials()

	p := open(t, filepath.Join(t.TempDir(), "data"))
	defer closeProgram(t, p)
	w := p.Workspace
	ctx := t.Context()
	require.NoError(t, w.SignIn(ctx, workspace.SignInRequest{
		Method: workspace.WithPassword, Server: web.URL, UserName: login.Username, Account: login.AccountName,
		Secret: domain.NewSecret(login.Password),
	}))
	require.Eventually(t, func() bool {
		n, err := w.CountAccounts(ctx, "")
		return err == nil && n >= 10 && !w.Status().SyncedAt.IsZero()
	}, 10*time.Second, 20*time.Millisecond, "the accounts are read")
	suffix, err := w.RealmSuffix(ctx)
	require.NoError(t, err)
	require.Equal(t, "sip.northwind.example", suffix, "learnt from the realms")

	catalogue, err := w.Catalogue(ctx)
	require.NoError(t, err)
	require.NotEmpty(t, catalogue.Classifiers)
	require.NotEmpty(t, catalogue.Apps)
	total, ok := catalogue.Own.Of(domain.TwoWay)
	require.True(t, ok)
	require.Equal(t, 50, total)
	require.Equal(t, 31, catalogue.Sold.TwoWay)

	d := abc(w)
	d.Apps = domain.AppAccess{Restricted: true, Allowed: []string{catalogue.Apps[0].ID, catalogue.Apps[1].ID}}
	require.NoError(t, w.SaveDraft(ctx, d))
	problems, err := w.Check(ctx, d)
	require.NoError(t, err)
	require.Empty(t, problems.Blocking())
	requests, err := w.Preview(ctx, d)
	require.NoError(t, err)
	require.NotEmpty(t, requests)
	require.NoError(t, w.Submit(ctx, d.ID))
	var last provisioning.Provisioning
	require.Eventually(t, func() bool {
		last, err = w.Provisioning(ctx, d.ID)
		return err == nil && last.Summary() == provisioning.SummaryDone
	}, 20*time.Second, 20*time.Millisecond, "all steps are done")
	for _, s := range last.Steps {
		require.Equal(t, provisioning.Done, s.State, "%s: %s %s %s", s.ID, s.Why, s.Code, s.Problems)
	}
	found, err := w.Accounts(ctx, workspace.AccountQuery{Search: "abc comp"})
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, "abccompany.sip.northwind.example", found[0].Realm)
	rows, err := w.Work(ctx, "")
	require.NoError(t, err)
	require.Empty(t, rows, "a finished draft is gone from the work")
}

// TestDataOfANewerVersion: the start fails with an error that has its sentence, and the
// directory is let go of, as it was.
func TestDataOfANewerVersion(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	closeProgram(t, open(t, data))
	file := filepath.Join(data, "accounts.db")
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), "PRAGMA user_version = 9999")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	before, err := os.ReadFile(file)
	require.NoError(t, err)
	for range 2 {
		_, err = wire.Open(t.Context(), wire.Options{Data: data, Version: "test"})
		require.ErrorIs(t, err, domain.ErrStoreTooNew)
	}
	after, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, bytes.Equal(before, after), "not a byte was written")
	beside, err := filepath.Glob(file + "-*")
	require.NoError(t, err)
	require.Empty(t, beside)
}
