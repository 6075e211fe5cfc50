package workspace

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// UnlimitedTrunks stands for a number of trunks that has no end.
const UnlimitedTrunks = -1

// TrunkOverview is all that is known here of a reseller's trunks.
type TrunkOverview struct {
	// Pools are the kinds, in the order in which they are shown. Wanted is what drafts
	// and queued work would add together; negative where they would give some back.
	Pools []domain.TrunkPool
	// OwnRead and SoldRead say when totals and what is sold were read; zero is never.
	OwnRead, SoldRead time.Time
	// Accounts counts the accounts that are known, Read those of them whose limits
	// were read. What changes are queued for these is not in Largest.
	Accounts, Read int
	// Largest lists by kind which of those hold any, who holds most first; under
	// AllTrunks, by all kinds together.
	Largest map[domain.TrunkKind][]TrunkHolder
	// Queued counts the queued work that changes how many are sold. When there is less
	// of it than before, what was read of that is out of date.
	Queued int
}

// AllTrunks stands for all kinds together.
const AllTrunks domain.TrunkKind = ""

// TrunkHolder is an account that holds trunks; of a kind maybe UnlimitedTrunks.
type TrunkHolder struct {
	Account domain.AccountRef
	Trunks  domain.Trunks
}

// Of is how many the account holds of one kind, or of AllTrunks.
func (h TrunkHolder) Of(kind domain.TrunkKind) int {
	if kind != AllTrunks {
		return h.Trunks.Of(kind)
	}
	sum := 0
	for _, k := range domain.TrunkKinds() {
		if h.Trunks.Of(k) == UnlimitedTrunks {
			return UnlimitedTrunks
		}
		sum += h.Trunks.Of(k)
	}
	return sum
}

// TrunkOverview puts together what is known of the reseller's trunks, without asking
// the server.
func (w *Workspace) TrunkOverview(ctx context.Context) (TrunkOverview, error) {
	profile, _ := w.session()
	wanted, queued, err := w.wantedTrunks(ctx, profile)
	if err != nil {
		return TrunkOverview{}, err
	}
	catalogue, err := w.store.Catalogue(ctx, profile.ID)
	if err != nil {
		return TrunkOverview{}, fmt.Errorf("read the cached catalogue: %w", err)
	}
	out := TrunkOverview{OwnRead: catalogue.OwnRead, SoldRead: catalogue.SoldRead, Queued: queued}
	for _, kind := range domain.TrunkKinds() {
		out.Pools = append(out.Pools, catalogue.Pool(kind, wanted.Of(kind)))
	}
	if out.Accounts, err = w.store.CountAccounts(ctx, profile.ID, ""); err != nil {
		return TrunkOverview{}, fmt.Errorf("count the accounts: %w", err)
	}
	limits, err := w.store.PartOfAll(ctx, profile.ID, domain.DocLimits)
	if err != nil {
		return TrunkOverview{}, fmt.Errorf("read the limits that are known: %w", err)
	}
	limits = slices.DeleteFunc(limits, func(p AccountPart) bool { return p.Account.ID == profile.Identity.AccountID })
	out.Read, out.Largest = len(limits), largestHolders(limits)
	return out, nil
}

// wantedTrunks adds up what drafts and queued work would add, and counts the latter.
func (w *Workspace) wantedTrunks(ctx context.Context, profile Profile) (wanted domain.Trunks, queued int, err error) {
	typed, err := w.store.DraftTrunks(ctx, profile.ID)
	if err != nil {
		return wanted, 0, fmt.Errorf("read the trunks of the drafts: %w", err)
	}
	for _, t := range typed {
		readable, _ := t.Parse() // what cannot be read is told where it is typed
		wanted = wanted.Plus(readable)
	}
	open, err := w.unfinished(ctx, profile)
	if err != nil {
		return wanted, 0, err
	}
	for _, p := range open {
		if p.Account.ID == profile.Identity.AccountID && p.Account.ID != "" {
			continue // one's own are not sold
		}
		for _, s := range p.Steps {
			more, counts := addedTrunks(s)
			if !counts {
				continue
			}
			wanted = wanted.Plus(more)
			queued++
		}
	}
	return wanted, queued, nil
}

// addedTrunks is what a step that is not done would add to what is sold.
func addedTrunks(s provisioning.Step) (more domain.Trunks, counts bool) {
	if s.State == provisioning.Done || s.State == provisioning.LeftOut {
		return more, false
	}
	if s.Intent.Limits != nil {
		return s.Intent.Limits.Trunks, true
	}
	if s.Intent.Edit == nil || s.Intent.Edit.Document != domain.DocLimits {
		return more, false
	}
	change := func(kind domain.TrunkKind) int {
		e, ok := s.Intent.Edit.Edits.Get(kind.Field())
		before, after := countOf(e.Before), countOf(e.After)
		if !ok || before < 0 || after < 0 {
			return 0
		}
		counts = true
		return after - before
	}
	return domain.Trunks{TwoWay: change(domain.TwoWay), Inbound: change(domain.Inbound), Outbound: change(domain.Outbound)}, counts
}

// countOf reads a number of trunks as documents hold it: nothing is none, and what is
// no number is not limited by one.
func countOf(value string) int {
	if value == "" {
		return 0
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return UnlimitedTrunks
	}
	return n
}

func largestHolders(limits []AccountPart) map[domain.TrunkKind][]TrunkHolder {
	out := map[domain.TrunkKind][]TrunkHolder{}
	for _, l := range limits {
		of := func(k domain.TrunkKind) int { return countOf(l.Part.Value(k.Field())) }
		h := TrunkHolder{Account: l.Account, Trunks: domain.Trunks{
			TwoWay: of(domain.TwoWay), Inbound: of(domain.Inbound), Outbound: of(domain.Outbound),
		}}
		for _, kind := range append(domain.TrunkKinds(), AllTrunks) {
			if h.Of(kind) != 0 {
				out[kind] = append(out[kind], h)
			}
		}
	}
	for kind, holders := range out {
		size := func(h TrunkHolder) uint { return uint(h.Of(kind)) } // unlimited becomes the largest
		slices.SortFunc(holders, func(a, b TrunkHolder) int {
			return cmp.Or(cmp.Compare(size(b), size(a)), strings.Compare(domain.Fold(a.Account.Name), domain.Fold(b.Account.Name)), strings.Compare(a.Account.ID, b.Account.ID))
		})
	}
	return out
}
