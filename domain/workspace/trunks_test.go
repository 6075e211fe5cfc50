package workspace_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

func (r *rig) trunks() workspace.TrunkOverview {
	r.t.Helper()
	o, err := r.TrunkOverview(r.t.Context())
	require.NoError(r.t, err)
	return o
}

func (r *rig) wanted() domain.Trunks {
	r.t.Helper()
	pools := r.trunks().Pools
	require.Len(r.t, pools, 3)
	return domain.Trunks{TwoWay: pools[0].Wanted, Inbound: pools[1].Wanted, Outbound: pools[2].Wanted}
}

func number(n int) *int { return &n }

func TestTrunksThatNobodyHasReadAreUnknown(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Server.FailRead("OwnTrunks", domain.ErrForbidden)
		r.world.Server.FailRead("SoldTrunks", domain.ErrForbidden)
		r.signIn()
		o := r.trunks()
		require.Zero(t, o.OwnRead)
		require.Zero(t, o.SoldRead)
		require.Empty(t, o.Largest)
		require.Len(t, o.Pools, 3)
		for i, kind := range domain.TrunkKinds() {
			require.Equal(t, domain.TrunkPool{Kind: kind}, o.Pools[i])
		}
	})
}

func TestTrunksOwnSoldAndLeft(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Server.Offer(domain.Catalogue{
			Own: domain.TrunkTotals{TwoWay: number(100), Inbound: number(10)}, Sold: domain.Trunks{TwoWay: 40, Inbound: 12, Outbound: 3},
		})
		r.signIn()
		d := r.abc()
		require.NoError(t, r.SaveDraft(t.Context(), d))
		o := r.trunks()
		require.Equal(t, []domain.TrunkPool{
			{Kind: domain.TwoWay, Total: 100, HasTotal: true, Sold: 40, Wanted: 4},
			{Kind: domain.Inbound, Total: 10, HasTotal: true, Sold: 12, Wanted: 2},
			{Kind: domain.Outbound, Sold: 3, Wanted: 3},
		}, o.Pools)
		require.Equal(t, 56, o.Pools[0].Left())
		require.Equal(t, -4, o.Pools[1].Left(), "more than there are")
		require.Equal(t, r.world.Clock.Now(), o.OwnRead)
		require.Equal(t, r.world.Clock.Now(), o.SoldRead)
	})
}

func TestWhatDraftsAdd(t *testing.T) {
	for name, tt := range map[string]struct {
		typed []domain.TypedTrunks
		want  domain.Trunks
	}{
		"none":         {},
		"nothing":      {typed: []domain.TypedTrunks{{}}},
		"several":      {[]domain.TypedTrunks{{TwoWay: "4", Inbound: "2"}, {TwoWay: " 6 ", Outbound: "1"}}, domain.Trunks{TwoWay: 10, Inbound: 2, Outbound: 1}},
		"no number":    {[]domain.TypedTrunks{{TwoWay: "x", Inbound: "2"}, {TwoWay: "1"}}, domain.Trunks{TwoWay: 1, Inbound: 2}},
		"not whole":    {[]domain.TypedTrunks{{TwoWay: "2.5"}}, domain.Trunks{}},
		"below zero":   {[]domain.TypedTrunks{{TwoWay: "-1"}}, domain.Trunks{}},
		"out of range": {[]domain.TypedTrunks{{TwoWay: "99999999999999999999"}, {TwoWay: "3"}}, domain.Trunks{TwoWay: 3}},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				r.signIn()
				for _, typed := range tt.typed {
					d := r.NewDraft(domain.AccountRef{})
					d.Name, d.Trunks = "Somebody", typed
					require.NoError(t, r.SaveDraft(t.Context(), d))
				}
				require.Equal(t, tt.want, r.wanted())
				require.Zero(t, r.trunks().Queued)
			})
		})
	}
}

func TestASubmittedDraftAddsWhatIsSentOfIt(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		d := offlineWithDraft(r)
		all := domain.Trunks{TwoWay: 4, Inbound: 2, Outbound: 3}
		require.Equal(t, all, r.wanted(), "as a draft")
		require.NoError(t, r.Submit(t.Context(), d.ID))
		require.Equal(t, all, r.wanted(), "queued, and not twice")
		require.Equal(t, 1, r.trunks().Queued)
		r.world.Server.Down(false)
		r.untilSummary(d.ID, provisioning.SummaryDone)
		r.rest()
		require.Zero(t, r.wanted(), "done")
		require.Zero(t, r.trunks().Queued)
	})
}

func TestQueuedChangesAddTheDifference(t *testing.T) {
	for name, tt := range map[string]struct {
		values domain.Values
		want   domain.Trunks
		queued int
	}{
		"more":           {domain.Values{domain.FieldTwoWay: "260", domain.FieldInbound: "5"}, domain.Trunks{TwoWay: 10, Inbound: 5}, 1},
		"fewer":          {domain.Values{domain.FieldTwoWay: "200"}, domain.Trunks{TwoWay: -50}, 1},
		"without limit":  {domain.Values{domain.FieldTwoWay: "-1"}, domain.Trunks{}, 0},
		"something else": {domain.Values{domain.FieldPrepay: domain.Off}, domain.Trunks{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, r *rig) {
				id := r.adatum().ID
				r.goOffline()
				var edits domain.Edits
				for field, value := range tt.values {
					edits = edits.Set(field, r.value(id, field), value)
				}
				require.NoError(t, r.Change(t.Context(), id, edits))
				require.Equal(t, tt.want, r.wanted())
				require.Equal(t, tt.queued, r.trunks().Queued)
			})
		})
	}
}

func TestTheLargestCustomersAreThoseThatWereRead(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		add := func(name string, values domain.Values) string {
			ref := r.world.Server.AddCustomer("reseller", name, name+".sip.example.com")
			r.world.Server.Edit(ref.ID, values)
			return ref.ID
		}
		ids := []string{
			add("small", domain.Values{domain.FieldTwoWay: "5", domain.FieldInbound: "9"}),
			add("none", domain.Values{}),
			add("endless", domain.Values{domain.FieldTwoWay: "-1", domain.FieldInbound: "1"}),
			add("Big", domain.Values{domain.FieldTwoWay: "12"}),
			add("also", domain.Values{domain.FieldTwoWay: "5"}),
		}
		add("unread", domain.Values{domain.FieldTwoWay: "99"})
		r.signIn()
		o := r.trunks()
		require.Equal(t, 6, o.Accounts)
		require.Zero(t, o.Read)
		require.Empty(t, o.Largest)
		for _, id := range ids {
			require.Empty(t, r.ReadParts(t.Context(), id, domain.DocLimits))
		}
		o = r.trunks()
		require.Equal(t, 5, o.Read)
		names := func(kind domain.TrunkKind) (list []string) {
			for _, h := range o.Largest[kind] {
				list = append(list, h.Account.Name)
			}
			return list
		}
		require.Equal(t, []string{"endless", "Big", "also", "small"}, names(domain.TwoWay))
		require.Equal(t, []string{"small", "endless"}, names(domain.Inbound))
		require.Empty(t, names(domain.Outbound))
		require.Equal(t, []string{"endless", "small", "Big", "also"}, names(workspace.AllTrunks))
		require.Equal(t, workspace.UnlimitedTrunks, o.Largest[workspace.AllTrunks][0].Of(workspace.AllTrunks))
		require.Equal(t, 14, o.Largest[workspace.AllTrunks][1].Of(workspace.AllTrunks))
	})
}
