package ui

import (
	"context"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// accountMark stands for the id of an account in the address of a web interface.
const accountMark = "{account}"

// webSetting is where the address of a profile's web interface is kept.
func webSetting(profileID string) string { return "web_interface/" + profileID }

// webAddress is where an account is shown in a web interface: its id in place of the
// mark, or the interface as it is. Empty where the text is no web address.
func webAddress(text, accountID string) *url.URL {
	u, err := url.Parse(strings.ReplaceAll(strings.TrimSpace(text), accountMark, url.PathEscape(accountID)))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return nil
	}
	return u
}

// showInBrowser shows the account of the page in the platform's web interface.
func (w *Window) showInBrowser() {
	u := webAddress(w.now.web, w.account.ID())
	if u == nil || w.account.ID() == "" {
		return
	}
	w.openLink(u)
}

// openLink opens an address outside the program once the person has seen it, and no
// other than a web address. What is in it may be the server's.
func (w *Window) openLink(u *url.URL) {
	if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return // webAddress gives no such one
	}
	widgets.ShowConfirm(w.window.Canvas(), widgets.ConfirmOptions{
		Title: lang.L("Open in the browser?"), Text: u.String(), Confirm: lang.L("Open"),
	}, func(confirmed bool) {
		if confirmed {
			w.failed(w.options.App.OpenURL(u))
		}
	})
}

// askWebAddress asks for the address of the web interface of this profile.
func (w *Window) askWebAddress() {
	id := w.now.status.Profile.ID
	entry := widgets.NewEntry()
	entry.SetTextSilently(w.now.web)
	field := widgets.NewFormField(lang.L("Address"), entry)
	field.SetHint(webHint())
	var modal *widgets.Modal
	save := widgets.NewButton(widgets.Primary, lang.L("Save"), func() {
		if w.keepWebAddress(id, entry.Text, field) {
			modal.Close()
		}
	})
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: lang.L("Web interface"), Body: field, FitHeight: true, Size: fyne.NewSize(520, 400), Default: save,
		Footer: widgets.HBox(10, widgets.Spacer(), widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { modal.Close() }), save),
	})
	modal.Show()
}

func webHint() string {
	return lang.L("Such as https://portal.example.com. Where {account} stands in it, the account's id is put.")
}

// keepWebAddress keeps what was typed as the address of a profile's web interface; false:
// it is none, and the field says so.
func (w *Window) keepWebAddress(profileID, text string, field *widgets.FormField) bool {
	text = strings.TrimSpace(text)
	if text != "" && webAddress(text, "id") == nil {
		field.SetProblem(lang.L("It must start with https:// and name a server."))
		return false
	}
	field.SetProblem("")
	w.keeping.Do(func(ctx context.Context) error {
		return w.options.Workspace.SaveSetting(ctx, webSetting(profileID), text)
	}, func(err error) {
		w.failed(err)
		w.read()
	})
	return true
}
