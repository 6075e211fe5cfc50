package crossbar

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"accountsmanager/domain"
)

// Classifiers reads the kinds of numbers, in the server's order: it is the order
// in which a number is held against them.
func (s *session) Classifiers(ctx context.Context, accountID string) ([]domain.Classifier, error) {
	a, err := s.get(ctx, nil, accountPath(accountID, "phone_numbers", "classifiers"))
	if err != nil {
		return nil, err
	}
	var out []domain.Classifier
	err = eachMember(a.envelope.Data, func(id string, raw json.RawMessage) {
		var doc struct {
			Name      text `json:"friendly_name"`
			Emergency bool `json:"emergency"`
		}
		if id != "" && decodeObject(raw, &doc) == nil {
			out = append(out, domain.Classifier{ID: id, Name: cmp.Or(string(doc.Name), id), Emergency: doc.Emergency})
		}
	})
	return out, err
}

// eachMember visits the members of an object in the order in which they stand.
func eachMember(raw json.RawMessage, visit func(key string, value json.RawMessage)) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("%w: the answer's data is no object", domain.ErrNotCrossbar)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fmt.Errorf("%w: %v", domain.ErrNotCrossbar, err)
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return fmt.Errorf("%w: %v", domain.ErrNotCrossbar, err)
		}
		visit(key.(string), value) //nolint:errcheck // in an object, a key is always text
	}
	return nil
}

// ServicePlans reads the plans that the accounts right below can be put on. None
// where the user may not read them, or the server knows no plans.
//
// "services/available" lists those of the reseller of the account that is asked
// (Kazoo: cb_services), which for a reseller is whoever sells to it. What it sells
// itself is what its customers can have, so one of them is asked; before there is
// one, nothing is known.
func (s *session) ServicePlans(ctx context.Context, accountID string) ([]domain.ServicePlan, error) {
	if accountID == s.identity.AccountID && s.identity.IsReseller && !s.identity.IsMaster {
		page, err := s.Children(ctx, accountID, "", 1)
		if err != nil || len(page.Accounts) == 0 {
			return nil, err
		}
		accountID = page.Accounts[0].ID
	}
	type row struct {
		ID          text `json:"id"`
		Name        text `json:"name"`
		Description text `json:"description"`
		Category    text `json:"category"`
	}
	rows, err := listOf[row](ctx, s, url.Values{"paginate": {"false"}}, accountPath(accountID, "services", "available"))
	if errors.Is(err, domain.ErrForbidden) || errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []domain.ServicePlan
	for _, r := range rows {
		if r.ID != "" {
			out = append(out, domain.ServicePlan{
				ID: string(r.ID), Name: string(cmp.Or(r.Name, r.ID)), Description: string(r.Description), Category: string(r.Category),
			})
		}
	}
	return out, nil
}

// Apps reads the apps that an account offers, named in the language of who is
// signed in.
func (s *session) Apps(ctx context.Context, accountID string) ([]domain.App, error) {
	type row struct {
		ID    text                `json:"id"`
		Name  text                `json:"name"`
		Words map[string]appWords `json:"i18n"`
	}
	rows, err := listOf[row](ctx, s, nil, accountPath(accountID, "apps_store"))
	if err != nil {
		return nil, err
	}
	var out []domain.App
	for _, r := range rows {
		if r.ID != "" {
			label := cmp.Or(appLabel(r.Words, s.identity.Language), string(r.Name), string(r.ID))
			out = append(out, domain.App{ID: string(r.ID), Name: string(r.Name), Label: label})
		}
	}
	return out, nil
}

type appWords struct {
	Label text `json:"label"`
}

// appLabel is the label in this language, in another kind of it, in English, or
// in any.
func appLabel(words map[string]appWords, language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	fits := []func(tag string) bool{
		func(tag string) bool { return strings.EqualFold(tag, language) },
		func(tag string) bool { return base != "" && strings.HasPrefix(strings.ToLower(tag)+"-", base+"-") },
		func(tag string) bool { return strings.EqualFold(tag, "en-US") },
		func(string) bool { return true },
	}
	tags := slices.Sorted(maps.Keys(words))
	for _, fit := range fits {
		for _, tag := range tags {
			if label := string(words[tag].Label); label != "" && fit(tag) {
				return label
			}
		}
	}
	return ""
}

// OwnTrunks reads the trunks that an account holds itself.
func (s *session) OwnTrunks(ctx context.Context, accountID string) (domain.TrunkTotals, error) {
	var doc limitsDoc
	if err := s.object(ctx, accountPath(accountID, "limits"), &doc); err != nil {
		return domain.TrunkTotals{}, err
	}
	total := func(n number) *int {
		count := int(n.whole())
		if count <= 0 { // not set, set to nothing, or without limit
			return nil
		}
		return &count
	}
	return domain.TrunkTotals{TwoWay: total(doc.TwoWay), Inbound: total(doc.Inbound), Outbound: total(doc.Outbound)}, nil
}

// SoldTrunks reads the trunks that all accounts below hold together. The server
// counts them some seconds after they were set.
func (s *session) SoldTrunks(ctx context.Context, accountID string) (domain.Trunks, error) {
	var doc struct {
		Quantities struct {
			Cascade struct {
				Limits limitsDoc `json:"limits"`
			} `json:"cascade"`
		} `json:"quantities"`
	}
	if err := s.object(ctx, accountPath(accountID, "services", "summary"), &doc); err != nil {
		return domain.Trunks{}, err
	}
	return doc.Quantities.Cascade.Limits.trunks(), nil
}
