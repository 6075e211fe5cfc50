package wizard

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/wizard/fake"
)

// goodDraft has nothing wrong with it.
func goodDraft() domain.Draft {
	d := fullDraft()
	d.Plans = nil
	d.Administrators[0].Mode = domain.PasswordGenerated
	d.Trunks = domain.TypedTrunks{TwoWay: "1"}
	d.Apps = domain.AppAccess{}
	d.Technical.Phone, d.Billing.Phone, d.Administrators[0].Phone = "+1 415 555 2671", "", ""
	d.Visit(domain.TabReview)
	return d
}

// mistake is one thing that can be wrong with a draft, and what the person reads
// about it.
type mistake struct {
	code  domain.Code
	field domain.Field
	make  func(d *domain.Draft, w *fake.Workspace)
	want  string // at the field
}

func draftMistake(code domain.Code, f domain.Field, want string, change func(*domain.Draft)) mistake {
	return mistake{code, f, func(d *domain.Draft, _ *fake.Workspace) { change(d) }, want}
}

func mistakes() []mistake {
	admin := func(part string) domain.Field { return domain.AdminField("a1", part) }
	email := func(text string) func(*domain.Draft) {
		return func(d *domain.Draft) { d.Administrators[0].Email = text }
	}
	refusal := func(p domain.Problem) func(*domain.Draft, *fake.Workspace) {
		return func(d *domain.Draft, w *fake.Workspace) {
			w.Queued[d.ID] = provisioning.Provisioning{ID: d.ID, Steps: []provisioning.Step{
				{ID: "account", State: provisioning.Refused, Problems: domain.Problems{p}},
			}}
		}
	}
	return []mistake{
		draftMistake(domain.Required, domain.FieldName, "Enter a name for the account", func(d *domain.Draft) { d.Name = " " }),
		draftMistake(domain.TooLong, domain.FieldName, "Enter at most 128 characters", func(d *domain.Draft) { d.Name = strings.Repeat("x", 129) }),
		draftMistake(domain.Duplicate, domain.FieldName, "Contoso Legal has this name", func(d *domain.Draft) { d.Name = "CONTOSO-legal" }),
		draftMistake(domain.NoLatin, domain.FieldName, "Better: Привет", func(d *domain.Draft) { d.Name = "Привет" }),
		draftMistake(domain.BadRealm, domain.FieldRealm, "Use only a to z, 0 to 9, dots, hyphens and underscores", func(d *domain.Draft) { d.RealmLabel = "a b" }),
		draftMistake(domain.TooLong, domain.FieldRealm, "Enter at most 253 characters", func(d *domain.Draft) { d.RealmLabel = strings.Repeat("x", 250) }),
		draftMistake(domain.Duplicate, domain.FieldRealm, "Contoso Legal has this realm", func(d *domain.Draft) { d.RealmLabel = "contoso" }),
		{domain.TooShort, domain.FieldRealm, func(d *domain.Draft, w *fake.Workspace) { d.RealmLabel, w.Suffix = "a", "b" }, "Enter at least 4 characters"},
		{domain.Required, domain.FieldRealm, func(_ *domain.Draft, w *fake.Workspace) { w.Suffix = "" }, "Set the suffix of your realms"},
		draftMistake(domain.Required, domain.FieldTimezone, "Choose a time zone", func(d *domain.Draft) { d.Timezone = "" }),
		draftMistake(domain.BadTimezone, domain.FieldTimezone, "Choose a time zone from the list", func(d *domain.Draft) { d.Timezone = "Mars/Base" }),
		draftMistake(domain.BadLanguage, domain.FieldLanguage, "Choose a language from the list", func(d *domain.Draft) { d.Language = "Klingon!" }),
		draftMistake(domain.Required, admin(domain.PartFirstName), "Enter the first name", func(d *domain.Draft) { d.Administrators[0].FirstName = "" }),
		draftMistake(domain.Required, admin(domain.PartLastName), "Enter the last name", func(d *domain.Draft) { d.Administrators[0].LastName = "" }),
		draftMistake(domain.Required, admin(domain.PartEmail), "Enter the e-mail address: it is the user name", email("")),
		draftMistake(domain.BadEmail, admin(domain.PartEmail), "Enter a whole address, such as ada@abc.example", email("ada@abc")),
		draftMistake(domain.BadUserName, admin(domain.PartEmail), "This address cannot be a user name", email("o'hara@abc.example")),
		draftMistake(domain.Duplicate, domain.AdminField("a2", domain.PartEmail), "Ada Moreno has this address", func(d *domain.Draft) {
			twin := d.Administrators[0]
			twin.ID, twin.FirstName = "a2", "Twin"
			d.Administrators = append(d.Administrators, twin)
		}),
		draftMistake(domain.BadPhone, admin(domain.PartPhone), "Enter a whole number with its country", func(d *domain.Draft) { d.Administrators[0].Phone = "12" }),
		{domain.Required, admin(domain.PartPassword), typedPassword(""), "Enter a password, or use a generated one"},
		{domain.WeakPassword, admin(domain.PartPassword), typedPassword("short"), "Enter at least 8 characters"},
		draftMistake(domain.LostPassword, admin(domain.PartPassword), "The password that was typed is not known any more",
			func(d *domain.Draft) { d.Administrators[0].Mode = domain.PasswordTyped }),
		draftMistake(domain.BadEmail, domain.FieldTechnical.Part(domain.PartEmail), "Enter a whole address", func(d *domain.Draft) { d.Technical.Email = "lee" }),
		draftMistake(domain.BadPhone, domain.FieldBilling.Part(domain.PartPhone), "Enter a whole number", func(d *domain.Draft) { d.Billing.Phone = "abc" }),
		draftMistake(domain.BadCountry, domain.FieldBilling.Part(domain.PartCountry), "Choose a country from the list", func(d *domain.Draft) { d.Billing.Address.Country = "Nowhere" }),
		draftMistake(domain.BadDate, domain.FieldContract, "Enter a day that exists", func(d *domain.Draft) { d.ContractEnd = "2027-02-30" }),
		draftMistake(domain.PastDate, domain.FieldContract, "Choose today or a later day", func(d *domain.Draft) { d.ContractEnd = "2020-01-01" }),
		draftMistake(domain.NotWhole, domain.FieldTwoWay, "Enter a whole number", func(d *domain.Draft) { d.Trunks.TwoWay = "2.5" }),
		draftMistake(domain.TooLow, domain.FieldInbound, "Enter 0 or more", func(d *domain.Draft) { d.Trunks.Inbound = "-1" }),
		draftMistake(domain.TooHigh, domain.FieldOutbound, "Enter 1,000,000 or less", func(d *domain.Draft) { d.Trunks.Outbound = "1000001" }),
		draftMistake(domain.OverTrunks, domain.FieldOutbound, "24 of 25 sold · 3 for this one is 2 more than is left", func(d *domain.Draft) { d.Trunks.Outbound = "3" }),
		draftMistake(domain.NotMoney, domain.FieldCredit, "Enter an amount, such as 25.50", func(d *domain.Draft) { d.Credit = "lots" }),
		draftMistake(domain.TooLow, domain.FieldCredit, "Servers take 1 or more", func(d *domain.Draft) { d.Credit = "0.5" }),
		draftMistake(domain.TooHigh, domain.FieldCredit, "Enter 1,000,000 or less", func(d *domain.Draft) { d.Credit = "1000000.01" }),
		draftMistake(domain.TooManyDecimals, domain.FieldCredit, "Enter at most 2 decimals", func(d *domain.Draft) { d.Credit = "1.2345" }),
		draftMistake(domain.NoApps, domain.FieldApps, "No app is ticked", func(d *domain.Draft) { d.Apps.Restricted = true }),
		{domain.TakenOnServer, domain.FieldRealm, refusal(domain.Problem{Field: domain.FieldRealm, Code: domain.TakenOnServer}), "another account has this realm"},
		{domain.ServerSays, domain.FieldCredit, refusal(domain.Problem{Field: domain.FieldCredit, Code: domain.ServerSays, Detail: "no money"}), "The server says: no money"},
	}
}

func typedPassword(text string) func(*domain.Draft, *fake.Workspace) {
	return func(d *domain.Draft, w *fake.Workspace) {
		d.Administrators[0].Mode = domain.PasswordTyped
		w.Typed[d.ID+"/a1"] = domain.NewSecret(text)
	}
}

// TestEveryMistakeShowsAtItsFieldAndOnItsTab makes each mistake in turn.
func TestEveryMistakeShowsAtItsFieldAndOnItsTab(t *testing.T) {
	for _, m := range mistakes() {
		t.Run(string(m.field)+" "+string(m.code), func(t *testing.T) {
			d := goodDraft()
			s := setStage(t, &d, given(func(w *fake.Workspace) { m.make(&d, w) }))
			warning := false
			for _, p := range s.state.problems().At(m.field) {
				require.Equal(t, m.code, p.Code)
				warning = p.Warning
			}
			require.NotEmpty(t, s.state.problems().At(m.field), "the mistake is none")
			if warning {
				require.Zero(t, s.mark(m.field.Tab()), "a warning is no mistake")
			} else {
				require.Positive(t, s.mark(m.field.Tab()), "the tab says nothing")
			}
			s.jump(m.field)
			s.settle()
			s.see(m.want)
			require.Empty(t, uitest.Misplaced(s.canvas))
		})
	}
}

// TestEveryCodeIsAmongTheMistakes keeps a new code from going untested.
func TestEveryCodeIsAmongTheMistakes(t *testing.T) {
	made := map[domain.Code]bool{}
	for _, m := range mistakes() {
		made[m.code] = true
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), "../../domain/problem.go", nil, 0)
	require.NoError(t, err)
	found := 0
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
			found++
			literal, ok := spec.Values[0].(*ast.BasicLit)
			require.True(t, ok)
			code, err := strconv.Unquote(literal.Value)
			require.NoError(t, err)
			require.True(t, made[domain.Code(code)], "no test makes the mistake %s", code)
		}
		return true
	})
	require.Greater(t, found, 20)
}

func TestAnUntouchedFieldIsNotShoutedAt(t *testing.T) {
	s := setStage(t, nil)
	s.pause()
	require.NotEmpty(t, s.state.problems(), "the name is missing")
	require.Empty(t, s.field("Account name").Problem())
	require.Zero(t, s.mark(domain.TabGeneral))
	s.canvas.Focused().FocusLost() // the window loses the keyboard, and gets it back
	s.settle()
	require.Empty(t, s.field("Account name").Problem(), "looking something up elsewhere is not leaving")
	s.canvas.Focused().FocusGained()
	s.press(tab)
	require.Equal(t, "Enter a name for the account", s.field("Account name").Problem())
	require.Equal(t, 1, s.mark(domain.TabGeneral))
	s.press(uitest.ShiftTab)
	s.typeText("ABC")
	s.pause()
	require.Empty(t, s.field("Account name").Problem(), "it goes by itself once it is mended")
	require.Zero(t, s.mark(domain.TabGeneral))
}

func TestNextExplainsAndTrapsNobody(t *testing.T) {
	s := setStage(t, nil)
	s.click("+ Add an admin to the account")
	s.typeText("Ada")
	s.click("Next")
	s.pause()
	require.Equal(t, domain.TabContacts, s.state.draft.Tab, "it goes on all the same")
	require.Equal(t, 3, s.mark(domain.TabGeneral))
	s.see("General: 3 fields need another look (Account name, Last name, E-mail address).")
	s.click("Go there")
	require.Equal(t, "Account name *", s.focused())
	s.typeText("ABC Company")
	s.click("Next")
	s.click("Back")
	s.pause()
	require.Equal(t, 2, s.mark(domain.TabGeneral))
	require.Equal(t, "Enter the last name", s.field("Last name").Problem())
}

func TestOneMissingThingIsExplainedInFull(t *testing.T) {
	s := setStage(t, nil)
	s.click("Next")
	s.pause()
	s.see("General: Account name. Enter a name for the account.")
}

func TestAPickedTimeZoneIsNotScoldedForHowItWasTyped(t *testing.T) {
	s := setStage(t, nil)
	s.press(tab)
	s.typeText("chic")
	s.pause() // "chic" is no time zone
	_, wrong := s.state.at(domain.FieldTimezone)
	require.False(t, wrong)
	s.press(fyne.KeyReturn)
	require.Empty(t, s.field("Time zone").Problem())
	s.pause()
	require.Equal(t, "America/Chicago", s.state.draft.Timezone)
	require.Empty(t, s.field("Time zone").Problem())
}

func TestANameWithoutLatinLettersGetsAProposal(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("Привет")
	s.press(tab)
	s.pause()
	s.see("Servers compare names by a to z and 0 to 9 alone")
	label := domain.GenerateRealmLabel("d1")
	s.click("Use “Привет " + label + "”")
	s.pause()
	require.Equal(t, "Привет "+label, s.saved().Name)
	s.notSee("Servers compare names")
}

func TestWhatTheServerRefusedIsShownUntilItIsEdited(t *testing.T) {
	d := goodDraft()
	s := setStage(t, &d, atField(domain.FieldRealm), given(func(w *fake.Workspace) {
		w.Queued["d1"] = provisioning.Provisioning{ID: "d1", Steps: []provisioning.Step{{
			ID: "account", State: provisioning.Refused,
			Problems: domain.Problems{{Field: domain.FieldRealm, Code: domain.TakenOnServer}},
		}}}
	}))
	require.Equal(t, "Realm", s.focused(), "it opens at the field that was asked for")
	require.Equal(t, domain.TabGeneral, s.state.draft.Tab)
	require.Contains(t, s.field("Realm").Problem(), "another account has this realm")
	s.typeText("x")
	s.pause()
	require.Empty(t, s.field("Realm").Problem())
}

func TestAFailedCheckIsTold(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.CheckErr = domain.ErrReadOnly }))
	require.Contains(t, s.modal.Toasts().Message(), "could not be checked")
}
