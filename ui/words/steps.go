package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// KindTitle is what a kind of step is about, without what it intends.
func KindTitle(k provisioning.Kind) string {
	switch k {
	case provisioning.KindAccount:
		return lang.L("Account")
	case provisioning.KindAdministrator:
		return lang.L("Administrator")
	case provisioning.KindLimits:
		return lang.L("Limits")
	case provisioning.KindCredit:
		return lang.L("Credit")
	case provisioning.KindPlans:
		return lang.L("Service plan")
	case provisioning.KindApps:
		return lang.L("App restrictions")
	case provisioning.KindCallflow:
		return lang.L("Default callflow")
	case provisioning.KindPassword:
		return lang.L("New password")
	case provisioning.KindEdit:
		return lang.L("Change")
	case provisioning.KindRemoveUser:
		return lang.L("Remove a user")
	case provisioning.KindReseller:
		return lang.L("Reseller")
	case provisioning.KindMove:
		return lang.L("Move")
	case provisioning.KindDelete:
		return lang.L("Delete the account")
	}
	return string(k)
}

// StepTitle is what a step is about, with what it intends: "Limits: 20 two-way, 0
// inbound, 0 outbound".
func StepTitle(s provisioning.Step) string {
	switch i := s.Intent; {
	case i.Password != nil:
		return lang.L("New password for {{.Email}}", data{"Email": i.Password.Admin.UserName()})
	case i.Admin != nil:
		return lang.L("Administrator {{.Email}}", data{"Email": i.Admin.Admin.UserName()})
	case i.Limits != nil:
		return lang.L("Limits: {{.Trunks}}", data{"Trunks": Trunks(i.Limits.Trunks)})
	case i.Credit != nil:
		return lang.L("Credit {{.Amount}}", data{"Amount": Money(i.Credit.Amount)})
	case i.Plans != nil:
		var names []string
		for _, p := range i.Plans.Plans {
			names = append(names, p.Name)
		}
		return lang.L("Service plan {{.Names}}", data{"Names": strings.Join(names, ", ")})
	case i.Apps != nil:
		return plural(i.Apps.Allowed, "App restrictions: 1 app allowed", "App restrictions: {{.Count}} apps allowed")
	}
	return KindTitle(s.Kind)
}

// Trunks words numbers of trunks: "20 two-way, 0 inbound, 0 outbound".
func Trunks(t domain.Trunks) string {
	return lang.L("{{.TwoWay}} two-way, {{.Inbound}} inbound, {{.Outbound}} outbound",
		data{"TwoWay": Count(t.TwoWay), "Inbound": Count(t.Inbound), "Outbound": Count(t.Outbound)})
}

// Refusal is a server's no, such as "403 forbidden: only the reseller may set
// limits".
func Refusal(status int, code string, problems domain.Problems) string {
	var said []string
	for _, p := range problems {
		if text := saidOf(p); text != "" {
			said = append(said, text)
		}
	}
	answer := strings.TrimSpace(lang.L("{{.Status}} {{.Code}}", data{"Status": status, "Code": strings.ReplaceAll(code, "_", " ")}))
	if len(said) == 0 {
		return answer
	}
	return lang.L("{{.Answer}}: {{.Words}}", data{"Answer": answer, "Words": strings.Join(said, "; ")})
}

// saidOf is what the server said about one field, with the field's name where it
// is one of ours.
func saidOf(p domain.Problem) string {
	text := p.Detail
	if p.Code != domain.ServerSays {
		text = Problem(p)
	}
	if p.Field == "" || text == "" {
		return text
	}
	return of(Field(p.Field), text)
}
