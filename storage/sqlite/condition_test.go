package sqlite

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestTheConditionOfADatabase(t *testing.T) {
	s := newStore(t)
	c, err := s.Condition(t.Context())
	require.NoError(t, err)
	require.Positive(t, c.Bytes)
	require.False(t, c.ReadOnly)
	require.False(t, c.Damaged)
	require.NoError(t, s.QuickCheck(t.Context()))

	require.NoError(t, stored(s.PutAccounts(t.Context(), "p", manyAccounts(400), at(0))))
	more, err := s.Condition(t.Context())
	require.NoError(t, err)
	require.Greater(t, more.Bytes, c.Bytes, "what is in the log counts")

	require.NoError(t, os.Chmod(s.path, 0o400))
	c, err = s.Condition(t.Context())
	require.NoError(t, err)
	require.True(t, c.ReadOnly)
	require.NoError(t, os.Chmod(s.path, 0o600))
}

func TestWhatADatabaseHoldsIsCounted(t *testing.T) {
	s := newStore(t)
	require.NoError(t, stored(s.PutAccounts(t.Context(), "p", manyAccounts(400), at(0))))
	c, err := s.Contents(t.Context())
	require.NoError(t, err)
	require.Positive(t, c.Schema)
	rows := map[string]int{}
	for _, table := range c.Tables {
		rows[table.Name] = table.Rows
	}
	require.Equal(t, 400, rows["accounts"])
	require.Zero(t, rows["drafts"])
	var tables int
	require.NoError(t, s.readers.QueryRow(`SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).Scan(&tables))
	require.Len(t, c.Tables, tables, "a new table is counted too")
}

func TestAQuickCheckFindsDamageAndKeepsItInMind(t *testing.T) {
	s := newStore(t)
	require.NoError(t, stored(s.PutAccounts(t.Context(), "p", manyAccounts(400), at(0))))
	s = reopen(t, s)
	overwrite(t, s.path)

	require.ErrorIs(t, s.QuickCheck(t.Context()), domain.ErrStoreDamaged)
	c, err := s.Condition(t.Context())
	require.NoError(t, err)
	require.True(t, c.Damaged)
}
