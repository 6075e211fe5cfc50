package sqlite

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// reading is what a program reads out of a database, all of it.
type reading struct {
	Profiles []ofProfileReading `json:"profiles"`
	Settings map[string]string  `json:"settings"`
}

type ofProfileReading struct {
	Profile   workspace.Profile           `json:"profile"`
	Summaries []domain.DraftSummary       `json:"draft_summaries"`
	Drafts    []domain.Draft              `json:"drafts"`
	Trunks    []domain.TypedTrunks        `json:"draft_trunks"`
	Catalogue domain.Catalogue            `json:"catalogue"`
	Holders   []workspace.Holder          `json:"holders"`
	Outbox    []string                    `json:"outbox"` // what is not finished
	All       []provisioning.Provisioning `json:"provisionings"`

	// What can be read again from the server.
	Accounts []domain.Account                              `json:"accounts"`
	Children map[string][]string                           `json:"children"`
	Found    []string                                      `json:"found"`
	Parts    map[string]map[domain.Document]workspace.Part `json:"parts,omitempty"`
}

// readAll reads all that the tables have, by what the program itself reads.
func readAll(t testing.TB, s *Store, tables []string) reading {
	t.Helper()
	ctx := t.Context()
	r := reading{Settings: map[string]string{}}
	for _, key := range list[string](t, s.readers, "SELECT key FROM settings ORDER BY key") {
		value, err := s.Setting(ctx, key)
		require.NoError(t, err)
		r.Settings[key] = value
	}
	profiles, err := s.Profiles(ctx)
	require.NoError(t, err)
	for _, p := range profiles {
		r.Profiles = append(r.Profiles, readProfile(t, s, p, tables))
	}
	return r
}

func readProfile(t testing.TB, s *Store, p workspace.Profile, tables []string) (r ofProfileReading) {
	t.Helper()
	ctx, err := t.Context(), error(nil)
	must := func() { t.Helper(); require.NoError(t, err) }
	r.Profile = p
	r.Summaries, err = s.Drafts(ctx, p.ID)
	must()
	for i := range r.Summaries {
		r.Summaries[i].UpdatedAt = r.Summaries[i].UpdatedAt.UTC()
		d, err := s.Draft(ctx, r.Summaries[i].ID)
		require.NoError(t, err)
		r.Drafts = append(r.Drafts, d)
	}
	r.Trunks, err = s.DraftTrunks(ctx, p.ID)
	must()
	r.Catalogue, err = s.Catalogue(ctx, p.ID)
	must()
	r.Holders, err = s.Holders(ctx, p.ID)
	must()
	unfinished, err := s.Provisionings(ctx, p.ID, false)
	require.NoError(t, err)
	for _, w := range unfinished {
		r.Outbox = append(r.Outbox, w.ID)
	}
	r.All, err = s.Provisionings(ctx, p.ID, true)
	must()
	readCache(t, s, &r, tables)
	return r
}

func readCache(t testing.TB, s *Store, r *ofProfileReading, tables []string) {
	t.Helper()
	ctx, profile := t.Context(), r.Profile.ID
	r.Children, r.Parts = map[string][]string{}, map[string]map[domain.Document]workspace.Part{}
	for _, id := range list[string](t, s.readers, "SELECT id FROM accounts WHERE "+ofProfile+" ORDER BY id", profile) {
		a, err := s.Account(ctx, profile, id)
		require.NoError(t, err)
		r.Accounts = append(r.Accounts, a)
	}
	for _, parent := range list[string](t, s.readers, "SELECT DISTINCT parent_id FROM accounts WHERE "+ofProfile+" ORDER BY 1", profile) {
		children, err := s.Accounts(ctx, profile, workspace.AccountQuery{ParentID: parent})
		require.NoError(t, err)
		for _, a := range children {
			r.Children[parent] = append(r.Children[parent], a.ID)
		}
	}
	if !slices.Contains(tables, "account_parts") {
		return
	}
	found, err := s.Accounts(ctx, profile, workspace.AccountQuery{Search: "a"})
	require.NoError(t, err)
	for _, a := range found {
		r.Found = append(r.Found, a.ID)
	}
	for _, id := range list[string](t, s.readers, "SELECT DISTINCT account FROM account_parts WHERE "+ofProfile+" ORDER BY 1", profile) {
		r.Parts[id], err = s.Parts(ctx, profile, id)
		require.NoError(t, err)
	}
}
