package sample

import (
	"context"
	"slices"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// Trunks are those of a reseller with enough of one kind, too few of another in view of
// its drafts, and no total of the third; so many of its accounts were read.
func Trunks(accounts []domain.Account, read int) workspace.TrunkOverview {
	o := workspace.TrunkOverview{
		Pools: []domain.TrunkPool{
			{Kind: domain.TwoWay, Total: 400, HasTotal: true, Sold: 262, Wanted: 48},
			{Kind: domain.Inbound, Total: 40, HasTotal: true, Sold: 36, Wanted: 8},
			{Kind: domain.Outbound, Sold: 9},
		},
		OwnRead: Noon, SoldRead: Noon, Accounts: len(accounts), Read: min(read, len(accounts)),
		Largest: map[domain.TrunkKind][]workspace.TrunkHolder{}, Queued: 1,
	}
	for i, a := range accounts[:o.Read] {
		h := workspace.TrunkHolder{Account: a.AccountRef, Trunks: domain.Trunks{TwoWay: max(1, 96-9*i), Inbound: max(0, 14-5*i)}}
		if i == 0 {
			h.Trunks.Outbound = workspace.UnlimitedTrunks
		}
		for _, kind := range append(domain.TrunkKinds(), workspace.AllTrunks) {
			if h.Of(kind) != 0 {
				o.Largest[kind] = append(o.Largest[kind], h)
			}
		}
	}
	return o
}

// SetTrunks replaces what is known of trunks, and tells.
func (w *Workspace) SetTrunks(change func(*workspace.TrunkOverview)) {
	w.mu.Lock()
	w.trunks.Pools = slices.Clone(w.trunks.Pools) // those that were handed out stay as they are
	change(&w.trunks)
	w.mu.Unlock()
	w.Emit(workspace.CatalogueChanged{})
}

// TrunkOverview is what SetTrunks left.
func (w *Workspace) TrunkOverview(context.Context) (workspace.TrunkOverview, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.trunks, w.failures["TrunkOverview"]
}

// RefreshTrunks notes that it was called.
func (w *Workspace) RefreshTrunks(context.Context) error { return w.note("RefreshTrunks") }
