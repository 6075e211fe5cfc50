package workspacetest

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// Store is a workspace.Store in memory. Like one on disk it keeps JSON: what has
// no name there is lost, and nothing is shared with who wrote or read it.
type Store struct {
	mu            sync.Mutex
	fails         func(what string) error
	profiles      map[string]row
	drafts        map[string]row
	accounts      map[[2]string]accountRow // by profile and id
	catalogues    map[string]row
	provisionings map[string]queued
	settings      map[string]string
	condition     workspace.StoreCondition
	parts         map[[2]string]map[domain.Document][]byte // by profile and account
}

// row is a document of a profile.
type row struct {
	profile string
	at      time.Time
	text    []byte
}

type accountRow struct {
	account domain.Account
	seen    time.Time
}

// NewStore makes an empty store.
func NewStore() *Store {
	return &Store{
		profiles: map[string]row{}, drafts: map[string]row{}, accounts: map[[2]string]accountRow{},
		catalogues: map[string]row{}, provisionings: map[string]queued{}, settings: map[string]string{},
		parts: map[[2]string]map[domain.Document][]byte{},
	}
}

// Fail asks fails before every write, which then fails with what it returns.
// What is the name of the method. Nil lets all pass.
func (s *Store) Fail(fails func(what string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = fails
}

// SetCondition sets what Condition tells; a damaged one is found by QuickCheck only.
func (s *Store) SetCondition(c workspace.StoreCondition) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.condition = c
}

// Condition implements workspace.Store.
func (s *Store) Condition(context.Context) (workspace.StoreCondition, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return workspace.StoreCondition{Bytes: s.condition.Bytes, ReadOnly: s.condition.ReadOnly}, nil
}

// QuickCheck implements workspace.Store.
func (s *Store) QuickCheck(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.condition.Damaged {
		return fmt.Errorf("check all of it: %w", domain.ErrStoreDamaged)
	}
	return ctx.Err()
}

// Contents implements workspace.Store.
func (s *Store) Contents(context.Context) (workspace.StoreContents, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return workspace.StoreContents{Schema: 1, Tables: []workspace.TableSize{
		{Name: "accounts", Rows: len(s.accounts)}, {Name: "drafts", Rows: len(s.drafts)},
	}}, nil
}

// Text is all that the store keeps, to look for what must not be there.
func (s *Store) Text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, table := range []map[string]row{s.profiles, s.drafts, s.catalogues} {
		for id, r := range table {
			fmt.Fprintln(&b, id, r.profile, string(r.text))
		}
	}
	for _, q := range s.provisionings {
		fmt.Fprintln(&b, q.profile, string(encode(q.p)))
	}
	for key, docs := range s.parts {
		for doc, text := range docs {
			fmt.Fprintln(&b, key, doc, string(text))
		}
	}
	fmt.Fprintln(&b, s.accounts, s.settings)
	return b.String()
}

func (s *Store) write(ctx context.Context, what string, do func() error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if s.fails != nil {
		if err := s.fails(what); err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
	}
	return do()
}

func encode(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // a test's own mistake
	}
	return text
}

func decode[T any](table map[string]row, id string) (v T, err error) {
	r, ok := table[id]
	if !ok {
		return v, fmt.Errorf("read %s: %w", id, domain.ErrNotFound)
	}
	err = json.Unmarshal(r.text, &v)
	return v, err
}

func list[T any](table map[string]row, keep func(row) bool, order func(a, b row) int) ([]T, []row, error) {
	var rows []row
	for _, r := range table {
		if keep(r) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, order)
	out := make([]T, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal(r.text, &out[i]); err != nil {
			return nil, nil, err
		}
	}
	return out, rows, nil
}

func newestFirst(a, b row) int {
	return cmp.Or(b.at.Compare(a.at), strings.Compare(string(a.text), string(b.text)))
}

// Profiles implements workspace.Store.
func (s *Store) Profiles(context.Context) ([]workspace.Profile, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	profiles, _, err := list[workspace.Profile](s.profiles, func(row) bool { return true }, newestFirst)
	return profiles, err
}

// SaveProfile implements workspace.Store.
func (s *Store) SaveProfile(ctx context.Context, p workspace.Profile) error {
	return s.write(ctx, "SaveProfile", func() error {
		s.profiles[p.ID] = row{at: p.UsedAt, text: encode(p)}
		return nil
	})
}

// SaveDraft implements workspace.Store.
func (s *Store) SaveDraft(ctx context.Context, profileID string, d domain.Draft, at time.Time) error {
	return s.write(ctx, "SaveDraft", func() error {
		s.drafts[d.ID] = row{profile: profileID, at: at, text: encode(d)}
		return nil
	})
}

// Draft implements workspace.Store.
func (s *Store) Draft(_ context.Context, id string) (domain.Draft, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return decode[domain.Draft](s.drafts, id)
}

// Drafts implements workspace.Store.
func (s *Store) Drafts(_ context.Context, profileID string) ([]domain.DraftSummary, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	drafts, rows, err := list[domain.Draft](s.drafts, func(r row) bool { return r.profile == profileID }, newestFirst)
	out := make([]domain.DraftSummary, len(drafts))
	for i, d := range drafts {
		out[i] = domain.DraftSummary{ID: d.ID, Name: d.Name, ParentID: d.Parent.ID, UpdatedAt: rows[i].at, Tab: d.Tab, Visited: len(d.Visited)}
		_, out[i].Submitted = s.provisionings[d.ID]
	}
	return out, err
}

// DraftTrunks implements workspace.Store.
func (s *Store) DraftTrunks(_ context.Context, profileID string) ([]domain.TypedTrunks, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	drafts, _, err := list[domain.Draft](s.drafts, func(r row) bool { return r.profile == profileID }, newestFirst)
	var out []domain.TypedTrunks
	for _, d := range drafts {
		if _, submitted := s.provisionings[d.ID]; !submitted && d.Trunks != (domain.TypedTrunks{}) {
			out = append(out, d.Trunks)
		}
	}
	return out, err
}

// DeleteDraft implements workspace.Store.
func (s *Store) DeleteDraft(ctx context.Context, id string) error {
	return s.write(ctx, "DeleteDraft", func() error {
		if _, ok := s.drafts[id]; !ok {
			return fmt.Errorf("delete draft %s: %w", id, domain.ErrNotFound)
		}
		delete(s.drafts, id)
		return nil
	})
}

// SaveDrafts implements workspace.Store.
func (s *Store) SaveDrafts(ctx context.Context, profileID string, drafts []domain.Draft, at time.Time) error {
	return s.write(ctx, "SaveDrafts", func() error {
		for _, d := range drafts {
			s.drafts[d.ID] = row{profile: profileID, at: at, text: encode(d)}
		}
		return nil
	})
}

// DeleteUnchanged implements workspace.Store.
func (s *Store) DeleteUnchanged(ctx context.Context, profileID string, ids []string, saved time.Time) (n int, err error) {
	err = s.write(ctx, "DeleteUnchanged", func() error {
		for _, id := range ids {
			if s.unchanged(profileID, id, saved) {
				delete(s.drafts, id)
				n++
			}
		}
		return nil
	})
	return n, err
}

// RestoreUnchanged implements workspace.Store.
func (s *Store) RestoreUnchanged(ctx context.Context, profileID string, drafts []domain.Draft, saved, at time.Time) (n int, err error) {
	err = s.write(ctx, "RestoreUnchanged", func() error {
		for _, d := range drafts {
			if s.unchanged(profileID, d.ID, saved) {
				s.drafts[d.ID] = row{profile: profileID, at: at, text: encode(d)}
				n++
			}
		}
		return nil
	})
	return n, err
}

func (s *Store) unchanged(profileID, id string, saved time.Time) bool {
	r, ok := s.drafts[id]
	_, submitted := s.provisionings[id]
	return ok && r.profile == profileID && r.at.Equal(saved) && !submitted
}

// Catalogue implements workspace.Store.
func (s *Store) Catalogue(_ context.Context, profileID string) (domain.Catalogue, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.catalogues[profileID]; !ok {
		return domain.Catalogue{}, nil
	}
	return decode[domain.Catalogue](s.catalogues, profileID)
}

// SaveCatalogue implements workspace.Store.
func (s *Store) SaveCatalogue(ctx context.Context, profileID string, c domain.Catalogue) error {
	return s.write(ctx, "SaveCatalogue", func() error {
		s.catalogues[profileID] = row{profile: profileID, text: encode(c)}
		return nil
	})
}

// Setting implements workspace.Store.
func (s *Store) Setting(_ context.Context, key string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings[key], nil
}

// SaveSetting implements workspace.Store.
func (s *Store) SaveSetting(ctx context.Context, key, value string) error {
	return s.write(ctx, "SaveSetting", func() error {
		s.settings[key] = value
		return nil
	})
}
