package crossbar

import (
	"context"
	"net/url"
	"slices"

	"golang.org/x/sync/errgroup"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// AccountDetails reads one account: its document, administrators, limits and
// balance, side by side. Only the document has to be there; another part that
// cannot be read is left empty. A trunk without limit is -1.
func (s *session) AccountDetails(ctx context.Context, id string) (workspace.AccountDetails, error) {
	var (
		doc    accountRead
		admins []domain.Administrator
		limits *limitsDoc
		money  struct {
			Amount number `json:"amount"`
		}
		group errgroup.Group
	)
	group.Go(func() (err error) { doc, err = s.account(ctx, id); return err })
	part := func(what string, read func() error) {
		group.Go(func() error {
			if err := read(); err != nil {
				s.connector.log.Info("a part of an account stays unread", "account", id, "part", what, "error", err)
			}
			return nil
		})
	}
	part("administrators", func() (err error) { admins, err = s.admins(ctx, id); return err })
	part("limits", func() error { return s.object(ctx, accountPath(id, "limits"), &limits) })
	part("balance", func() error { return s.object(ctx, accountPath(id, "ledgers", "total"), &money) })
	if err := group.Wait(); err != nil {
		return workspace.AccountDetails{}, err
	}
	d := doc.details()
	d.ID = id
	d.Admins = admins
	if limits != nil {
		d.Trunks, d.Prepay = limits.trunks(), limits.prepay()
	}
	if money.Amount.ok {
		d.Balance = money.Amount.value.String()
	}
	return d, nil
}

func (a accountRead) details() workspace.AccountDetails {
	d := workspace.AccountDetails{
		Account: domain.Account{
			AccountRef:  domain.AccountRef{ID: string(a.ID), Name: string(a.Name), Realm: string(a.Realm)},
			Descendants: int(a.Descendants.whole()), Enabled: a.Enabled,
		},
		Timezone: string(a.Timezone), Language: string(a.Language),
		Technical: a.Contact.Technical.contact(), Billing: a.Contact.Billing.contact(),
		Created: fromGregorian(a.Created.whole()), Hidden: a.UIRestrictions.hidden(),
	}
	for classifier, r := range a.CallRestriction {
		if r.Action == actionDeny {
			d.Denied = append(d.Denied, classifier)
		}
	}
	slices.Sort(d.Denied)
	return d
}

func (s *session) admins(ctx context.Context, account string) ([]domain.Administrator, error) {
	users, err := s.users(ctx, account, url.Values{"filter_priv_level": {privLevelAdmin}})
	if err != nil {
		return nil, err
	}
	var out []domain.Administrator
	for _, u := range users {
		email := u.Email
		if email == "" {
			email = u.UserName
		}
		out = append(out, domain.Administrator{
			ID: string(u.ID), FirstName: string(u.FirstName), LastName: string(u.LastName), Email: string(email),
		})
	}
	return out, nil
}

// object reads one object. path has its ids escaped already.
func (s *session) object(ctx context.Context, path string, target any) error {
	a, err := s.get(ctx, nil, path)
	if err != nil {
		return err
	}
	return decodeObject(a.envelope.Data, target)
}
