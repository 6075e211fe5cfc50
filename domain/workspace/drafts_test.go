package workspace_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestNewDraft(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		require.Equal(t, r.Identity().Account(), d.Parent, "below the signed-in account")
		require.Equal(t, "America/Chicago", d.Timezone)
		other := domain.AccountRef{ID: "other", Name: "Other"}
		require.Equal(t, other, r.NewDraft(other).Parent, "unless another was chosen")
		require.NotEqual(t, d.ID, r.NewDraft(other).ID)
		require.NotEqual(t, r.NewAdministrator().ID, r.NewAdministrator().ID)
		require.True(t, r.NewAdministrator().Welcome)
	})
}

func TestDraftsAreKeptToTheLetter(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.abc()
		d.Name, d.Credit, d.Administrators[0].Email = "  half a na", "25,", "ada@"
		r.forget()
		require.NoError(t, r.SaveDraft(t.Context(), d))
		require.True(t, r.heard(func(e workspace.Event) bool { return e == workspace.DraftsChanged{ID: d.ID} }))
		r.crash()
		_, err := r.Resume(t.Context())
		require.NoError(t, err)
		kept, err := r.Draft(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, d, kept)
	})
}

func TestABlankDraftIsNotKept(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		d.Visit(domain.TabReview)
		r.forget()
		require.NoError(t, r.SaveDraft(t.Context(), d))
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
		require.False(t, r.heard(func(e workspace.Event) bool { return e == workspace.DraftsChanged{ID: d.ID} }))

		d.Name = "A"
		require.NoError(t, r.SaveDraft(t.Context(), d))
		d.Name = ""
		require.NoError(t, r.SaveDraft(t.Context(), d))
		kept, err := r.Draft(t.Context(), d.ID)
		require.NoError(t, err, "one that was kept is kept up to date")
		require.Empty(t, kept.Name)
	})
}

func TestADiskThatCannotBeWrittenIsTold(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		for _, want := range []error{domain.ErrDiskFull, domain.ErrReadOnly} {
			r.world.Store.Fail(func(string) error { return want })
			d := r.plain("ABC")
			require.ErrorIs(t, r.SaveDraft(t.Context(), d), want)
			r.world.Store.Fail(nil)
			require.NoError(t, r.SaveDraft(t.Context(), d))
			r.world.Store.Fail(func(string) error { return want })
			require.ErrorIs(t, r.Submit(t.Context(), d.ID), want)
			r.rest()
			require.Empty(t, r.world.Server.Customers())
			_, err := r.DeleteDraft(t.Context(), d.ID)
			require.ErrorIs(t, err, want)
			require.ErrorIs(t, r.SaveSetting(t.Context(), "window", "1280x800"), want)
			r.world.Store.Fail(nil)
			_, err = r.DeleteDraft(t.Context(), d.ID)
			require.NoError(t, err)
		}
	})
}

func TestCheckKnowsAccountsAndDrafts(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.offer()
		r.world.Server.AddCustomer("reseller", "Acme, Inc.", "acme.sip.example.com")
		r.signIn()
		other := r.plain("Zeta")
		require.NoError(t, r.SaveDraft(t.Context(), other))

		d := r.plain("ACME inc")
		d.RealmLabel = "Acme"
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{
			{Field: domain.FieldName, Code: domain.Duplicate, Detail: "Acme, Inc."},
			{Field: domain.FieldRealm, Code: domain.Duplicate, Detail: "Acme, Inc."},
		}, problems)

		d.Name, d.RealmLabel = "zeta!", ""
		problems, err = r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{{Field: domain.FieldName, Code: domain.Duplicate, Detail: "Zeta"}}, problems)
		problems, err = r.Check(t.Context(), other)
		require.NoError(t, err)
		require.Empty(t, problems, "a draft is no duplicate of itself")
	})
}

// The day is the reseller's, not the computer's or Greenwich's.
func TestCheckKnowsTheResellersDay(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		r.world.Clock.Advance(15 * time.Hour) // three in the morning of the 24th, UTC; the 23rd in Chicago
		d := r.plain("ABC")
		d.ContractEnd = "2026-11-23"
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Empty(t, problems)
		d.ContractEnd = "2026-11-22"
		problems, err = r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{{Field: domain.FieldContract, Code: domain.PastDate}}, problems)
	})
}

func TestCheckUsesTheProgramsRules(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.restart(func(o *workspace.Options) {
			o.KnownZone = func(zone string) bool { return zone != "Mars/Olympus" }
			o.KnownCountry = func(string) bool { return false }
		})
		r.signIn()
		d := r.plain("ABC")
		d.Timezone, d.Technical.Address.Country = "Mars/Olympus", "MA"
		problems, err := r.Check(t.Context(), d)
		require.NoError(t, err)
		require.Equal(t, domain.Problems{
			{Field: domain.FieldTimezone, Code: domain.BadTimezone},
			{Field: domain.FieldTechnical.Part(domain.PartCountry), Code: domain.BadCountry},
		}, problems)
	})
}

func TestSettings(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		value, err := r.Setting(t.Context(), "window")
		require.NoError(t, err)
		require.Empty(t, value)
		require.NoError(t, r.SaveSetting(t.Context(), "window", "1280x800"))
		r.crash()
		value, err = r.Setting(t.Context(), "window")
		require.NoError(t, err)
		require.Equal(t, "1280x800", value)
	})
}

// TestADeletedDraftComesBackAsItWasSavedLast: whoever types on while it is deleted finds
// all of it when they take that back.
func TestADeletedDraftComesBackAsItWasSavedLast(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		m := r.meddle()
		r.signIn()
		d := r.plain("ABC")
		require.NoError(t, r.SaveDraft(t.Context(), d))
		deleted := make(chan domain.Draft, 1)
		m.beside("SaveDraft", func() {
			was, err := r.DeleteDraft(t.Context(), d.ID)
			if err != nil {
				t.Error(err)
			}
			deleted <- was
		}, func() bool { return len(deleted) > 0 })
		d.Name = "ABC Company"
		require.NoError(t, r.SaveDraft(t.Context(), d))
		require.Equal(t, "ABC Company", (<-deleted).Name)
		_, err := r.Draft(t.Context(), d.ID)
		require.ErrorIs(t, err, domain.ErrNotFound)
	})
}
