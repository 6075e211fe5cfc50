package workspacetest

import (
	"context"
	"encoding/json"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// SavePart implements workspace.Store.
func (s *Store) SavePart(ctx context.Context, profileID, accountID string, doc domain.Document, p workspace.Part) error {
	return s.write(ctx, "SavePart", func() error {
		key := [2]string{profileID, accountID}
		if s.parts[key] == nil {
			s.parts[key] = map[domain.Document][]byte{}
		}
		s.parts[key][doc] = encode(p)
		return nil
	})
}

// Parts implements workspace.Store.
func (s *Store) Parts(_ context.Context, profileID, accountID string) (map[domain.Document]workspace.Part, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := map[domain.Document]workspace.Part{}
	for doc, text := range s.parts[[2]string{profileID, accountID}] {
		var p workspace.Part
		if err := json.Unmarshal(text, &p); err != nil {
			return nil, err
		}
		out[doc] = p
	}
	return out, nil
}

// PartOfAll implements workspace.Store.
func (s *Store) PartOfAll(_ context.Context, profileID string, doc domain.Document) ([]workspace.AccountPart, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []workspace.AccountPart
	for key, docs := range s.parts {
		r, listed := s.accounts[key]
		text, read := docs[doc]
		if key[0] != profileID || !listed || !read {
			continue
		}
		p := workspace.AccountPart{Account: r.account.AccountRef}
		if err := json.Unmarshal(text, &p.Part); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// ForgetAccount implements workspace.Store.
func (s *Store) ForgetAccount(ctx context.Context, profileID, id string) error {
	return s.write(ctx, "ForgetAccount", func() error {
		s.forget(profileID, id)
		return nil
	})
}

func (s *processStore) SavePart(ctx context.Context, profileID, accountID string, doc domain.Document, p workspace.Part) error {
	return s.process.act("store: save part "+string(doc), func() error { return s.Store.SavePart(ctx, profileID, accountID, doc, p) })
}

func (s *processStore) ForgetAccount(ctx context.Context, profileID, id string) error {
	return s.process.act("store: forget account", func() error { return s.Store.ForgetAccount(ctx, profileID, id) })
}

func (s *Store) forget(profileID, id string) {
	key := [2]string{profileID, id}
	delete(s.parts, key)
	delete(s.accounts, key)
	for other, r := range s.accounts {
		if other[0] == profileID && r.account.ParentID == id {
			s.forget(profileID, other[1])
		}
	}
}

// CountRead implements workspace.Store.
func (s *Store) CountRead(_ context.Context, profileID string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	read := map[string]bool{}
	for key := range s.parts {
		if key[0] == profileID {
			read[key[1]] = true
		}
	}
	return len(read), nil
}
