package sample

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// PartOf is a document of the account of the mock-up, in whichever account it is
// asked for.
func PartOf(a domain.Account, doc domain.Document) workspace.Part {
	values := domain.Values{}
	var part workspace.Part
	switch doc {
	case domain.DocAccount:
		values = domain.Values{
			domain.FieldName: a.Name, domain.FieldRealm: a.Realm, domain.FieldTimezone: "America/Chicago", domain.FieldLanguage: "en-US",
			domain.FieldEnabled: domain.Switch(!a.Disabled()), domain.FieldCreated: "2026-03-12T09:00:00Z",
			domain.FieldTechnical.Part(domain.PartName): "Lee Park", domain.FieldTechnical.Part(domain.PartPhone): "+14155550134",
			domain.FieldBilling.Part(domain.PartName): "Ruth Sato", domain.FieldBilling.Part(domain.PartStreet): "100 Main St",
			domain.FieldBilling.Part(domain.PartCity): "Austin", domain.FieldBilling.Part(domain.PartRegion): "TX",
			domain.FieldBilling.Part(domain.PartPostal): "78701", domain.FieldBilling.Part(domain.PartCountry): "US",
			domain.RestrictionField("caribbean"): domain.On, domain.RestrictionField("international"): domain.On,
			domain.PermissionField(domain.SeeInbound): domain.Off, domain.PermissionField(domain.SeeMinutes): domain.Off,
			domain.FieldNotes: "Pays by invoice.", domain.FieldAnnouncement: "<b>Closed</b> on Monday",
		}
	case domain.DocLimits:
		values = domain.Values{domain.FieldTwoWay: "12", domain.FieldInbound: "5", domain.FieldOutbound: "3", domain.FieldPrepay: domain.On}
	case domain.DocUsers, domain.DocUser:
		part.Users = []domain.User{
			{ID: "u1", UserName: "ada@abc.example", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Admin: true},
			{ID: "u2", UserName: "lee@abc.example", FirstName: "Lee", LastName: "Park", Email: "lee@abc.example", Admin: true},
			{ID: "u3", UserName: "desk", FirstName: "Front", LastName: "Desk", Disabled: true},
		}
	case domain.DocCredit:
		part.Balance = "25.5"
		part.Ledger = []domain.LedgerEntry{{ID: "l1", At: Noon.Add(-24 * time.Hour), Service: "adjustments", Amount: decimal.RequireFromString("25.5"), Description: "Initial credit"}}
	case domain.DocCallflow:
		values[domain.FieldCarrier] = domain.CarrierBlended
	case domain.DocApps:
		values[domain.AppField("a2")] = domain.Off
	case domain.DocPlans:
		values[domain.PlanField("gold")] = domain.On
	case domain.DocSecurity:
		values[domain.FieldMultiFactor] = domain.Off
	}
	part.Values, part.ReadAt = values, Noon
	return part
}

// Sheet is what was read of an account so far, and what was queued for it.
func (w *Workspace) Sheet(ctx context.Context, id string) (workspace.Sheet, error) {
	account, err := w.Account(ctx, id)
	if err != nil {
		account.ID = id
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	sheet := workspace.Sheet{Account: account, Parts: map[domain.Document]workspace.Part{}, Steps: slices.Clone(w.deeds[id])}
	for doc, part := range w.parts[id] {
		sheet.Parts[doc] = part
	}
	for _, s := range sheet.Steps {
		if s.Intent.Edit != nil && s.State != provisioning.Done && s.State != provisioning.LeftOut {
			sheet.Pending = sheet.Pending.Then(s.Intent.Edit.Edits)
		}
	}
	return sheet, w.failures["Sheet"]
}

// SetPart replaces what is known of an account, without telling.
func (w *Workspace) SetPart(id string, doc domain.Document, part workspace.Part) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.parts[id] == nil {
		w.parts[id] = map[domain.Document]workspace.Part{}
	}
	w.parts[id][doc] = part
}

// SetDeeds replaces what was done to an account, and tells.
func (w *Workspace) SetDeeds(id string, steps ...provisioning.Step) {
	w.mu.Lock()
	w.deeds[id] = steps
	w.mu.Unlock()
	w.Emit(workspace.AccountRead{ID: id})
}

// ReadParts reads what OnRead lets it; the account of the mock-up, otherwise.
func (w *Workspace) ReadParts(ctx context.Context, id string, docs ...domain.Document) map[domain.Document]error {
	failed := map[domain.Document]error{}
	for _, doc := range docs {
		err := w.note("Read", doc)
		if w.OnRead != nil && err == nil {
			err = w.OnRead(ctx, id, doc)
		}
		if err != nil {
			failed[doc] = err
			continue
		}
		account, err := w.Account(ctx, id)
		if err != nil {
			failed[doc] = err
			continue
		}
		part := PartOf(account, doc)
		if w.OnPart != nil {
			part = w.OnPart(doc, part)
		}
		w.SetPart(id, doc, part)
	}
	w.Emit(workspace.AccountRead{ID: id})
	return failed
}

// Activities has nothing beyond what is done to accounts here.
func (w *Workspace) Activities(context.Context) ([]workspace.Activity, error) {
	return nil, w.failure("Activities")
}

// Progress tells of the rows of SetWork, and counts what SetDeeds and Change queued.
func (w *Workspace) Progress(ctx context.Context) (workspace.Progress, error) {
	rows, err := w.Work(ctx, "")
	if err != nil {
		return workspace.Progress{}, err
	}
	out := workspace.Progress{Work: rows, Changes: map[string]int{}, Standing: map[string]provisioning.Summary{}}
	w.mu.Lock()
	defer w.mu.Unlock()
	for id, steps := range w.deeds {
		if n := (provisioning.Provisioning{Steps: steps}).Unfinished(); n > 0 {
			out.Changes[id] = n
		}
	}
	for _, r := range rows {
		if r.Submitted {
			out.Standing[r.ID] = r.Summary
		}
	}
	return out, w.failures["Progress"]
}

// CheckChange finds what the rules of the domain find.
func (w *Workspace) CheckChange(_ context.Context, edits domain.Edits) (domain.Problems, error) {
	w.mu.Lock()
	catalogue := w.catalogue
	w.mu.Unlock()
	return domain.CheckEdits(edits, domain.Surroundings{Catalogue: catalogue}), w.failure("CheckChange")
}

// Change queues edits, each as a step that waits.
func (w *Workspace) Change(_ context.Context, id string, edits domain.Edits) error {
	for _, e := range edits {
		if err := w.note("Change", id, e.Field, strconv.Quote(e.Before), strconv.Quote(e.After)); err != nil {
			return err
		}
	}
	w.mu.Lock()
	steps := w.deeds[id]
	for _, d := range edits.Documents() {
		steps = append(steps, provisioning.Step{
			ID: "edit/" + strconv.Itoa(len(steps)), Kind: provisioning.KindEdit, State: provisioning.Waiting, AskedAt: Noon, Intent: provisioning.Intent{Edit: &d},
		})
	}
	w.mu.Unlock()
	w.SetDeeds(id, steps...)
	return nil
}

// KeepUnsaved keeps edits in memory.
func (w *Workspace) KeepUnsaved(_ context.Context, id string, edits domain.Edits) error {
	if err := w.note("KeepUnsaved", id, edits); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.unsaved[id] = edits
	return nil
}

// Unsaved are the edits that were kept.
func (w *Workspace) Unsaved(_ context.Context, id string) (domain.Edits, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.unsaved[id], w.failures["Unsaved"]
}

// TakeBack takes a queued step away.
func (w *Workspace) TakeBack(_ context.Context, id, stepID string) error {
	if err := w.note("TakeBack", id, stepID); err != nil {
		return err
	}
	w.mu.Lock()
	steps := slices.DeleteFunc(slices.Clone(w.deeds[id]), func(s provisioning.Step) bool { return s.ID == stepID })
	w.mu.Unlock()
	w.SetDeeds(id, steps...)
	return nil
}

// Resolve only records the wish.
func (w *Workspace) Resolve(_ context.Context, id, stepID string, mine []domain.Field) error {
	mine = slices.Sorted(slices.Values(mine))
	return w.note("Resolve", id, stepID, mine)
}

// ChangesID is under what the queue of an account goes.
func (w *Workspace) ChangesID(id string) string { return "changes/" + id }

// AddAdministrator only records the wish.
func (w *Workspace) AddAdministrator(_ context.Context, id string, a domain.Administrator) error {
	return w.note("AddAdministrator", id, a.FirstName, a.LastName, a.Email, a.Mode)
}

// SetPassword only records the wish.
func (w *Workspace) SetPassword(_ context.Context, id string, user domain.User) error {
	return w.note("SetPassword", id, user.ID)
}

// ReadUser knows the phone number, which the list does not.
func (w *Workspace) ReadUser(_ context.Context, id, userID string) error {
	if err := w.note("ReadUser", id, userID); err != nil {
		return err
	}
	w.mu.Lock()
	part := w.parts[id][domain.DocUsers]
	w.mu.Unlock()
	part.Users = slices.Clone(part.Users)
	for i := range part.Users {
		if u := &part.Users[i]; u.ID == userID {
			u.Whole, u.Phone = true, "+14155550123"
		}
	}
	w.SetPart(id, domain.DocUsers, part)
	return nil
}

// RemoveUser only records the wish.
func (w *Workspace) RemoveUser(_ context.Context, id string, user domain.User) error {
	return w.note("RemoveUser", id, user.ID)
}

// Belongings is a phone and its callflow.
func (w *Workspace) Belongings(context.Context, string, string) ([]domain.Belonging, error) {
	return []domain.Belonging{{Kind: "device", ID: "d1", Name: "Reception phone"}, {Kind: "callflow", ID: "c1", Name: "2001"}}, w.failure("Belongings")
}

// AddCredit only records the wish.
func (w *Workspace) AddCredit(_ context.Context, id string, amount decimal.Decimal) error {
	return w.note("AddCredit", id, amount.String())
}

// LedgerBefore has one entry for every 30 days.
func (w *Workspace) LedgerBefore(_ context.Context, _ string, before time.Time) ([]domain.LedgerEntry, error) {
	return []domain.LedgerEntry{{
		ID: before.Format(time.DateOnly), At: before.AddDate(0, 0, -2), Amount: decimal.NewFromInt(15), Description: "Top-up of " + before.AddDate(0, 0, -2).Format(time.DateOnly),
	}}, w.failure("LedgerBefore")
}

// Quote is a charge a plan.
func (w *Workspace) Quote(_ context.Context, _ string, plans []string) ([]domain.Charge, error) {
	var out []domain.Charge
	for _, p := range plans {
		out = append(out, domain.Charge{Name: p, Quantity: 1, Rate: decimal.NewFromInt(20), Total: decimal.NewFromInt(20)})
	}
	return out, w.failure("Quote")
}

// SetReseller only records the wish.
func (w *Workspace) SetReseller(_ context.Context, id string, promote bool) error {
	return w.note("SetReseller", id, promote)
}

// MoveAccount only records the wish.
func (w *Workspace) MoveAccount(_ context.Context, id string, to domain.AccountRef) error {
	return w.note("MoveAccount", id, to.ID)
}

// DeleteAccount only records the wish.
func (w *Workspace) DeleteAccount(_ context.Context, id, typed string) error {
	return w.note("DeleteAccount", id, typed)
}

// APIKey makes one up that is always the same.
func (w *Workspace) APIKey(context.Context, string) (domain.Secret, error) {
	return domain.NewSecret("0123456789abcdef"), w.failure("APIKey")
}
