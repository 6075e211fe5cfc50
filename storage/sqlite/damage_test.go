package sqlite

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// spoil closes a store and changes the bytes of its file.
func spoil(t *testing.T, s *Store, change func(file []byte) []byte) {
	t.Helper()
	require.NoError(t, s.Close())
	file, err := os.ReadFile(s.path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(s.path, change(file), 0o600))
}

func TestADamagedDatabaseIsSetAside(t *testing.T) {
	const page = 4096
	tests := []struct {
		name   string
		change func([]byte) []byte
	}{
		{"not a database at all", func(f []byte) []byte { return bytes.Repeat([]byte("something else. "), len(f)/16) }},
		{"the beginning is gone", func(f []byte) []byte { copy(f, make([]byte, page)); return f }},
		{"a page in the middle is garbage", func(f []byte) []byte {
			copy(f[len(f)/page/2*page:], bytes.Repeat([]byte{0xa5}, page))
			return f
		}},
		{"the end is cut off", func(f []byte) []byte { return f[:len(f)-2*page-100] }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStore(t)
			require.NoError(t, stored(s.PutAccounts(t.Context(), "p", manyAccounts(400), at(0))))
			var spoilt []byte
			spoil(t, s, func(file []byte) []byte { spoilt = tt.change(file); return spoilt })

			s = openAt(t, s.path)
			aside, ok := s.Recovered()
			require.True(t, ok)
			require.Equal(t, s.path+".damaged-20260301T120000Z", aside)
			kept, err := os.ReadFile(aside)
			require.NoError(t, err)
			require.Equal(t, spoilt, kept, "not a byte of it is lost")

			profiles, err := s.Profiles(t.Context())
			require.NoError(t, err)
			require.Empty(t, profiles, "a new one is in its place")
			require.Equal(t, "ok", integrity(t, s))

			s = reopen(t, s)
			_, ok = s.Recovered()
			require.False(t, ok, "it is told once")
		})
	}
}

func TestSettingAsideOverwritesNothing(t *testing.T) {
	s := newStore(t)
	var places []string
	for range 3 {
		spoil(t, s, func(f []byte) []byte { return []byte(strings.Repeat("x", len(f))) })
		require.NoError(t, os.WriteFile(s.path+"-wal", []byte("a log"), 0o600))
		s = openAt(t, s.path)
		place, ok := s.Recovered()
		require.True(t, ok)
		require.NotContains(t, places, place)
		log, err := os.ReadFile(place + "-wal")
		require.NoError(t, err)
		require.Equal(t, "a log", string(log), "the log goes with its database")
		places = append(places, place)
	}
}

// overwrite spoils most of a database that may be open: damage that no mark tells of, such as a failing disk's.
func overwrite(t *testing.T, path string) {
	t.Helper()
	const spared = 8 * 4096 // bytes at the beginning
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	require.NoError(t, err)
	info, err := file.Stat()
	require.NoError(t, err)
	_, err = file.WriteAt(bytes.Repeat([]byte{0xa5}, int(info.Size())-spared), spared)
	require.NoError(t, err)
	require.NoError(t, file.Close())
}

func TestDamageThatTurnsUpLaterIsSetAsideAtTheNextOpening(t *testing.T) {
	s := newStore(t)
	require.NoError(t, stored(s.PutAccounts(t.Context(), "p", manyAccounts(400), at(0))))
	s = reopen(t, s)
	overwrite(t, s.path)

	_, err := s.Realms(t.Context(), "p", 400)
	require.ErrorIs(t, err, domain.ErrStoreDamaged)
	require.ErrorContains(t, err, "sample realms")
	require.NoError(t, s.Close())
	require.NoFileExists(t, cleanMark(s.path))

	_, ok := openAt(t, s.path).Recovered()
	require.True(t, ok)
}

func TestAWholeDatabaseIsKeptAfterAnUncleanEnd(t *testing.T) {
	s := newStore(t)
	require.NoError(t, s.Close())
	require.NoError(t, os.Remove(cleanMark(s.path)))
	s = openAt(t, s.path)
	_, ok := s.Recovered()
	require.False(t, ok)
	profiles, err := s.Profiles(t.Context())
	require.NoError(t, err)
	require.Len(t, profiles, 2)
}
