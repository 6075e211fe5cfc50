package provisioning

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"accountsmanager/domain"
)

// Terms are what Plan needs besides the draft.
type Terms struct {
	Now         time.Time
	Location    *time.Location // of the reseller; a contract ends at its midnight
	Reseller    domain.Identity
	Catalogue   domain.Catalogue
	RealmSuffix string
	NewID       func() string
}

// Plan turns a draft into steps. The draft must be without blocking problems;
// what cannot be read is an error.
func Plan(d domain.Draft, t Terms) (Provisioning, error) {
	account, err := accountIntent(d, t)
	if err != nil {
		return Provisioning{}, fmt.Errorf("plan the account: %w", err)
	}
	trunks, problems := d.Trunks.Parse()
	if len(problems) > 0 {
		return Provisioning{}, fmt.Errorf("plan the limits: %s", problems)
	}
	credit, problem := domain.ParseCredit(d.Credit)
	if problem != nil {
		return Provisioning{}, fmt.Errorf("plan the credit: %s", problem)
	}

	p := Provisioning{ID: d.ID, Name: account.Name, Parent: d.Parent, CreatedAt: t.Now}
	add := func(id string, kind Kind, intent Intent) {
		p.Steps = append(p.Steps, Step{ID: id, OpID: t.NewID(), Kind: kind, Intent: intent, State: Waiting})
	}
	add("account", KindAccount, Intent{Account: &account})
	for _, a := range d.Administrators {
		if a.IsBlank() {
			continue
		}
		intent, err := adminIntent(d, a, t)
		if err != nil {
			return Provisioning{}, err
		}
		add("administrator/"+a.ID, KindAdministrator, Intent{Admin: &intent})
	}
	add("limits", KindLimits, Intent{Limits: &LimitsIntent{Trunks: trunks, Prepay: d.Prepay}})
	if !credit.IsZero() {
		add("credit", KindCredit, Intent{Credit: &CreditIntent{Amount: credit, PeriodStart: t.Now.Truncate(time.Second)}})
	}
	if plans := chosenPlans(d, t.Catalogue); len(plans) > 0 {
		add("service_plan", KindPlans, Intent{Plans: &PlansIntent{Plans: plans}})
	}
	if blacklist := d.Apps.Blacklist(t.Catalogue.Apps); len(blacklist) > 0 {
		add("app_restrictions", KindApps, Intent{Apps: &AppsIntent{Blacklist: blacklist, Allowed: len(d.Apps.Allowed)}})
	}
	add("callflow", KindCallflow, Intent{Callflow: &CallflowIntent{Carrier: CarrierBlended}})
	return p, nil
}

func accountIntent(d domain.Draft, t Terms) (AccountIntent, error) {
	a := AccountIntent{
		Parent: d.Parent, Name: strings.TrimSpace(d.Name), Realm: d.Realm(t.RealmSuffix),
		Timezone: strings.TrimSpace(d.Timezone), Language: d.Language,
		Representative: d.Representative, Restrictions: map[string]bool{}, Permissions: d.Permissions,
	}
	var err error
	region := d.PhoneRegion(t.Reseller.Country)
	if a.Technical, err = cleanContact(d.Technical, region); err != nil {
		return AccountIntent{}, fmt.Errorf("technical contact: %w", err)
	}
	if a.Billing, err = cleanContact(d.Billing, region); err != nil {
		return AccountIntent{}, fmt.Errorf("billing contact: %w", err)
	}
	if strings.TrimSpace(d.ContractEnd) != "" {
		day, err := domain.ParseDate(d.ContractEnd)
		if err != nil {
			return AccountIntent{}, fmt.Errorf("contract end: %w", err)
		}
		location := t.Location
		if location == nil {
			location = time.UTC
		}
		a.ContractEnd = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, location)
	}
	classifiers, _ := t.Catalogue.KnownClassifiers()
	for _, c := range classifiers {
		a.Restrictions[c.ID] = slices.Contains(d.Denied, c.ID)
	}
	return a, nil
}

func cleanContact(c domain.Contact, region string) (domain.Contact, error) {
	trim := strings.TrimSpace
	phone, err := cleanPhone(c.Phone, region)
	if err != nil {
		return domain.Contact{}, err
	}
	return domain.Contact{
		Name: trim(c.Name), Email: trim(c.Email), Phone: phone,
		Address: domain.Address{
			Street: trim(c.Address.Street), Street2: trim(c.Address.Street2), City: trim(c.Address.City),
			Region: trim(c.Address.Region), Postal: trim(c.Address.Postal), Country: strings.ToUpper(trim(c.Address.Country)),
		},
	}, nil
}

func cleanPhone(text, region string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	phone, ok := domain.NormalizePhone(text, region)
	if !ok {
		return "", fmt.Errorf("%q is not a phone number", text)
	}
	return phone, nil
}

func adminIntent(d domain.Draft, a domain.Administrator, t Terms) (AdminIntent, error) {
	phone, err := cleanPhone(a.Phone, d.PhoneRegion(t.Reseller.Country))
	if err != nil {
		return AdminIntent{}, fmt.Errorf("plan an administrator: %w", err)
	}
	a.FirstName, a.LastName = strings.TrimSpace(a.FirstName), strings.TrimSpace(a.LastName)
	a.Email, a.Phone = strings.TrimSpace(a.Email), phone
	return AdminIntent{DraftID: d.ID, Admin: a}, nil
}

func chosenPlans(d domain.Draft, c domain.Catalogue) []domain.ServicePlan {
	var out []domain.ServicePlan
	for _, id := range d.Plans {
		plan := domain.ServicePlan{ID: id, Name: id}
		for _, p := range c.Plans {
			if p.ID == id {
				plan = p
			}
		}
		out = append(out, plan)
	}
	return out
}
