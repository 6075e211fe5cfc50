package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

func TestTheFirstStartAsksForASignIn(t *testing.T) {
	b := newBench(t, sample.Empty())
	b.shows("Sign in to your reseller account")
	require.Equal(t, fyne.NewSize(1280, 800), b.canvas.Size())
	b.press("Try the built-in sandbox")
	b.press("Skip the tour")
	b.shows("Built-in sandbox, not a real server")
}

func TestWhatWasOpenLastIsShownFromTheCache(t *testing.T) {
	b := newBench(t, sample.Full(1204))
	b.shows("Northwind Telecom")
	b.shows("ABC Company")
	b.shows("Online")
	b.shows("1,204 accounts")
	b.shows("Outbox: 1 waiting, 1 needs you")
	require.Contains(t, uitest.Dump(b.canvas), "Synced ")
	uitest.AssertInside(t, b.canvas)
}

func TestASyncOfAnotherDayIsSaidWithItsDay(t *testing.T) {
	now := sample.Noon
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) { o.Now = func() time.Time { return now } })
	b.shows("Synced " + now.Local().Format(time.TimeOnly))
	now = now.AddDate(0, 0, 1)
	b.elapse(time.Hour) // long enough for the tick of a minute
	b.shows("Synced " + words.Moment(sample.Noon))
}

func TestSigningInAndOut(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	require.NoError(t, ws.SignOut(t.Context()))
	b.shows("Sign in to your reseller account")
	b.shows("Work offline")
	b.press("Work offline")
	b.shows("You are working offline")
	b.shows("Working offline")
	b.press("Go online")
	b.eventually("the notice goes", func() bool { return !b.has("You are working offline") })
}

func TestPages(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("Choose an account, or add one")
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	uitest.AssertInside(t, b.canvas)
	uitest.Click(t, b.canvas, b.row("Litware Clinics"))
	b.shows("The account exists. One step was refused.")
	require.False(t, b.has("12 two-way · 5 inbound · 3 outbound"))
	uitest.AssertInside(t, b.canvas)
	require.Equal(t, "draft/d3", uitest.FindAll[*widgets.List](b.canvas.Content())[0].SelectedID())
}

func TestAddingAnAccount(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(t, b.canvas, "Account name", "Tailspin Toys")
	b.shortcut(fyne.KeyN, ctrl) // does nothing while a panel is open
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	require.Contains(t, b.ws.Calls(), "SaveDraft draft-1", "what was typed is kept")
}

func TestADraftOpensInTheWizard(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("Fabrikam Dental"))
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

// While a draft is read, nothing lies over the list yet that would catch a second click.
func TestTwoClicksOnDraftsOpenOneWizard(t *testing.T) {
	b := newBench(t, sample.Full(20))
	draft, add := b.row("Fabrikam Dental"), uitest.Find[*widgets.Button](t, b.canvas.Content(), "+ Add New Account")
	uitest.Click(t, b.canvas, draft)
	uitest.Click(t, b.canvas, draft)
	uitest.Click(t, b.canvas, add)
	b.settle()
	require.NotNil(t, widgets.TopModal(b.canvas))
	require.Len(t, b.canvas.Overlays().List(), 1)
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the only one closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestClosingKeepsWhatIsTyped(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(t, b.canvas, "Account name", "Tailspin Toys")
	b.ws.Fail("SaveDraft", domain.ErrDiskFull)
	b.window.Close()
	b.shows("What you typed last is not saved")
	b.shows("The disk is full")
	require.Zero(t, b.quit)
	b.press("Stay")
	b.ws.Fail("SaveDraft", nil)
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	d, err := b.ws.Draft(t.Context(), "draft-1")
	require.NoError(t, err)
	require.Equal(t, "Tailspin Toys", d.Name)
}

// Where the system ends the program, nobody calls Close.
func TestWhatIsTypedIsSavedWhereTheSystemEndsTheProgram(t *testing.T) {
	ws := sample.Full(20)
	require.NoError(t, ws.SaveSetting(t.Context(), "autosave.seconds", "5"))
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(t, b.canvas, "Account name", "Tailspin Toys")
	b.settle()
	b.ws.Calls()
	b.window.Stop()
	require.Equal(t, []string{"SaveDraft draft-1"}, b.ws.Calls())
	d, err := b.ws.Draft(t.Context(), "draft-1")
	require.NoError(t, err)
	require.Equal(t, "Tailspin Toys", d.Name)
}

// typeInEditor types into the editor of an account's name, and lets no time pass.
func (b *bench) typeInEditor(text string) {
	b.t.Helper()
	uitest.Click(b.t, b.canvas, b.row("ABC Company"))
	b.shows("Account ID")
	b.canvas.Focus(uitest.Find[*widgets.KVRow](b.t, b.canvas.Content(), "Account name").Action())
	uitest.Press(b.canvas, fyne.KeySpace)
	b.eventually("the editor opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	uitest.TypeInto(b.t, b.canvas, "Account name", text)
	b.ws.Calls()
}

func TestClosingKeepsWhatIsTypedInAnEditor(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.typeInEditor("ABC & Sons")
	b.ws.Fail("KeepUnsaved", domain.ErrDiskFull)
	b.window.Close()
	b.shows("What you typed last is not saved")
	require.Zero(t, b.quit)
	b.press("Stay")
	b.ws.Fail("KeepUnsaved", nil)
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	edits, err := b.ws.Unsaved(t.Context(), "9f1c3a775b0e4d528e0261aac0d477f1")
	require.NoError(t, err)
	require.Equal(t, domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: "ABC & Sons"}}, edits)
}

func TestWhatIsTypedInAnEditorIsKeptWhereTheSystemEndsTheProgram(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.typeInEditor("ABC & Sons")
	b.window.Stop()
	edits, err := b.ws.Unsaved(t.Context(), "9f1c3a775b0e4d528e0261aac0d477f1")
	require.NoError(t, err)
	require.Len(t, edits, 1)
}

func TestTheSizeIsRemembered(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.window.Fyne().Resize(fyne.NewSize(1100, 700))
	b.window.Close()
	b.eventually("it ends", func() bool { return b.quit == 1 })
	b = newBench(t, ws)
	b.shows("ABC Company")
	require.Equal(t, fyne.NewSize(1100, 700), b.canvas.Size())
}

func TestTheAppearanceIsRemembered(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	b.shows("ABC Company")
	b.menu("View", "Appearance", "Dark")
	b.settle()
	b.eventually("it is kept", func() bool { kept, _ := ws.Setting(t.Context(), "window.appearance"); return kept == "dark" })
	require.Equal(t, theme.New(theme.Dark), b.app.Settings().Theme())
	b = newBench(t, ws)
	require.Equal(t, theme.New(theme.Dark), b.app.Settings().Theme())
}

func TestShortcuts(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyF, ctrl)
	uitest.Type(b.canvas, "adatum h")
	b.shows("FOUND")
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyReturn)
	b.shows("Accounts below")
	b.shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	b.shows("Adatum Branch 01")
	b.shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
	b.eventually("back up", func() bool { return b.has("DRAFTS AND QUEUED") })
	b.ws.Calls()
	b.canvas.Unfocus()
	uitest.Press(b.canvas, fyne.KeyF5)
	b.eventually("refreshes", func() bool { return len(b.ws.Calls()) > 0 })
	uitest.Press(b.canvas, fyne.KeyF1)
	b.shows("Keyboard shortcuts")
	b.shows("Ctrl F")
	uitest.AssertInside(t, b.canvas)
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}

func TestKeysWithoutAFocusGoToTheSidebar(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	require.Nil(t, b.canvas.Focused())
	uitest.Press(b.canvas, fyne.KeyDown)
	require.IsType(t, &widgets.List{}, b.canvas.Focused())
	b.canvas.Unfocus()
	uitest.Type(b.canvas, "coho")
	b.eventually("it searches", func() bool { return b.has("FOUND") && !b.has("ABC Company") })
}

func TestEscapeInTheListAndFocusReturn(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyL, ctrl)
	list := b.canvas.Focused()
	require.IsType(t, &widgets.List{}, list)
	uitest.Press(b.canvas, fyne.KeyF1)
	b.shows("Keyboard shortcuts")
	uitest.Press(b.canvas, fyne.KeyReturn)
	require.Same(t, list, b.canvas.Focused(), "the keyboard goes back to where it was")
}

func TestSwitchingProfiles(t *testing.T) {
	ws := sample.Full(20)
	other := sample.Northwind()
	other.ID, other.UserName, other.Identity.AccountName, other.Identity.AccountID = "p2", "kim@southwind.example", "Southwind", "50c0ffee000000000000000000000001"
	ws.SetProfiles(sample.Northwind(), other)
	b := newBench(t, ws)
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	b.menu("Account", "Southwind · kim@southwind.example · api.northwind.example:8443")
	require.Contains(t, ws.Calls(), "OpenProfile p2")
	b.eventually("the account of the other profile is left", func() bool { return !b.has("12 two-way") && b.has("Southwind") })
	b.menu("Account", "Northwind Telecom · dana@northwind.example · api.northwind.example:8443")
	b.shows("ABC Company")
}

func TestTheMenuOfAnAccount(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	b.menu("Account", "Copy the realm")
	require.Equal(t, "abccompany.sip.northwind.example", b.app.Clipboard().Content())
	b.menu("Account", "Duplicate as draft")
	b.eventually("the wizard opens", func() bool { return widgets.TopModal(b.canvas) != nil })
	b.shows("America/Chicago")
	uitest.TypeInto(t, b.canvas, "Account name", "ABC Two")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	d, err := ws.Draft(t.Context(), "draft-1")
	require.NoError(t, err)
	require.Equal(t, domain.TypedTrunks{TwoWay: "12", Inbound: "5", Outbound: "3"}, d.Trunks)
	require.ElementsMatch(t, []string{"caribbean", "international"}, d.Denied)
	require.Equal(t, []domain.Permission{domain.SeeMinutes, domain.SeeInbound}, d.Permissions.Hidden)
	require.Equal(t, []string{"gold"}, d.Plans)
	require.True(t, d.Prepay)
}

func TestAChangeStandsInTheSidebar(t *testing.T) {
	ws := sample.Full(20)
	b := newBench(t, ws)
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	require.NoError(t, ws.Change(t.Context(), "9f1c3a775b0e4d528e0261aac0d477f1", domain.Edits{{Field: domain.FieldName, Before: "ABC Company", After: "ABC"}}))
	b.shows("Account name: ABC Company → ABC")
	require.Contains(t, uitest.Texts(b.row("ABC Company")), "1 change")
	b.shows("Outbox: 2 waiting, 1 needs you")
}

func TestF1ListsEveryAction(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	uitest.Press(b.canvas, fyne.KeyF1)
	b.shows("Keyboard shortcuts")
	listed := uitest.Texts(widgets.TopModal(b.canvas))
	var look func(items []*fyne.MenuItem, above string)
	look = func(items []*fyne.MenuItem, above string) {
		for _, item := range items {
			switch _, standard := item.Shortcut.(*desktop.CustomShortcut); {
			case item.IsSeparator || item.Shortcut != nil && !standard: // what every program has, such as copying
			case item.ChildMenu != nil:
				look(item.ChildMenu.Items, item.Label+" → ")
			default:
				require.Contains(t, listed, above+item.Label)
			}
		}
	}
	for _, menu := range b.window.Fyne().MainMenu().Items {
		look(menu.Items, "")
	}
	for _, keys := range []string{"Ctrl N", "Ctrl Shift N", "Alt · Help", "Menu key"} {
		require.Contains(t, listed, keys)
	}
}
