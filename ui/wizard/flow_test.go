package wizard

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/wizard/fake"
	"accountsmanager/ui/words"
)

func TestEveryKindOfChangeIsSavedWithin300ms(t *testing.T) {
	gestures := map[string]func(s *stage){
		"text":        func(s *stage) { s.typeText("A") },
		"picker":      func(s *stage) { s.press(tab); s.typeText("denver"); s.press(fyne.KeyReturn) },
		"add":         func(s *stage) { s.click("+ Add an admin to the account"); s.typeText("A") },
		"check":       func(s *stage) { s.goTo(domain.TabPermissions); s.settle(); s.press(fyne.KeySpace) },
		"stepper":     func(s *stage) { s.goTo(domain.TabRestrictions); s.settle(); s.press(fyne.KeyUp) },
		"radio":       func(s *stage) { s.jump(domain.FieldApps); s.settle(); s.press(fyne.KeyRight) },
		"date":        func(s *stage) { s.jump(domain.FieldContract); s.settle(); s.typeText("2") },
		"classifier":  func(s *stage) { s.jump(domain.FieldRestricted); s.settle(); s.press(fyne.KeySpace) },
		"permissions": func(s *stage) { s.goTo(domain.TabPermissions); s.settle(); s.click("None") },
	}
	for name, gesture := range gestures {
		t.Run(name, func(t *testing.T) {
			s := setStage(t, nil)
			gesture(s)
			s.clock.pass(299 * time.Millisecond)
			s.settle()
			require.Equal(t, s.state.draft, s.saved())
			s.see("Draft saved just now")
			s.clock.pass(2 * time.Minute)
			s.settle()
			s.see("Draft saved 2 min ago")
		})
	}
}

func TestAWizardInWhichNothingWasTypedLeavesNothing(t *testing.T) {
	s := setStage(t, nil)
	s.click("Next")
	s.click("Back")
	s.pause()
	s.notSee("Draft saved")
	s.press(fyne.KeyEscape)
	require.False(t, s.IsOpen())
	require.Empty(t, s.ws.Saved)
}

func TestADraftThatWasEmptiedIsNotKept(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("A")
	s.pause()
	require.Len(t, s.ws.Saved, 1)
	s.press(fyne.KeyBackspace)
	s.click("Close, keep draft")
	require.Equal(t, []string{"d1"}, s.ws.Deleted)
	require.Empty(t, s.ws.Saved)
}

func TestClosingSavesWhatWasTypedLast(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("ABC")
	s.press(fyne.KeyEscape) // no pause
	require.False(t, s.IsOpen())
	require.Equal(t, "ABC", s.saved().Name)
	require.Equal(t, 1, s.closed)
}

func TestFlushSavesBeforeTheWindowCloses(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("ABC")
	done := false
	s.Flush(func(err error) { require.NoError(t, err); done = true })
	s.settle()
	require.True(t, done)
	require.Equal(t, "ABC", s.saved().Name)
	require.True(t, s.IsOpen())
}

func TestADraftThatCannotBeSavedSaysSoAndKeepsTrying(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.SaveErr = domain.ErrDiskFull }))
	s.typeText("ABC")
	s.pause()
	s.see("Could not save: The disk is full")
	s.press(fyne.KeyEscape)
	s.see("The draft is not saved")
	s.press(fyne.KeyEscape)
	require.True(t, s.IsOpen(), "asking is not closing")
	s.ws.Lock()
	s.ws.SaveErr = nil
	s.ws.Unlock()
	s.clock.pass(lastRetry)
	s.settle()
	s.see("Draft saved just now")
	require.Equal(t, "ABC", s.saved().Name)
}

func TestClosingWithoutSavingIsPossibleInSoManyWords(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.SaveErr = domain.ErrDiskFull }))
	s.typeText("ABC")
	s.click("Close, keep draft")
	s.click("Close and lose the last changes")
	require.False(t, s.IsOpen())
	require.Equal(t, 1, s.closed)
}

func TestReopeningShowsTheSameTabAndValues(t *testing.T) {
	for _, at := range domain.Tabs(true) {
		t.Run(string(at), func(t *testing.T) {
			plans := given(func(w *fake.Workspace) { w.Offer.Plans = fake.Plans() })
			d := fullDraft()
			d.Administrators[0].Mode = domain.PasswordGenerated
			d.Visit(at)
			s := setStage(t, &d, plans)
			require.Equal(t, at, s.state.draft.Tab)
			require.Equal(t, s.state.index(), s.steps.Current())
			s.see("Draft saved")
			require.NotContains(t, []string{"", "General"}, s.focused(), "the keyboard is in the tab")
			s.press(fyne.KeyEscape)
			require.Equal(t, d, s.saved(), "looking changes nothing")
		})
	}
	d := fullDraft()
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d)
	for label, want := range map[string]string{
		"Account name": "ABC Company", "Realm": "abccompany", "First name": "Ada", "Last name": "Moreno",
		"E-mail address": "ada@abc.example", "Contact number": "+14155550123",
	} {
		require.Equal(t, want, s.entry(label).Text, label)
	}
	require.Equal(t, "America/Chicago", content[*widgets.Picker](s, "Time zone").Text())
	s.goTo(domain.TabContacts)
	s.settle()
	for label, want := range map[string]string{"Street and number": "100 Main St", "Postal code": "78701", "City": "Austin"} {
		require.Equal(t, want, s.entry(label).Text, label)
	}
	require.Equal(t, "2027-03-31", content[*widgets.DateEntry](s, "Contract end").Text())
	require.Equal(t, "Dana Fox", content[*widgets.Picker](s, "Sales representative").Text())
	s.goTo(domain.TabRestrictions)
	s.settle()
	require.Equal(t, "25.50", s.entry("Add to the balance").Text)
	require.False(t, s.box("International").Checked())
	require.True(t, s.box("Let calls go over the trunks and bill them per minute").Checked())
}

func TestThePermissionTree(t *testing.T) {
	s := setStage(t, nil)
	s.goTo(domain.TabPermissions)
	s.settle()
	hit := func(label string) {
		uitest.Click(t, s.canvas, s.box(label))
		s.settle()
	}
	hit("Per minute")
	require.False(t, s.box("Credit information").Checked(), "unticking a parent unticks its children")
	require.False(t, s.box("Minutes").Checked())
	require.Equal(t, widgets.Mixed, s.box("Billing").State())
	hit("Minutes")
	require.True(t, s.box("Per minute").Checked(), "ticking a child ticks its parent")
	require.False(t, s.box("Credit information").Checked())
	hit("Trunking")
	for _, label := range []string{"Inbound", "Outbound", "Two-way"} {
		require.False(t, s.box(label).Checked(), "a group's own box unticks all of it")
	}
	hit("Billing")
	require.True(t, s.box("Credit information").Checked(), "and ticks all of it")
	s.click("None")
	require.Equal(t, widgets.Off, s.box("Settings").State())
	require.Len(t, s.state.draft.Permissions.Hidden, len(domain.AllPermissions()))
	s.click("All")
	require.Empty(t, s.state.draft.Permissions.Hidden)
}

func TestCreateExplainsWhatIsMissingAndGoesThere(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("ABC")
	s.click("+ Add an admin to the account")
	s.typeText("Ada")
	s.goTo(domain.TabReview)
	s.settle()
	s.notSee("Enter a name")
	s.see("2 fields need another look before the account can be created")
	s.click("Create Account")
	require.Equal(t, "Last name *", s.focused())
	require.Equal(t, domain.TabGeneral, s.state.draft.Tab)
	require.Contains(t, s.modal.Toasts().Message(), "2 fields need another look")
	require.Empty(t, s.ws.Submitted)
	require.True(t, s.IsOpen())
}

func TestCreateSavesWhatWasTypedJustBefore(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("ABC")
	s.goTo(domain.TabReview)
	s.settle()
	s.click("Create Account") // without a pause
	require.Equal(t, []string{"d1"}, s.ws.Submitted)
	require.Equal(t, "ABC", s.saved().Name)
	require.Equal(t, []string{"d1"}, s.submitted)
	require.Equal(t, 1, s.closed)
	require.Empty(t, s.toasts.Message())
	saves := s.ws.Saves
	s.clock.pass(time.Hour)
	s.settle()
	require.Equal(t, saves, s.ws.Saves, "a submitted draft is left alone")
}

func TestCreatingOfflineSaysThatItIsQueued(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.Connection = workspace.Offline }))
	s.typeText("ABC")
	s.goTo(domain.TabReview)
	s.settle()
	s.click("Create Account")
	require.False(t, s.IsOpen())
	require.Equal(t, "Queued: will be sent when there is a connection.", s.toasts.Message())
}

func TestARefusedSubmitShowsItsProblems(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) {
		w.SubmitErr = &workspace.InvalidDraftError{Problems: domain.Problems{{Field: domain.FieldCredit, Code: domain.NotMoney}}}
	}))
	s.typeText("ABC")
	s.goTo(domain.TabReview)
	s.settle()
	s.click("Create Account")
	require.Equal(t, domain.TabRestrictions, s.state.draft.Tab)
	require.Equal(t, "Enter an amount, such as 25.50", s.field("Add to the balance").Problem())
}

func TestASubmitThatFailsIsTold(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.SubmitErr = errors.New("boom") }))
	s.typeText("ABC")
	s.goTo(domain.TabReview)
	s.settle()
	s.click("Create Account")
	s.see("Something went wrong")
	s.see("boom")
	s.press(fyne.KeyEscape)
	require.True(t, s.IsOpen())
	require.False(t, s.foot.next.Disabled(), "it can be tried again")
}

func TestWhatIsSentCanBeLookedAt(t *testing.T) {
	d := goodDraft()
	s := setStage(t, &d)
	s.click("Show what is sent")
	s.see("What is sent")
	s.see("PUT /v2/accounts/{account}")
	s.see(`"name": "ABC Company"`)
	s.press(fyne.KeyEscape)
	require.True(t, s.IsOpen())
}

func TestTheReviewIsSavedAsItStands(t *testing.T) {
	d := fullDraft()
	d.Credit = "lots"
	s := setStage(t, &d, given(func(w *fake.Workspace) { w.Offer.Plans = fake.Plans() }))
	s.goTo(domain.TabReview)
	s.settle()
	s.click("Save as PDF…")
	require.Len(t, s.reviews, 1)
	got := s.reviews[0]
	require.Equal(t, d.Name, got.draft.Name)
	require.False(t, got.submitted)
	var headings []string
	values := map[string]string{}
	for _, section := range got.sections {
		headings = append(headings, section.Heading)
		for _, r := range section.Rows {
			values[section.Heading+"/"+r.Label] = r.Value
			require.True(t, r.Secret.IsZero(), "no password is on it")
		}
	}
	require.Equal(t, []string{"Account", "Administrators", "Contacts", "Service Plan", "Call Restrictions", "Permissions", "To be looked at"}, headings)
	require.Equal(t, d.Name, values["Account/Account name"])
	require.Contains(t, values["Administrators/Administrator"], d.Administrators[0].Email)
	require.Equal(t, "lots", values["Call Restrictions/Credit"], "as it was typed, right or wrong")
	require.Equal(t, "Enter an amount, such as 25.50", values["To be looked at/Credit"])
	require.True(t, s.IsOpen())
}

func TestWhatIsSentWaitsForWhatCannotBeRead(t *testing.T) {
	d := goodDraft()
	d.Credit = "lots"
	s := setStage(t, &d)
	s.click("Show what is sent")
	require.Contains(t, s.modal.Toasts().Message(), "once the fields above are mended")
}

func TestThePasswordIsGeneratedAndNeverInTheDraft(t *testing.T) {
	s := setStage(t, nil)
	s.typeText("ABC")
	s.click("+ Add an admin to the account")
	entry := s.entry("Password")
	first := entry.Text
	require.Len(t, first, 19)
	require.True(t, entry.Password, "it is masked to begin with")
	s.see("Strong · generated · kept in the keyring")
	s.click("Show")
	require.False(t, entry.Password)
	s.click("Hide")
	s.click("New")
	require.NotEqual(t, first, entry.Text)
	require.Equal(t, 1, s.state.draft.Administrators[0].Round)
	s.click("Copy")
	require.Equal(t, entry.Text, fyne.CurrentApp().Clipboard().Content())
	s.pause()
	text, err := json.Marshal(s.saved())
	require.NoError(t, err)
	require.NotContains(t, string(text), entry.Text)
}

func TestTypingIntoThePasswordMakesItTyped(t *testing.T) {
	s := setStage(t, nil)
	s.click("+ Add an admin to the account")
	s.jump(domain.AdminField("n1", domain.PartPassword))
	s.settle()
	s.typeText("hunter2hunter2!")
	entry := s.entry("Password")
	require.Equal(t, "hunter2hunter2!", entry.Text, "typing replaces what was generated")
	s.pause()
	require.Equal(t, "hunter2hunter2!", s.ws.Typed["d1/n1"].Reveal())
	require.Equal(t, domain.PasswordTyped, s.saved().Administrators[0].Mode)
	s.see("typed")
	text, err := json.Marshal(s.saved())
	require.NoError(t, err)
	require.NotContains(t, string(text), "hunter2")

	s.click("Use a generated one")
	s.pause()
	require.Len(t, entry.Text, 19)
	require.Equal(t, domain.PasswordGenerated, s.saved().Administrators[0].Mode)
	require.True(t, s.ws.Typed["d1/n1"].IsZero(), "what was typed is not kept")
	s.notSee("Use a generated one")
}

func TestATypedPasswordIsThereAfterReopening(t *testing.T) {
	d := goodDraft()
	typedPassword("hunter2hunter2!")(&d, fake.New())
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d, given(typedHere("hunter2hunter2!")))
	require.Equal(t, "hunter2hunter2!", s.entry("Password").Text)
	require.Empty(t, s.field("Password").Problem())
}

func typedHere(text string) func(*fake.Workspace) {
	return func(w *fake.Workspace) { w.Typed["d1/a1"] = domain.NewSecret(text) }
}

func TestClosingKeepsAPasswordTypedJustBefore(t *testing.T) {
	s := setStage(t, nil)
	s.click("+ Add an admin to the account")
	s.jump(domain.AdminField("n1", domain.PartPassword))
	s.settle()
	s.typeText("hunter2hunter2!")
	s.press(fyne.KeyEscape)
	require.False(t, s.IsOpen())
	require.Equal(t, "hunter2hunter2!", s.ws.Typed["d1/n1"].Reveal())
}

func TestAnAdministratorCanBeTakenOutAndBroughtBack(t *testing.T) {
	d := goodDraft()
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d)
	s.click("+ Add another")
	require.Len(t, s.state.draft.Administrators, 2)
	s.typeText("Lee")
	removes := uitest.FindAll[*widgets.Button](uitest.Top(s.canvas))
	for _, b := range removes {
		if b.Text() == "Remove" {
			b.Press() // the first one: Ada
			break
		}
	}
	s.settle()
	require.Len(t, s.state.draft.Administrators, 1)
	require.Equal(t, "Lee", s.state.draft.Administrators[0].FirstName)
	require.Equal(t, "Ada Moreno was taken out.", s.modal.Toasts().Message())
	s.click("Undo")
	s.pause()
	require.Equal(t, "Ada", s.saved().Administrators[0].FirstName, "on the place where she was")
	require.Equal(t, "Ada", s.entry("First name").Text)
}

func TestATypedPasswordOfSomebodyTakenOutIsForgotten(t *testing.T) {
	d := goodDraft()
	d.Administrators[0].Mode = domain.PasswordTyped
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d, given(typedHere("hunter2hunter2!")))
	s.click("Remove")
	require.Equal(t, "hunter2hunter2!", s.ws.Typed["d1/a1"].Reveal(), "as long as it can be undone")
	s.press(fyne.KeyEscape)
	require.True(t, s.ws.Typed["d1/a1"].IsZero())
}

func TestItSaysUnderWhichAccountTheCustomerWillBe(t *testing.T) {
	s := setStage(t, nil)
	s.see("Will be created under Northwind Telecom.")
	s.click("Another account…")
	s.typeText("conto")
	s.press(fyne.KeyReturn)
	s.click("Choose")
	s.see("Will be created under Contoso Legal")
	require.Equal(t, "c1", s.state.draft.Parent.ID)
	s.click("Create under Northwind Telecom instead")
	s.pause()
	s.see("Will be created under Northwind Telecom.")
	require.Equal(t, "own", s.state.draft.Parent.ID)
}

func TestAForeignParentIsABanner(t *testing.T) {
	d := fake.New().Draft("d1")
	d.Parent = domain.AccountRef{ID: "c2", Name: "Adatum Holdings"}
	s := setStage(t, &d)
	s.see("Will be created under Adatum Holdings")
	s.see("Create under Northwind Telecom instead")
	require.NotEmpty(t, uitest.FindAll[*widgets.Banner](uitest.Top(s.canvas)))
}

func TestTheRealmAndItsSuffix(t *testing.T) {
	s := setStage(t, nil)
	label := domain.GenerateRealmLabel("d1")
	entry := s.entry("Realm")
	require.Equal(t, ".sip.northwind.example", entry.Suffix())
	s.see("Will be " + label + ".sip.northwind.example")
	s.jump(domain.FieldRealm)
	s.typeText("abc")
	s.notSee("Will be " + label + ".sip.northwind.example")
	uitest.TypeInto(t, s.canvas, "Realm", "")
	uitest.Paste(s.canvas, "ABC.sip.northwind.example")
	s.pause()
	require.Equal(t, "abc", entry.Text, "the suffix is not typed twice")
	require.Equal(t, "abc", s.saved().RealmLabel)
}

func TestAnUnknownSuffixIsAskedForOnce(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.Suffix = "" }))
	s.see("so the server will choose the realm")
	s.click("Set the suffix…")
	s.click("Set the suffix")
	s.see("Enter the suffix, such as sip.example.com")
	s.field("Suffix").Focus()
	s.typeText("not one!")
	s.press(fyne.KeyReturn)
	s.see("Use only a to z")
	uitest.TypeInto(t, s.canvas, "Suffix", "sip.other.example")
	s.press(fyne.KeyReturn)
	require.Equal(t, "sip.other.example", s.ws.Suffix)
	require.Equal(t, ".sip.other.example", s.entry("Realm").Suffix())
	s.notSee("Set the suffix…")
}

func TestTrunksInWords(t *testing.T) {
	c := fake.New().Offer
	pool := func(wanted int) string {
		text, _ := poolInWords(c.Pool(domain.TwoWay, wanted), c, "Northwind")
		return text
	}
	require.Equal(t, "31 of 50 sold · 4 for this one · 15 left", pool(4))
	require.Equal(t, "31 of 50 sold · 19 left", pool(0))
	require.Equal(t, "31 of 50 sold · 20 for this one is 1 more than is left", pool(20))
	c.SoldRead = time.Time{}
	require.Equal(t, "50 in all · how many of them are sold is not known yet", pool(4))
	c.Own.TwoWay = nil
	require.Equal(t, "Northwind has no total of its own.", pool(1000))
	c.OwnRead = time.Time{}
	require.Equal(t, "How many Northwind has is not known yet: it is read when there is a connection.", pool(4))
}

func TestOfflineFromTheStart(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.Offer, w.Connection = domain.Catalogue{}, workspace.Offline }))
	s.goTo(domain.TabRestrictions)
	s.settle()
	s.see("Known defaults, not read from the server yet.")
	s.see("Other")
	s.ws.Lock()
	s.ws.Offer = fake.New().Offer
	s.ws.Unlock()
	s.Reload()
	s.settle()
	s.notSee("Known defaults")
	s.see("Unknown")
}

func TestAnAmountWrittenInAnotherWayIsRepeated(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "25.50": "", "25": "", "$ 25.50": "", "25,50": "That is $ 25.50", "1,250.00": "That is $ 1,250.00", "lots": "",
	} {
		require.Equal(t, want, creditHint(typed), typed)
	}
}

func TestTheCreditHasTheSignThatWasChosen(t *testing.T) {
	words.UseCurrency("€")
	t.Cleanup(func() { words.UseCurrency("") })
	s := setStage(t, nil)
	s.jump(domain.FieldCredit)
	s.settle()
	s.see("€")
	s.notSee("$")
}

func TestTheTabOfPlansComesWhenPlansAreRead(t *testing.T) {
	s := setStage(t, nil)
	s.notSee("Service Plan")
	s.ws.Lock()
	s.ws.Offer.Plans = fake.Plans()
	s.ws.Unlock()
	s.Reload()
	s.settle()
	s.see("Service Plan")
	s.goTo(domain.TabPlans)
	s.settle()
	s.see("Hosted PBX Gold")
	s.see("Per seat and month, all landline minutes included.")
}

func TestADraftWhoseAccountExistsSaysWhatCanStillBeChanged(t *testing.T) {
	d := goodDraft()
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d, given(func(w *fake.Workspace) {
		w.Queued["d1"] = provisioning.Provisioning{ID: "d1", Account: domain.AccountRef{ID: "new"}}
	}))
	s.see("The account exists already")
	s.notSee("Another account…")
	s.goTo(domain.TabReview)
	s.settle()
	s.see("The account exists already")
	s.see("It was submitted before.")
	s.notSee("Nothing has been sent yet.")
	uitest.AssertInside(t, s.canvas)
	s.click("Send again")
	require.Equal(t, []string{"d1"}, s.ws.Submitted)
}
