package crossbar

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// accountRead is what meeting and confirming an account need of its document.
type accountRead struct {
	ID       text   `json:"id"`
	Name     text   `json:"name"`
	Realm    text   `json:"realm"`
	Timezone text   `json:"timezone"`
	Language text   `json:"language"`
	Created  number `json:"created"` // Gregorian seconds
	Contact  struct {
		Billing struct {
			Country text `json:"country"`
		} `json:"billing"`
	} `json:"contact"`
	Marker marker `json:"x_accounts_manager"`
}

func (s *session) account(ctx context.Context, id string) (accountRead, error) {
	var doc accountRead
	err := s.object(ctx, accountPath(id), &doc)
	return doc, err
}

// object reads one object. path has its ids escaped already.
func (s *session) object(ctx context.Context, path string, target any) error {
	a, err := s.get(ctx, nil, path)
	if err != nil {
		return err
	}
	return decodeObject(a.envelope.Data, target)
}

// listOf reads one list.
func listOf[T any](ctx context.Context, s *session, query url.Values, path string) ([]T, error) {
	a, err := s.get(ctx, query, path)
	if err != nil {
		return nil, err
	}
	return decodeList[T](a.envelope.Data)
}

// accountRow is a row of a listing of accounts. Whether it is enabled is not in it.
type accountRow struct {
	ID          text   `json:"id"`
	Name        text   `json:"name"`
	Realm       text   `json:"realm"`
	Descendants number `json:"descendants_count"`
}

func (r accountRow) account(parentID string) domain.Account {
	return domain.Account{
		AccountRef: domain.AccountRef{ID: string(r.ID), Name: string(r.Name), Realm: string(r.Realm)},
		ParentID:   parentID, Descendants: int(r.Descendants.whole()),
	}
}

// Children reads one page of the accounts right below parent, by name.
func (s *session) Children(ctx context.Context, parentID, start string, size int) (workspace.Page, error) {
	return accountsPage(ctx, s, accountPath(parentID, "children"), url.Values{}, start, size, func(r accountRow) domain.Account { return r.account(parentID) })
}

// accountsPage reads one page of a listing of accounts, by name.
func accountsPage[R any](
	ctx context.Context, s *session, path string, query url.Values, start string, size int, account func(R) domain.Account,
) (workspace.Page, error) {
	// Kazoo 5 lists downwards unless told; 4.3 always upwards.
	query.Set("ascending", "true")
	query.Set("page_size", strconv.Itoa(max(1, size)))
	if start != "" {
		query.Set("start_key", start)
	}
	a, err := s.get(ctx, query, path)
	if err != nil {
		return workspace.Page{}, err
	}
	rows, err := decodeList[R](a.envelope.Data)
	if err != nil {
		return workspace.Page{}, err
	}
	page := workspace.Page{Next: string(a.envelope.NextStartKey)}
	for _, r := range rows {
		if found := account(r); found.ID != "" {
			page.Accounts = append(page.Accounts, found)
		}
	}
	return page, nil
}

// Descendants reads one page of all accounts below one, at any depth, by name.
func (s *session) Descendants(ctx context.Context, id, start string, size int, since time.Time) (workspace.Page, error) {
	return accountsPage(ctx, s, accountPath(id, "descendants"), s.changedSince(since), start, size, descendantRow.account)
}

// DisabledBelow reads the ids of the disabled accounts at any depth.
func (s *session) DisabledBelow(ctx context.Context, id string, since time.Time) ([]string, error) {
	query := s.changedSince(since)
	query.Set("filter_enabled", "false")
	query.Set("paginate", "false")
	return s.ids(ctx, query, accountPath(id, "descendants"))
}

// changedSince asks for what changed since a time, as the server's clock tells it. Both
// servers take it for children and descendants (crossbar: modified_from).
func (s *session) changedSince(since time.Time) url.Values {
	if since.IsZero() {
		return url.Values{}
	}
	return url.Values{"modified_from": {strconv.FormatInt(toGregorian(since.Add(s.skew())), 10)}}
}

// descendantRow is a row of a listing of all accounts below one. Its tree goes from the
// master account down to the parent.
type descendantRow struct {
	ID    text   `json:"id"`
	Name  text   `json:"name"`
	Realm text   `json:"realm"`
	Tree  []text `json:"tree"`
}

func (r descendantRow) account() domain.Account {
	a := domain.Account{
		AccountRef:  domain.AccountRef{ID: string(r.ID), Name: string(r.Name), Realm: string(r.Realm)},
		Descendants: workspace.UnknownCount,
	}
	if len(r.Tree) > 0 {
		a.ParentID = string(r.Tree[len(r.Tree)-1])
	}
	return a
}

// Search finds accounts below one's own by the beginning of their name or realm,
// letters and digits alone (Kazoo: cb_search).
func (s *session) Search(ctx context.Context, by workspace.SearchBy, text string) ([]domain.Account, error) {
	rows, err := listOf[accountRow](ctx, s, url.Values{"t": {"account"}, "q": {string(by)}, "v": {text}, "ascending": {"true"}}, "/search")
	if err != nil {
		return nil, err
	}
	var out []domain.Account
	for _, r := range rows {
		if r.ID != "" {
			out = append(out, r.account(""))
		}
	}
	return out, nil
}

// Disabled reads the ids of the disabled accounts right below parent.
func (s *session) Disabled(ctx context.Context, parentID string) ([]string, error) {
	return s.ids(ctx, url.Values{"filter_enabled": {"false"}, "paginate": {"false"}}, accountPath(parentID, "children"))
}

// ids reads the ids of a listing of accounts.
func (s *session) ids(ctx context.Context, query url.Values, path string) ([]string, error) {
	rows, err := listOf[accountRow](ctx, s, query, path)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, r := range rows {
		if r.ID != "" {
			ids = append(ids, string(r.ID))
		}
	}
	return ids, nil
}

// userRow is a row of a listing of users.
type userRow struct {
	ID        text `json:"id"`
	UserName  text `json:"username"`
	Email     text `json:"email"`
	FirstName text `json:"first_name"`
	LastName  text `json:"last_name"`
	PrivLevel text `json:"priv_level"`
}

func (u userRow) name() string {
	return cmp.Or(strings.TrimSpace(string(u.FirstName+" "+u.LastName)), string(u.UserName), string(u.Email))
}

// users lists the users of an account by name (servers list them by name or by
// id, as they please).
func (s *session) users(ctx context.Context, account string, query url.Values) ([]userRow, error) {
	query.Set("paginate", "false")
	rows, err := listOf[userRow](ctx, s, query, accountPath(account, "users"))
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(u userRow) bool { return u.ID == "" })
	slices.SortFunc(rows, func(a, b userRow) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.name()), strings.ToLower(b.name())), cmp.Compare(a.ID, b.ID))
	})
	return rows, nil
}

// Sellers reads the users of an account, any of whom can look after a customer.
func (s *session) Sellers(ctx context.Context, accountID string) ([]domain.Representative, error) {
	users, err := s.users(ctx, accountID, url.Values{})
	if err != nil {
		return nil, err
	}
	var out []domain.Representative
	for _, u := range users {
		out = append(out, domain.Representative{AccountID: accountID, UserID: string(u.ID), Name: u.name()})
	}
	return out, nil
}
