package crossbar

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// What a server keeps as a list is edited by what was touched of it; the rest of the
// list stays as it was just read.

// compareList compares edits of a list with what is in it.
func compareList(edits domain.Edits, value func(id string) string) (send domain.Edits, err error) {
	now := domain.Values{}
	for _, e := range edits {
		now[e.Field] = value(e.Field.Rest())
	}
	send, conflicts := edits.Merge(now)
	if len(conflicts) > 0 {
		return nil, &domain.ConflictError{Conflicts: conflicts}
	}
	return send, nil
}

func (s *session) editApps(ctx context.Context, t workspace.Task) error {
	path := accountPath(t.Account.ID, "apps_store", "blacklist")
	list, err := s.blacklist(ctx, t.Account.ID)
	if err != nil {
		return err
	}
	send, err := compareList(t.Step.Intent.Edit.Edits, func(id string) string { return domain.Switch(!slices.Contains(list, id)) })
	if err != nil || len(send) == 0 {
		return err
	}
	for _, e := range send {
		list = slices.DeleteFunc(list, func(id string) bool { return id == e.Field.Rest() })
		if e.After == domain.Off {
			list = append(list, e.Field.Rest())
		}
	}
	if _, err := s.do(ctx, s.writing(t, http.MethodPost, path, map[string]any{"blacklist": orEmpty(list)})); err != nil {
		return err
	}
	return s.listIsThere(ctx, t, domain.DocApps)
}

// orEmpty is a list that is written as one, even without members.
func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (s *session) blacklist(ctx context.Context, account string) ([]string, error) {
	var doc blacklistDoc
	err := s.object(ctx, accountPath(account, "apps_store", "blacklist"), &doc)
	return doc.Blacklist, err
}

func (s *session) editPlans(ctx context.Context, t workspace.Task) error {
	part, err := s.ReadPart(ctx, t.Account.ID, domain.DocPlans)
	if err != nil {
		return err
	}
	send, err := compareList(t.Step.Intent.Edit.Edits, func(id string) string { return part.Value(domain.PlanField(id)) })
	if err != nil || len(send) == 0 {
		return err
	}
	body := map[string][]string{}
	for _, e := range send {
		verb := "delete"
		if e.After == domain.On {
			verb = "add"
		}
		body[verb] = append(body[verb], e.Field.Rest())
	}
	if _, err := s.do(ctx, s.writing(t, http.MethodPost, accountPath(t.Account.ID, "services"), body)); err != nil {
		return err
	}
	return s.listIsThere(ctx, t, domain.DocPlans)
}

// listIsThere makes sure that what was sent is so now.
func (s *session) listIsThere(ctx context.Context, t workspace.Task, doc domain.Document) error {
	part, err := s.ReadPart(ctx, t.Account.ID, doc)
	if err != nil {
		return fmt.Errorf("read back what was changed: %w: %v", domain.ErrUnanswered, err) // it was written, and what came of it is in doubt
	}
	if t.Read != nil {
		t.Read(doc, part)
	}
	now := domain.Values{}
	for _, e := range t.Step.Intent.Edit.Edits {
		now[e.Field] = part.Value(e.Field)
	}
	if missing := t.Step.Intent.Edit.Edits.Missing(now); len(missing) > 0 {
		return notStored(missing)
	}
	return nil
}

// noMatch reads the callflow of no_match; an empty id where there is none. It never
// makes one.
func (s *session) noMatch(ctx context.Context, account string) (id string, doc document, err error) {
	if id, err = s.noMatchID(ctx, account); err != nil || id == "" {
		return "", nil, err
	}
	doc, err = s.document(ctx, accountPath(account, "callflows", id))
	return id, doc, err
}

// noMatchID finds the callflow of no_match; empty where there is none. Numbers are
// unique, so there is one at most.
func (s *session) noMatchID(ctx context.Context, account string) (string, error) {
	type row struct {
		ID      text   `json:"id"`
		Numbers []text `json:"numbers"`
	}
	rows, err := listOf[row](ctx, s, url.Values{"filter_numbers": {numberNoMatch}, "paginate": {"false"}}, accountPath(account, "callflows"))
	if err != nil {
		return "", err
	}
	for _, r := range rows {
		if slices.Contains(r.Numbers, numberNoMatch) {
			return string(r.ID), nil
		}
	}
	return "", nil
}

// carrierIn is whose carriers a callflow sends calls to.
func (s *session) carrierIn(doc document) string {
	hunt, _ := doc.at("flow", "data", "hunt_account_id").(string)
	switch module := doc.at("flow", "module"); {
	case doc == nil:
		return ""
	case module == "offnet" && hunt == "":
		return domain.CarrierBlended
	case module == "resources" && hunt == "":
		return domain.CarrierOwn
	case module == "resources" && hunt == s.identity.AccountID:
		return domain.CarrierReseller
	}
	return domain.CarrierOther
}

func (s *session) editCallflow(ctx context.Context, t workspace.Task) error {
	id, doc, err := s.noMatch(ctx, t.Account.ID)
	if err != nil {
		return err
	}
	edits := t.Step.Intent.Edit.Edits
	send, conflicts := edits.Merge(domain.Values{domain.FieldCarrier: s.carrierIn(doc)})
	if len(conflicts) > 0 {
		return &domain.ConflictError{Conflicts: conflicts}
	}
	if len(send) == 0 {
		return nil
	}
	flow := map[string]any{"module": "resources", "data": map[string]any{}, "children": map[string]any{}}
	switch send[0].After {
	case domain.CarrierBlended:
		flow["module"] = "offnet"
	case domain.CarrierReseller:
		flow["data"] = map[string]any{"hunt_account_id": s.identity.AccountID}
	}
	method, path := http.MethodPost, accountPath(t.Account.ID, "callflows", id)
	if id == "" {
		method, path = http.MethodPut, accountPath(t.Account.ID, "callflows")
		doc = document{"numbers": []string{numberNoMatch}, "x_accounts_manager": map[string]any{"op_id": t.Step.OpID}}
	}
	for name := range leakedInCallflow {
		delete(doc, name)
	}
	doc["flow"] = flow
	a, err := s.do(ctx, s.writing(t, method, path, doc))
	if err != nil {
		return err
	}
	stored, err := decodeDocument(a.envelope.Data)
	if err != nil {
		return fmt.Errorf("change the callflow: %w: %v", domain.ErrUnanswered, err) // it was written, and what came of it is in doubt
	}
	if carrier := s.carrierIn(stored); carrier != send[0].After {
		return notStored(send)
	}
	if t.Read != nil {
		t.Read(domain.DocCallflow, workspace.Part{Values: domain.Values{domain.FieldCarrier: send[0].After}})
	}
	return nil
}

// leakedInCallflow are keys that reading a callflow shows and that are not its own.
var leakedInCallflow = map[string]bool{"id": true, "metadata": true, "_read_only": true}
