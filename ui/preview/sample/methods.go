package sample

import (
	"context"
	"strconv"
	"strings"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Status tells how things stand.
func (w *Workspace) Status() workspace.Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status
}

// Profiles lists who has signed in.
func (w *Workspace) Profiles(context.Context) ([]workspace.Profile, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]workspace.Profile(nil), w.profiles...), w.failures["Profiles"]
}

// Resume opens the profile that was used last.
func (w *Workspace) Resume(ctx context.Context) (bool, error) {
	if err := w.note("Resume"); err != nil {
		return false, err
	}
	profiles, err := w.Profiles(ctx)
	if err != nil || len(profiles) == 0 {
		return false, err
	}
	w.open(profiles[0], workspace.Online)
	return true, nil
}

// SignIn lets people in as OnSignIn has it.
func (w *Workspace) SignIn(ctx context.Context, r workspace.SignInRequest) error {
	if err := w.note("SignIn", r.Method, r.Server, r.UserName, r.Account); err != nil {
		return err
	}
	if w.OnSignIn != nil {
		if err := w.OnSignIn(ctx, r); err != nil {
			return err
		}
	}
	w.open(Northwind(), workspace.Online)
	return nil
}

// TrySandbox lets people in as OnSandbox has it.
func (w *Workspace) TrySandbox(ctx context.Context) error {
	if err := w.note("TrySandbox"); err != nil {
		return err
	}
	if w.OnSandbox != nil {
		if err := w.OnSandbox(ctx); err != nil {
			return err
		}
	}
	profile := Northwind()
	profile.Sandbox, profile.Server = true, "http://127.0.0.1:41234/v2"
	w.open(profile, workspace.Online)
	return nil
}

// OpenProfile opens another profile.
func (w *Workspace) OpenProfile(_ context.Context, id string) error {
	if err := w.note("OpenProfile", id); err != nil {
		return err
	}
	for _, p := range w.profiles {
		if p.ID == id {
			w.open(p, workspace.Online)
			return nil
		}
	}
	return domain.ErrNotFound
}

// WorkOffline opens a profile and stays offline.
func (w *Workspace) WorkOffline(_ context.Context, id string) error {
	if err := w.note("WorkOffline", id); err != nil {
		return err
	}
	for _, p := range w.profiles {
		if p.ID == id {
			w.open(p, workspace.Offline)
			w.SetStatus(func(s *workspace.Status) { s.ByChoice = true })
			return nil
		}
	}
	return domain.ErrNotFound
}

func (w *Workspace) open(p workspace.Profile, c workspace.Connection) {
	w.SetStatus(func(s *workspace.Status) {
		*s = workspace.Status{Profile: p, Connection: c, Keyring: s.Keyring}
		if c == workspace.Online {
			s.SyncedAt = Noon
		}
	})
}

// StopRefresh implements ui.Workspace: nothing here takes long enough to stop.
func (w *Workspace) StopRefresh() {}

// RefreshNow notes that it was called.
func (w *Workspace) RefreshNow() { _ = w.note("RefreshNow") }

// GoOnRefreshing implements ui.Workspace.
func (w *Workspace) GoOnRefreshing() {}

// GoOnline ends working offline.
func (w *Workspace) GoOnline() {
	_ = w.note("GoOnline")
	w.SetStatus(func(s *workspace.Status) { s.ByChoice, s.Connection = false, workspace.Online })
}

// SignOut forgets the session.
func (w *Workspace) SignOut(context.Context) error {
	err := w.note("SignOut")
	w.SetStatus(func(s *workspace.Status) { *s = workspace.Status{Connection: workspace.SignedOut} })
	return err
}

// Refresh reads nothing: what is there is there.
func (w *Workspace) Refresh(_ context.Context, parentID string) error {
	return w.note("Refresh", parentID)
}

// Work lists drafts and queued work.
func (w *Workspace) Work(_ context.Context, search string) ([]workspace.WorkRow, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var rows []workspace.WorkRow
	for _, r := range w.work {
		if strings.Contains(domain.Fold(r.Name), domain.Fold(search)) {
			rows = append(rows, r)
		}
	}
	return rows, w.failures["Work"]
}

// Accounts lists accounts as the workspace does.
func (w *Workspace) Accounts(ctx context.Context, q workspace.AccountQuery) ([]domain.Account, error) {
	w.mu.Lock()
	own := w.status.Profile.Identity.AccountID
	if q.ParentID == "" {
		q.ParentID = own
	}
	var rows []domain.Account
	for _, a := range w.accounts {
		if q.Search == "" && a.ParentID == q.ParentID || q.Search != "" && matches(a, q.Search) {
			rows = append(rows, a)
		}
	}
	err := w.failures["Accounts"]
	w.mu.Unlock()
	rows = rows[min(q.Offset, len(rows)):]
	if q.Limit > 0 {
		rows = rows[:min(q.Limit, len(rows))]
	}
	if w.OnAccounts != nil {
		return w.OnAccounts(ctx, q, rows)
	}
	return rows, err
}

func matches(a domain.Account, search string) bool {
	return strings.Contains(domain.Fold(a.Name+"\n"+a.Realm+"\n"+a.ID), domain.Fold(search))
}

// CountRead is none: what the sample has of an account is made when it is asked for.
func (w *Workspace) CountRead(context.Context) (int, error) { return 0, nil }

// CountAccounts counts accounts as the workspace does.
func (w *Workspace) CountAccounts(_ context.Context, parentID string) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, a := range w.accounts {
		if parentID == "" || a.ParentID == parentID {
			n++
		}
	}
	return n, w.failures["CountAccounts"]
}

// Account is one account.
func (w *Workspace) Account(_ context.Context, id string) (domain.Account, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.accounts {
		if a.ID == id {
			return a, w.failures["Account"]
		}
	}
	return domain.Account{}, domain.ErrNotFound
}

// Trail is the way down to an account.
func (w *Workspace) Trail(ctx context.Context, id string) ([]domain.AccountRef, error) {
	own := w.Status().Profile.Identity.Account()
	var trail []domain.AccountRef
	for id != "" && id != own.ID {
		a, err := w.Account(ctx, id)
		if err != nil {
			return nil, err
		}
		trail = append([]domain.AccountRef{a.AccountRef}, trail...)
		id = a.ParentID
	}
	return append([]domain.AccountRef{own}, trail...), nil
}

// Catalogue is what the server offers.
func (w *Workspace) Catalogue(context.Context) (domain.Catalogue, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.catalogue, w.failures["Catalogue"]
}

// Provisioning reads how far a submitted draft is.
func (w *Workspace) Provisioning(_ context.Context, id string) (provisioning.Provisioning, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, ok := w.provisionings[id]
	if !ok {
		return p, domain.ErrNotFound
	}
	return p, w.failures["Provisioning"]
}

// RetryStep, LeaveOut, AcceptCharges and Withdraw only record the wish.
func (w *Workspace) RetryStep(_ context.Context, id, stepID string) error {
	return w.note("RetryStep", id, stepID)
}

// LeaveOut only records the wish.
func (w *Workspace) LeaveOut(_ context.Context, id, stepID string) error {
	return w.note("LeaveOut", id, stepID)
}

// AcceptCharges only records the wish.
func (w *Workspace) AcceptCharges(_ context.Context, id, stepID string) error {
	return w.note("AcceptCharges", id, stepID)
}

// Withdraw only records the wish.
func (w *Workspace) Withdraw(_ context.Context, id string) error { return w.note("Withdraw", id) }

// Stop only records the wish.
func (w *Workspace) Stop(_ context.Context, id string) error { return w.note("Stop", id) }

// TakeWord only records the wish.
func (w *Workspace) TakeWord(_ context.Context, id, stepID string, there bool) error {
	return w.note("TakeWord", id, stepID, strconv.FormatBool(there))
}

// Taken has a holder of the realm, and another realm.
func (w *Workspace) Taken(context.Context, string) (workspace.Taken, error) {
	return workspace.Taken{Realm: "Adatum Holdings", Label: "adatum-2", NewRealm: "adatum-2.sip.northwind.example"}, w.failure("Taken")
}

// UseRealm only records the wish.
func (w *Workspace) UseRealm(_ context.Context, id, label string) error {
	return w.note("UseRealm", id, label)
}

// SentPassword makes one up that is always the same.
func (w *Workspace) SentPassword(context.Context, string, string) (domain.Secret, error) {
	return domain.NewSecret("k7mv-tq4x-9hda-w3pe"), w.failure("SentPassword")
}

// ResetPassword only records the wish.
func (w *Workspace) ResetPassword(_ context.Context, id, stepID string) error {
	return w.note("ResetPassword", id, stepID)
}

// Password makes one up that is always the same.
func (w *Workspace) Password(_ context.Context, _ string, _ domain.Administrator) (domain.Secret, error) {
	return domain.NewSecret("k7mv-tq4x-9hda-w3pe"), w.failure("Password")
}

// NewDraft starts a draft.
func (w *Workspace) NewDraft(parent domain.AccountRef) domain.Draft {
	w.mu.Lock()
	w.drafted++
	id := "draft-" + strconv.Itoa(w.drafted)
	w.mu.Unlock()
	identity := w.Status().Profile.Identity
	if parent.IsZero() {
		parent = identity.Account()
	}
	return domain.NewDraft(id, parent, identity)
}

// Draft reads a draft.
func (w *Workspace) Draft(_ context.Context, id string) (domain.Draft, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	d, ok := w.drafts[id]
	if !ok {
		return d, domain.ErrNotFound
	}
	return d, w.failures["Draft"]
}

// SaveDraft keeps a draft.
func (w *Workspace) SaveDraft(_ context.Context, d domain.Draft) error {
	if err := w.note("SaveDraft", d.ID); err != nil {
		return err
	}
	w.mu.Lock()
	w.drafts[d.ID] = d
	w.mu.Unlock()
	w.Emit(workspace.DraftsChanged{ID: d.ID})
	return nil
}

// RestoreDraft keeps a draft again.
func (w *Workspace) RestoreDraft(ctx context.Context, d domain.Draft) error {
	return w.SaveDraft(ctx, d)
}

// DeleteDraft removes a draft and returns it.
func (w *Workspace) DeleteDraft(ctx context.Context, id string) (domain.Draft, error) {
	if err := w.note("DeleteDraft", id); err != nil {
		return domain.Draft{}, err
	}
	d, err := w.Draft(ctx, id)
	if err != nil {
		return d, err
	}
	w.mu.Lock()
	delete(w.drafts, id)
	var rows []workspace.WorkRow
	for _, r := range w.work {
		if r.ID != id {
			rows = append(rows, r)
		}
	}
	w.work = rows
	w.mu.Unlock()
	w.Emit(workspace.DraftsChanged{ID: id})
	return d, nil
}

// Setting reads a value of the program itself.
func (w *Workspace) Setting(_ context.Context, key string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.settings[key], w.failures["Setting"]
}

// Keep keeps a setting as if it had been chosen before.
func (w *Workspace) Keep(key, value string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settings[key] = value
}

// SaveSetting keeps a value of the program itself.
func (w *Workspace) SaveSetting(_ context.Context, key, value string) error {
	if err := w.failure("SaveSetting"); err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.settings[key] = value
	return nil
}
