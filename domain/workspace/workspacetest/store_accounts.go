package workspacetest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// PutAccounts implements workspace.Store.
func (s *Store) PutAccounts(ctx context.Context, profileID string, accounts []domain.Account, seen time.Time) (changed bool, err error) {
	err = s.write(ctx, "PutAccounts", func() error {
		for _, a := range accounts {
			key := [2]string{profileID, a.ID}
			known, ok := s.accounts[key]
			if a.Descendants == workspace.UnknownCount {
				a.Descendants = known.account.Descendants
			}
			if ok {
				if a.Enabled == nil {
					a.Enabled = known.account.Enabled
				}
				if a.ParentID == "" {
					a.ParentID = known.account.ParentID
				}
			}
			if a.Enabled != nil {
				enabled := *a.Enabled
				a.Enabled = &enabled
			}
			changed = changed || !reflect.DeepEqual(known.account, a)
			s.accounts[key] = accountRow{account: a, seen: seen}
		}
		return nil
	})
	return changed, err
}

// CountBelow implements workspace.Store.
func (s *Store) CountBelow(ctx context.Context, profileID string) error {
	return s.write(ctx, "CountBelow", func() error {
		below := map[string]int{}
		for key, r := range s.accounts {
			for id := r.account.ParentID; key[0] == profileID && id != "" && below[id] < len(s.accounts); {
				below[id]++
				id = s.accounts[[2]string{profileID, id}].account.ParentID
			}
		}
		for key, r := range s.accounts {
			if key[0] == profileID {
				r.account.Descendants = below[key[1]]
				s.accounts[key] = r
			}
		}
		return nil
	})
}

// ForgetUnseen implements workspace.Store.
func (s *Store) ForgetUnseen(ctx context.Context, profileID, parentID string, before time.Time) (count int, err error) {
	err = s.write(ctx, "ForgetUnseen", func() error {
		all := len(s.accounts)
		for key, r := range s.accounts {
			if key[0] == profileID && (r.account.ParentID == parentID || parentID == "") && r.seen.Before(before) {
				s.forget(profileID, key[1])
			}
		}
		count = all - len(s.accounts)
		return nil
	})
	return count, err
}

// Account implements workspace.Store.
func (s *Store) Account(_ context.Context, profileID, id string) (domain.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.accounts[[2]string{profileID, id}]
	if !ok {
		return domain.Account{}, fmt.Errorf("read account %s: %w", id, domain.ErrNotFound)
	}
	return r.account, nil
}

// Accounts implements workspace.Store. A search finds what has the text inside,
// by name: the order of matches is for the real store.
func (s *Store) Accounts(_ context.Context, profileID string, q workspace.AccountQuery) ([]domain.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	needle := domain.Fold(q.Search)
	var out []domain.Account
	for key, r := range s.accounts {
		a := r.account
		found := a.ParentID == q.ParentID
		if needle != "" {
			found = strings.Contains(domain.Fold(a.Name+"\n"+a.Realm+"\n"+a.ID), needle)
		}
		if key[0] == profileID && found {
			out = append(out, a)
		}
	}
	sortByName(out)
	out = out[min(q.Offset, len(out)):]
	if q.Limit > 0 {
		out = out[:min(q.Limit, len(out))]
	}
	return out, nil
}

// CountAccounts implements workspace.Store.
func (s *Store) CountAccounts(_ context.Context, profileID, parentID string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for key, r := range s.accounts {
		if key[0] == profileID && (parentID == "" || r.account.ParentID == parentID) {
			n++
		}
	}
	return n, nil
}

// Realms implements workspace.Store.
func (s *Store) Realms(_ context.Context, profileID string, limit int) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for key, r := range s.accounts {
		if key[0] == profileID && r.account.Realm != "" && len(out) < limit {
			out = append(out, r.account.Realm)
		}
	}
	return out, nil
}

// Holders implements workspace.Store.
func (s *Store) Holders(_ context.Context, profileID string) (out []workspace.Holder, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, r := range s.accounts {
		if key[0] == profileID {
			out = append(out, workspace.Holder{
				Normalized: domain.NormalizeName(r.account.Name), Name: r.account.Name, Realm: strings.ToLower(r.account.Realm),
			})
		}
	}
	for id, r := range s.drafts {
		d, err := decode[domain.Draft](s.drafts, id)
		if err != nil {
			return nil, err
		}
		if r.profile == profileID {
			out = append(out, workspace.Holder{Normalized: domain.NormalizeName(d.Name), Name: d.Name, Draft: id})
		}
	}
	return out, nil
}

// NameHolder implements workspace.Store.
func (s *Store) NameHolder(_ context.Context, profileID, normalized, exceptDraft string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, r := range s.accounts {
		if key[0] == profileID && domain.NormalizeName(r.account.Name) == normalized {
			return r.account.Name, true, nil
		}
	}
	for id, r := range s.drafts {
		d, err := decode[domain.Draft](s.drafts, id)
		if err != nil {
			return "", false, err
		}
		if r.profile == profileID && id != exceptDraft && domain.NormalizeName(d.Name) == normalized {
			return d.Name, true, nil
		}
	}
	return "", false, nil
}

// RealmHolder implements workspace.Store.
func (s *Store) RealmHolder(_ context.Context, profileID, realm, exceptDraft string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, r := range s.accounts {
		if key[0] == profileID && strings.EqualFold(r.account.Realm, realm) {
			return r.account.Name, true, nil
		}
	}
	for id, q := range s.provisionings {
		for _, step := range q.p.Steps {
			if intent := step.Intent.Account; intent != nil && id != exceptDraft && q.profile == profileID && strings.EqualFold(intent.Realm, realm) {
				return q.p.Name, true, nil
			}
		}
	}
	return "", false, nil
}

// processStore is the store as one process has it: its reads are the store's,
// its writes are lasting acts.
type processStore struct {
	*Store
	process *Process
}

func (s *processStore) Profiles(ctx context.Context) ([]workspace.Profile, error) {
	if err := s.process.alive(); err != nil {
		return nil, err
	}
	return s.Store.Profiles(ctx)
}

func (s *processStore) SaveProfile(ctx context.Context, p workspace.Profile) error {
	return s.process.act("store: save profile", func() error { return s.Store.SaveProfile(ctx, p) })
}

func (s *processStore) SaveDraft(ctx context.Context, profileID string, d domain.Draft, at time.Time) error {
	return s.process.act("store: save draft", func() error { return s.Store.SaveDraft(ctx, profileID, d, at) })
}

func (s *processStore) SaveDrafts(ctx context.Context, profileID string, drafts []domain.Draft, at time.Time) error {
	return s.process.act("store: save drafts", func() error { return s.Store.SaveDrafts(ctx, profileID, drafts, at) })
}

func (s *processStore) DeleteDraft(ctx context.Context, id string) error {
	return s.process.act("store: delete draft", func() error { return s.Store.DeleteDraft(ctx, id) })
}

func (s *processStore) PutAccounts(ctx context.Context, profileID string, accounts []domain.Account, seen time.Time) (changed bool, err error) {
	err = s.process.act("store: put accounts", func() error {
		changed, err = s.Store.PutAccounts(ctx, profileID, accounts, seen)
		return err
	})
	return changed, err
}

func (s *processStore) CountBelow(ctx context.Context, profileID string) error {
	return s.process.act("store: count below", func() error { return s.Store.CountBelow(ctx, profileID) })
}

func (s *processStore) ForgetUnseen(ctx context.Context, profileID, parentID string, before time.Time) (n int, err error) {
	err = s.process.act("store: forget unseen", func() error {
		n, err = s.Store.ForgetUnseen(ctx, profileID, parentID, before)
		return err
	})
	return n, err
}

func (s *processStore) SaveCatalogue(ctx context.Context, profileID string, c domain.Catalogue) error {
	return s.process.act("store: save catalogue", func() error { return s.Store.SaveCatalogue(ctx, profileID, c) })
}

func (s *processStore) Enqueue(ctx context.Context, profileID string, p provisioning.Provisioning) error {
	return s.process.act("store: enqueue", func() error { return s.Store.Enqueue(ctx, profileID, p) })
}

func (s *processStore) CommitStep(ctx context.Context, id string, step provisioning.Step, account domain.AccountRef) error {
	return s.process.act("store: commit "+step.ID+" "+string(step.State), func() error {
		return s.Store.CommitStep(ctx, id, step, account)
	})
}

func (s *processStore) Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error) {
	if err := s.process.alive(); err != nil {
		return provisioning.Provisioning{}, err
	}
	return s.Store.Provisioning(ctx, id)
}

func (s *processStore) Withdraw(ctx context.Context, id string) error {
	return s.process.act("store: withdraw", func() error { return s.Store.Withdraw(ctx, id) })
}

func (s *processStore) SaveSetting(ctx context.Context, key, value string) error {
	return s.process.act("store: save setting", func() error { return s.Store.SaveSetting(ctx, key, value) })
}
