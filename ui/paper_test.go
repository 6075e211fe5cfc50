package ui_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// printer notes what it prints.
type printer struct {
	papers []domain.Paper
	err    error
}

func (p *printer) PDF(paper domain.Paper) ([]byte, error) {
	p.papers = append(p.papers, paper)
	return []byte("%PDF of " + paper.Title), p.err
}

// last is what was printed last, as text.
func (p *printer) last(t *testing.T) string {
	t.Helper()
	require.NotEmpty(t, p.papers)
	paper := p.papers[len(p.papers)-1]
	lines := []string{paper.Title, paper.Warning}
	for _, s := range paper.Sections {
		for _, r := range s.Rows {
			lines = append(lines, r.Label+": "+r.Value+r.Secret.Reveal())
		}
	}
	return strings.Join(lines, "\n")
}

// unwritable is a disk on which nothing can be written.
type unwritable struct {
	disk
	err error
}

func (u unwritable) Write(_ context.Context, name string, _ []byte) error {
	return fmt.Errorf("write %s: %w", name, u.err)
}

// atHome gives the test a home directory of its own, in which the file dialog begins.
func atHome(t *testing.T) string {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	return home
}

// newPaperBench shows the account of the mock-up.
func newPaperBench(t *testing.T, files ui.Files) (b *bench, p *printer, home string) {
	home, p = atHome(t), &printer{}
	ws := sample.Full(20)
	require.NoError(t, ws.SaveSetting(t.Context(), "web_interface/"+sample.Northwind().ID, "https://portal.northwind.example/#/{account}"))
	b = newBenchWith(t, ws, func(o *ui.Options) { o.Files, o.Printer = files, p })
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	ws.Calls()
	return b, p, home
}

// saves answers the file dialog with what it offers.
func (b *bench) saves() {
	b.t.Helper()
	save := uitest.Find[*widget.Button](b.t, uitest.Top(b.canvas), "Save")
	save.OnTapped()
	b.settle()
}

const abcSheet = "Welcome sheet-ABC Company.pdf"

func TestAWelcomeSheetHasNoPasswordsUnlessAskedFor(t *testing.T) {
	files := disk{}
	b, p, home := newPaperBench(t, files)
	b.menu("Account", "Welcome sheet…")
	b.shows("A PDF for the customer: the account, its administrators, and how to sign in.")
	require.False(t, b.has("Whoever reads the sheet"), "there is nothing to warn of")
	b.press("Save as PDF…")
	require.NotContains(t, strings.Join(b.ws.Calls(), " "), "Welcome", "nothing is waited for before it is known where to save it")
	b.saves()
	b.shows(abcSheet + " is written.")
	require.Equal(t, disk{filepath.Join(home, abcSheet): "%PDF of Welcome, ABC Company"}, files)
	require.Contains(t, b.ws.Calls(), "Welcome 9f1c3a775b0e4d528e0261aac0d477f1 false")
	text := p.last(t)
	require.Contains(t, text, "Realm: abccompany.sip.northwind.example")
	require.Contains(t, text, "Web address: https://portal.northwind.example\n", "without the way to one account")
	require.Contains(t, text, "User name: ada@abc.example\nPassword: You get it separately.")
	require.Equal(t, sample.Noon, p.papers[0].Made)
	require.Contains(t, uitest.Texts(b.canvas.Content()), "Open the folder")
}

func TestAWelcomeSheetWithPasswordsWarns(t *testing.T) {
	files := disk{}
	b, p, _ := newPaperBench(t, files)
	b.press("Welcome sheet…") // on the page
	check := uitest.Find[*widgets.Check](t, uitest.Top(b.canvas), "Print the passwords")
	require.Equal(t, widgets.Off, check.State())
	uitest.Press(b.canvas, fyne.KeySpace) // the keyboard is on it
	b.shows("Whoever reads the sheet can sign in as these administrators.")
	uitest.AssertInside(t, b.canvas)
	b.press("Save as PDF…")
	b.saves()
	b.shows(abcSheet + " is written.")
	require.Contains(t, b.ws.Calls(), "Welcome 9f1c3a775b0e4d528e0261aac0d477f1 true")
	text := p.last(t)
	require.Contains(t, text, "There are passwords on this sheet.")
	require.Contains(t, text, "Password: k7mv-tq4x-9hda-w3pe")
	require.Contains(t, text, "Password: Not known to Northwind Telecom.")
}

func TestAWelcomeSheetThatIsNotWanted(t *testing.T) {
	files := disk{}
	b, p, home := newPaperBench(t, files)
	b.press("Welcome sheet…")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Nil(t, widgets.TopModal(b.canvas))
	require.NotContains(t, strings.Join(b.ws.Calls(), " "), "Welcome", "no password is fetched for nothing")
	b.press("Welcome sheet…")
	b.press("Save as PDF…")
	uitest.Find[*widget.Button](t, uitest.Top(b.canvas), "Cancel").OnTapped()
	b.settle()
	require.Empty(t, files)
	require.Empty(t, p.papers)
	entries, err := os.ReadDir(home)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func TestEscapeClosesAFileDialogAndNothingIsTypedBehindIt(t *testing.T) {
	b, p, _ := newPaperBench(t, disk{})
	b.press("Welcome sheet…")
	b.press("Save as PDF…")
	require.NotNil(t, b.canvas.Overlays().Top())
	b.canvas.Unfocus()
	uitest.Type(b.canvas, "zzz")
	uitest.Press(b.canvas, fyne.KeyDown, fyne.KeyEscape)
	b.settle()
	require.Nil(t, b.canvas.Overlays().Top())
	require.True(t, b.has("ABC Company"), "nothing was searched for")
	require.False(t, b.has("zzz"))
	require.Empty(t, p.papers)
}

func TestAWelcomeSheetOffline(t *testing.T) {
	b, p, _ := newPaperBench(t, disk{})
	b.ws.OnRead = func(context.Context, string, domain.Document) error { return domain.ErrOffline }
	b.press("Welcome sheet…")
	b.press("Save as PDF…")
	b.saves()
	b.shows(abcSheet + " is written.")
	require.Contains(t, p.last(t), "ada@abc.example", "as they were read before")
}

func TestASheetThatCannotBeWrittenSaysWhy(t *testing.T) {
	for want, err := range map[string]error{
		"There is no room for the file":    domain.ErrFileDiskFull,
		"The file cannot be written there": domain.ErrFileReadOnly,
		"The file is not there any more":   os.ErrNotExist,
		"Something went wrong":             fmt.Errorf("a printer that jams"),
	} {
		b, p, _ := newPaperBench(t, unwritable{err: err})
		if want == "Something went wrong" {
			p.err = err
		}
		b.press("Welcome sheet…")
		b.press("Save as PDF…")
		b.saves()
		b.shows(want)
		require.False(t, b.has("is written"))
	}
}

func TestTheReviewOfADraftIsSavedFromTheWizard(t *testing.T) {
	for name, files := range map[string]ui.Files{"is written.": disk{}, "There is no room for the file": unwritable{err: domain.ErrFileDiskFull}} {
		b, p, _ := newPaperBench(t, files)
		b.shortcut(fyne.KeyN, ctrl)
		b.shows("Account name *")
		uitest.Type(b.canvas, "Fabrikam: Dental")
		for range 4 {
			b.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
		}
		if !b.has("Check, then create") {
			b.shortcut(fyne.KeyPageDown, fyne.KeyModifierControl)
		}
		b.press("Save as PDF…")
		b.canvas.Unfocus()
		b.shortcut(fyne.KeyReturn, ctrl) // which creates the account, but not behind the file dialog
		b.saves()
		require.NotContains(t, strings.Join(b.ws.Calls(), " "), "Submit")
		b.shows("Check, then create")
		b.shows(name)
		require.NotNil(t, widgets.TopModal(b.canvas), "said over the wizard, which stays open")
		require.Contains(t, p.last(t), "Fabrikam: Dental\n\nAccount name: Fabrikam: Dental")
	}
}

func TestThePasswordsOfABatchAreGatheredOnceItIsKnownWhereTo(t *testing.T) {
	home := atHome(t)
	m, files, p := &many{Workspace: sample.Full(3), ready: 1}, disk{}, &printer{}
	m.OnReadyDrafts = m.drafts
	b := newBenchWith(t, m.Workspace, func(o *ui.Options) { o.Workspace, o.Files, o.Printer = m, files, p })
	b.shows("ABC Company")
	b.menu("File", "Submit all drafts that are ready…")
	b.press("Submit 1 account")
	m.SetWork(nil) // it is through
	b.shows("1 account is created.")
	for _, answer := range []string{"Cancel", "Save"} {
		b.press("Save the passwords…")
		b.press("Write them")
		require.NotContains(t, strings.Join(b.ws.Calls(), " "), "BatchWelcomes", "it is not known yet where to save them")
		uitest.Find[*widget.Button](t, uitest.Top(b.canvas), answer).OnTapped()
		b.settle()
	}
	b.shows("passwords.pdf is written.")
	require.Equal(t, []string{"BatchWelcomes [a]"}, b.ws.Calls())
	require.Equal(t, disk{filepath.Join(home, "passwords.pdf"): "%PDF of Passwords of new administrators"}, files)
	require.Contains(t, p.last(t), "Password: k7mv-tq4x-9hda-w3pe")
	require.Len(t, p.papers, 1)
}
