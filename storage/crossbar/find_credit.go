package crossbar

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

const (
	// creditWindow is how long a stretch of a ledger is asked for at once; servers
	// give 31 days at most (Kazoo: crossbar.hrl).
	creditWindow = 30 * 24 * time.Hour
	// The search reaches further than from the first send to the last, for these
	// are times of this computer's clock, which may have been wrong and since been
	// set, either way. What is found is told by its source, so a wide search finds
	// nothing wrong.
	creditSlack = 24 * time.Hour
)

// ledgerRow is an entry of a ledger. Its amount is negative for a debit.
type ledgerRow struct {
	ID     text      `json:"id"`
	Amount number    `json:"amount"`
	Source sourceDoc `json:"source"`
}

// findCredit looks through the ledger from before the first send until now. One
// entry of ours with the amount that was meant is it. An entry of ours with
// another amount, or two, is for a person, and so is a server that lists others'
// although it was asked for ours: what it leaves out is not known then.
func (s *session) findCredit(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	found := map[string]ledgerRow{}
	from, to := creditSpan(t, s.skew())
	for ; from.Before(to); from = from.Add(creditWindow) {
		rows, err := s.credits(ctx, t, from, minTime(from.Add(creditWindow), to))
		if err != nil {
			return provisioning.Finding{}, err
		}
		for _, r := range rows {
			if string(r.Source.ID) != t.Step.OpID {
				return provisioning.Unclear(), nil
			}
			found[string(r.ID)] = r
		}
	}
	switch len(found) {
	case 0:
		return provisioning.Absent(), nil
	case 1:
		for id, r := range found {
			if r.Source.Service == creditService && r.Amount.ok && r.Amount.value.Equal(t.Step.Intent.Credit.Signed()) {
				return provisioning.Found(id), nil
			}
		}
	}
	return provisioning.Unclear(), nil
}

// creditSpan is where the entry can be, by the server's clock, which is ahead of
// this computer's by skew.
func creditSpan(t workspace.Task, skew time.Duration) (from, to time.Time) {
	first := t.Step.FirstSent
	if first.IsZero() {
		first = t.Step.Intent.Credit.PeriodStart
	}
	last := t.Now
	if t.Step.LastSent.After(last) {
		last = t.Step.LastSent
	}
	if skew < 0 {
		first = first.Add(skew)
	} else {
		last = last.Add(skew)
	}
	return first.Add(-creditSlack), last.Add(creditSlack)
}

func (s *session) credits(ctx context.Context, t workspace.Task, from, to time.Time) ([]ledgerRow, error) {
	return listOf[ledgerRow](ctx, s, url.Values{
		"filter_source.id": {t.Step.OpID},
		"created_from":     {strconv.FormatInt(toGregorian(from), 10)},
		"created_to":       {strconv.FormatInt(toGregorian(to), 10)},
		// In chunks a list ends well even where reading it failed half-way (Kazoo:
		// api_util).
		"is_chunked": {"false"},
	}, accountPath(t.Account.ID, "ledgers", creditService))
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
