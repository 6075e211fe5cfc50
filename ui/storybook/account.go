package storybook

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// tabs of the account page, in their order.
var accountTabs = []string{"overview", "limits", "permissions", "credit", "administrators", "notes", "apps", "activity"}

// account opens the account of the mock-ups at a tab.
func account(ws *sample.Workspace, tab int) func(*Stage) {
	return func(s *Stage) {
		s.open(ws)
		s.choose("account/" + abc)
		if tab > 0 {
			s.turn(tab)
		}
	}
}

// reading is a workspace whose server answers as said when a part of an account is read.
func reading(answer func(doc domain.Document) error) *sample.Workspace {
	ws := sample.Full(many)
	ws.OnRead = func(_ context.Context, _ string, doc domain.Document) error { return answer(doc) }
	return ws
}

func accountStories() group {
	g := group{screen: "Account", packages: []string{"account"}}
	for i, name := range accountTabs {
		add := func(how string, ws func() *sample.Workspace) {
			g.states = append(g.states, state{name + ", " + how, func(s *Stage) { account(ws(), i)(s) }})
		}
		add("read", busyAccount)
		add("empty", bareAccount)
		add("loading", func() *sample.Workspace { return reading(func(domain.Document) error { sample.Never(); return nil }) })
		add("failed", func() *sample.Workspace {
			return reading(func(domain.Document) error { return &domain.RefusedError{Status: 403, Code: "forbidden"} })
		})
		add("long texts", longAccount)
	}
	g.states = append(g.states,
		state{"one part failed", account(reading(func(doc domain.Document) error {
			if doc == domain.DocLimits {
				return errors.New("strange")
			}
			return nil
		}), 0)},
		state{"offline, from the cache", func(s *Stage) {
			ws := reading(func(domain.Document) error { return domain.ErrOffline })
			for _, doc := range []domain.Document{domain.DocAccount, domain.DocLimits, domain.DocUsers, domain.DocCredit} {
				ws.SetPart(abc, doc, sample.PartOf(sample.Accounts(1)[0], doc))
			}
			account(standing(ws, func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }), 0)(s)
		}},
		state{"disabled", func(s *Stage) { s.open(sample.Full(many)); s.choose("account/a1a10000000000000000000000000003") }},
		state{"with accounts below", func(s *Stage) { s.open(sample.Full(many)); s.choose("account/" + adatum) }},
		state{"editing a row", func(s *Stage) { account(sample.Full(many), 0)(s); s.edit(lang.L("Account name")) }},
		state{"typed and not saved", func(s *Stage) {
			ws := sample.Full(many)
			if err := ws.KeepUnsaved(s.ctx(), abc, domain.Edits{
				{Field: domain.FieldName, Before: "ABC Company", After: "ABC Two"},
				{Field: domain.UserField("new", domain.PartFirstName), After: "Kim"},
				{Field: domain.UserField("new", domain.PartEmail), After: "kim@abc"},
			}); err != nil {
				s.lack("unsaved")
			}
			account(ws, 0)(s)
		}},
	)
	return g
}

// busyAccount is one to which something was done.
func busyAccount() *sample.Workspace {
	ws := sample.Full(many)
	ws.SetDeeds(abc, sent("dana"))
	return ws
}

// sent is a change that somebody sent, and that is done.
func sent(by string) provisioning.Step {
	s := change(provisioning.Done)
	s.FirstSent, s.LastSent, s.DoneAt, s.RequestID, s.SentBy = sample.Noon, sample.Noon, sample.Noon.Add(time.Second), "5e11ab", by
	return s
}

// bareAccount is one of which the server knows next to nothing.
func bareAccount() *sample.Workspace {
	ws := sample.Full(many)
	ws.OnPart = func(doc domain.Document, _ workspace.Part) workspace.Part {
		part := workspace.Part{Values: domain.Values{}, ReadAt: sample.Noon}
		if doc == domain.DocAccount {
			part.Values[domain.FieldName] = "ABC Company"
		}
		return part
	}
	return ws
}

// longAccount has more in it than there is room for.
func longAccount() *sample.Workspace {
	ws := sample.Full(many)
	accounts := sample.Accounts(many)
	accounts[0].Name = longName
	ws.SetAccounts(accounts)
	ws.OnPart = lengthen
	steps := make([]provisioning.Step, 30)
	for i := range steps {
		steps[i] = sent(longName)
		steps[i].ID = "edit/" + strconv.Itoa(i)
	}
	ws.SetDeeds(abc, steps...)
	return ws
}

var longName = strings.TrimSpace(strings.Repeat("Gesellschaft für Fernmeldewesen ", 5))

// lengthen puts more into a document than there is room for.
func lengthen(doc domain.Document, part workspace.Part) workspace.Part {
	switch doc {
	case domain.DocAccount:
		part.Values[domain.FieldBilling.Part(domain.PartName)], part.Values[domain.FieldBilling.Part(domain.PartStreet)] = longName, longName
		part.Values[domain.FieldNotes] = strings.Repeat(longName+".\n", 12)
		part.Values[domain.FieldRealm] = strings.Repeat("fernmeldewesen.", 6) + "sip.northwind.example"
	case domain.DocUsers:
		for i := range 26 {
			u := part.Users[0]
			u.ID, u.FirstName, u.LastName, u.Email = "long-"+string(rune('a'+i)), longName, "Nachname", strings.Repeat("maximiliane.", 6)+"@abc.example"
			part.Users = append(part.Users, u)
		}
	case domain.DocCredit:
		part.Balance = "-1234567.89"
		for range 30 {
			e := part.Ledger[0]
			e.Description = longName
			part.Ledger = append(part.Ledger, e)
		}
	case domain.DocLimits:
		part.Values[domain.FieldTwoWay] = "100000"
	default:
	}
	return part
}

// change is a change of the inbound trunks.
func change(to provisioning.State) provisioning.Step {
	return provisioning.Step{
		ID: "edit/1", OpID: "op-edit", Kind: provisioning.KindEdit, State: to, AskedAt: sample.Noon,
		Intent: provisioning.Intent{Edit: &domain.DocumentEdits{
			Document: domain.DocLimits, Edits: domain.Edits{{Field: domain.FieldInbound, Before: "5", After: "9"}},
		}},
	}
}

// deeds are what can be done to an account that exists, by kind.
func deeds() map[provisioning.Kind]provisioning.Intent {
	done := submitted()
	ada := domain.Administrator{ID: "7", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example"}
	return map[provisioning.Kind]provisioning.Intent{
		provisioning.KindEdit:          change(provisioning.Waiting).Intent,
		provisioning.KindAdministrator: {Admin: &provisioning.AdminIntent{DraftID: "changes/" + abc, Admin: ada}},
		provisioning.KindPassword:      {Password: &provisioning.PasswordIntent{DraftID: "changes/" + abc, Admin: ada, UserID: "u1"}},
		provisioning.KindRemoveUser:    {RemoveUser: &domain.User{ID: "u3", UserName: "desk", FirstName: "Front", LastName: "Desk"}},
		provisioning.KindCredit:        stepOf(&done, provisioning.KindCredit).Intent,
		provisioning.KindReseller:      {Reseller: &provisioning.ResellerIntent{Promote: true}},
		provisioning.KindMove:          {Move: &provisioning.MoveIntent{To: sample.Accounts(2)[1].AccountRef}},
		provisioning.KindDelete:        {Delete: &provisioning.DeleteIntent{Name: "ABC Company"}},
	}
}

// queueStories are changes of an account on their way.
func queueStories() group {
	g := group{screen: "Account, changes", packages: []string{"account"}}
	intents := deeds()
	for _, kind := range provisioning.Kinds() {
		intent, ok := intents[kind]
		if !ok {
			continue
		}
		for _, to := range []provisioning.State{provisioning.Waiting, provisioning.Sending, provisioning.Unknown, provisioning.Refused} {
			step := provisioning.Step{ID: string(kind) + "/1", OpID: "op", Kind: kind, Intent: intent, AskedAt: sample.Noon}
			reset(&step, to, "")
			if to == provisioning.Refused {
				refuse(&step)
			}
			g.states = append(g.states, state{string(kind) + ", " + string(to), queued(step)})
		}
	}
	return group{g.screen, g.packages, append(g.states,
		state{"conflict", queued(provisioning.Step{
			ID: "c1", OpID: "op-c1", Kind: provisioning.KindEdit, State: provisioning.NeedsPerson, Why: provisioning.ReasonConflict,
			Intent: provisioning.Intent{Edit: &domain.DocumentEdits{Document: domain.DocAccount, Edits: domain.Edits{
				{Field: domain.FieldName, Before: "ABC", After: "ABC Company"}, {Field: domain.FieldTimezone, Before: "UTC", After: "America/Chicago"},
			}}},
			Conflicts: []domain.Conflict{
				{Field: domain.FieldName, Before: "ABC", Yours: "ABC Company", Theirs: "ABC Co."},
				{Field: domain.FieldTimezone, Before: "UTC", Yours: "America/Chicago", Theirs: "America/Denver"},
			},
		})},
	)}
}

func queued(steps ...provisioning.Step) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		ws.SetDeeds(abc, steps...)
		account(ws, 0)(s)
	}
}
