package ui

import (
	"context"
	"net/url"
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/language"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Printer turns what shall stand on paper into a PDF file.
type Printer interface {
	PDF(p domain.Paper) ([]byte, error)
}

// savePaper asks where to write a paper as a PDF file, and writes it.
func (w *Window) savePaper(name string, p domain.Paper) {
	p.Language = language.Spoken()
	w.saveMade(name, func(context.Context) ([]byte, error) { return w.options.Printer.PDF(p) })
}

// askWelcome asks whether passwords go on the welcome sheet of the account that is shown,
// and saves it.
func (w *Window) askWelcome() {
	id := w.account.ID()
	if id == "" || w.covered() {
		return
	}
	warning := widgets.NewText(lang.L("Whoever reads the sheet can sign in as these administrators. Only passwords that were set here and are still known can be printed. Hand the sheet over safely, and delete the file afterwards.")).
		Fitting(widgets.Wrap).Colored(theme.ColorNameBad)
	warning.Hide()
	passwords := false
	var question *widgets.ConfirmDialog
	check := widgets.NewCheck(lang.L("Print the passwords"), func(on bool) {
		passwords = on
		warning.Hidden = !on
		question.Refresh()
	})
	content := widgets.VBox(12, check, warning)
	if w.signInAddress() == nil {
		content.Add(widgets.NewCaption(lang.L("The address to sign in at is not on it as long as it is not known: Account → Web interface…")).Fitting(widgets.Wrap))
	}
	question = widgets.ShowConfirm(w.window.Canvas(), widgets.ConfirmOptions{
		Title:   lang.L("Welcome sheet"),
		Text:    lang.L("A PDF for the customer: the account, its administrators, and how to sign in."),
		Content: content, Confirm: lang.L("Save as PDF…"),
	}, func(yes bool) {
		if yes {
			w.saveWelcome(id, passwords)
		}
	})
}

// saveWelcome asks where to save the welcome sheet, and only then reads who the
// administrators are, as far as there is a connection: a server that lets one wait would
// bring the question up over whatever is done by then.
func (w *Window) saveWelcome(id string, passwords bool) {
	ws, spoken := w.options.Workspace, language.Spoken()
	sheet := words.WelcomeSheet{Reseller: w.identity().AccountName, Web: w.signInAddress(), Passwords: passwords, At: w.options.Now()}
	content := func(ctx context.Context) (data []byte, err error) {
		if err := ws.ReadParts(ctx, id, domain.DocUsers)[domain.DocUsers]; err != nil {
			w.options.Log.Info("a welcome sheet has the administrators as they were read before", "error", err)
		}
		if sheet.Welcome, err = ws.Welcome(ctx, id, passwords); err != nil {
			return nil, err
		}
		p := sheet.Paper()
		p.Language = spoken
		return w.options.Printer.PDF(p)
	}
	run.Go(w.runner, func(ctx context.Context) (domain.Account, error) { return ws.Account(ctx, id) },
		func(account domain.Account, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			w.saveMade(words.PaperName(lang.L("Welcome sheet"), account.Name), content)
		})
}

// signInAddress is where customers sign in: the web interface of the profile, without the
// way to one account in it. Nothing where it is not known.
func (w *Window) signInAddress() *url.URL {
	u := webAddress(w.now.web, "")
	if u != nil && strings.Contains(w.now.web, accountMark) {
		return &url.URL{Scheme: u.Scheme, Host: u.Host}
	}
	return u
}

// saveReview saves the review of a draft.
func (w *Window) saveReview(d domain.Draft, submitted bool, sections []domain.PaperSection) {
	w.savePaper(words.PaperName(lang.L("Review"), d.Name), words.ReviewPaper(d.Name, w.identity().AccountName, submitted, sections, w.options.Now()))
}

// savePasswords asks where to save the passwords of a batch as a PDF file, and only then
// gathers them: they are in memory for as long as it takes to print them.
func (w *Window) savePasswords(gather func(context.Context) ([]workspace.Welcome, error)) {
	reseller, at, spoken := w.identity().AccountName, w.options.Now(), language.Spoken()
	w.saveMade("passwords.pdf", func(ctx context.Context) ([]byte, error) {
		list, err := gather(ctx)
		if err != nil {
			return nil, err
		}
		p := words.PasswordsPaper(list, reseller, at)
		p.Language = spoken
		return w.options.Printer.PDF(p)
	})
}
