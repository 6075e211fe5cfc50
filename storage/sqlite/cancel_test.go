package sqlite

import (
	"context"
	"database/sql"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// putThen stores accounts and gives up after some of them.
func putThen(ctx context.Context, accounts []domain.Account, after int, giveUp func()) func(*sql.Tx) error {
	return func(tx *sql.Tx) error {
		p, err := newAccountPutter(ctx, tx, 1, noon)
		if err != nil {
			return err
		}
		defer p.close()
		for i, a := range accounts {
			if i == after {
				giveUp()
			}
			if err := p.account(ctx, a); err != nil {
				return err
			}
		}
		return nil
	}
}

// Whoever gives up while a write runs, at whatever moment: it has happened as a
// whole if and only if it said so.
func TestGivingUpLeavesNoHalfWrite(t *testing.T) {
	s := newStore(t)
	list := manyAccounts(200)
	happened := 0
	for i := range 40 {
		for j := range list {
			list[j].ID = list[j].ID[:30] + string([]byte{'a' + byte(i/26), 'a' + byte(i%26)})
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*500*time.Microsecond)
		_, err := s.PutAccounts(ctx, "p", list, at(0))
		cancel()
		if err == nil {
			happened++
		} else {
			require.ErrorIs(t, err, context.DeadlineExceeded)
		}
		n, err := s.CountAccounts(t.Context(), "p", "")
		require.NoError(t, err)
		require.Equal(t, happened*len(list), n)
	}
	require.Equal(t, "ok", integrity(t, s))
}

func TestWaitingForAWriterCanBeGivenUp(t *testing.T) {
	s := newStore(t)
	started, finish := make(chan struct{}), make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		err := s.write(t.Context(), "write slowly", func(*sql.Tx) error {
			close(started)
			<-finish
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	<-started
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, s.Withdraw(ctx, "any"), context.Canceled)
	_, err := s.Profiles(t.Context())
	require.NoError(t, err, "readers do not wait")
	close(finish)
	writer.Wait()
	require.ErrorIs(t, s.Withdraw(t.Context(), "any"), domain.ErrNotFound)
}
