package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestTemplates(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		d.Name, d.Trunks.TwoWay, d.Denied = "ABC", "4", []string{"international"}
		require.NoError(t, r.SaveTemplate(t.Context(), " Small office ", d))
		d.Trunks.TwoWay = "40"
		require.NoError(t, r.SaveTemplate(t.Context(), "Call centre", d))
		r.comeIn()

		list, err := r.Templates(t.Context())
		require.NoError(t, err)
		require.Len(t, list.List, 2)
		require.Equal(t, "Call centre", list.List[0].Name)
		small := list.List[1]

		plain, err := r.NewDraftFrom(t.Context(), "", domain.AccountRef{})
		require.NoError(t, err)
		require.Empty(t, plain.Trunks.TwoWay, "there is no default yet")
		from, err := r.NewDraftFrom(t.Context(), small.ID, domain.AccountRef{})
		require.NoError(t, err)
		require.Equal(t, "4", from.Trunks.TwoWay)
		require.Equal(t, []string{"international"}, from.Denied)
		require.Empty(t, from.Name)
		require.NotEqual(t, d.ID, from.ID)

		require.NoError(t, r.SetDefaultTemplate(t.Context(), small.ID))
		from, err = r.NewDraftFrom(t.Context(), "", domain.AccountRef{})
		require.NoError(t, err)
		require.Equal(t, "4", from.Trunks.TwoWay)

		d.Trunks.TwoWay = "5"
		require.NoError(t, r.SaveTemplate(t.Context(), "small OFFICE", d))
		from, err = r.NewDraftFrom(t.Context(), "", domain.AccountRef{})
		require.NoError(t, err)
		require.Equal(t, "5", from.Trunks.TwoWay, "one of the same name is replaced, and stays the default")

		require.NoError(t, r.RenameTemplate(t.Context(), small.ID, "Branch"))
		require.NoError(t, r.DeleteTemplate(t.Context(), small.ID))
		list, err = r.Templates(t.Context())
		require.NoError(t, err)
		require.Len(t, list.List, 1)
		require.Empty(t, list.Default)
	})
}

func TestLikeAnAccountTakesTrunksRestrictionsAndPermissionsAlone(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		ref := r.world.Server.AddCustomer("reseller", "ABC Company", "abc.sip.example.com")
		r.signIn()
		like, err := r.Like(t.Context(), ref.ID)
		require.NoError(t, err)
		require.Empty(t, like.Name)
		sheet, err := r.Sheet(t.Context(), ref.ID)
		require.NoError(t, err)
		require.Contains(t, sheet.Parts, domain.DocLimits, "what was not read yet is read")
		want := sheet.Duplicate(r.NewDraft(domain.AccountRef{}), nil)
		require.Equal(t, want.Trunks, like.Trunks)
		require.Equal(t, want.Denied, like.Denied)
		require.Equal(t, want.Permissions, like.Permissions)
		require.Empty(t, like.Plans)

		require.NoError(t, r.WorkOffline(t.Context(), r.Status().Profile.ID))
		other := r.world.Server.AddCustomer("reseller", "Never read", "never.sip.example.com")
		_, err = r.Like(t.Context(), other.ID)
		require.ErrorIs(t, err, domain.ErrOffline)
	})
}
