package crossbar

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Find looks whether a step's effect is on the server and is this step's own. It
// trusts no filter alone: an answer that lists too much must not make somebody
// else's document ours, nor one that lists something else make ours look absent.
func (s *session) Find(ctx context.Context, t workspace.Task) provisioning.Finding {
	finding, err := s.find(ctx, t)
	var refused *domain.RefusedError
	switch {
	case errors.As(err, &refused):
		// A plain no will not turn into a yes: this user may not look there, or it
		// is gone.
		s.connector.log.Info("cannot look", "step", t.Step.ID, "error", err)
		return provisioning.Unclear()
	case err != nil:
		return provisioning.LookFailed(fmt.Errorf("look for step %s: %w", t.Step.ID, err))
	}
	return finding
}

func (s *session) find(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	if !t.Step.Kind.Makes() {
		return s.findAct(ctx, t)
	}
	if err := complete(parcel{step: t.Step, account: t.Account.ID}); err != nil {
		return provisioning.Finding{}, err
	}
	switch t.Step.Kind {
	case provisioning.KindAccount:
		return s.findAccount(ctx, t)
	case provisioning.KindAdministrator:
		return s.findAdministrator(ctx, t)
	case provisioning.KindLimits:
		return s.findLimits(ctx, t)
	case provisioning.KindCredit:
		return s.findCredit(ctx, t)
	case provisioning.KindPlans:
		return s.findPlans(ctx, t)
	case provisioning.KindApps:
		return s.findBlacklist(ctx, t)
	case provisioning.KindCallflow:
		return s.findCallflow(ctx, t)
	case provisioning.KindPassword:
		return s.findPassword(ctx, t)
	case provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove, provisioning.KindDelete:
	}
	return provisioning.Unclear(), nil
}

func (s *session) findAccount(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	ids, err := s.marked(ctx, accountPath(t.Step.Intent.Account.Parent.ID, "children"), t.Step.OpID,
		func(id string) string { return accountPath(id) })
	if err != nil {
		return provisioning.Finding{}, err
	}
	return only(ids), nil
}

// findAdministrator looks by the marker, then by the user name: one of that name
// without our marker is perhaps ours with its marker lost, perhaps somebody
// else's, and so for a person to judge. Whether it has the marker it says itself: it
// may have been made between the two looks.
func (s *session) findAdministrator(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	users := accountPath(t.Account.ID, "users")
	ids, err := s.marked(ctx, users, t.Step.OpID, func(id string) string { return accountPath(t.Account.ID, "users", id) })
	if err != nil {
		return provisioning.Finding{}, err
	}
	if len(ids) > 0 {
		return only(ids), nil
	}
	name := t.Step.Intent.Admin.Admin.UserName()
	rows, err := listOf[userRow](ctx, s, url.Values{"filter_username": {name}, "paginate": {"false"}}, users)
	if err != nil {
		return provisioning.Finding{}, err
	}
	i := slices.IndexFunc(rows, func(r userRow) bool { return strings.EqualFold(string(r.UserName), name) })
	if i < 0 {
		return provisioning.Absent(), nil
	}
	id := string(rows[i].ID)
	switch ours, err := s.carries(ctx, accountPath(t.Account.ID, "users", id), t.Step.OpID); {
	case errors.Is(err, domain.ErrNotFound): // taken back meanwhile
		return provisioning.Absent(), nil
	case err != nil:
		return provisioning.Finding{}, err
	case ours:
		return provisioning.Found(id), nil
	}
	return provisioning.Perhaps(id), nil
}

// findPassword looks which step set the user's password last.
func (s *session) findPassword(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	user := t.Step.Intent.Password.UserID
	var doc struct {
		Marker passwordMarker `json:"x_accounts_manager"`
	}
	if err := s.object(ctx, accountPath(t.Account.ID, "users", user), &doc); err != nil {
		return provisioning.Finding{}, err
	}
	if string(doc.Marker.OpID) == t.Step.OpID {
		return provisioning.Found(user), nil
	}
	return provisioning.Absent(), nil
}

// marked lists the documents of a listing that carry the marker, as each of them
// says itself.
func (s *session) marked(ctx context.Context, listing, opID string, document func(id string) string) ([]string, error) {
	type row struct {
		ID text `json:"id"`
	}
	rows, err := listOf[row](ctx, s, url.Values{markerFilter: {opID}, "paginate": {"false"}}, listing)
	if err != nil {
		return nil, err
	}
	// A server that filters answers with one. One that does not may answer with
	// thousands, which nobody is going to read one by one.
	const most = 20
	if len(rows) > most {
		return nil, fmt.Errorf("%w: %d documents answer to one marker", domain.ErrNotCrossbar, len(rows))
	}
	var ids []string
	for _, r := range rows {
		if r.ID == "" {
			continue
		}
		switch ours, err := s.carries(ctx, document(string(r.ID)), opID); {
		case errors.Is(err, domain.ErrNotFound): // gone between the two looks: taken back
		case err != nil:
			return nil, err
		case ours:
			ids = append(ids, string(r.ID))
		}
	}
	return ids, nil
}

// carries tells whether a document carries the marker, as it says itself.
func (s *session) carries(ctx context.Context, document, opID string) (bool, error) {
	var doc struct {
		Marker marker `json:"x_accounts_manager"`
	}
	if err := s.object(ctx, document, &doc); err != nil {
		return false, err
	}
	return string(doc.Marker.OpID) == opID, nil
}

// only is what it means to have found these: more than one is one too many.
func only(ids []string) provisioning.Finding {
	switch len(ids) {
	case 0:
		return provisioning.Absent()
	case 1:
		return provisioning.Found(ids[0])
	}
	return provisioning.Unclear()
}
