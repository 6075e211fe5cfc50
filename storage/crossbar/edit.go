package crossbar

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// An edit reads the document, compares, writes only what was touched, and makes sure
// that it is so: servers store what they refuse and refuse what they store. None of
// the documents is ever sent for the sake of what nobody touched.

// edit carries out the edits of one document.
func (s *session) edit(ctx context.Context, t workspace.Task) error {
	switch t.Step.Intent.Edit.Document {
	case domain.DocApps:
		return s.editApps(ctx, t)
	case domain.DocPlans:
		return s.editPlans(ctx, t)
	case domain.DocCallflow:
		return s.editCallflow(ctx, t)
	case domain.DocAccount, domain.DocLimits, domain.DocSecurity, domain.DocUser, domain.DocUsers, domain.DocCredit:
	}
	return s.editKeys(ctx, t)
}

// editor is how one kind of document is read and written.
type editor struct {
	path  string
	write func(fresh document, send domain.Edits) (method string, body document)
	// own is where the document itself stands in what a read gives.
	own []string
}

func (s *session) editorOf(t workspace.Task) editor {
	edit, account := t.Step.Intent.Edit, t.Account.ID
	switch edit.Document { //nolint:exhaustive // the others are lists, or only read
	case domain.DocLimits:
		return editor{path: accountPath(account, "limits"), write: s.limitsBody}
	case domain.DocUser:
		return editor{path: accountPath(account, "users", edit.UserID), write: s.touchedKeys}
	case domain.DocSecurity:
		return editor{path: accountPath(account, "security"), write: s.touchedKeys, own: []string{"account"}}
	}
	return editor{path: accountPath(account), write: s.accountBody}
}

func (e editor) document(d document) document {
	if len(e.own) == 0 {
		return d
	}
	own, _ := d.at(e.own...).(map[string]any)
	return own
}

func (s *session) editKeys(ctx context.Context, t workspace.Task) error {
	intent, e := t.Step.Intent.Edit, s.editorOf(t)
	whole, err := s.document(ctx, e.path)
	if err != nil {
		return err
	}
	fresh := e.document(whole)
	send, conflicts := intent.Edits.Merge(s.valuesOf(intent.Edits, fresh))
	s.tell(t, fresh)
	if len(conflicts) > 0 {
		return &domain.ConflictError{Conflicts: conflicts}
	}
	if len(send) == 0 {
		return nil
	}
	method, body := e.write(fresh, send)
	_, err = s.do(ctx, s.writing(t, method, e.path, body))
	if err != nil && !errors.Is(err, domain.ErrUnanswered) && asRefused(err) == nil {
		return err
	}
	if errors.Is(err, domain.ErrUnanswered) {
		return err // the next look tells
	}
	return s.readBack(ctx, t, e, send, err)
}

// readBack compares what is there with what was meant. A server that refused and
// stored all the same (Kazoo 5 does, of a name or realm that is taken) gets the old
// values back.
func (s *session) readBack(ctx context.Context, t workspace.Task, e editor, sent domain.Edits, refusal error) error {
	whole, err := s.document(ctx, e.path)
	if err != nil {
		if refusal != nil {
			return refusal
		}
		return fmt.Errorf("read back what was changed: %w: %v", domain.ErrUnanswered, err) // it was written, and what came of it is in doubt
	}
	now := e.document(whole)
	s.tell(t, now)
	missing := sent.Missing(s.valuesOf(sent, now))
	switch {
	case refusal == nil && len(missing) == 0:
		return nil
	case refusal == nil:
		return notStored(missing)
	case len(missing) == len(sent):
		return refusal
	}
	var back domain.Edits
	for _, edit := range sent {
		back = back.Set(edit.Field, edit.After, edit.Before)
	}
	method, body := e.write(now, back)
	if _, err := s.do(ctx, s.writing(t, method, e.path, body)); err != nil {
		s.connector.log.Warn("what was refused and stored could not be put back", "account", t.Account.ID, "error", err)
	}
	return refusal
}

// notStored is the refusal of a server that said yes and did not do it.
func notStored(missing domain.Edits) error {
	refused := &domain.RefusedError{Status: http.StatusOK, Code: "not stored"}
	for _, e := range missing {
		refused.Problems = append(refused.Problems, domain.Problem{Field: e.Field, Code: domain.ServerSays, Detail: "the server did not keep it"})
	}
	return refused
}

func asRefused(err error) *domain.RefusedError {
	var refused *domain.RefusedError
	if errors.As(err, &refused) {
		return refused
	}
	return nil
}

// writing is the request that changes a document.
func (s *session) writing(t workspace.Task, method, path string, body any) call {
	return call{
		method: method, path: path, opID: t.Step.OpID, timeout: s.connector.timeouts.Write, effect: true,
		body: writing{Data: body, AcceptCharges: t.Step.Accepted}, fields: fieldsOf(t.Step),
	}
}

// valuesOf reads the fields of edits from a document.
func (s *session) valuesOf(edits domain.Edits, doc document) domain.Values {
	out := domain.Values{}
	for _, e := range edits {
		if k, ok := keyOf(e.Field, s.zone()); ok {
			out[e.Field] = k.read(doc.at(k.path...))
		}
	}
	return out
}

// tell tells what a document holds, where somebody wants to know.
func (s *session) tell(t workspace.Task, doc document) {
	if t.Read != nil && t.Step.Intent.Edit.Document != domain.DocUser {
		t.Read(t.Step.Intent.Edit.Document, workspace.Part{Values: s.values(t.Step.Intent.Edit.Document, doc)})
	}
}

// touchedKeys is a PATCH with only the keys that were touched; null takes one away.
func (s *session) touchedKeys(_ document, send domain.Edits) (string, document) {
	body := document{}
	for _, e := range send {
		if k, ok := keyOf(e.Field, s.zone()); ok {
			body.put(k.write(e.After), k.path...)
		}
	}
	return http.MethodPatch, body
}

// accountBody is a PATCH of the touched keys with the state that was just read: one
// without it enables the account (Kazoo: kzd_accounts). Kazoo 5 does nothing on null
// in a PATCH; there the whole document is posted, as it was just read.
func (s *session) accountBody(fresh document, send domain.Edits) (string, document) {
	enabled, ok := fresh["enabled"].(bool)
	if !ok {
		enabled = true
	}
	clears := false
	for _, e := range send {
		k, known := keyOf(e.Field, s.zone())
		clears = clears || known && k.write(e.After) == nil
	}
	if !clears || s.nullClears() {
		method, body := s.touchedKeys(fresh, send)
		if body["enabled"] == nil {
			body["enabled"] = enabled
		}
		return method, body
	}
	body := maps.Clone(fresh)
	maps.DeleteFunc(body, func(name string, _ any) bool {
		return leaked[name] || strings.HasPrefix(name, "_") || strings.HasPrefix(name, "pvt_")
	})
	body["enabled"] = enabled
	if body["call_restriction"] == nil {
		body["call_restriction"] = map[string]any{}
	}
	for _, e := range send {
		k, known := keyOf(e.Field, s.zone())
		if !known {
			continue
		}
		value := k.write(e.After)
		if value == nil && k.typed {
			value = "" // its type does not take null
		}
		body.put(value, k.path...)
	}
	return http.MethodPost, body
}

// nullClears tells whether null in a PATCH of an account takes a key away: in Kazoo 4 it
// does.
func (s *session) nullClears() bool { return strings.HasPrefix(s.identity.Version, "4.") }

// leaked are keys that reading an account shows and that are not the document's
// own (Kazoo: cb_accounts).
var leaked = map[string]bool{
	"id": true, "wnm_allow_additions": true, "superduper_admin": true, "billing_mode": true, "created": true, "is_reseller": true,
	"reseller_id": true, "notification_preference": true, "trial_time_left": true, "api_key": true, "descendants_count": true,
}

// limitsBody is the whole of the limits as they were read, with what was touched: a
// POST replaces them.
func (s *session) limitsBody(fresh document, send domain.Edits) (string, document) {
	body := document{}
	for name, value := range fresh {
		number, _ := value.(json.Number)
		if ownLimit(name) && !isNoCap(name, json.RawMessage(number)) {
			body[name] = value
		}
	}
	for _, e := range send {
		if k, ok := keyOf(e.Field, s.zone()); ok {
			body.put(k.write(e.After), k.path...)
		}
	}
	return http.MethodPost, body
}

// zone is the reseller's, in which contracts end.
func (s *session) zone() *time.Location {
	if l, err := time.LoadLocation(s.identity.Timezone); err == nil && s.identity.Timezone != "" {
		return l
	}
	return time.UTC
}
