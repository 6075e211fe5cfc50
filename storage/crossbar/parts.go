package crossbar

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// ReadPart reads one document of an account. Nothing is ever written by it.
func (s *session) ReadPart(ctx context.Context, accountID string, doc domain.Document) (workspace.Part, error) {
	switch doc {
	case domain.DocUsers, domain.DocUser:
		users, err := s.accountUsers(ctx, accountID)
		return workspace.Part{Users: users}, err
	case domain.DocCredit:
		return s.credit(ctx, accountID)
	case domain.DocApps:
		list, err := s.blacklist(ctx, accountID)
		values := domain.Values{}
		for _, id := range list {
			values[domain.AppField(id)] = domain.Off
		}
		return workspace.Part{Values: values}, err
	case domain.DocPlans:
		var assigned map[string]json.RawMessage
		values := domain.Values{}
		err := s.object(ctx, accountPath(accountID, "services"), &assigned)
		for id := range assigned {
			values[domain.PlanField(id)] = domain.On
		}
		return workspace.Part{Values: values}, err
	case domain.DocCallflow:
		_, callflow, err := s.noMatch(ctx, accountID)
		return workspace.Part{Values: domain.Values{domain.FieldCarrier: s.carrierIn(callflow)}}, err
	case domain.DocAccount, domain.DocLimits, domain.DocSecurity:
	}
	e := s.editorOf(workspace.Task{Account: domain.AccountRef{ID: accountID}, Step: readingStep(doc)})
	whole, err := s.document(ctx, e.path)
	if err != nil {
		return workspace.Part{}, err
	}
	return workspace.Part{Values: s.values(doc, e.document(whole))}, nil
}

// values are all fields that a document has.
func (s *session) values(doc domain.Document, d document) domain.Values {
	out := domain.Values{}
	put := func(f domain.Field) {
		if k, ok := keyOf(f, s.zone()); ok {
			out[f] = k.read(d.at(k.path...))
		}
	}
	switch doc {
	case domain.DocLimits:
		for _, f := range []domain.Field{domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound, domain.FieldPrepay} {
			put(f)
		}
		return out
	case domain.DocSecurity:
		put(domain.FieldMultiFactor)
		return out
	case domain.DocAccount, domain.DocApps, domain.DocCallflow, domain.DocPlans, domain.DocUser, domain.DocUsers, domain.DocCredit:
	}
	for _, f := range []domain.Field{
		domain.FieldName, domain.FieldRealm, domain.FieldTimezone, domain.FieldLanguage, domain.FieldEnabled, domain.FieldNotes,
		domain.FieldAnnouncement, domain.FieldE911, domain.FieldCNAM, domain.FieldContract, domain.FieldSales,
	} {
		put(f)
	}
	for path, f := range accountFields {
		if strings.HasPrefix(path, "contact.") && strings.Count(path, ".") == 2 {
			put(f)
		}
	}
	for _, p := range domain.AllPermissions() {
		put(domain.PermissionField(p))
	}
	restrictions, _ := d["call_restriction"].(map[string]any)
	for classifier := range restrictions {
		put(domain.RestrictionField(classifier))
	}
	if n, ok := d["created"].(json.Number); ok {
		if seconds, err := strconv.ParseInt(n.String(), 10, 64); err == nil && seconds > 0 {
			out[domain.FieldCreated] = fromGregorian(seconds).Format(time.RFC3339)
		}
	}
	reseller, _ := d["is_reseller"].(bool)
	out[domain.FieldIsReseller] = domain.Switch(reseller)
	out[domain.FieldResellerID], _ = d["reseller_id"].(string)
	return out
}

// accountUsers lists all users of an account, those that are disabled marked.
func (s *session) accountUsers(ctx context.Context, account string) ([]domain.User, error) {
	var rows, disabled []userRow
	var group errgroup.Group
	group.Go(func() (err error) { rows, err = s.users(ctx, account, url.Values{}); return err })
	group.Go(func() (err error) {
		disabled, err = s.users(ctx, account, url.Values{"filter_enabled": {"false"}})
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var out []domain.User
	for _, r := range rows {
		out = append(out, domain.User{
			ID: string(r.ID), UserName: string(r.UserName), FirstName: string(r.FirstName), LastName: string(r.LastName),
			Email: string(r.Email), Admin: r.PrivLevel == privLevelAdmin,
			Disabled: slices.ContainsFunc(disabled, func(d userRow) bool { return d.ID == r.ID }),
		})
	}
	return out, nil
}

// credit reads the balance and the ledger side by side.
func (s *session) credit(ctx context.Context, account string) (workspace.Part, error) {
	var money struct {
		Amount number `json:"amount"`
	}
	var part workspace.Part
	var group errgroup.Group
	group.Go(func() error { return s.object(ctx, accountPath(account, "ledgers", "total"), &money) })
	group.Go(func() (err error) {
		part.Ledger, err = s.Ledger(ctx, account, s.connector.now().Add(s.skew()+creditSlack))
		return err
	})
	if err := group.Wait(); err != nil {
		return workspace.Part{}, err
	}
	if money.Amount.ok {
		part.Balance = money.Amount.value.String()
	}
	return part, nil
}

// Ledger reads the entries that were made by hand in the 30 days before a time,
// newest first.
func (s *session) Ledger(ctx context.Context, account string, before time.Time) ([]domain.LedgerEntry, error) {
	type row struct {
		ledgerRow
		Description text `json:"description"`
		Period      struct {
			Start number `json:"start"`
		} `json:"period"`
	}
	rows, err := listOf[row](ctx, s, url.Values{
		"created_from": {strconv.FormatInt(toGregorian(before.Add(-creditWindow)), 10)},
		"created_to":   {strconv.FormatInt(toGregorian(before), 10)},
		"is_chunked":   {"false"}, "paginate": {"false"},
	}, accountPath(account, "ledgers", creditService))
	if err != nil {
		return nil, err
	}
	var out []domain.LedgerEntry
	for _, r := range rows {
		out = append(out, domain.LedgerEntry{
			ID: string(r.ID), At: fromGregorian(r.Period.Start.whole()), Service: string(r.Source.Service), SourceID: string(r.Source.ID),
			Amount: r.Amount.value, Description: string(r.Description),
		})
	}
	slices.SortStableFunc(out, func(a, b domain.LedgerEntry) int { return b.At.Compare(a.At) })
	return out, nil
}

// APIKey reads an account's API key.
func (s *session) APIKey(ctx context.Context, account string) (domain.Secret, error) {
	var doc struct {
		Key text `json:"api_key"`
	}
	if err := s.object(ctx, accountPath(account, "api_key"), &doc); err != nil {
		return domain.Secret{}, err
	}
	return domain.NewSecret(string(doc.Key)), nil
}

// ReadUser reads a user's own document. Listings have neither the phone number nor
// whether somebody is disabled.
func (s *session) ReadUser(ctx context.Context, account, user string) (domain.User, error) {
	d, err := s.document(ctx, accountPath(account, "users", user))
	if err != nil {
		return domain.User{}, err
	}
	value := func(part string) string {
		k := userKeys[part]
		return k.read(d.at(k.path...))
	}
	name, _ := d["username"].(string)
	return domain.User{
		ID: user, UserName: name, FirstName: value(domain.PartFirstName), LastName: value(domain.PartLastName), Email: value(domain.PartEmail),
		Phone: value(domain.PartPhone), Admin: value(domain.PartAdmin) == domain.On, Disabled: value(domain.PartEnabled) == domain.Off, Whole: true,
	}, nil
}

// Belongings lists what hangs on a user.
func (s *session) Belongings(ctx context.Context, account, user string) ([]domain.Belonging, error) {
	kinds := []struct{ kind, listing string }{
		{"device", "devices"}, {"vmbox", "vmboxes"}, {"callflow", "callflows"}, {"conference", "conferences"},
	}
	found := make([][]domain.Belonging, len(kinds))
	var group errgroup.Group
	for i, k := range kinds {
		group.Go(func() error {
			type row struct {
				ID   text `json:"id"`
				Name text `json:"name"`
			}
			rows, err := listOf[row](ctx, s, url.Values{"filter_owner_id": {user}, "paginate": {"false"}}, accountPath(account, k.listing))
			for _, r := range rows {
				found[i] = append(found[i], domain.Belonging{Kind: k.kind, ID: string(r.ID), Name: string(r.Name)})
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("look what hangs on user %s: %w", user, err)
	}
	return slices.Concat(found...), nil
}
