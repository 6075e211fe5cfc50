package crossbar

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// What is done to an account as a whole, or to one of its users. Each of these can be
// asked for again without harm.

// readingStep stands for the edit of a document that is only read.
func readingStep(doc domain.Document) provisioning.Step {
	return provisioning.Step{Intent: provisioning.Intent{Edit: &domain.DocumentEdits{Document: doc}}}
}

// act carries out a step that makes nothing.
func (s *session) act(ctx context.Context, t workspace.Task) error {
	account, intent := t.Account.ID, t.Step.Intent
	switch {
	case account == "" || t.Step.OpID == "":
	case intent.Edit != nil:
		return s.edit(ctx, t)
	case intent.RemoveUser != nil && intent.RemoveUser.ID != "":
		return s.gone(s.order(ctx, t, http.MethodDelete, accountPath(account, "users", intent.RemoveUser.ID), nil))
	case intent.Delete != nil:
		return s.gone(s.order(ctx, t, http.MethodDelete, accountPath(account), nil))
	case intent.Reseller != nil:
		method := http.MethodDelete
		if intent.Reseller.Promote {
			method = http.MethodPut
		}
		return s.order(ctx, t, method, accountPath(account, "reseller"), map[string]any{})
	case intent.Move != nil && intent.Move.To.ID != "":
		return s.order(ctx, t, http.MethodPost, accountPath(account, "move"), map[string]any{"to": intent.Move.To.ID})
	}
	return fmt.Errorf("step %s (%s): %w", t.Step.ID, t.Step.Kind, &domain.RefusedError{Code: "incomplete step"})
}

func (s *session) order(ctx context.Context, t workspace.Task, method, path string, body any) error {
	q := s.writing(t, method, path, body)
	if body == nil {
		q.body = nil
	}
	_, err := s.do(ctx, q)
	return err
}

// gone takes "not found" for done: what was to go has gone.
func (s *session) gone(err error) error {
	if errors.Is(err, domain.ErrNotFound) {
		return nil
	}
	return err
}

// findAct looks whether it is so.
func (s *session) findAct(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	account, intent := t.Account.ID, t.Step.Intent
	switch {
	case intent.Edit != nil:
		return s.findEdit(ctx, t)
	case intent.RemoveUser != nil:
		return s.findGone(ctx, accountPath(account, "users", intent.RemoveUser.ID))
	case intent.Delete != nil:
		return s.findGone(ctx, accountPath(account))
	case intent.Reseller != nil:
		part, err := s.ReadPart(ctx, account, domain.DocAccount)
		return found(part.Value(domain.FieldIsReseller) == domain.Switch(intent.Reseller.Promote)), err
	case intent.Move != nil:
		type row struct {
			ID text `json:"id"`
		}
		tree, err := listOf[row](ctx, s, nil, accountPath(account, "tree"))
		return found(len(tree) > 0 && string(tree[len(tree)-1].ID) == intent.Move.To.ID), err
	}
	return provisioning.Unclear(), nil
}

func found(there bool) provisioning.Finding {
	if there {
		return provisioning.Found("")
	}
	return provisioning.Absent()
}

func (s *session) findGone(ctx context.Context, path string) (provisioning.Finding, error) {
	_, err := s.document(ctx, path)
	if errors.Is(err, domain.ErrNotFound) {
		return provisioning.Found(""), nil
	}
	return provisioning.Absent(), err
}

func (s *session) findEdit(ctx context.Context, t workspace.Task) (provisioning.Finding, error) {
	edits := t.Step.Intent.Edit.Edits
	now := domain.Values{}
	switch doc := t.Step.Intent.Edit.Document; doc {
	case domain.DocApps, domain.DocPlans, domain.DocCallflow:
		part, err := s.ReadPart(ctx, t.Account.ID, doc)
		if err != nil {
			return provisioning.Finding{}, err
		}
		for _, e := range edits {
			now[e.Field] = part.Value(e.Field)
		}
	case domain.DocAccount, domain.DocLimits, domain.DocSecurity, domain.DocUser, domain.DocUsers, domain.DocCredit:
		e := s.editorOf(t)
		whole, err := s.document(ctx, e.path)
		if err != nil {
			return provisioning.Finding{}, err
		}
		s.tell(t, e.document(whole))
		now = s.valuesOf(edits, e.document(whole))
	}
	return found(len(edits.Missing(now)) == 0), nil
}
