package wizard

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/wizard/fake"
)

const tab = fyne.KeyTab

func TestGeneralByKeyboard(t *testing.T) {
	s := setStage(t, nil)
	require.Equal(t, "Account name *", s.focused(), "the keyboard starts at the first field")
	s.typeText("ABC Company")
	s.press(tab)
	require.Equal(t, "Time zone *", s.focused())
	s.typeText("denver")
	s.press(fyne.KeyReturn)
	s.press(tab)
	require.Equal(t, "Realm", s.focused())
	s.typeText("abc")
	s.press(tab)
	require.Equal(t, "?", s.focused(), "what a realm is")
	s.press(tab)
	require.Equal(t, "Language", s.focused())
	s.typeText("Deutsch (Deu")
	s.press(fyne.KeyReturn)
	s.press(tab)
	require.Equal(t, "+ Add an admin to the account", s.focused())
	s.press(fyne.KeySpace)
	require.Equal(t, "First name *", s.focused(), "the new administrator is what comes next")
	s.typeText("Ada")
	s.press(tab)
	s.typeText("Moreno")
	s.press(tab)
	s.typeText("ada@abc.example")
	s.press(tab)
	require.Equal(t, "Contact number", s.focused())
	s.typeText("+1 415 555 2671")
	s.press(tab)
	require.Equal(t, "Password", s.focused())
	for _, action := range []string{"New", "Show", "Copy"} {
		s.press(tab)
		require.Equal(t, action, s.focused())
	}
	s.press(tab)
	require.Equal(t, "Send this administrator a welcome e-mail", s.focused())
	s.press(fyne.KeySpace)
	s.press(tab)
	require.Equal(t, "Remove", s.focused())
	s.press(tab)
	require.Equal(t, "Close, keep draft", s.focused())
	s.press(tab)
	require.Equal(t, "Save as a template…", s.focused())
	s.press(tab)
	require.Equal(t, "Next", s.focused())
	s.press(uitest.ShiftTab, uitest.ShiftTab)
	require.Equal(t, "Close, keep draft", s.focused(), "and all the way back")

	s.pause()
	d := s.saved()
	require.Equal(t, "ABC Company", d.Name)
	require.Equal(t, "America/Denver", d.Timezone)
	require.Equal(t, "abc", d.RealmLabel)
	require.Equal(t, "de-DE", d.Language)
	require.Equal(t, []domain.Administrator{{ID: "n1", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+1 415 555 2671"}}, d.Administrators)
}

func TestContactsByKeyboard(t *testing.T) {
	s := setStage(t, nil)
	s.press(fyne.KeyReturn) // Enter goes on
	require.Equal(t, domain.TabContacts, s.state.draft.Tab)
	for _, text := range []string{"Lee Park", "lee@abc.example", "+14155550134", "Ruth Sato", "ruth@abc.example", "+14155550145", "100 Main St", "Suite 4", "Austin", "TX", "78701"} {
		s.typeText(text)
		s.press(tab)
	}
	require.Equal(t, "Country", s.focused())
	s.typeText("austria")
	s.press(fyne.KeyReturn, tab)
	require.Equal(t, "Sales representative", s.focused())
	s.typeText("emile")
	s.press(fyne.KeyReturn, tab)
	require.Equal(t, "Contract end", s.focused())
	s.typeText("2027-03-31")
	s.pause()
	d := s.saved()
	require.Equal(t, domain.Contact{Name: "Lee Park", Email: "lee@abc.example", Phone: "+14155550134"}, d.Technical)
	require.Equal(t, domain.Contact{
		Name: "Ruth Sato", Email: "ruth@abc.example", Phone: "+14155550145",
		Address: domain.Address{Street: "100 Main St", Street2: "Suite 4", City: "Austin", Region: "TX", Postal: "78701", Country: "AT"},
	}, d.Billing)
	require.Equal(t, domain.Representative{AccountID: "own", UserID: "u2", Name: "Émile Roux"}, d.Representative)
	require.Equal(t, "2027-03-31", d.ContractEnd)
}

func TestPlansByKeyboard(t *testing.T) {
	s := setStage(t, nil, given(func(w *fake.Workspace) { w.Offer.Plans = fake.Plans() }))
	s.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
	s.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
	require.Equal(t, domain.TabPlans, s.state.draft.Tab)
	require.Equal(t, "Fax to mail", s.focused(), "categories stand in their order")
	s.press(fyne.KeySpace, tab, tab, fyne.KeySpace)
	s.pause()
	require.Equal(t, []string{"fax", "gold"}, s.saved().Plans)
	s.press(fyne.KeySpace)
	s.pause()
	require.Equal(t, []string{"fax"}, s.saved().Plans)
}

func TestRestrictionsByKeyboard(t *testing.T) {
	s := setStage(t, nil)
	s.shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	s.shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	require.Equal(t, domain.TabRestrictions, s.state.draft.Tab)
	s.typeText("4") // over the 0 that stands there
	s.press(tab, fyne.KeyUp, fyne.KeyUp)
	s.press(tab)
	s.typeText("3")
	s.press(tab)
	require.Equal(t, "?", s.focused(), "what trunks are")
	s.press(tab)
	require.Equal(t, "US TollFree", s.focused())
	for s.focused() != "Caribbean" {
		s.press(tab)
	}
	s.press(fyne.KeySpace)
	for s.focused() != "International" {
		s.press(uitest.ShiftTab)
	}
	s.press(fyne.KeySpace)
	for s.focused() != "Add to the balance" {
		s.press(tab)
	}
	s.typeText("25.50")
	s.press(tab, fyne.KeySpace)
	s.pause()
	d := s.saved()
	require.Equal(t, domain.TypedTrunks{TwoWay: "4", Inbound: "2", Outbound: "3"}, d.Trunks)
	require.ElementsMatch(t, []string{"caribbean", "international"}, d.Denied)
	require.Equal(t, "25.50", d.Credit)
	require.True(t, d.Prepay)
}

func TestPermissionsByKeyboard(t *testing.T) {
	s := setStage(t, nil)
	for range 3 {
		s.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
	}
	require.Equal(t, domain.TabPermissions, s.state.draft.Tab)
	require.Equal(t, "Settings", s.focused())
	for s.focused() != "Minutes" {
		s.press(tab)
	}
	s.press(fyne.KeySpace)
	for s.focused() != "Trunking" {
		s.press(tab)
	}
	s.press(fyne.KeySpace)
	for s.focused() != "All apps" {
		s.press(tab)
	}
	s.press(fyne.KeyRight)
	require.Equal(t, "Only these", s.focused())
	s.press(tab, fyne.KeySpace)
	s.pause()
	d := s.saved()
	require.Equal(t, []domain.Permission{domain.SeeMinutes, domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay}, d.Permissions.Hidden)
	require.Equal(t, domain.AppAccess{Restricted: true, Allowed: []string{"app-voip"}}, d.Apps)
}

func TestReviewByKeyboard(t *testing.T) {
	d := fullDraft()
	d.Plans = nil
	d.Administrators[0].Mode = domain.PasswordGenerated
	d.Apps.Allowed = []string{"app-voip"}
	s := setStage(t, &d)
	require.Equal(t, domain.TabReview, s.state.draft.Tab, "a draft opens where it was left")
	require.Equal(t, "Show what is sent", s.focused(), "Enter held down on Next creates nothing")
	s.press(tab)
	require.Equal(t, "Outbound trunks", s.focused(), "a way to what is to be looked at")
	s.press(tab)
	require.Equal(t, "Edit", s.focused())
	s.press(fyne.KeyReturn)
	require.Equal(t, "Account name *", s.focused())
	s.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
	require.Equal(t, domain.TabGeneral, s.state.draft.Tab, "there is nothing before the first")
	for range 10 {
		s.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
	}
	require.Equal(t, domain.TabReview, s.state.draft.Tab, "going on never creates")
	require.Empty(t, s.ws.Submitted)
	s.shortcut(fyne.KeyReturn, fyne.KeyModifierShortcutDefault)
	require.Equal(t, []string{"d1"}, s.ws.Submitted)
	require.Equal(t, []string{"d1"}, s.submitted)
	require.Equal(t, 1, s.closed)
}

func TestEscClosesWhatIsOnTopAndOnlyThat(t *testing.T) {
	s := setStage(t, nil)
	s.press(tab, fyne.KeyReturn) // the list of time zones
	require.Greater(t, len(s.canvas.Overlays().List()), 1)
	s.press(fyne.KeyEscape)
	require.Len(t, s.canvas.Overlays().List(), 1)
	require.True(t, s.IsOpen())
	s.click("Another account…")
	s.see("Create it under another account")
	s.press(fyne.KeyEscape)
	s.notSee("Create it under another account")
	require.True(t, s.IsOpen())
	s.press(fyne.KeyEscape)
	require.False(t, s.IsOpen())
	require.Equal(t, 1, s.closed)
}

func TestFocusStaysInView(t *testing.T) {
	d := fullDraft()
	d.Administrators = append(d.Administrators, domain.Administrator{ID: "a2", FirstName: "Lee"}, domain.Administrator{ID: "a3", FirstName: "Ruth"})
	d.Visit(domain.TabGeneral)
	s := setStage(t, &d, sized(1000, 700))
	for s.focused() != "Close, keep draft" {
		focused, ok := s.canvas.Focused().(fyne.CanvasObject)
		require.True(t, ok)
		at, size, ok := uitest.Box(s.canvas, focused)
		require.True(t, ok)
		require.GreaterOrEqual(t, at.Y, float32(20), s.focused())
		require.LessOrEqual(t, at.Y+size.Height, float32(640), s.focused())
		s.press(tab)
	}
}
