package crossbar

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Perform sends one step, once. Ref is the id of what was made, or the name of
// what was set. An account that the server called created but does not show as
// such is ErrUnanswered: it has to be looked for.
func (s *session) Perform(ctx context.Context, t workspace.Task) (ref string, err error) {
	if !t.Step.Kind.Makes() {
		return "", s.act(ctx, t)
	}
	p := parcel{step: t.Step, account: t.Account.ID, password: t.Password}
	if t.Step.Kind == provisioning.KindLimits {
		var known bool
		if p.limits, known = s.takeLimits(t.Account.ID); !known {
			if p.limits, err = s.limitsOf(ctx, t.Account.ID); err != nil {
				return "", fmt.Errorf("read the limits before changing them: %w", err)
			}
		}
	}
	q, err := s.connector.compose(p)
	if err != nil {
		return "", err
	}
	a, err := s.do(ctx, q)
	if err != nil {
		return "", err
	}
	switch t.Step.Kind {
	case provisioning.KindLimits, provisioning.KindPlans, provisioning.KindApps:
		return string(t.Step.Kind), nil
	case provisioning.KindPassword:
		return t.Step.Intent.Password.UserID, nil
	case provisioning.KindAccount, provisioning.KindAdministrator, provisioning.KindCredit, provisioning.KindCallflow,
		provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove,
		provisioning.KindDelete:
	}
	return made(q, t.Step.Kind, a)
}

// made is the id of what a 201 says was made. A creation that the server took back
// answers 201 all the same (Kazoo: cb_accounts), without the time of creation.
func made(q call, kind provisioning.Kind, a answer) (string, error) {
	var doc struct {
		ID      text   `json:"id"`
		Created number `json:"created"`
	}
	if err := decodeObject(a.envelope.Data, &doc); err != nil || doc.ID == "" {
		return "", fmt.Errorf("%s: %w: %d without an id", q.name(), domain.ErrUnanswered, a.status)
	}
	if kind == provisioning.KindAccount && doc.Created.whole() <= 0 {
		return "", fmt.Errorf("%s: %w: %d without the time of creation", q.name(), domain.ErrUnanswered, a.status)
	}
	return string(doc.ID), nil
}

// limitsOf reads the limits with all their keys. That they are read afresh and
// written back a moment later is as close as Crossbar lets one come to a change
// that disturbs nobody's: the document of a new account has no revision to hold
// on to.
func (s *session) limitsOf(ctx context.Context, account string) (map[string]json.RawMessage, error) {
	var limits map[string]json.RawMessage
	err := s.object(ctx, accountPath(account, "limits"), &limits)
	return limits, err
}

// Confirm reads an account back. It is ErrNotFound where it is not there, or not
// the one that this step made.
//
// Its limits are read beside it, for the step that is going to change them.
func (s *session) Confirm(ctx context.Context, id, opID string) (domain.AccountRef, error) {
	var reading sync.WaitGroup
	reading.Go(func() { s.readLimits(ctx, id) })
	doc, err := s.account(ctx, id)
	reading.Wait()
	if err != nil {
		return domain.AccountRef{}, err
	}
	if doc.ID == "" || string(doc.Marker.OpID) != opID || doc.Created.whole() <= 0 {
		return domain.AccountRef{}, fmt.Errorf("confirm account %s: %w: it is not the one that was made", id, domain.ErrNotFound)
	}
	return domain.AccountRef{ID: string(doc.ID), Name: string(doc.Name), Realm: string(doc.Realm)}, nil
}

// get reads. path has its ids escaped already.
func (s *session) get(ctx context.Context, query map[string][]string, path string) (answer, error) {
	return s.do(ctx, call{method: http.MethodGet, path: path, query: query, timeout: s.connector.timeouts.Read})
}
