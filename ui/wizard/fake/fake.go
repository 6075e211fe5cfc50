// Package fake is a workspace in memory, for the tests of the wizard; the storybook takes
// what it has to offer. It applies the domain's own rules; what a store, a keyring and a
// server would do, it makes up.
package fake

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"accountsmanager/assets/zones"
	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Workspace is the fake. Its fields may be set before it is used; Lock guards
// them afterwards.
type Workspace struct {
	sync.Mutex

	Who        domain.Identity
	Connection workspace.Connection
	Keyring    error
	Offer      domain.Catalogue
	Suffix     string
	Children   []domain.Account
	Today      time.Time

	SaveErr, SubmitErr, CheckErr error
	Queued                       map[string]provisioning.Provisioning

	Saved     map[string]domain.Draft
	Saves     int
	Deleted   []string
	Typed     map[string]domain.Secret // by draft and administrator
	Submitted []string
	admins    int
}

// New makes a workspace of a reseller with a bit of everything.
func New() *Workspace {
	read := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	return &Workspace{
		Who: domain.Identity{
			AccountID: "own", AccountName: "Northwind Telecom", Realm: "northwind.example", Timezone: "America/Chicago",
			Language: "en-US", Country: "US", IsReseller: true,
		},
		Connection: workspace.Online, Suffix: "sip.northwind.example", Today: read,
		Children: []domain.Account{
			{AccountRef: domain.AccountRef{ID: "c1", Name: "Contoso Legal", Realm: "contoso.sip.northwind.example"}},
			{AccountRef: domain.AccountRef{ID: "c2", Name: "Adatum Holdings", Realm: "k3v9tq.sip.northwind.example"}},
		},
		Offer: domain.Catalogue{
			Classifiers:     domain.DefaultClassifiers(),
			ClassifiersRead: read,
			Apps: []domain.App{
				{ID: "app-voip", Name: "voip", Label: "Smart PBX"},
				{ID: "app-callflows", Name: "callflows", Label: "Callflows"},
				{ID: "app-numbers", Name: "numbers", Label: "Number Manager"},
				{ID: "app-fax", Name: "fax", Label: "Fax Manager"},
			},
			AppsRead:    read,
			Sellers:     []domain.Representative{{AccountID: "own", UserID: "u1", Name: "Dana Fox"}, {AccountID: "own", UserID: "u2", Name: "Émile Roux"}},
			SellersRead: read, PlansRead: read,
			Own: domain.TrunkTotals{TwoWay: total(50), Inbound: total(40), Outbound: total(25)}, OwnRead: read,
			Sold: domain.Trunks{TwoWay: 31, Inbound: 16, Outbound: 24}, SoldRead: read,
		},
		Saved: map[string]domain.Draft{}, Typed: map[string]domain.Secret{}, Queued: map[string]provisioning.Provisioning{},
	}
}

func total(n int) *int { return &n }

// Plans are some service plans to offer.
func Plans() []domain.ServicePlan {
	return []domain.ServicePlan{
		{ID: "std", Name: "Hosted PBX Standard", Description: "Per seat and month, with 500 minutes to landlines.", Category: "Hosted PBX"},
		{ID: "gold", Name: "Hosted PBX Gold", Description: "Per seat and month, all landline minutes included.", Category: "Hosted PBX"},
		{ID: "fax", Name: "Fax to mail", Category: "Extras"},
	}
}

// Identity implements wizard.Workspace.
func (w *Workspace) Identity() domain.Identity { return w.Who }

// Status implements wizard.Workspace.
func (w *Workspace) Status() workspace.Status {
	w.Lock()
	defer w.Unlock()
	return workspace.Status{Connection: w.Connection, Keyring: w.Keyring}
}

// NewAdministrator implements wizard.Workspace.
func (w *Workspace) NewAdministrator() domain.Administrator {
	w.Lock()
	defer w.Unlock()
	w.admins++
	return domain.Administrator{ID: fmt.Sprintf("n%d", w.admins), Welcome: true}
}

// SaveDraft implements wizard.Workspace.
func (w *Workspace) SaveDraft(_ context.Context, d domain.Draft) error {
	w.Lock()
	defer w.Unlock()
	if w.SaveErr != nil {
		return w.SaveErr
	}
	w.Saves++
	if _, kept := w.Saved[d.ID]; kept || !d.IsBlank(domain.NewDraft(d.ID, d.Parent, w.Who)) {
		w.Saved[d.ID] = d.Clone()
	}
	return nil
}

// DeleteDraft implements wizard.Workspace.
func (w *Workspace) DeleteDraft(_ context.Context, id string) (domain.Draft, error) {
	w.Lock()
	defer w.Unlock()
	d, ok := w.Saved[id]
	if !ok {
		return d, domain.ErrNotFound
	}
	delete(w.Saved, id)
	w.Deleted = append(w.Deleted, id)
	return d, nil
}

// Check implements wizard.Workspace.
func (w *Workspace) Check(_ context.Context, d domain.Draft) (domain.Problems, error) {
	w.Lock()
	defer w.Unlock()
	if w.CheckErr != nil {
		return nil, w.CheckErr
	}
	return d.Check(w.surroundings(d.ID)), nil
}

func (w *Workspace) surroundings(draftID string) domain.Surroundings {
	return domain.Surroundings{
		Today: w.Today, Catalogue: w.Offer, Reseller: w.Who, RealmSuffix: w.Suffix,
		KnownZone:    func(name string) bool { _, ok := zones.Find(name); return ok },
		KnownCountry: func(code string) bool { return len(code) == 2 },
		NameHolder:   w.holder(func(a domain.Account) string { return domain.NormalizeName(a.Name) }),
		RealmHolder:  w.holder(func(a domain.Account) string { return a.Realm }),
		TypedPassword: func(admin string) (domain.Secret, bool) {
			s, ok := w.Typed[draftID+"/"+admin]
			return s, ok
		},
	}
}

func (w *Workspace) holder(of func(domain.Account) string) func(string) (string, bool) {
	return func(text string) (string, bool) {
		for _, a := range w.Children {
			if of(a) == text {
				return a.Name, true
			}
		}
		return "", false
	}
}

// Catalogue implements wizard.Workspace.
func (w *Workspace) Catalogue(context.Context) (domain.Catalogue, error) {
	w.Lock()
	defer w.Unlock()
	return w.Offer, nil
}

// RealmSuffix implements wizard.Workspace.
func (w *Workspace) RealmSuffix(context.Context) (string, error) {
	w.Lock()
	defer w.Unlock()
	return w.Suffix, nil
}

// SetRealmSuffix implements wizard.Workspace.
func (w *Workspace) SetRealmSuffix(_ context.Context, suffix string) error {
	if p := domain.CheckSuffix(suffix); p != nil {
		return &domain.RefusedError{Status: 400, Problems: domain.Problems{*p}}
	}
	w.Lock()
	defer w.Unlock()
	w.Suffix = strings.Trim(suffix, ". ")
	return nil
}

// Accounts implements wizard.Workspace.
func (w *Workspace) Accounts(context.Context, workspace.AccountQuery) ([]domain.Account, error) {
	w.Lock()
	defer w.Unlock()
	return w.Children, nil
}

// Password implements wizard.Workspace.
func (w *Workspace) Password(_ context.Context, draftID string, a domain.Administrator) (domain.Secret, error) {
	if a.Mode == domain.PasswordTyped {
		w.Lock()
		defer w.Unlock()
		s, ok := w.Typed[draftID+"/"+a.ID]
		if !ok {
			return s, domain.ErrSecretNotFound
		}
		return s, nil
	}
	return domain.GeneratePassword(domain.NewSecret("0123456789abcdef0123456789abcdef"), draftID, a)
}

// TypePassword implements wizard.Workspace.
func (w *Workspace) TypePassword(_ context.Context, draftID, adminID string, password domain.Secret) {
	w.Lock()
	defer w.Unlock()
	w.Typed[draftID+"/"+adminID] = password
}

// Provisioning implements wizard.Workspace.
func (w *Workspace) Provisioning(_ context.Context, id string) (provisioning.Provisioning, error) {
	w.Lock()
	defer w.Unlock()
	p, ok := w.Queued[id]
	if !ok {
		return p, domain.ErrNotFound
	}
	return p, nil
}

// Preview implements wizard.Workspace.
func (w *Workspace) Preview(_ context.Context, d domain.Draft) ([]workspace.Request, error) {
	w.Lock()
	defer w.Unlock()
	n := 0
	plan, err := provisioning.Plan(d, provisioning.Terms{
		Now: w.Today, Reseller: w.Who, Catalogue: w.Offer, RealmSuffix: w.Suffix,
		NewID: func() string { n++; return fmt.Sprint("op-", n) },
	})
	if err != nil {
		return nil, err
	}
	var out []workspace.Request
	for _, s := range plan.Steps {
		body, err := json.MarshalIndent(map[string]any{"data": s.Intent}, "", "  ")
		if err != nil {
			return nil, err
		}
		out = append(out, workspace.Request{StepID: s.ID, Method: "PUT", Path: "/v2/accounts/{" + string(s.Kind) + "}", Body: string(body)})
	}
	return out, nil
}

// Submit implements wizard.Workspace.
func (w *Workspace) Submit(ctx context.Context, draftID string) error {
	w.Lock()
	d, ok := w.Saved[draftID]
	w.Unlock()
	if !ok {
		return fmt.Errorf("submit the draft: %w", domain.ErrNotFound)
	}
	problems, err := w.Check(ctx, d)
	if err != nil {
		return err
	}
	w.Lock()
	defer w.Unlock()
	switch {
	case w.SubmitErr != nil:
		return w.SubmitErr
	case len(problems.Blocking()) > 0:
		return &workspace.InvalidDraftError{Problems: problems.Blocking()}
	}
	w.Submitted = append(w.Submitted, draftID)
	return nil
}

// Draft starts a draft of the fake's reseller.
func (w *Workspace) Draft(id string) domain.Draft { return domain.NewDraft(id, w.Who.Account(), w.Who) }
