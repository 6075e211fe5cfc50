package sqlite

import (
	"context"
	"fmt"
	"strings"

	"accountsmanager/domain/workspace"
)

// Holders lists who has which name and realm, accounts first: for comparing many at
// once, which would take a look-up each otherwise.
func (s *Store) Holders(ctx context.Context, profileID string) ([]workspace.Holder, error) {
	suffix, err := s.realmSuffix(ctx, profileID)
	if err != nil {
		return nil, s.failed("find the realms' suffix", err)
	}
	list, err := collect(ctx, s.readers, func(row scanner) (h workspace.Holder, err error) {
		var label string
		err = row.Scan(&h.Normalized, &h.Name, &h.Realm, &label, &h.Draft)
		if label != "" && suffix != "" {
			h.Realm = label + "." + suffix
		}
		return h, err
	}, `
		SELECT normalized, name, lower(realm), '', '' FROM accounts WHERE `+ofProfile+`
		UNION ALL
		SELECT normalized, name, '', label, id FROM drafts WHERE `+ofProfile, profileID, profileID)
	return list, s.failed("list who has which name", err)
}

// NameHolder tells who has a normalized name, among the profile's accounts and
// its drafts other than exceptDraft. Nobody has an empty one.
func (s *Store) NameHolder(ctx context.Context, profileID, normalized, exceptDraft string) (holder string, taken bool, err error) {
	if normalized == "" {
		return "", false, nil
	}
	return s.holder(ctx, "look a name up", `
		SELECT name FROM accounts WHERE `+ofProfile+` AND normalized = ?
		UNION ALL
		SELECT name FROM drafts WHERE `+ofProfile+` AND normalized = ? AND id <> ?
		LIMIT 1`, profileID, normalized, profileID, normalized, exceptDraft)
}

// RealmHolder tells who has a whole realm, among the profile's accounts, what is in
// the outbox and the drafts, apart from exceptDraft and its own provisioning. A
// draft's realm is its label with the profile's suffix, or else the learnt one.
func (s *Store) RealmHolder(ctx context.Context, profileID, realm, exceptDraft string) (holder string, taken bool, err error) {
	realm = strings.ToLower(realm)
	holder, taken, err = s.realmHolder(ctx, profileID, realm, exceptDraft)
	if taken || err != nil {
		return holder, taken, err
	}
	suffix, err := s.realmSuffix(ctx, profileID)
	if err != nil {
		return "", false, s.failed("find the realms' suffix", err)
	}
	label, ours := strings.CutSuffix(realm, "."+suffix)
	if suffix == "" || !ours {
		return "", false, nil
	}
	return s.holder(ctx, "look a realm up among drafts",
		"SELECT name FROM drafts WHERE "+ofProfile+" AND label = ? AND id <> ? LIMIT 1", profileID, label, exceptDraft)
}

func (s *Store) realmHolder(ctx context.Context, profileID, realm, exceptDraft string) (holder string, taken bool, err error) {
	if realm == "" {
		return "", false, nil
	}
	realm = strings.ToLower(realm)
	return s.holder(ctx, "look a realm up", `
		SELECT name FROM accounts WHERE `+ofProfile+` AND lower(realm) = ?
		UNION ALL
		SELECT json ->> 'name' FROM provisionings WHERE `+ofProfile+` AND realm = ? AND id <> ?
		LIMIT 1`, profileID, realm, profileID, realm, exceptDraft)
}

// realmSuffix is the suffix of the profile's realms: the one that a person set,
// or the one that was learnt; empty where neither is known.
func (s *Store) realmSuffix(ctx context.Context, profileID string) (string, error) {
	profile, err := scanJSON[workspace.Profile](s.readers.QueryRowContext(ctx, "SELECT json FROM profiles WHERE id = ?", profileID))
	if err != nil {
		return "", fmt.Errorf("profile %q: %w", profileID, err)
	}
	suffix := profile.RealmSuffix
	if suffix == "" {
		known, err := catalogue(ctx, s.readers, profileID)
		if err != nil {
			return "", err
		}
		suffix = known.RealmSuffix
	}
	return strings.ToLower(strings.TrimPrefix(suffix, ".")), nil
}

func (s *Store) holder(ctx context.Context, what, query string, args ...any) (holder string, taken bool, err error) {
	err = s.readers.QueryRowContext(ctx, query, args...).Scan(&holder)
	if isNoRow(err) {
		return "", false, nil
	}
	return holder, err == nil, s.failed(what, err)
}
