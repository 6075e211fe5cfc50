package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestErrorsOfTheSystem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	for err, want := range map[error]error{
		&fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}: domain.ErrReadOnly,
		&fs.PathError{Op: "open", Path: path, Err: syscall.EROFS}:    domain.ErrReadOnly,
	} {
		got := failed(path, "do something", err)
		require.ErrorIs(t, got, want)
		require.ErrorIs(t, got, err, "the cause stays")
		require.True(t, strings.HasPrefix(got.Error(), "do something: "))
	}
	require.NoError(t, failed(path, "do something", nil))
	other := errors.New("other")
	require.EqualError(t, failed(path, "do something", other), "do something: other")
}

func TestWhatCannotBeOpenedAndWhy(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(t.Context(), testOptions(dir)) // a directory is no database
	require.Error(t, err)
	require.NotErrorIs(t, err, domain.ErrReadOnly, "there is another reason")
	require.NotErrorIs(t, err, domain.ErrStoreDamaged)

	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err = Open(t.Context(), testOptions(filepath.Join(file, "store.db")))
	require.Error(t, err)
	require.NotErrorIs(t, err, domain.ErrStoreDamaged)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = Open(ctx, testOptions(filepath.Join(dir, "store.db")))
	require.ErrorIs(t, err, context.Canceled)
	openAt(t, filepath.Join(dir, "store.db"))
}

func TestAFullDisk(t *testing.T) {
	s, ctx := newStore(t), t.Context()
	require.NoError(t, s.SaveDraft(ctx, "p", draft("d", "Acme"), at(0)))
	require.NoError(t, s.Enqueue(ctx, "p", twoSteps("w")))
	var pages int
	require.NoError(t, s.ordinary.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages))
	limit := fmt.Sprintf("PRAGMA max_page_count = %d", pages)
	for _, db := range []querier{s.ordinary, s.durable} {
		var now int
		require.NoError(t, db.QueryRowContext(ctx, limit).Scan(&now))
		require.Equal(t, pages, now)
	}

	_, err := s.PutAccounts(ctx, "p", manyAccounts(500), at(0))
	require.ErrorIs(t, err, domain.ErrDiskFull)
	require.ErrorContains(t, err, "store 500 accounts")
	big := draft("d", strings.Repeat("long ", 10_000))
	require.ErrorIs(t, s.SaveDraft(ctx, "p", big, at(1)), domain.ErrDiskFull)
	more := twoSteps("more")
	more.Name = big.Name
	require.ErrorIs(t, s.Enqueue(ctx, "p", more), domain.ErrDiskFull)

	d, err := s.Draft(ctx, "d")
	require.NoError(t, err, "reading goes on")
	require.Equal(t, "Acme", d.Name, "with what was there before")
	list, err := s.Accounts(ctx, "p", workspace.AccountQuery{Search: "acme"})
	require.NoError(t, err)
	require.Empty(t, list)
	require.NoError(t, s.CommitStep(ctx, "w", twoSteps("w").Steps[0].Sending(at(1)), domain.AccountRef{}), "what needs no room is written")

	s = reopen(t, s) // room again
	require.Equal(t, "ok", integrity(t, s))
	require.NoError(t, stored(s.PutAccounts(ctx, "p", manyAccounts(500), at(0))))
}
