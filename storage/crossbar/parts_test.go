package crossbar

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestAUserIsReadWhole(t *testing.T) {
	eachFlavour(t, func(t *testing.T, b *bench) {
		f := newFixture(t, b)
		part, err := b.ReadPart(t.Context(), f.account.ID, domain.DocUsers)
		require.NoError(t, err)
		listed := part.Users[0]
		f.set(t, domain.UserField(listed.ID, domain.PartPhone), "+13035550177")
		f.set(t, domain.UserField(listed.ID, domain.PartEnabled), domain.Off)
		user, err := b.ReadUser(t.Context(), f.account.ID, listed.ID)
		require.NoError(t, err)
		listed.Phone, listed.Disabled, listed.Whole = "+13035550177", true, true
		require.Equal(t, listed, user)
		_, err = b.ReadUser(t.Context(), f.account.ID, "nobody")
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}
